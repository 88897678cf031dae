"""What a town owes after an award: proposed from its words, confirmed by people, ticked off."""
