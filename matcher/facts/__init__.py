"""Reading the facts out of German programme texts, each with the words that state it."""
