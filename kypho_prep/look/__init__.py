"""What both sides' screens are made of: colours, buttons, keyboard, announcements, printing."""
