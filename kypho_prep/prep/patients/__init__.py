"""Finding a patient by name, and telling similar names apart."""
