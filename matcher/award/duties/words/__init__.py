"""Duties out of the words of conditions: sentences, kinds, and what periods count from."""
