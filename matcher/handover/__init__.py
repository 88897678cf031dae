"""Who hands what to whom: the report for a successor, and finding again what people wrote."""
