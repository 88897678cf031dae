"""Programmes under a new key: proposals, what moves along, and the way back."""
