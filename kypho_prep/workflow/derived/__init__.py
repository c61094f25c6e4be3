"""What is computed from a visit after each change: its flags and its line on the board."""
