"""What could cancel the case: the rules over a visit's answers, and the flags that they raise."""
