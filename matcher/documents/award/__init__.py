"""Letters to the authority that granted money: what they say, our templates, the town's own."""
