"""The money of an award: what it becomes, what is drawn and spent, what is owed; to the cent."""
