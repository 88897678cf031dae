"""Where a notice decided its sums count, with their origin, whatever the text states."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db.records import Fact
from matcher.profile.funding import Funding
from matcher.tracker.own_share.calculation import (
    Calculation,
    ProjectFunding,
    calculation,
    guards,
    identity,
)
from matcher.tracker.own_share.inputs import Costs
from matcher.tracker.own_share.own_share import own_share
from matcher.tracker.own_share.recorded import Recorded
from tests.support.towns.stated import amount, said
from tests.support.towns.subjects import DAY, project, stating

E = Decimal
HALF = said("rate", 50.0, "50 Prozent")
NOTICE = "Zuwendungsbescheid vom 03.05.2027"
EUROS = st.decimals(0, 10_000_000, places=2)


def record(grant: int | None = 30_000, **stated: Any) -> Recorded:
    return Recorded(
        stated, "granted", words=NOTICE, grant=None if grant is None else E(grant),
        form="Anteilfinanzierung",
    )  # fmt: skip


REFUSED = Recorded({"bewilligung": None}, "refused", words="Ablehnung vom 03.05.2027", grant=E(0))


def reckoned(
    known: Recorded,
    *facts: Fact,
    funding: Mapping[str, Any] | None = None,
    today: date = DAY,
    **given: Any,
) -> Calculation:
    one = stating(*(facts or (HALF,)))
    mine = project(**{"kosten_eur": 100_000, **given})
    fundings = {identity(one): Funding(programm="p", **funding)} if funding else {}
    used = ProjectFunding(mine, (one,), fundings=fundings, records={identity(one): known})
    return calculation(used, one, today)


def test_the_granted_sum_stands_in_the_place_of_the_reckoned_one() -> None:
    found = reckoned(record(), HALF, amount("max_grant", 20_000), amount("min_grant", 40_000))
    assert found.share.parts is not None
    assert (found.share.parts.grant, found.share.parts.own_share) == (E(30_000), E(70_000))
    inputs = {one.name: (one.value, one.origin, one.words) for one in found.share.inputs}
    assert inputs["grant"] == (E(30_000), "notice", f"{NOTICE}, Anteilfinanzierung")
    assert not inputs.keys() & {"rate", "max_grant", "min_grant"}


def test_eligible_costs_rate_and_period_come_from_the_notice() -> None:
    known = record(
        foerderquote=E(60), zuwendungsfaehig_eur=E(50_000),
        bewilligungszeitraum_ab=date(2027, 1, 1), bewilligungszeitraum_bis=date(2027, 6, 30),
    )  # fmt: skip
    found = reckoned(known, start="2027-01", ende="2027-12",
                     funding={"foerderquote": 80, "zuwendungsfaehig_eur": 90_000})  # fmt: skip
    inputs = {one.name: (one.value, one.origin) for one in found.share.inputs}
    assert inputs["eligible"] == (E(50_000), "notice")
    assert inputs["rate"] == (E(60), "notice")
    assert any("01.01.2027 bis 30.06.2027" in warning for warning in found.warnings)


def test_after_a_rejection_the_grant_is_nothing_and_that_is_said() -> None:
    found = reckoned(REFUSED)
    assert found.share.parts is not None
    assert (found.share.parts.grant, found.share.parts.own_share) == (E(0), E(100_000))
    assert "Ablehnung vom 03.05.2027: kein Zuschuss." in found.warnings


def test_without_a_sum_in_the_notice_the_reckoned_one_stays_and_that_is_asked() -> None:
    found = reckoned(record(None, zuwendungsfaehig_eur=E(60_000)))
    assert found.share.parts is not None
    assert found.share.parts.grant == E(30_000)
    assert (
        f"{NOTICE} nennt keine Zuwendung; der Zuschuss ist weiter gerechnet. Wie hoch ist er?"
        in (found.questions)
    )
    inputs = {one.name: one.origin for one in found.share.inputs}
    assert (inputs["eligible"], inputs["rate"]) == ("notice", "quote")


def test_a_notice_needs_no_rate_in_the_text() -> None:
    found = reckoned(record(), said("weak_bonus", True))
    assert found.share.parts is not None
    assert found.share.questions == (
        "Wann beginnt und endet das Vorhaben? Ohne das sind keine Jahre zu nennen.",
    )


def test_more_than_is_left_to_pay_is_cut_and_warned_of() -> None:
    found = reckoned(record(), mittel_dritter_eur=80_000)
    assert found.share.parts is not None
    assert (found.share.parts.grant, found.share.parts.own_share) == (E(20_000), E(0))
    assert any("nach Mitteln Dritter bleibt zu zahlen" in said for said in found.warnings)


def test_the_guard_reads_the_day_of_the_record() -> None:
    one = stating(said("start_rule", "not_before_approval", "Erst der Bescheid."))
    fundings = {identity(one): Funding(programm="p", bewilligung=date(2027, 2, 1))}
    mine = project(erster_auftrag=date(2026, 12, 1))
    used = ProjectFunding(mine, (one,), fundings=fundings)
    assert guards(used, DAY)[0].found.state == "violated"
    known = {identity(one): record(bewilligung=date(2026, 11, 20))}
    used = ProjectFunding(mine, (one,), fundings=fundings, records=known)
    assert guards(used, DAY)[0].found.state == "ok"


def test_a_refused_programme_guards_no_order_and_forbids_no_other() -> None:
    one = stating(said("start_rule", "not_before_approval", "Erst der Bescheid."))
    other = replace(one, programme=replace(one.programme, key="b.html"), facts=(HALF,))
    mine = project(kosten_eur=100_000, erster_auftrag=date(2026, 12, 1))
    used = ProjectFunding(mine, (one, other), records={identity(one): REFUSED})
    assert [guard.stored for guard in guards(used, DAY)] == [other]
    alone = ProjectFunding(mine, (other,))
    assert calculation(used, other, DAY).combined == calculation(alone, other, DAY).combined
    nothing_left = ProjectFunding(mine, (one,), records={identity(one): REFUSED})
    assert [guard.stored for guard in guards(nothing_left, DAY)] == [None]


@given(EUROS, st.one_of(st.none(), EUROS), st.one_of(st.none(), EUROS), EUROS)
def test_with_a_notice_all_parts_add_up_to_the_costs(
    total: Decimal, third: Decimal | None, work: Decimal | None, grant: Decimal
) -> None:
    costs = Costs(total, third_party=third, own_work=work, start="2027-03", end="2029-02")
    known = Recorded({}, "granted", words=NOTICE, grant=grant)
    found = own_share((HALF,), costs, record=known)
    assert found.parts is not None
    each = (found.parts.grant, found.parts.third_party, found.parts.own_work, found.parts.cash)
    assert sum(each) == total
    assert all(part >= 0 for part in each)
    assert found.parts.grant <= grant
    assert sum(euros for _, euros in found.cash_by_year) == found.parts.cash
