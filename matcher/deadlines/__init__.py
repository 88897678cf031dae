"""When one can apply: derived from facts and a day, never stored."""
