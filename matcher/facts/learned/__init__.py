"""The second reader of days and periods: it has learned from labels, it knows no rules."""
