"""What staff recorded: instructions, fasting, results, chart ticks, and their earlier versions."""
