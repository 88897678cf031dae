"""Commands about matches: run, explain, decide, hand on."""
