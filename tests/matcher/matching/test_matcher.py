"""Verdicts and ranks."""

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.matching.answers import Answers, code_of
from matcher.matching.criteria import CRITERIA, Case
from matcher.profile.model import Municipality, Project
from tests.support.towns.subjects import match_all, says, stored, town

OPEN = {"Foerdergebiet": ["hessen"], "Foerderberechtigte": ["kommune"], "Foerderart": ["zuschuss"]}
CLOSED = {**OPEN, "Foerdergebiet": ["bayern"]}


def test_what_one_cannot_apply_for_stays_listed_after_the_others_however_relevant() -> None:
    catalogue = [
        stored("Radwege in Bayern", CLOSED, {"description": "Radweg Radweg Radweg"}),
        stored("Bäume", OPEN, {"description": "Bäume pflanzen"}),
        stored("Radwege", OPEN, {"description": "Ein Radweg"}),
    ]
    profile = town(projekte=[{"id": "rad", "titel": "Radweg zur Schule"}])
    (matches,) = match_all(catalogue, profile)
    assert matches.case.project.id == "rad"
    titles = [catalogue[i].programme.title for i in matches.order]
    assert titles == ["Radwege", "Radwege in Bayern", "Bäume"]
    assert [matches.group(place) for place in matches.order] == ["jetzt", "anderes", "anderes"]
    assert matches.verdict(0) == "ausgeschlossen"
    assert matches.counts() == {
        "jetzt": 1,
        "knapp": 0,
        "ausgeschlossen": 0,
        "rand": 0,
        "anderes": 2,
    }


def test_within_a_verdict_the_order_is_descending_relevance() -> None:
    words = ["Radweg", "Radweg Schule", "Baum", "Radweg zur Schule und zum Bahnhof", "Kläranlage"]
    catalogue = [stored(f"{w} {n}", OPEN if n % 3 else CLOSED) for n, w in enumerate(words * 4)]
    profile = town(projekte=[{"id": "rad", "titel": "Radweg zur Schule"}])
    (matches,) = match_all(catalogue, profile)
    for verdict in ("passt", "pruefen", "ausgeschlossen"):
        scores = [matches.relevance[i] for i in matches.order if matches.verdict(i) == verdict]
        assert scores == sorted(scores, reverse=True)


def test_a_near_deadline_never_raises_a_rank() -> None:
    soon = "Anträge sind bis zum 25. November 2026 zu stellen."
    later = "Anträge sind bis zum 25. November 2028 zu stellen."
    catalogue = [stored("Radwege bald", OPEN, {"deadlines": soon}),
                 stored("Radwege bald", OPEN, {"deadlines": later})]  # fmt: skip
    profile = town(projekte=[{"id": "rad", "titel": "Radweg zur Schule"}])
    (matches,) = match_all(catalogue, profile)
    assert matches.relevance[0] == pytest.approx(matches.relevance[1])


def test_equal_relevance_keeps_the_order_of_the_catalogue() -> None:
    catalogue = [stored(f"Thema {n}", OPEN) for n in range(5)]
    profile = town(projekte=[{"id": "p", "titel": "Xylophon"}])
    (matches,) = match_all(catalogue, profile)
    assert matches.order.tolist() == [0, 1, 2, 3, 4]


def test_an_empty_catalogue_gives_no_matches() -> None:
    profile = town(projekte=[{"id": "p", "titel": "Radweg"}])
    (matches,) = match_all([], profile)
    assert matches.order.tolist() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"titel": "RADWEG ZUR SCHULE", "beschreibung": "WIR BAUEN EINEN RADWEG ZUR GRUNDSCHULE."},
        {"beschreibung": ""},
        {"beschreibung": "Wir bauen einen Radweg zur Grundschule. " * 1_000},
    ],
)
def test_capitals_an_empty_and_an_endless_description_find_the_same(
    changes: dict[str, Any],
) -> None:
    catalogue = [stored("Radwege", OPEN, {"description": "Radwege an Schulen"}),
                 stored("Kläranlagen", OPEN, {"description": "Abwasser reinigen"})]  # fmt: skip
    profile = town(projekte=[{"id": "rad", "titel": "Radweg zur Schule", **changes}])
    (matches,) = match_all(catalogue, profile)
    assert matches.order.tolist() == [0, 1]
    assert matches.relevance[0] > 2 * matches.relevance[1]


PROGRAMMES = [
    says("Antragsberechtigt sind Gemeinden mit bis zu 10.000 Einwohnern."),
    says("Antragsberechtigt sind Landkreise und kreisfreie Städte."),
    says("Die Gesamtkosten müssen mindestens EUR 100.000 betragen. Der Zuschuss beträgt "
         "80 Prozent der Kosten, maximal EUR 50.000."),
    says("Der Zuschuss beträgt ein Drittel der Kosten. Die Bagatellgrenze liegt bei EUR 2.500."),
    says("Sie müssen einen Eigenanteil von mindestens 10 Prozent der Kosten aufbringen."),
    says("Personalausgaben sind nicht zuwendungsfähig. Stellen Sie den Antrag spätestens "
         "3 Monate vor Beginn."),
    says("Diese Richtlinie ist bis zum 31. Dezember 2026 befristet."),
    stored(codes=CLOSED),
    stored(codes=OPEN),
]  # fmt: skip
MONEY = st.one_of(
    st.none(), st.sampled_from([0, 2_500, 7_500, 10_000, 50_000, 62_500, 99_999, 100_000]),
    st.integers(0, 200_000),
)  # fmt: skip
CASES = st.builds(
    Case,
    st.builds(
        Municipality,
        ags=st.sampled_from(["06440008", "09162000"]),
        name=st.just("Auental"),
        art=st.sampled_from(["gemeinde", "kreisfreie_stadt"]),
        einwohner=st.one_of(st.none(), st.integers(9_998, 10_002)),
        haushaltslage=st.sampled_from(["ausgeglichen", "haushaltssicherung"]),
    ),
    st.builds(
        Project,
        id=st.just("p"),
        titel=st.just("Radweg"),
        status=st.sampled_from(["idee", "begonnen"]),
        start=st.one_of(st.none(), st.sampled_from(["2026-12", "2027-02", "2027-03"])),
        kosten_eur=MONEY,
        eigenmittel_eur=MONEY,
        arten=st.lists(st.sampled_from(["investiv", "personal"]), unique=True),
    ),
    st.sampled_from([date(2026, 11, 24), date(2027, 1, 1)]),
)  # fmt: skip
SHARED_ANSWERS = Answers(PROGRAMMES)
"""One object for all examples, so that cases meet the answers that others left behind."""


@given(CASES)
@settings(max_examples=300)
def test_shared_answers_are_those_of_the_case_itself(case: Case) -> None:
    codes = SHARED_ANSWERS.codes(case)
    sentences = SHARED_ANSWERS.all_findings(case)
    for row, (name, criterion) in enumerate(CRITERIA.items()):
        findings = [criterion.judge(case, stored) for stored in PROGRAMMES]
        assert np.array_equal(codes[row], [*map(code_of, findings)]), name
        assert sentences[name] == findings, name


def test_whether_municipalities_may_apply_does_not_depend_on_who_asks() -> None:
    """The signals of all projects share one answer of this criterion."""
    project = Project(id="p", titel="Radweg")
    one = Case(town(), project, today=date(2026, 11, 24))
    other = Case(town(ags="09162", art="landkreis"), project, today=date(2027, 1, 1))
    assert SHARED_ANSWERS.group("applicant", one) == SHARED_ANSWERS.group("applicant", other)
