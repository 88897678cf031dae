"""A project with its ranked matches."""
