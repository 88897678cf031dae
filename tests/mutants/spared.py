"""Faults that change nothing anybody could see, each with why."""

SPARED: dict[tuple[str, str, str], str] = {}
"""Module, change and line -> why no test can notice it."""
