"""Applications: what was typed of one, what follows from it, and when it is asked about again."""
