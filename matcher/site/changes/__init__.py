"""What changed: versions, what is to be looked at again, successors."""
