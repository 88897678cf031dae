"""The report for a successor, and finding again what people wrote."""
