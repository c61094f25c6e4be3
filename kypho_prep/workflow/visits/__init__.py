"""Entering, moving, ending and finding visits."""
