"""Faults that change nothing anybody could see, each with why."""

_WINDOW = "what is looked for before it is never as long as 40 characters"
_CRITERIA = "matcher.matching.criteria.__init__"
_TWO_GROUPS = "the same two groups of cases, told apart by the opposite"

SPARED: dict[tuple[str, str, str], str] = {
    (
        "matcher.facts.text.days", "40 → 41",
        "alone = _FIRST_DAY.search(text, max(0, last.start - 40), last.start)",
    ): _WINDOW,
    (
        "matcher.facts.text.sums", "40 → 41",
        "other = _RANGE_BEFORE.search(text, max(0, match.start() - 40), match.start())",
    ): _WINDOW,
    (
        "matcher.tracker.calendars.ics", "1 → 2", "readable += 1",
    ): "it only matters whether there are any",
    (
        "matcher.tracker.calendars.oparl_objects", "<= → <", "if len(digits) <= 8:",
    ): "eight digits are the key as they stand either way",
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
}  # fmt: skip
"""Module, change and line -> why no test can notice it."""
