"""The nurse's screens: first run, sign-in, the board, a visit's form, the review and its sign-off, the clinic."""
