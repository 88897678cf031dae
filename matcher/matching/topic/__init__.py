"""Topic: whether a programme funds such a thing as the project is about."""
