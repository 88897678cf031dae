"""What nobody entered, over all projects: what is the same for several is said once; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher import german
from matcher.award.gaps import GAP_LABELS, GapKind, gaps
from matcher.handover.report.known import KnownProject
from matcher.handover.report.model import Part
from matcher.handover.report.money import MONEY_GAPS
from matcher.handover.report.standing import NEXT

_NOT_ENTERED: Mapping[GapKind, str] = {
    "no_reference": "ein Aktenzeichen der Behörde",
    "no_grant": "die Höhe der Zuwendung",
    "no_end": "das Ende eines Bewilligungszeitraums",
    "no_eligible": "die zuwendungsfähigen Ausgaben",
}
"""Gaps of an award that are something nobody entered."""
_TOLD = MONEY_GAPS | {"at_risk", "proof_due", "unconfirmed"}
"""Gaps that its project tells, and proposals, which are counted below."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Something that is not entered, as words after „fehlt:“; else a sentence."""

    words: str
    is_sentence: bool = False


def unknown(projects: Sequence[KnownProject], today: date) -> Part:
    """A line for each set of projects that lack the same, those of many projects first."""
    lacking: dict[_Unknown, list[str]] = {}
    for known in projects:
        for one in dict.fromkeys(_missing(known, today)):
            lacking.setdefault(one, []).append(known.project.id)
    alike: dict[tuple[str, ...], list[_Unknown]] = {}
    for one, found in lacking.items():
        alike.setdefault(tuple(found), []).append(one)
    if not alike:
        return Part("", ("Zu keinem Vorhaben fehlt eine Angabe, nach der der Bericht sieht.",),
                    listed=False)  # fmt: skip
    titles = {known.project.id: known.project.titel for known in projects}
    ordered = sorted(alike.items(), key=lambda one: -len(one[0]))
    return Part("", tuple(f"Zu {_names(ids, titles)}{_said(found)}" for ids, found in ordered))


def _names(ids: Sequence[str], titles: Mapping[str, str]) -> str:
    if len(ids) == len(titles) and len(ids) > 1:
        return f"allen {german.number(len(ids))} Vorhaben"
    return german.listed(f"„{titles[one]}“" for one in ids)


def _said(found: Sequence[_Unknown]) -> str:
    absent = ", ".join(one.words for one in found if not one.is_sentence)
    sentences = " ".join(one.words for one in found if one.is_sentence)
    return f" fehlt: {absent}. {sentences}".rstrip() if absent else f": {sentences}"


def _missing(known: KnownProject, today: date) -> Iterator[_Unknown]:
    for words in _absent(known):
        yield _Unknown(words)
    alone = [one.told for one in known.ahead.steps[:NEXT] if not one.charge.who]
    if alone:
        said = f"Für diese nächsten Schritte ist niemand zuständig: {', '.join(alone)}."
        yield _Unknown(said, is_sentence=True)
    for gap in gaps([one.known for one in known.funded.awards], today):
        if gap.kind in _TOLD:
            continue
        if absent := _NOT_ENTERED.get(gap.kind):
            yield _Unknown(absent)
        else:
            yield _Unknown(f"{GAP_LABELS[gap.kind]}: {gap.words}", is_sentence=True)
    for words in known.open:
        yield _Unknown(words, is_sentence=True)


def _absent(known: KnownProject) -> Iterator[str]:
    project, charge = known.project, known.people.charge
    notices = [
        notice for one in known.funded.awards for notice in one.known.standing.notices
    ]  # fmt: skip
    noted = {one.note.kind for one in known.noted}
    has_contact = any(one.known.standing.now.ansprechperson for one in known.funded.awards)
    for words, is_there in (
        ("eine zuständige Person", charge.who), ("eine Vertretung", charge.deputy),
        ("eine Beschreibung", project.beschreibung), ("das Fachamt", project.fachamt),
        ("die Kosten", project.kosten_eur is not None), ("das Ende des Vorhabens", project.ende),
        ("ein Kontakt", has_contact or "contact" in noted),
        ("der Ort der Akten", "link" in noted or any(one.ablage for one in notices)),
    ):  # fmt: skip
        if not is_there:
            yield words
