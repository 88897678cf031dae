"""What a council paper says of several programmes side by side: the values of its placeholders."""

from collections.abc import Iterator
from typing import Any

from db.vocabulary import LEVELS
from matcher import german
from matcher.tracker.combining.plan import Plan
from matcher.tracker.combining.shown import rows, wording


def financing_values(plan: Plan | None) -> dict[str, Any]:
    """The values; all of them are empty without a plan, so that the part is left out."""
    if plan is None:
        empty = ("finanzierungsplan", "programme", "nebeneinander", "reihenfolge",
                 "finanzierung_hinweise")  # fmt: skip
        return {"finanzierung_ergebnis": "", **{name: [] for name in empty}}
    called = wording.numbers(plan)
    return {
        "finanzierung_ergebnis": wording.remains_words(plan.remains),
        "finanzierungsplan": [
            {"name": german.capital(name), "guenstig": german.euros(amounts[0]),
             "sicher": german.euros(amounts[-1])}
            for name, amounts in rows.share_table(plan)
        ],
        "programme": [
            {"nr": called[one.named], "ebene": LEVELS[one.candidate.way.stored.programme.level],
             "name": one.named.title, "satz": wording.rate_words(one),
             "zuschuss": wording.grant_words(one)}
            for one in plan.offers
        ],
        "nebeneinander": [
            {"programme": row.names, "ergebnis": row.label,
             "wortlaut": "\n".join(rows.quotes(plan, row) or row.sentences)}
            for row in rows.pair_rows(plan)
        ],
        "reihenfolge": [
            {"tag": wording.day_words(event), "was": wording.event_words(event),
             "programme": german.listed(called[named] for named in event.programmes)}
            for event in plan.order.events
        ],
        "finanzierung_hinweise": [*_remarks(plan)],
    }  # fmt: skip


def _remarks(plan: Plan) -> Iterator[str]:
    """What to mind, what is assumed and what is missing, each with its kind."""
    for one in plan.offers:
        for said in wording.standing(one):
            yield f"{wording.numbers(plan)[one.named]}{said}"
    for kind, words in rows.remarks(plan):
        if kind == wording.QUESTIONS:
            yield words if words.startswith(f"{wording.OPEN}:") else f"{wording.OPEN}: {words}"
        else:
            yield f"{kind}: {words}"
