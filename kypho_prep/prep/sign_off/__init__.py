"""What a sign-off needs, what takes it back, and how far a visit is."""
