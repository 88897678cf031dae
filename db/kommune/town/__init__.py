"""The municipality itself: its own data, and how far it has come with setting up."""
