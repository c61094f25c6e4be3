"""The review of one visit: what is open, what staff records, and the sign-off."""
