"""From a deadline to a plan that the council calendar allows; pure functions, no database."""
