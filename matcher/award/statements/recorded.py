"""What the record says of a project's use of a programme, in the terms of a profile."""

from collections.abc import Mapping, Sequence
from typing import Any

from db.kommune.award.applications import ApplicationRow
from matcher import german
from matcher.award.applying.following import handed_in as when_handed_in
from matcher.award.applying.following import latest
from matcher.award.fields import FINANCING_LABELS
from matcher.award.money.terms import ZERO
from matcher.award.standing import Standing
from matcher.profile.funding import Funding
from matcher.tracker.own_share.recorded import Recorded, Records


def recorded(found: Standing | None, handed_in: Sequence[ApplicationRow] = ()) -> Recorded:
    """The record out of the award and the applications for one programme, either may be missing.

    What counts of an award are its latest statements. `bewilligung` is the day on which the notice
    that decided came, else the one that it bears.
    """
    stated = _applied(handed_in)
    if found is None or _applies_again(found, handed_in):
        return _without_notice(stated, handed_in)
    words = found.named
    if not found.is_awarded:
        day = found.decisive.datum if found.was_granted else None
        stated = {**stated, "bewilligung": None}
        return Recorded(stated, "refused", words=words, grant=ZERO, granted_on=day)
    now, first = found.now, found.decisive
    said = {
        "bewilligungszeitraum_ab": now.zeitraum_ab,
        "bewilligungszeitraum_bis": now.zeitraum_bis,
        "foerderquote": now.foerderquote,
        "zuwendungsfaehig_eur": now.zuwendungsfaehig_eur,
    }
    stated |= {key: value for key, value in said.items() if value is not None}
    stated["bewilligung"] = first.bekanntgabe or first.datum
    form = FINANCING_LABELS[now.finanzierungsart] if now.finanzierungsart else ""
    return Recorded(
        stated, "granted", words=words, grant=now.zuwendung_eur, form=form, granted_on=first.datum
    )


def record_for(funding: Funding, records: Records) -> Recorded | None:
    """The record that a statement of a profile is about; None without one, or with several.

    For those who have no catalogue at hand.
    """
    found = [record for (_, key), record in records.items() if funding.is_for(key)]
    return found[0] if len(found) == 1 else None


def _applied(handed_in: Sequence[ApplicationRow]) -> dict[str, Any]:
    """The day of the first application that counts, and the latest leave for an early start; that
    there is no such day, where the town applies again after a rejection."""
    stated: dict[str, Any] = {}
    firsts = [one for one in handed_in if one.kind == "first"]
    last = latest(firsts)
    won = [one.submitted for one in firsts if one.state == "awarded" and one.submitted]
    if won:
        stated["antrag"] = min(won)
    elif last is not None and last.submitted and last.state != "withdrawn":
        stated["antrag"] = last.submitted
    elif any(one.state == "rejected" for one in firsts):
        stated["antrag"] = None
    leaves = [one for one in handed_in if one.kind == "harmless" and one.state == "awarded"]
    dated = [(one.decided, one.ends) for one in leaves if one.decided is not None]
    if dated:
        stated["vorzeitiger_beginn_ab"], stated["vorzeitiger_beginn_bis"] = dated[-1]
    return stated


def _applies_again(found: Standing, handed_in: Sequence[ApplicationRow]) -> bool:
    """Whether an application came after the rejection: then nothing is refused any more."""
    last = latest(handed_in)
    if found.was_granted or last is None or last.state in ("awarded", "rejected"):
        return False
    others = (one for one in handed_in if one.kind == "first" and one is not last)
    is_another = any(one.state == "rejected" for one in others)
    return is_another or found.notices[-1].datum < when_handed_in(last)


def _without_notice(stated: Mapping[str, Any], handed_in: Sequence[ApplicationRow]) -> Recorded:
    """As far as the state of the application that counts tells how it ended."""
    last = latest(handed_in)
    if last is not None and last.state == "withdrawn":  # an award before it stays one
        last = latest(one for one in handed_in if one.state == "awarded")
    if last is None or last.decided is None or last.state not in ("awarded", "rejected"):
        return Recorded(stated)
    day = german.day(last.decided)
    if last.state == "rejected":
        return Recorded(
            {**stated, "bewilligung": None}, "refused", words=f"Ablehnung vom {day}", grant=ZERO
        )
    granted = {**stated, "bewilligung": last.decided}
    return Recorded(granted, "granted", words=f"Bewilligung vom {day}")
