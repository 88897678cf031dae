"""From a match to the application: plan, meetings, own share, documents."""
