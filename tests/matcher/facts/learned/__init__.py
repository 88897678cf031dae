"""Tests of the second reader, the one that has learned."""
