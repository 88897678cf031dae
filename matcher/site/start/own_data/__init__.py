"""The municipality's own data in the browser."""
