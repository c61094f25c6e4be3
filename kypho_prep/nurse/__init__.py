"""The nurse's screens."""
