"""Real servers on this machine: a publisher, a council, a mail server."""
