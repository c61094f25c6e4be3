"""The clinic's settings and its staff."""
