"""A sample clinic: made-up patients and staff, played through the program's own workflow."""
