"""New matches and suggestions: by programme, of what nobody decided on."""

from db.kommune.matches import Pair, Ranked
from matcher.site.start.week.hits import fresh, said, suggestions
from tests.support.week.looked_after import SOURCE, decision, looked_after

A, B, C = ((SOURCE, key) for key in ("a.html", "b.html", "c.html"))


def ranked(project: str, key: str, verdict: str = "passt", **more: object) -> Ranked:
    usual = {"rank": 1, "part": "jetzt", "change": "new", "changed_run": 2} | more
    return Ranked(project, SOURCE, key, verdict, **usual)  # type: ignore[arg-type]  # by name


def is_recent(one: Ranked) -> bool:
    return one.changed_run == 2


def test_numbers_are_told_the_best_first() -> None:
    assert said(["pruefen", "passt", "pruefen"]) == "passt zu 1, zu prüfen für 2 Vorhaben"
    assert said(["passt"] * 8) == "passt zu 8 Vorhaben"


def test_a_programme_that_is_new_for_eight_projects_is_one_matter() -> None:
    pairs = [ranked(f"p{n}", "a.html") for n in range(8)]
    (one,) = fresh(pairs, is_recent, looked_after(), ())
    assert one.words == "neu: passt zu 8 Vorhaben"
    assert one.projects == tuple(f"p{n}" for n in range(8))


def test_what_fits_comes_first_then_what_concerns_most_projects() -> None:
    pairs = [ranked("p1", "a.html", "pruefen"), ranked("p1", "b.html"), ranked("p1", "c.html"),
             ranked("p2", "c.html", change="better")]  # fmt: skip
    found = fresh(pairs, is_recent, looked_after(), ())
    assert [one.identity for one in found] == [C, B, A]
    assert found[0].words == "neu und besser: passt zu 2 Vorhaben"


def test_news_are_of_recent_runs_of_undecided_matches_and_of_projects_without_money() -> None:
    pairs = [ranked("p1", "a.html", changed_run=1), ranked("p1", "a.html", changed_run=None),
             ranked("p2", "a.html"), ranked("p3", "a.html"), ranked("p4", "a.html", change="worse"),
             ranked("p5", "a.html", part="rand")]  # fmt: skip
    assert not fresh(pairs, is_recent, looked_after(decision("p2", "a.html", "declined")), {"p3"})


def test_of_what_people_follow_every_change_is_told() -> None:
    pair = ranked("p1", "a.html", "ausgeschlossen", part="knapp", change="worse")
    assert not fresh([pair], is_recent, looked_after(), ())
    (one,) = fresh([pair], is_recent, looked_after(decision("p1", "a.html", "watching")), ())
    assert one.words == "schlechter: knapp vorbei für 1 Vorhaben"
    hidden = looked_after(decision("p1", "a.html", "watching", hidden=True))
    assert not fresh([pair], is_recent, hidden, ())


def test_suggestions_are_the_best_that_nobody_decided_on() -> None:
    pairs = {
        A: (Pair("p1", 3, "passt"), Pair("p2", 1, "passt")),
        B: (Pair("p1", 1, "pruefen"),),
        C: (Pair("p3", 1, "passt"), Pair("p1", 9, "passt", part="rand")),
    }
    decided = looked_after(decision("p2", "a.html", "checking"))
    found = suggestions(pairs, decided, (), (), 5)
    assert [one.identity for one in found] == [C, A, B]
    assert [[pair.project for pair in one.pairs] for one in found] == [["p3"], ["p1"], ["p1"]]
    assert found[2].words == "Zu prüfen für 1 Vorhaben"


def test_what_the_page_named_before_and_who_has_money_get_no_suggestion() -> None:
    pairs = {A: (Pair("p1", 1, "passt"),), B: (Pair("p2", 1, "passt"),)}
    assert suggestions(pairs, looked_after(), {"p2"}, {A}, 5) == []
    assert len(suggestions(pairs, looked_after(), (), (), 1)) == 1
    assert suggestions(pairs, looked_after(chosen="mir"), (), (), 5) == []
