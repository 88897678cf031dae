"""What the address of the deadlines page chooses; what it does not know is said, not an error."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from db.vocabulary import FOLLOWED, LEVELS, LISTED_LABELS, STATUS_LABELS
from matcher.deadlines.coming import GROUP_LABELS
from matcher.site.catalogue.searching import page_number
from matcher.site.deadlines.months import first_of, plus_months

PAGE, TABLE = "/fristen", "/fristen.xlsx"
SCOPES = {
    "": "verfolgt",
    "moeglich": "auch mögliche",
    "alle": "alle Programme",
}
"""Value of ?umfang= -> German label; without one the page is about what people follow."""
POSSIBLE, EVERYTHING, NEAR = "moeglich", "alle", "nah"
"""Scopes: what projects may use, too; the whole catalogue; and what the page shows instead where
nobody follows anything yet, which no address asks for."""
HORIZONS = (3, 6, 12)
"""Months that the list can look ahead."""
MONTHS_AHEAD = 35
"""Months after this one that can be opened; yearly deadlines are spelt out that far."""
VERDICTS = {
    name: LISTED_LABELS[name]
    for name in ("passt", "pruefen", "rand", "anderes", "knapp", "ausgeschlossen")
}
"""Value of ?urteil= -> German label, the best first: what lists may say of a match. All but the
first two occur where the municipality asks for more than what is on the topic, or where people
follow what cannot be applied for."""
ALWAYS = ("passt", "pruefen")
"""Those that can always be chosen."""
STATUSES = {
    "mir": "bei mir",
    **{name: label for name, label in STATUS_LABELS.items() if name != "declined"},
}
"""Value of ?status= -> German label; what people declined has no deadline any more."""

_LABELS = {
    "vorhaben": "Vorhaben",
    "fachamt": "Fachamt",
    "ebene": "Ebene",
    "urteil": "Urteil",
    "status": "Status",
    "umfang": "Umfang",
    "monate": "Zeitraum",
    "ansicht": "Ansicht",
    "monat": "Monat",
    "gruppe": "Gruppe",
}
_OF_PROJECTS = ("vorhaben", "fachamt", "urteil", "status", "umfang")


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen; without a login there are neither projects nor departments."""

    projects: Mapping[str, str] = field(default_factory=dict)
    """Id -> title."""
    departments: Collection[str] = ()
    verdicts: Collection[str] = ALWAYS
    login: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; empty means all, for `scope` what is followed (see SCOPES).

    `month` is the first day of the month shown, None for the list; `group` is a key of
    GROUP_LABELS when its programmes are listed; `doubtful` asks for unsure ones alone; `hints` are
    sentences about what was ignored.
    """

    project: str = ""
    department: str = ""
    level: str = ""
    verdict: str = ""
    status: str = ""
    months: int = HORIZONS[-1]
    scope: str = ""
    doubtful: bool = False
    month: date | None = None
    group: str = ""
    page: int = 1
    hints: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether a filter could hide deadlines."""
        return any(self._narrowing)

    @property
    def active(self) -> int:
        """How many filters are set to something."""
        return sum(map(bool, (*self._narrowing, self._widened)))

    @property
    def _widened(self) -> bool:
        """Whether more is asked for than what is followed; a status may ask for that itself."""
        return self.scope == EVERYTHING or (self.scope == POSSIBLE and not self.status)

    @property
    def _narrowing(self) -> tuple[object, ...]:
        of_pairs = (self.project, self.department, self.verdict, self.status)
        return *of_pairs, self.level, self.months != HORIZONS[-1], self.doubtful

    def parameters(self) -> list[tuple[str, str]]:
        """The parts of an address that choose this."""
        found = [
            ("vorhaben", self.project),
            ("fachamt", self.department),
            ("ebene", self.level),
            ("urteil", self.verdict),
            ("status", self.status),
            ("monate", str(self.months) if self.months != HORIZONS[-1] else ""),
            ("umfang", self.scope if self.scope in SCOPES else ""),
            ("fraglich", "1" if self.doubtful else ""),
            ("ansicht", "monat" if self.month else ""),
            ("monat", f"{self.month:%Y-%m}" if self.month else ""),
            ("gruppe", self.group),
            ("seite", str(self.page) if self.page > 1 else ""),
        ]
        return [(name, value) for name, value in found if value]

    def address(self, page: str = PAGE, **changes: Any) -> str:
        """Path of this site that chooses the same but for `changes`, from the first page."""
        parameters = replace(self, **{"page": 1, **changes}).parameters()
        return f"{page}?{urlencode(parameters)}" if parameters else page

    def as_list(self) -> str:
        """Path of the list with the same filters."""
        return self.address(month=None, group="")

    def as_month(self, month: date) -> str:
        """Path of a month with the same filters."""
        return self.address(month=first_of(month), group="")


def read_choice(arguments: Any, choices: Choices, today: date) -> Choice:
    """The choice that an address makes; unknown values are left out with a hint."""
    hints: list[str] = []

    def one(name: str, known: Collection[str]) -> str:
        value = arguments.get(name) or ""
        if value and value not in known:
            hints.append(_hint(name, value, choices.login))
            return ""
        return str(value)

    project, department = one("vorhaben", choices.projects), one("fachamt", choices.departments)
    verdict = one("urteil", choices.verdicts if choices.login else ())
    status = one("status", STATUSES if choices.login else ())
    scope = one("umfang", SCOPES if choices.login else ())
    if choices.login and arguments.get("alle") == "1":  # as addresses said it before
        scope = EVERYTHING
    if scope == EVERYTHING and (project or department or verdict or status):
        scope = POSSIBLE
        hints.append(
            "„Alle Programme“ gilt nicht zusammen mit Vorhaben, Fachamt, Urteil "
            "oder Status und bleibt außer Acht."
        )
    if status and status not in FOLLOWED:
        scope = POSSIBLE  # who asks for what is new or rejected does not ask for what is followed
    months = one("monate", [str(number) for number in HORIZONS])
    in_month = one("ansicht", ("liste", "monat")) == "monat"
    return Choice(
        project=project,
        department=department,
        level=one("ebene", LEVELS),
        verdict=verdict,
        status=status,
        months=int(months or HORIZONS[-1]),
        scope=scope,
        doubtful=arguments.get("fraglich") == "1",
        month=_month(one("monat", _open_months(today)), today) if in_month else None,
        group="" if in_month else one("gruppe", GROUP_LABELS),
        page=page_number(arguments.get("seite")),
        hints=tuple(hints),
    )


def last_month(today: date) -> date:
    """First day of the last month that can be opened."""
    return plus_months(first_of(today), MONTHS_AHEAD)


def _open_months(today: date) -> list[str]:
    first = first_of(today)
    return [f"{plus_months(first, n):%Y-%m}" for n in range(MONTHS_AHEAD + 1)]


def _month(chosen: str, today: date) -> date:
    return date.fromisoformat(f"{chosen}-01") if chosen else first_of(today)


def _hint(name: str, value: str, login: bool) -> str:
    if name in _OF_PROJECTS and not login:
        return f"Der Filter „{_LABELS[name]}“ gilt erst nach der Anmeldung und bleibt außer Acht."
    shown = value if len(value) <= 40 else value[:39] + "…"
    if name == "monat":
        return (
            f"Der Monat „{shown}“ lässt sich nicht zeigen: Möglich sind dieser und die nächsten "
            f"{MONTHS_AHEAD} Monate, geschrieben wie 2026-12."
        )
    return f"„{shown}“ gibt es im Filter „{_LABELS[name]}“ nicht; er bleibt außer Acht."
