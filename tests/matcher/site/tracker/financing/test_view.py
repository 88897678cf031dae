"""A card of a financing plan says how far people are, as a notice decided it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from matcher.site.tracker.financing.view import Card
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.offers import Candidate
from matcher.tracker.own_share.recorded import Recorded
from tests.support.towns.side_by_side import plan_of, programme, rate

REFUSED = Recorded(
    {"bewilligung": None}, "refused", words="Ablehnung vom 30.10.2026", grant=Decimal(0)
)
REVOKED = replace(
    REFUSED, words="Zuwendungsbescheid vom 03.05.2026, zuletzt Widerruf vom 30.10.2026",
    granted_on=date(2026, 5, 3),
)  # fmt: skip


@pytest.mark.parametrize(("record", "words"), [(REFUSED, "abgelehnt"), (REVOKED, "widerrufen")])
def test_a_refused_programme_is_told_as_refused_and_a_revoked_one_as_revoked(
    record: Recorded, words: str
) -> None:
    way = Way(programme("A", rate(60.0)), status="granted", record=record)
    (offer,) = plan_of(Candidate(way, group="jetzt")).offers
    assert Card(offer, "1", is_ticked=True).status == words
