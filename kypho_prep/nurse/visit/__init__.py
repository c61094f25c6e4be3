"""A visit entered, changed, handed to the kiosk and ended."""
