"""Commands about the profile: municipality and projects."""
