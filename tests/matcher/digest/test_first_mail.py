"""The first mail of a recipient names three matches per project; the others count as told."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from db.files import kommune_at
from db.kommune import match_news, match_run, recipients
from db.kommune.match_run import MatchRow
from db.kommune.work import decisions
from matcher.digest.first_mail import shortened
from matcher.digest.run import Report
from matcher.digest.to_tell import Item, News, Told, match_name
from matcher.settings.model import Settings
from tests.support.servers.mail import Office
from tests.support.towns.digest_world import (
    FIRST,
    act,
    found_town,
    order,
    order_for,
    publish,
    run,
    told,
)

ANNA, BAU = "anna@auental.example", "bau@auental.example"
NEXT = FIRST + timedelta(days=1)
KEYS = [f"neu-{number}" for number in range(1, 8)]
TEXTS = {key.replace("-", "_"): "Anträge können laufend gestellt werden." for key in KEYS}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    found_town(tmp_path, councils=0)
    publish(tmp_path, FIRST, **TEXTS)
    return tmp_path


def match(town: Path, project: str, keys: Iterable[str], day: date, best: int = 5) -> None:
    """A match run lists these programmes for a project, and announces the best of them."""
    with kommune_at(town / "kommune.db") as own:
        known = match_run.known(own)
        number = match_run.begin_run(own, day)
        rows = [
            MatchRow(known.ref("probe", key), "passt", rank, 90.0, b"", topic="near", listed=True)
            for rank, key in enumerate(keys, start=1)
        ]
        match_run.save_matches(own, project, rows, known, day, number)
        match_news.announce(own, project, best, day)
        match_run.finish_run(own, number, f"{day}T04:00:00+01:00", (1, len(rows), len(rows)))


def matches(report: Report, to: str = ANNA) -> list[tuple[str, str]]:
    """Project and programme of the matches that a mail named."""
    return [(name[1], name[3]) for name, _ in told(report).get(to, []) if name[0] == "match"]


def noted(town: Path, number: int = 1) -> set[str]:
    """The programmes whose matches count as told."""
    with kommune_at(town / "kommune.db") as own:
        return {name[3] for name in recipients.announced(own, number) if name[0] == "match"}


def bodies(office: Office) -> tuple[str, str]:
    plain, html = (office.taken[-1][1].get_body((kind,)) for kind in ("plain", "html"))
    assert plain
    assert html
    return plain.get_content().replace("\r\n", "\n"), html.get_content()


def linked(office: Office) -> Settings:
    settings = office.settings()
    site = settings.site.model_copy(update={"address": "https://amt.example/"})
    return settings.model_copy(update={"site": site})


def test_it_names_the_three_best_of_each_project_and_says_where_the_others_are(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    match(town, "kita", KEYS, FIRST)
    match(town, "radweg", KEYS[:4], FIRST)
    report = run(town, linked(office), FIRST)
    assert matches(report) == [
        *(("kita", key) for key in KEYS[:3]), *(("radweg", key) for key in KEYS[:3]),
    ]  # fmt: skip
    plain, html = bodies(office)
    assert "* Kita sanieren: 4 weitere Treffer\n  https://amt.example/projekt/kita\n" in plain
    assert "* Radweg bauen: 1 weiterer Treffer\n  https://amt.example/projekt/radweg\n" in plain
    links = [str(a["href"]) for a in BeautifulSoup(html, "lxml").find_all("a")]
    assert {f"https://amt.example/projekt/{one}" for one in ("kita", "radweg")} <= {*links}
    assert "6 neue Treffer" in office.taken[-1][1]["Subject"]


def test_who_ordered_what_is_followed_gets_no_new_matches_until_wanting_them(
    town: Path, office: Office
) -> None:
    number = order_for(town, "Anna", followed_only=True)
    match(town, "kita", KEYS[:3], FIRST)
    assert matches(run(town, office.settings(), FIRST)) == []
    assert noted(town, number) == set()
    assert matches(run(town, office.settings(), NEXT)) == []
    with kommune_at(town / "kommune.db") as own:
        recipients.set_followed_only(own, number, False, act())
    later = NEXT + timedelta(days=1)
    match(town, "radweg", KEYS[3:5], later)
    # those of days before are not made up for
    assert matches(run(town, office.settings(), later)) == [
        ("radweg", KEYS[3]), ("radweg", KEYS[4]),
    ]  # fmt: skip


def test_the_others_are_not_told_later_and_what_is_really_new_is(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    match(town, "kita", KEYS[:6], FIRST, best=4)
    run(town, office.settings(), FIRST)
    assert noted(town) == {*KEYS[:6]}, "one that was listed and not among the best counts, too"
    match(town, "kita", KEYS[2:6], NEXT)  # what ranked fifth and sixth comes among the best
    assert run(town, office.settings(), NEXT).sent == ()
    match(town, "kita", KEYS[6:], NEXT + timedelta(days=1))
    report = run(town, office.settings(), NEXT + timedelta(days=1))
    assert matches(report) == [("kita", KEYS[6])]
    assert "Weitere Treffer" not in bodies(office)[0]


def test_nothing_counts_as_told_before_the_server_takes_the_mail(
    town: Path, office: Office
) -> None:
    order_for(town, "Anna")
    match(town, "kita", KEYS, FIRST)
    office.refuses_all = True
    assert run(town, office.settings(), FIRST).problems
    assert noted(town) == set()
    office.refuses_all = False
    assert matches(run(town, office.settings(), NEXT)) == [("kita", key) for key in KEYS[:3]]
    assert noted(town) == {*KEYS}


def test_a_mail_after_quiet_nights_is_still_the_first(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    assert run(town, office.settings(), FIRST).sent == ()
    assert noted(town) == set()
    match(town, "kita", KEYS, NEXT)
    assert matches(run(town, office.settings(), NEXT)) == [("kita", key) for key in KEYS[:3]]


def test_a_mail_of_other_news_uses_nothing_up(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    with kommune_at(town / "kommune.db") as own:
        (reader,) = recipients.recipients(own)
        recipients.save_announced(own, reader.id, [(("source", "probe"), "")], FIRST, "m1")
    match(town, "kita", KEYS, NEXT)
    assert matches(run(town, office.settings(), NEXT)) == [("kita", key) for key in KEYS[:3]]
    assert noted(town) >= {*KEYS}


def test_a_department_hears_of_its_own_projects_only(town: Path, office: Office) -> None:
    order(town, BAU)
    match(town, "kita", KEYS[:4], FIRST)
    match(town, "radweg", KEYS[4:], FIRST)
    assert matches(run(town, office.settings(), FIRST), BAU) == [("kita", k) for k in KEYS[:3]]
    assert "Radweg" not in bodies(office)[0]
    assert noted(town) == {*KEYS[:4]}


def test_what_somebody_hid_is_not_counted(town: Path, office: Office) -> None:
    order_for(town, "Anna")
    match(town, "kita", KEYS[:5], FIRST)
    with kommune_at(town / "kommune.db") as own:
        decisions.hide_programme(own, "probe", KEYS[4], True, act())
    run(town, office.settings(), FIRST)
    assert "Kita sanieren: 1 weiterer Treffer" in bodies(office)[0]


def test_other_news_are_never_left_out() -> None:
    dues = [Told(Item("deadline", ("d", str(n)), "Frist", frozenset({"a"})), "7") for n in range(5)]
    fresh = [
        Told(Item("match", match_name("a", "q", str(n)), "T", frozenset({"a"}), when=News()), "")
        for n in range(5)
    ]
    found = shortened([*dues, *fresh], [("a", "q", "1"), ("a", "q", "9"), ("b", "q", "9")], None)
    assert found.told == (*dues, *fresh[:3])
    assert [name[1:] for name in found.counted] == [
        ("a", "q", "3"), ("a", "q", "4"), ("a", "q", "9"), ("b", "q", "9"),
    ]  # fmt: skip
    assert found.more == {"a": 3, "b": 1}
