"""Nursing rules in plain Python: no Qt, no SQL, no files and no clock of their own."""
