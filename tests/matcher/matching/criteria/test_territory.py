"""Where a programme is for: the AGS against the codes of its areas."""

import pytest

from matcher.matching.criteria.territory import territory
from tests.support.towns.subjects import case, stored


@pytest.mark.parametrize(
    ("codes", "level", "expected"),
    [
        (["hessen"], "state", "met"),
        (["_bundesweit"], "federal", "met"),
        (["bundesweit"], "federal", "met"),
        (["bayern", "hessen"], "state", "met"),
        (["bayern"], "state", "not_met"),
        ([], "eu", "met"),
        ([], "federal", "silent"),
        (["sonstige"], "federal", "silent"),
    ],
)
def test_territory_follows_the_ags(codes: list[str], level: str, expected: str) -> None:
    programme = stored(codes={"Foerdergebiet": codes}, level=level)  # type: ignore[arg-type]  # parametrised
    assert territory(case(), programme).result == expected


def test_a_foreign_territory_is_named_with_its_label() -> None:
    finding = territory(case(), stored(codes={"Foerdergebiet": ["schlesig_holstein"]}))
    assert finding.reason == "Das Programm gilt nur in Schleswig-Holstein, nicht in Hessen."
