"""The list of objects: complete, and near what it should be near."""

import numpy as np
import pytest
import yaml

from matcher.matching.topic import index
from matcher.matching.topic.model import TOPICS, as_json, from_json, model
from matcher.matching.topic.signals import SIGNALS
from matcher.matching.topic.subjects import ACTS, subjects

KNOWN = subjects()


def near(one: str, other: str) -> float:
    return float(KNOWN.near[KNOWN.names.index(one), KNOWN.names.index(other)])


def test_nearness_is_symmetric_and_full_to_itself() -> None:
    assert np.array_equal(KNOWN.near, KNOWN.near.T)
    assert (np.diag(KNOWN.near) == 1).all()


def test_an_object_is_nearer_to_its_own_theme_than_to_its_neighbours() -> None:
    assert near("Radwege", "Radverkehr") > near("Radwege", "Fahrradabstellanlagen") > 0
    assert near("Radwege", "Hospiz und Palliativ") == 0


def test_what_a_programme_covers_is_near_it() -> None:
    assert near(
        "Städtebauliche Gesamtmaßnahme", "Ladenleerstand und Zwischennutzung"
    ) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("one", "other", "nearness"),
    [
        ("Radwege", "Radverkehr", 0.7),
        ("Radwege", "Fahrradabstellanlagen", 0.5),
        ("Radwege", "Mobilitätskonzept", 0.25),
        ("Radverkehr", "Mobilität", 0.4),
    ],
)
def test_how_near_two_subjects_are(one: str, other: str, nearness: float) -> None:
    assert near(one, other) == pytest.approx(nearness)


def test_themes_carry_kinds_but_neither_acts_nor_groups() -> None:
    themes = slice(KNOWN.objects, None)
    kinds = {
        KNOWN.names[KNOWN.objects + place]
        for place in np.flatnonzero(KNOWN.kinds[:, themes].max(axis=0))
    }
    assert kinds == {"Forschung", "Eine Welt", "Außenwirtschaft", "Landwirtschaft", "Mittelstand"}
    assert not KNOWN.acts[:, themes].any()
    assert not KNOWN.groups[:, themes].any()


def test_objects_carry_their_acts_kinds_and_groups() -> None:
    place = KNOWN.names.index("Radwege")
    assert [act for act, marked in zip(ACTS, KNOWN.acts[:, place], strict=True) if marked] == [
        "bau"
    ]
    assert not KNOWN.kinds[:, place].any()
    assert KNOWN.groups[:, KNOWN.names.index("Offene und mobile Jugendarbeit")].sum() == 1


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("Feuerwehrgerätehäuser", "Feuerwehrgerätehaus"),
        ("Schulsozialarbeiterin", "Schulsozialarbeit"),
        ("Drehleiter", "Feuerwehrfahrzeuge"),
        ("Lehrschwimmbecken", "Hallenbad und Lehrschwimmbecken"),
    ],
)
def test_everyday_words_name_their_object(word: str, named: str) -> None:
    found = {KNOWN.names[place] for place, _ in KNOWN.words.of(word.lower(), lambda _: ())}
    assert named in found


@pytest.mark.parametrize("word", ["Brandenburg", "Baden", "gemeinsam", "Saarbrücken"])
def test_names_and_lookalikes_name_nothing(word: str) -> None:
    assert KNOWN.words.of(word.lower(), lambda _: ()) == ()


def test_the_yardstick_is_of_all_sorts() -> None:
    assert len(index.yardstick()) >= 100
    assert len({query.title for query in index.yardstick()}) == len(index.yardstick())


def test_the_model_reads_back_what_was_written() -> None:
    text = as_json(model())
    assert as_json(from_json(text)) == text
    assert set(yaml.safe_load(text)["signals"]) == set(SIGNALS)


def test_what_is_written_is_rounded_so_that_training_gives_the_same_bytes() -> None:
    known = model()._replace(bias=1 / 3, near=2 / 3, edge=-1 / 3)
    known = known._replace(mean=known.mean * 0 + 1 / 3, weight=known.weight * 0 + 2 / 3,
                           spread=known.spread * 0 + 1 / 3)  # fmt: skip
    stored = yaml.safe_load(as_json(known))
    assert (stored["bias"], stored["near"], stored["edge"]) == (0.3333, 0.6667, -0.3333)
    assert stored["signals"]["relevance"] == {"mean": 0.33333, "spread": 0.33333, "weight": 0.6667}


def test_a_score_on_a_threshold_is_within_it() -> None:
    known = model()
    scores = np.array([known.near, known.near - 1e-3, known.edge, known.edge - 1e-3])
    assert [TOPICS[code] for code in known.topics(scores)] == ["near", "edge", "edge", "far"]


def test_shares_of_a_pair_add_up_to_its_score() -> None:
    known = model()
    signals = np.linspace(0, 1, len(SIGNALS)).astype(np.float32)
    whole = float(known.scores(signals[:, None])[0])
    assert sum(known.shares(signals).values()) + known.bias == pytest.approx(whole, abs=1e-3)
