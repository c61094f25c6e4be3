"""The panels of the review."""
