"""What is SQLite's own: the encrypted file, its keys, folder and lock, and its migrations."""
