"""Verlängerungsantrag: a later end of the award period, asked for before it ends."""

from typing import Any

from matcher import german
from matcher.award.gaps import NO_END
from matcher.award.money.terms import ZERO
from matcher.documents.award.about import OPEN, About, euros, of_year
from matcher.documents.award.said import Said


def extension(about: About, said: Said) -> dict[str, Any]:
    """The values of its own placeholders."""
    end, money = about.known.standing.now.zeitraum_bis, about.known.money
    return {
        "ende": german.day(end) if end else OPEN,
        "neues_ende": german.day(said.neues_ende) if said.neues_ende else OPEN,
        "grund": said.grund or OPEN,
        "eingegangen": euros(money.sum_of("received")),
        "rest": euros(money.rest),
        "jahre": _years(about),
        "hinweise": _hints(about),
    }


def faults(about: About, said: Said) -> dict[str, str]:
    """A new end that is none, by field."""
    end = about.known.standing.now.zeitraum_bis
    if said.neues_ende and end and said.neues_ende <= end:
        return {"neues_ende": f"Der Bewilligungszeitraum reicht schon bis {german.day(end)}."}
    return {}


def too_late(about: About) -> str:
    """Why an extension may come too late today, in a German sentence; "" while there is time."""
    end = about.known.standing.now.zeitraum_bis
    if end is None or end >= about.today:
        return ""
    return (
        f"Der Bewilligungszeitraum ist am {german.day(end)} abgelaufen. Eine Verlängerung ist"
        " vorher zu beantragen; bitte mit der Behörde klären, ob sie noch möglich ist."
    )


def _years(about: About) -> list[dict[str, str]]:
    planned = about.known.standing.instalments
    return [
        {
            **of_year(one, one.planned if planned else None),
            "offen": "–"
            if not planned or one.planned is None
            else euros(max(one.planned - one.received, ZERO)),
        }
        for one in about.known.money.years
    ]


def _hints(about: About) -> list[str]:
    hints = [late] if (late := too_late(about)) else []
    if about.known.standing.now.zeitraum_bis is None:
        hints.append(NO_END)
    hints.append(
        "Verschieben sich Raten in ein anderes Haushaltsjahr, auch das beantragen und im eigenen"
        " Haushalt neu veranschlagen."
    )
    return hints
