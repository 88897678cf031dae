"""Tests of plans and calendar as they are stored."""
