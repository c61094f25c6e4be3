"""The first run, the sign-in, the clinic's settings and its staff."""
