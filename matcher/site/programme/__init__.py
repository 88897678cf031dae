"""A programme with its facts, marked texts and corrections."""
