"""What the filters are called; imported by help pages, so nothing else is imported here."""

FILTER_LABELS = {
    "land": "Land",
    "level": "Ebene",
    "area": "Bereich",
    "funding_type": "Förderart",
    "applicant": "Berechtigte",
    "state": "Antragsstand",
    "within": "Nächste Frist",
}
"""Name of a filter -> German label, in the order in which they are shown."""
