"""What the first order has to wait for over several programmes, and that in German words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matcher import german
from matcher.tracker.combining.awaiting import Allowing, Release
from matcher.tracker.combining.events import Named

ALLOWING: dict[Allowing, tuple[str, str]] = {
    "award": ("der Bescheid", "die Bescheide"),
    "application": ("der Antrag", "die Anträge"),
    "permission": (
        "die Erlaubnis zum vorzeitigen Beginn",
        "die Erlaubnisse zum vorzeitigen Beginn",
    ),
}
"""What allows the first order -> German, of one programme and of several."""

_HAPPENED: dict[Allowing, str] = {
    "award": "eingegangen",
    "application": "gestellt",
    "permission": "erteilt",
}


@dataclass(frozen=True, slots=True)
class Begin:
    """What the first order has to wait for.

    `day` is that of what comes last, by `slowest`, and `first` the first one on which the order is
    then allowed; both are certain only where nothing was reckoned and `unknown` is empty. `words`
    say it in German sentences.
    """

    words: tuple[str, ...]
    day: date | None = None
    first: date | None = None
    slowest: Named | None = None
    is_expected: bool = False
    unknown: tuple[Named, ...] = ()


def begin_after(releases: Sequence[Release]) -> Begin:
    """The begin by what each programme waits for."""
    if not releases:
        return Begin(("Kein Programm, auf das der erste Auftrag warten muss.",))
    known = [one for one in releases if one.day is not None]
    unknown = [one for one in releases if one.day is None and not one.is_done]
    slowest = max(known, key=lambda one: (one.first or date.min, one.named), default=None)
    return Begin(
        (*_words(releases, slowest, unknown), *_permitted(releases), *_silent(releases)),
        day=None if slowest is None else slowest.day,
        first=None if slowest is None else slowest.first,
        slowest=None if slowest is None else slowest.named,
        is_expected=any(one.is_expected for one in known),
        unknown=tuple(one.named for one in unknown),
    )


def _words(
    releases: Sequence[Release], slowest: Release | None, unknown: Sequence[Release]
) -> Iterable[str]:
    verb = "muss" if len(releases) == 1 else "müssen"
    yield f"Vor dem ersten Auftrag {verb} da sein: {german.listed(_awaited(releases))}."
    for one in releases:
        if one.is_done and one.day is None:
            happened = german.capital(_HAPPENED[one.event])
            yield f"{happened} ist {_one(one)}; der Tag ist nicht eingetragen."
    if slowest is not None:
        yield _last(slowest, len(releases) > 1, bool(unknown))
    for one in unknown:
        since = f"; vor dem {german.day(one.not_before)} kommt er nicht" if one.not_before else ""
        yield f"offen: {_one(one)} hat noch keinen Tag{since}."


def _last(slowest: Release, is_one_of_several: bool, is_more_open: bool) -> str:
    """What comes last as far as it is known, and from when on the order is allowed."""
    day = german.day(slowest.day) if slowest.day else ""
    if slowest.event == "permission":
        told = f"Es gilt {_one(slowest)}: ab dem {day}"
        return f"{told}." if is_more_open else f"{told}; von da an darf beauftragt werden."
    if slowest.is_done:
        happened = _HAPPENED[slowest.event]
        lead = f"Zuletzt {happened}" if is_one_of_several else german.capital(happened)
        told = f"{lead} ist {_one(slowest)} am {day}"
        return f"{told}." if is_more_open else f"{told}; danach darf beauftragt werden."
    likely = "voraussichtlich " if slowest.is_expected else ""
    last = "Soweit bekannt, kommt zuletzt" if is_more_open else "Am längsten dauert"
    return (
        f"{last if is_one_of_several else 'Erwartet wird'} {_one(slowest)}: {likely}am {day}; "
        "erst danach darf beauftragt werden."
    )


def _permitted(releases: Sequence[Release]) -> Iterable[str]:
    """Permissions that end, some before the first order can be given."""
    for one in releases:
        if one.until is None:
            continue
        called, until = f"Die Erlaubnis zum vorzeitigen Beginn von „{one.named.title}“", one.until
        if one.event == "permission":
            yield f"{called} gilt bis {german.day(until)}; später braucht es den Bescheid."
        else:
            yield f"{called} endet am {german.day(until)}, bevor beauftragt werden kann."


def _silent(releases: Sequence[Release]) -> Iterable[str]:
    silent = [f"„{one.named.title}“" for one in releases if one.rule is None]
    if silent:
        yield (
            f"Zum Beginn sagt der Text von {german.listed(silent)} nichts; nach Haushaltsrecht "
            "gilt meist: erst der Bescheid, dann der Auftrag."
        )


def _awaited(releases: Sequence[Release]) -> Iterable[str]:
    """Der Antrag von „A“, die Bescheide von „B“ und „C“."""
    for event, (one, several) in ALLOWING.items():
        named = [f"„{r.named.title}“" for r in releases if r.event == event]
        if named:
            yield f"{one if len(named) == 1 else several} von {german.listed(named)}"


def _one(found: Release) -> str:
    return f"{ALLOWING[found.event][0]} von „{found.named.title}“"
