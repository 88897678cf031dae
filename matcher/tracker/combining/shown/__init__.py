"""A financing plan as people and programs read it: in words, as rows, as plain data."""
