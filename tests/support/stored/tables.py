"""What stands in a database, for tests that compare it."""

from typing import Any

Tables = dict[str, list[dict[str, Any]]]
"""Name of a table -> its rows."""
