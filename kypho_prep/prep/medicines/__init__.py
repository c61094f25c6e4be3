"""The list of medicines that matter, and recognising a name as a patient types it."""
