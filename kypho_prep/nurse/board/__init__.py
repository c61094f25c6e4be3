"""The board, and what is found from it."""
