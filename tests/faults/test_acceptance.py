"""A change that the checks refuse can be accepted by a person, by name and with a reason."""

from pathlib import Path

import pytest

from tests.support.crawls.damage import changed, half_missing, not_utf8, rewritten
from tests.support.crawls.fault import assert_refused, crawl
from tests.support.processes.command import OFFLINE, matcher
from tests.support.servers.publisher import Site, serving
from tests.support.stored.state import last_run, state

pytestmark = pytest.mark.slow


def test_a_person_can_accept_a_real_change(data: Path) -> None:
    with serving(Site(body=half_missing())) as site:
        assert crawl(data, site.address).code == 1
        ran = crawl(data, site.address, "--accept", "Programme laut Anbieter\nbeendet",
                    "--by", "Erika Muster")  # fmt: skip
        again = crawl(data, site.address)
    assert (ran.code, ran.err) == (0, "")
    words = "Bestätigt von Erika Muster („Programme laut Anbieter beendet“): Nur 22 lesbare"
    assert words in ran.out
    assert (again.code, "Bestätigt" in again.out) == (0, False)


def test_what_was_accepted_is_on_record(data: Path) -> None:
    with serving(Site(body=changed(rewritten))) as site:
        ran = crawl(data, site.address, "--accept", "Neue Fassung", "--by", "Erika Muster")
    assert ran.code == 0
    run = last_run(data)
    assert (run["state"], run["changed"]) == ("committed", 43)
    assert (run["accepted_by"], run["accepted_reason"]) == ("Erika Muster", "Neue Fassung")
    assert "100 % aller Texte" in run["message"]
    assert "Bestätigt von Erika Muster" in matcher("sources", data=data).out


def test_without_a_name_the_one_who_is_logged_in_accepts(data: Path) -> None:
    with serving(Site(body=half_missing())) as site:
        before = OFFLINE | {"LOGNAME": "emuster"}
        ran = matcher("crawl", "foerderdatenbank", "--from", site.address, "--accept", "echt",
                      data=data, environment=before)  # fmt: skip
    assert ran.code == 0
    assert last_run(data)["accepted_by"] == "emuster"


def test_a_source_without_any_programme_cannot_be_accepted(data: Path) -> None:
    before = state(data)
    with serving(Site(body=changed(not_utf8))) as site:
        ran = crawl(data, site.address, "--accept", "echt")
    assert_refused(ran, data, before, "kein einziges Förderprogramm")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--accept", "echt"), "genau eine Quelle"),
        (("foerderdatenbank", "--by", "Erika"), "--by gehört zu --accept"),
        (("foerderdatenbank", "--accept", " "), "braucht einen Grund"),
    ],
)
def test_accepting_needs_a_source_and_a_reason(
    options: tuple[str, ...], words: str, data: Path
) -> None:
    ran = matcher("crawl", *options, data=data)
    assert ran.code == 2
    assert words in ran.err
