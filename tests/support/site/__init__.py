"""Pages as people, programs and attackers see them."""
