"""How crawlers behave on the network: where they may go, how long they wait, what they say."""
