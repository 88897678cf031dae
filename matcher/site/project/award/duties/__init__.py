"""Duties of awards: the list over all, one on its form, several at once, ticked."""
