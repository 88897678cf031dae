"""What a criterion says about one programme for one project."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from db.records import Fact
from matcher.profile.model import Municipality, Project

Result = Literal["met", "silent", "unclear", "not_met"]

RESULT_LABELS: dict[Result, str] = {
    "met": "erfüllt",
    "silent": "ohne Angabe",
    "unclear": "unklar",
    "not_met": "nicht erfüllt",
}


class Evidence(NamedTuple):
    """Words of a programme: `start` and `end` are characters of the stored text of `field`."""

    field: str
    start: int
    end: int
    quote: str


class Finding(NamedTuple):
    """The result, a German sentence that gives the reason, and what the reason rests on.

    "silent" means that the text says nothing: neither met nor a question. `change` says what
    would have to be different, `gap` names the answer that is missing in the profile; both are
    empty where there is nothing to say. `lasting` tells of what is not met whether it stays so:
    a closed round may come again, another Land does not.
    """

    result: Result
    reason: str
    evidence: tuple[Evidence, ...] = ()
    change: str = ""
    gap: str = ""
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """Who asks, for what, and on which day."""

    municipality: Municipality
    project: Project
    today: date


def evidence(*facts: Fact) -> tuple[Evidence, ...]:
    """The words of these facts, each place once."""
    return tuple(dict.fromkeys(Evidence(f.field, f.start, end=f.end, quote=f.quote) for f in facts))


def missing(gap: str, why: str) -> Finding:
    """An answer that the profile does not give: "Einwohnerzahl fehlt im Profil; …"."""
    return Finding("unclear", f"{gap} fehlt im Profil; {why}", gap=gap)
