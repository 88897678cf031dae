"""Tests of the obligations that come with a grant."""
