"""How the load is shared, in German: what to do first, and what changed hands."""

from collections.abc import Iterator, Mapping
from datetime import date

from db.kommune.handing.ownership import Change
from matcher import german
from matcher.changes.log_wording import KIND_LABELS as LOGGED
from matcher.changes.log_wording import in_words
from matcher.handover.acting import LookedAfter
from matcher.handover.sharing.load import Gap, Lack, Load, Place, ProjectLoad, Turnover
from matcher.handover.sharing.matters import Kind

LACK_LABELS: Mapping[Lack, str] = {
    "owner": "ohne Zuständige",
    "one_account": "hängt an einer Person",
    "deputy": "ohne Vertretung",
    "behind": "bei der Vertretung allein",
}
NOTHING = "Alles hat jemanden, der zuständig ist, und eine Vertretung."
_PROJECTS: Mapping[Lack, tuple[str, str]] = {
    "owner": ("1 Vorhaben hat niemanden, der zuständig ist", "{} Vorhaben haben niemanden, der"
              " zuständig ist"),
    "one_account": ("1 Vorhaben hängt an einer Person", "{} Vorhaben hängen an einer Person"),
    "deputy": ("1 Vorhaben hat keine Vertretung", "{} Vorhaben haben keine Vertretung"),
}  # fmt: skip
_NOUNS: Mapping[Kind, tuple[str, str]] = {
    "duty": ("Pflicht", "Pflichten"),
    "step": ("Planschritt", "Planschritte"),
    "deadline": ("Frist", "Fristen"),
    "doubt": ("fragliche Frist", "fragliche Fristen"),
}
GAP_KINDS: tuple[Kind, ...] = ("duty", "step", "deadline", "doubt")
_GAPS: tuple[tuple[Lack, str, str], ...] = (
    ("owner", "hat niemanden, der zuständig ist", "haben niemanden, der zuständig ist"),
    ("deputy", "hat keine Vertretung", "haben keine Vertretung"),
    ("behind", "liegt bei der Vertretung allein, solange jemand abwesend ist",
     "liegen bei der Vertretung allein, solange jemand abwesend ist"),
)  # fmt: skip
GAP_LACKS: Mapping[Lack, tuple[str, str]] = {
    "owner": ("Ohne Zuständige", ""),
    "deputy": ("Ohne Vertretung", ""),
    "behind": (
        "Bei der Vertretung allein",
        "Wer zuständig ist, ist abwesend; die Vertretung handelt. Fiele auch sie aus, bliebe es"
        " liegen.",
    ),
}
"""What something open can lack -> heading, and a sentence that explains it, "" for none."""


def first_things(load: Load) -> list[str]:
    """What to do first, a sentence for each kind of lack, what is due on a day before the rest;
    names nobody."""
    found = sorted([*_of_projects(load), *_of_gaps(load)], key=lambda one: one[0] is None)
    return [words for _, words in found] or [NOTHING]


def _of_projects(load: Load) -> Iterator[tuple[date | None, str]]:
    for lack, (one, many) in _PROJECTS.items():
        found = load.lacking(lack)
        if found:
            words = one if len(found) == 1 else many.format(german.number(len(found)))
            due = _due(found[0])
            yield found[0].day, f"{words}{_first(len(found))}: „{found[0].place.title}“{due}."


def _of_gaps(load: Load) -> Iterator[tuple[date | None, str]]:
    for lack, single, plural in _GAPS:
        for kind in GAP_KINDS:
            found = load.gaps(lack, kind)
            if found:
                place, gap = found[0]
                noun, count = _NOUNS[kind][len(found) > 1], german.number(len(found))
                verb = single if len(found) == 1 else plural
                day = f", {german.day(gap.matter.day)}" if gap.matter.day else ""
                what = f"„{gap.matter.what}“ ({place.title}{day})"
                yield gap.matter.day, f"{count} {noun} {verb}{_first(len(found))}: {what}."


def gap_counts(project: ProjectLoad) -> str:
    """2 Pflichten ohne Zuständige, 1 Planschritt ohne Vertretung; "" without gaps."""
    words = []
    for lack in GAP_LACKS:
        for kind in GAP_KINDS:
            if count := project.count(lack, kind):
                noun = _NOUNS[kind][count > 1]
                words.append(f"{german.number(count)} {noun} {LACK_LABELS[lack]}")
    return ", ".join(words)


def turnover_words(one: Turnover) -> str:
    """2 × Zuständig, 1 × Planschritt zugeteilt, zuletzt am 3.2.; names nobody."""
    counted = [f"{german.number(n)} × {LOGGED[kind]}" for kind, n in one.counts.items()]
    return f"{', '.join(counted)}; zuletzt am {german.day(one.changes[0].at.date())}"


def turnover_names(one: Turnover, names: Mapping[int, str]) -> list[str]:
    """The same with from whom to whom, for who manages."""
    return [change_names(each, names) for each in one.changes]


def change_names(one: Change, names: Mapping[int, str]) -> str:
    """3.2.2027 Zuständig: Anna Berg → Ben Tal; for who manages."""
    before, after = (in_words(one.kind, value, names) for value in (one.before, one.after))
    note = f" ({one.note})" if one.note else ""
    return f"{german.day(one.at.date())} {LOGGED[one.kind]}: {before} → {after}{note}"


def gap_headings(load: Load, lack: Lack) -> list[tuple[str, list[tuple[Place, Gap]]]]:
    """What of all projects lacks an owner or a deputy, under a heading for each kind."""
    return [
        (f"{german.capital(_NOUNS[kind][1])} {LACK_LABELS[lack]}", found)
        for kind in GAP_KINDS
        if (found := load.gaps(lack, kind))
    ]


def holder_words(project: ProjectLoad, known: LookedAfter) -> str:
    """Who acts, with the department that the account states, and who stands in."""
    if not (words := known.words(project.holder)) and project.deputy is None:
        return "niemand"
    words = words or "niemand"
    person = known.people.get(project.holder.person or 0)
    if person is not None and person.department:
        words += f", {person.department}"
    deputy = known.people.get(project.deputy or 0)
    return f"{words}; Vertretung: {deputy.name if deputy else 'niemand'}"


def gap_words(gap: Gap, known: LookedAfter) -> str:
    """Who acts for it; "" where nobody does."""
    return known.words(gap.holder)


def place_words(place: Place) -> str:
    """The department, or that there is none."""
    return place.department or "ohne Fachamt"


def _first(count: int) -> str:
    return ", zuerst" if count > 1 else ""


def _due(project: ProjectLoad) -> str:
    return f" (nächster Tag: {german.day(project.day)})" if project.day else ""
