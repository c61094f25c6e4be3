"""What a patient does at the kiosk."""
