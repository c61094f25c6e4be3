"""The patient's plan: what staff entered, as it is shown and printed."""
