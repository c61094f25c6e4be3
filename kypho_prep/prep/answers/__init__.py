"""What an answer is: one class for each kind, read from the stored value by the control of its item."""
