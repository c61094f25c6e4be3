"""One patient's session at the kiosk: its pages in order, its buttons, its end."""
