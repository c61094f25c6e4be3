"""What a nurse does with one visit."""
