"""The questions and their answers: what is asked, in which order, and what a visit's answers say now."""
