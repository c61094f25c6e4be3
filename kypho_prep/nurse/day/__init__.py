"""The page of the procedure's day."""
