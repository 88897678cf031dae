"""Programmes, their texts and facts: tables and functions that any file with programmes can use."""
