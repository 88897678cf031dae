"""What commands say about crawls, in German."""

STATES = {
    "committed": "übernommen",
    "unchanged": "unverändert",
    "refused": "abgelehnt",
    "failed": "gescheitert",
}
"""State of a run -> German word."""


def accepted_words(by: str, reason: str, found: str) -> str:
    """Who took over what the checks had refused, and why."""
    return f"Bestätigt von {by} („{reason}“): {found}"
