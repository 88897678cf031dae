"""How far a new town has come with the guided setup; asked by many pages."""
