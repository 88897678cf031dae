"""Applications, awards, the duties that follow from them, and money; only people write here."""
