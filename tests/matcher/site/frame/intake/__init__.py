"""Attacks on what arrives."""
