"""What a message says in other words than German ones."""

import re

_ENGLISH = re.compile(
    r"\b(the|is not|not a|expected|invalid|error|unexpected|cannot|could not|no such|failed"
    r"|codec|decode|byte|position|while|parsing|denied|line|column|char|found|Errno|Traceback"
    r"|file|value|input|object|Exception|None|must|should)\b"
)
"""Words of libraries; no German sentence has one of them."""


def foreign_words(said: str) -> list[str]:
    """English words of a message, but for what it quotes from a file."""
    return _ENGLISH.findall(re.sub(r"„[^“]*“", "„…“", said))
