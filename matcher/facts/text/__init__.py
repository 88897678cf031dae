"""A German text taken apart: clauses, and the days, sums, numbers and periods in it."""
