"""The page of deadlines: what is chosen, what is stored, chart, month, export."""
