"""Storing an answer, whoever gives it."""
