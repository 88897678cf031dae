"""What a purpose and a project have in common, as numbers."""

import numpy as np
import pytest

from matcher.matching.relevance.arrays import Array, array
from matcher.matching.topic.signals import SIGNALS, Purposes, funded, signals, telling
from matcher.matching.topic.subjects import subjects

KNOWN = subjects()
USUAL, SPREAD = 0.2, 0.1


def mentions(**named: float) -> Array:
    """Mentions of subjects, by name with _ for a blank."""
    row = np.zeros(len(KNOWN.names), dtype=np.float32)
    for name, number in named.items():
        row[KNOWN.names.index(name.replace("_", " "))] = number
    return row


def found(wanted: Array, *purposes: Array, relevance: float = 0.5) -> dict[str, list[float]]:
    """Signal -> its value for each of the purposes."""
    hits = np.stack(purposes)
    many = len(purposes)
    stored = Purposes(
        hits, array(np.ones(hits.shape[1])), usual=array(np.full(many, USUAL)),
        spread=array(np.full(many, SPREAD)),
    )  # fmt: skip
    named = (array(np.ones(many)), array(np.full(many, 0.5)))
    near = array(np.full((1, many), relevance))
    values = signals(wanted[None, :], near, (stored, funded(stored, KNOWN)), named, KNOWN)
    assert values.shape == (len(SIGNALS), 1, many)
    return dict(zip(SIGNALS, np.round(values[:, 0], 4).tolist(), strict=True))


def test_what_many_programmes_fund_tells_less() -> None:
    hits = np.zeros((8, 3), dtype=np.float32)
    hits[:, 0] = 2
    hits[0, 1] = 2
    hits[:4, 2] = 1  # mentioned once is not funded
    common, rare, side = telling(hits).tolist()
    assert common < rare == pytest.approx(np.log(5))
    assert side == pytest.approx(np.log(9))


def test_nearer_than_usual_is_counted_in_the_programmes_own_spread() -> None:
    values = found(mentions(Radwege=3), mentions(Radwege=3), relevance=0.5)
    assert values["relevance"] == [0.5]
    assert values["unusual"] == [pytest.approx((0.5 - USUAL) / SPREAD)]


def test_the_same_object_counts_most_where_the_purpose_is_about_nothing_else() -> None:
    alone, among, other = found(
        mentions(Radwege=6),
        mentions(Radwege=20),
        mentions(Radwege=20, Schulsozialarbeit=20, Feuerwehrgerätehaus=20),
        mentions(Schulsozialarbeit=20),
    )["same_object"]
    assert alone > among > other == 0


def test_one_faint_mention_is_not_what_a_programme_is_all_about() -> None:
    clear, faint = found(mentions(Radwege=6), mentions(Radwege=20), mentions(Radwege=1))[
        "same_object"
    ]
    assert 0 < faint < clear / 2


def test_neighbours_are_alike_without_being_the_same() -> None:
    values = found(mentions(Radwege=6), mentions(Fahrradabstellanlagen=20))
    assert values["same_object"] == [0]
    assert 0 < values["alike"][0] < 1


def test_breadth_is_the_share_of_the_wishes_and_asked_that_of_the_purpose() -> None:
    both = mentions(Radwege=6, Schulsozialarbeit=6)
    one, two = found(both, mentions(Radwege=50), mentions(Radwege=50, Schulsozialarbeit=50))[
        "breadth"
    ]
    assert one < two
    narrow, wide = found(mentions(Radwege=6), mentions(Radwege=50), both)["asked"]
    assert narrow > wide


@pytest.mark.parametrize(
    ("kind", "theme"),
    [("forschung", "Forschung"), ("ausland", "Eine Welt"), ("landwirte", "Landwirtschaft")],
)
def test_a_purpose_of_another_kind_stands_apart_unless_the_project_is_of_that_kind(
    kind: str, theme: str
) -> None:
    purpose = mentions(**{theme.replace(" ", "_"): 20})
    assert found(mentions(Radwege=6), purpose)[kind][0] > 0.9
    assert found(mentions(**{theme.replace(" ", "_"): 6}), purpose)[kind] == [0]


def test_a_purpose_for_a_group_stands_apart_unless_the_project_is_for_that_group() -> None:
    purpose = mentions(Offene_und_mobile_Jugendarbeit=20)
    assert found(mentions(Radwege=6), purpose)["groups"] == [1]
    assert found(mentions(Offene_und_mobile_Jugendarbeit=6), purpose)["groups"] == [0]


def test_building_is_another_act_than_staffing() -> None:
    built, staffed = found(
        mentions(Radwege=6), mentions(**{"Kita-Bau": 20}),
        mentions(Offene_und_mobile_Jugendarbeit=20),
    )["acts"]  # fmt: skip
    assert built > 0.5 > staffed


def test_a_worked_example() -> None:
    """3 mentions of the wished object weigh 3 / (3 + 3), 5 of the funded one 5 / (5 + 5); each
    side alone has the length 0.5 / sqrt(0.5² + 2²)."""
    values = found(mentions(Radwege=3), mentions(Radwege=5))
    assert values["same_object"] == [pytest.approx(0.25 / 4.25, abs=1e-4)]
    assert values["breadth"] == [pytest.approx(5 / 7, abs=1e-4)]
    assert values["asked"] == [pytest.approx(3 / 4, abs=1e-4)]
    assert found(mentions(Radwege=3), mentions(Fahrradabstellanlagen=5))["alike"] == [0.5]


@pytest.mark.parametrize(("mentioned", "apart"), [(0.8, True), (0.9, False)])
def test_a_group_or_kind_counts_as_mentioned_from_three_tenths(
    mentioned: float, apart: bool
) -> None:
    """0.8 / (0.8 + 2) is less than 0.3, 0.9 / (0.9 + 2) is more."""
    young = mentions(Offene_und_mobile_Jugendarbeit=mentioned)
    assert (found(young, mentions(Offene_und_mobile_Jugendarbeit=9))["groups"] == [1]) == apart
    abroad = mentions(Eine_Welt=mentioned)
    assert (found(abroad, mentions(Eine_Welt=9))["ausland"] != [0]) == apart


def test_acts_are_those_of_all_objects_of_a_side() -> None:
    """Wish: 2 / (2 + 2) of building and of staffing each; purpose: 3 / (3 + 3) of building."""
    wish = mentions(Radwege=2, Offene_und_mobile_Jugendarbeit=2)
    assert found(wish, mentions(Radwege=3))["acts"] == [pytest.approx(0.5**0.5, abs=1e-4)]
    uneven = mentions(Radwege=6, Offene_und_mobile_Jugendarbeit=2)
    # 6 / 8 of building beside 2 / 4 of staffing
    assert found(uneven, mentions(Radwege=3))["acts"] == [
        pytest.approx(0.75 / (0.75**2 + 0.5**2) ** 0.5, abs=1e-4)
    ]


def test_nothing_in_common_is_zero_and_never_undefined() -> None:
    nothing = mentions()
    values = found(nothing, nothing)
    assert values["same_object"] == values["alike"] == values["acts"] == values["asked"] == [0]
    assert values["addressed"] == [1]
    assert values["coded"] == [0.5]
