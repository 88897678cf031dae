"""Tests of telling which kind of file somebody handed us."""
