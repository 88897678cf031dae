"""Faults that change nothing anybody could see, each with why."""

_CRITERIA = "matcher.matching.criteria.__init__"
_TWO_GROUPS = "the same two groups of cases, told apart by the opposite"

SPARED: dict[tuple[str, str, str], str] = {
    (_CRITERIA, "== → !=", 'depends=lambda c: c.municipality.art == "landkreis",'): _TWO_GROUPS,
    (
        _CRITERIA,
        "== → !=",
        '"Vorhabenbeginn", project_begun, depends=lambda c: c.project.status == "begonnen"',
    ): _TWO_GROUPS,
    (
        _CRITERIA,
        "is → is not",
        "depends=lambda c: (c.project.kosten_eur is None, c.project.eigenmittel_eur is None),",
    ): _TWO_GROUPS,
    (
        _CRITERIA,
        "== → !=",
        'depends=lambda c: (c.today, c.project.start, c.project.status == "begonnen"),',
    ): _TWO_GROUPS,
    (
        "matcher.tracker.own_share.own_share",
        "or → and",
        "if total is None or eligible is None:",
    ): "what is eligible is known as soon as the total is",
}
"""Module, change and line -> why no test can notice it."""
