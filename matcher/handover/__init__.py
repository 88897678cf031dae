"""Who acts for whom, what a successor has to know, and finding again what people wrote."""
