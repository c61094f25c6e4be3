"""Answers, flags, dates and times said in words."""
