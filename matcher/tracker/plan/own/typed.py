"""What a person enters about an own step: from words to a record, or a sentence why not; pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from db.errors import FaultyFields, FoerderlageError
from db.kommune.tracker.own_steps import OwnRow, Side, Unit
from matcher import german
from matcher.tracker.calendars.typed import typed_day
from matcher.tracker.plan.own.placed import RECALL
from matcher.tracker.plan.own.recall import MONTHS, USUAL_MONTHS
from matcher.tracker.plan.own.relative import anchor_words, distance, is_anchor

UNITS: Mapping[str, Unit] = {"arbeitstage": "workdays", "tage": "days", "wochen": "weeks"}
"""What a person chooses -> unit."""
SIDES: Mapping[str, Side] = {"vor": "before", "nach": "after"}
FIELDS = ("titel", "wann", "tag", "anzahl", "einheit", "seite", "bezug", "monate", "notiz")
"""Fields of the form; persons are beside them."""
_MOST = 730


def typed_step(given: Mapping[str, str], row: OwnRow | None, today: date) -> OwnRow:
    """The step that a form describes, in place of `row` or as a new one.

    A relative step gets its day from the plan. Raises FaultyFields by the fields of the form.
    """
    title = " ".join(given.get("titel", "").split())
    start = row or OwnRow("own", title, day=today)
    step = replace(start, title=title, note=given.get("notiz", "").strip())
    faults = []
    if not title:
        advice = "Zum Beispiel: Angebote einholen."
        faults.append(_fault("titel", "Dem Schritt fehlt der Titel.", advice))
    try:
        step = _when(step, given)
    except FaultyFields as fault:
        faults.append(fault)
    if faults:
        fields = {name: words for fault in faults for name, words in fault.fields.items()}
        raise FaultyFields(faults[0].what, faults[0].advice, fields=fields)
    return step


def typed_recall(given: Mapping[str, str], row: OwnRow | None) -> OwnRow:
    """The day on which a match comes back, as a form describes it; raises as above."""
    day = _day(given)
    months = given.get("monate", str(USUAL_MONTHS))
    if months not in map(str, MONTHS):
        raise _fault("monate", "Der Abstand fehlt.", "Bitte einen aus der Liste wählen.")
    start = row or OwnRow("recall", RECALL, day=day)
    note = given.get("notiz", "").strip()
    return replace(start, day=day, every_months=int(months), note=note)


def told_step(row: OwnRow) -> str:
    """What the log says of an own step or recall: what, when, note."""
    day = german.day(row.day)
    if row.kind == "recall":
        when = f"{day}, {german.every(row.every_months or 0)}"
    elif row.anchor:
        when = f"{row.title}, {distance(row)} {anchor_words(row.anchor)}"
    else:
        when = f"{row.title}, {day}"
    return "\n".join(filter(None, (when, row.note)))


def entered(row: OwnRow) -> dict[str, str]:
    """A step as it stands in its form."""
    units, sides = ({code: word for word, code in one.items()} for one in (UNITS, SIDES))
    return {
        "titel": row.title,
        "wann": "relativ" if row.anchor else "fest",
        "tag": "" if row.anchor else row.day.isoformat(),
        "anzahl": "" if row.number is None else str(row.number),
        "einheit": units[row.unit] if row.unit else "arbeitstage",
        "seite": sides[row.side] if row.side else "vor",
        "bezug": row.anchor or "",
        "monate": str(row.every_months or USUAL_MONTHS),
        "notiz": row.note,
    }


def refuse_missing(row: OwnRow, known: Collection[str], before: OwnRow | None) -> None:
    """Raise FaultyFields where a step is to hang on what its plan does not have; one that lost
    it keeps it."""
    if row.anchor in known or row.anchor is None or (before and before.anchor == row.anchor):
        return
    raise _fault("bezug", "Den Bezug hat der Plan nicht.", "Bitte einen aus der Liste wählen.")


def _when(step: OwnRow, given: Mapping[str, str]) -> OwnRow:
    if given.get("wann") == "relativ":
        return _relative(step, given)
    day = _day(given)
    return replace(step, day=day, due=None, number=None, unit=None, side=None, anchor=None)


def _relative(step: OwnRow, given: Mapping[str, str]) -> OwnRow:
    number = given.get("anzahl", "").strip()
    if not (number.isascii() and number.isdigit() and len(number) < 5 and int(number) <= _MOST):
        what = "Das ist keine Anzahl." if number else "Die Anzahl fehlt."
        raise _fault("anzahl", what, f"Bitte eine ganze Zahl von 0 bis {_MOST} angeben.")
    unit, side = UNITS.get(given.get("einheit", "")), SIDES.get(given.get("seite", ""))
    anchor = given.get("bezug", "")
    if unit is None or side is None or not is_anchor(anchor):
        raise _fault("bezug", "Es fehlt, worauf sich der Schritt bezieht.",
                     "Bitte aus der Liste wählen.")  # fmt: skip
    return replace(step, number=int(number), unit=unit, side=side, anchor=anchor)


def _day(given: Mapping[str, str]) -> date:
    words = given.get("tag", "").strip()
    if not words:
        raise _fault("tag", "Der Tag fehlt.", "Bitte wie 17.12.2026 angeben.")
    try:
        return typed_day(words)
    except FoerderlageError as error:
        raise _fault("tag", error.what, error.advice) from error


def _fault(field: str, what: str, advice: str) -> FaultyFields:
    return FaultyFields(what, advice, fields={field: f"{what} {advice}"})
