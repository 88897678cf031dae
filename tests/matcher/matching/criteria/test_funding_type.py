"""Whether a form of funding helps a town hall."""

import pytest

from matcher.matching.criteria.funding_type import funding_type
from tests.support.towns.subjects import case, stored


@pytest.mark.parametrize(
    ("codes", "changes", "expected"),
    [
        (["zuschuss"], {}, "met"),
        (["darlehen"], {}, "met"),
        (["darlehen"], {"haushaltslage": "haushaltssicherung"}, "unclear"),
        (["buergschaft"], {}, "not_met"),
        (["garantie", "beteiligung"], {}, "not_met"),
        (["buergschaft", "garantie", "beteiligung"], {}, "not_met"),
        (["buergschaft"], {"art": "kommunales_unternehmen"}, "unclear"),
        (["zuschuss", "garantie"], {}, "met"),
        (["sonstige"], {}, "unclear"),
        ([], {}, "silent"),
    ],
)
def test_funding_type_helps_a_town_hall_or_not(
    codes: list[str], changes: dict[str, str], expected: str
) -> None:
    programme = stored(codes={"Foerderart": codes})
    assert funding_type(case(municipality=changes), programme).result == expected
