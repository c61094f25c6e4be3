"""The forms in which a nurse records something on the review."""
