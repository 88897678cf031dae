"""The plan backwards from a deadline to the steps that reach it."""
