"""Commands from a match to the application: meetings, plan, own share, documents."""
