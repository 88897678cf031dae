"""Being away, leaving and handing over on their pages."""
