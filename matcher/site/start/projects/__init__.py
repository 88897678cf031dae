"""The projects of the start page: cards, and what its address chooses of them."""
