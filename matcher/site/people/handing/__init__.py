"""Being away, leaving, and handing over to somebody else."""
