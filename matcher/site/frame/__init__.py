"""What every page stands in: who asks, what they may see, layout, helpers, serving."""
