"""From a deadline back to today: which meeting decides, which day each step has."""
