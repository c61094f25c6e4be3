"""The pages on which an administrator looks after the clinic's data: its back-ups, the way back, what goes."""
