"""Council calendar and plans as they are stored."""
