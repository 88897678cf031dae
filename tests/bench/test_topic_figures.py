"""Counting good pairs by verdict and group."""

from tests.bench.topic_figures import Tally, tallies

GRADES = {("kita", "a"): 3.0, ("kita", "b"): 1.0, ("kita", "c"): 0.5}


def line(url: str, verdict: str, group: str, project: str = "kita") -> dict[str, str]:
    return {"project": project, "url": url, "verdict": verdict, "group": group}


def test_pairs_count_by_verdict_and_by_group_with_their_grades() -> None:
    found = tallies([
        line("a", "passt", "jetzt"), line("b", "pruefen", "jetzt"), line("d", "pruefen", "jetzt"),
        line("c", "ausgeschlossen", "rand"),
        line("unseen", "passt", "jetzt"), line("a", "passt", "jetzt", project="other"),
    ], GRADES, {"a", "b", "c", "d"})  # fmt: skip
    assert found["Urteil passt"] == Tally(1, 1, fitting=1)
    assert found["Urteil pruefen"] == Tally(2, 1, fitting=0)
    assert found["Gruppe jetzt"] == Tally(3, 2, fitting=1)
    assert found["Gruppe rand"] == Tally(1, 0, fitting=0)
    assert found["Gruppe knapp"] == Tally(0, 0, fitting=0)
