"""The pages that a patient sees, and what they are made of."""
