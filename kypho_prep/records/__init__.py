"""The chart: the only SQL in the program."""
