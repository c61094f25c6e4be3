"""What is PostgreSQL's own: the way to the clinic's server, its safety settings, its locks, its steps, its logins."""
