"""Commands for whoever runs it: nights, backups, settings, the site."""
