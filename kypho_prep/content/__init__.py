"""Turns resources/content into the checklist, and refuses a broken file by name, key and reason."""
