"""Which programme fits which project, and why."""
