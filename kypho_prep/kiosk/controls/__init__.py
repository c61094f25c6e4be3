"""The ways in which a patient answers a page: each shows a view, gives a value and says what is missing."""
