"""Dated, checked sets of everything the town entered, and the way back."""
