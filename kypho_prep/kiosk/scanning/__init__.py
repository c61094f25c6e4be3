"""One-switch scanning: what can be pressed lights up in turn, and one switch presses it."""
