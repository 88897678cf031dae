"""The own share where a notice decided: its sums count, whatever the text of the programme says."""

from dataclasses import replace

from matcher import german
from matcher.tracker.own_share.grant import ZERO, Grant
from matcher.tracker.own_share.inputs import INPUT_LABELS, Costs, Input, Terms, terms
from matcher.tracker.own_share.recorded import Recorded


def granted_terms(costs: Costs, record: Recorded) -> Terms:
    """The inputs of a programme that was decided about: people's own ones and the grant."""
    # a rate that people state says nothing beside the sum of the notice
    kept = costs if "rate" in costs.noticed else replace(costs, rate=None)
    found = terms((), kept)
    grant = Input("grant", record.grant or ZERO, origin="notice", words=notice_words(record))
    order = [*INPUT_LABELS]
    inputs = sorted([*found.inputs, grant], key=lambda one: order.index(one.name))
    return replace(found, inputs=tuple(inputs))


def granted_grant(record: Recorded) -> Grant:
    """The grant of the record with its step in words; a refusal is also a warning."""
    if record.outcome == "refused":
        said = f"{record.words}: kein Zuschuss"
        return Grant(ZERO, (said,), warnings=(f"{said}.",))
    euros = record.grant or ZERO
    return Grant(euros, (f"Zuschuss laut {notice_words(record)}: {german.euros(euros)}",))


def notice_words(record: Recorded) -> str:
    """Zuwendungsbescheid vom 03.05.2027, Anteilfinanzierung."""
    return ", ".join(text for text in (record.words, record.form) if text)


def missing_sum(record: Recorded | None) -> tuple[str, ...]:
    """What to say where an award stands whose notices state no sum (German)."""
    if record is None or record.outcome != "granted" or record.grant is not None:
        return ()
    return (
        f"{record.words} nennt keine Zuwendung; der Zuschuss ist weiter gerechnet. Wie hoch ist"
        " er?",
    )


def noticed(record: Recorded | None) -> dict[str, str]:
    """Names of the inputs that a notice states -> its words."""
    if record is None or record.outcome != "granted":
        return {}
    keys = {"eligible": "zuwendungsfaehig_eur", "rate": "foerderquote"}
    words = notice_words(record)
    return {name: words for name, key in keys.items() if record.stated.get(key) is not None}
