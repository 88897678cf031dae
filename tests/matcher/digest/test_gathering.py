"""What can be told beside deadlines: matches, corrections, sources; read, never written."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import catalogue_at, kommune_at
from db.kommune import match_news, match_run
from db.kommune.corrections import Correction, save_correction
from db.kommune.match_run import MatchRow
from db.kommune.tracker import meetings
from db.kommune.tracker.meeting_sources import Reading
from db.kommune.tracker.meetings import Decided
from db.kommune.work import decisions
from db.nightly_status import SourceStatus
from db.programmes.facts import digests_at
from matcher.corrections.standing import Texts, basis_of, values_of
from matcher.digest.gathering import gather
from matcher.digest.to_tell import Item, News
from matcher.settings.model import LEAD_DAYS
from matcher.tracker.plan.recompute import store_followed
from tests.support.towns.digest_world import AGS, FIRST, act, found_town, night, pair, publish

PROGRAMME = pair("kita", "fest")[1:]
YESTERDAY = FIRST - timedelta(days=1)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Both files of the small town."""
    found_town(tmp_path, councils=2)
    with ExitStack() as stack:
        yield (
            stack.enter_context(kommune_at(tmp_path / "kommune.db")),
            stack.enter_context(catalogue_at(tmp_path / "katalog.db")),
        )


def items(
    files: tuple[Database, Database],
    section: str,
    *sources: SourceStatus,
    since: date = FIRST,
) -> list[Item]:
    stand = gather(*files, sources, FIRST, since, LEAD_DAYS)
    return [item for item in stand.items if item.section == section]


def match(own: Database, day: date) -> None:
    """A match run finds that „kita“ may use all programmes of the catalogue."""
    known = match_run.known(own)
    run = match_run.begin_run(own, day)
    rows = [
        MatchRow(
            known.ref("probe", key), verdict, rank, 50.0 - rank, b"",
            listed=verdict != "ausgeschlossen",
        )
        for rank, (key, verdict) in enumerate(
            [("fest", "passt"), ("laufend", "pruefen"), ("stichtage", "passt"),
             ("zweistufig", "ausgeschlossen")], start=1,
        )
    ]  # fmt: skip
    match_run.save_matches(own, "kita", rows, known, day, run)
    match_news.announce(own, "kita", 10, day)


def test_new_matches_are_those_that_nobody_decided_on(files: tuple[Database, Database]) -> None:
    match(files[0], FIRST)
    (found,) = items(files, "match")  # „fest“ and „laufend“ are followed
    assert (found.title, found.text, found.when) == (
        "Programm stichtage", ("Urteil: passt",), News(FIRST),
    )  # fmt: skip
    assert items(files, "match", since=FIRST + timedelta(days=1)) == []
    decisions.hide_programme(files[0], "probe", "stichtage", True, act())
    assert items(files, "match") == []


@pytest.mark.parametrize(
    ("part", "words"), [("rand", "Urteil: Randthema"), ("anderes", "Urteil: anderes Thema")]
)
def test_a_town_that_asks_for_more_reads_that_it_is_not_on_topic(
    files: tuple[Database, Database], part: str, words: str
) -> None:
    match(files[0], FIRST)
    files[0].execute("update pair set verdict = 'ausgeschlossen', part = ? where rank = 3", [part])
    (found,) = items(files, "match")
    assert (found.title, found.text) == ("Programm stichtage", (words,))


def test_a_correction_whose_text_changed_is_told_until_it_is_replaced(
    files: tuple[Database, Database], tmp_path: Path
) -> None:
    own, catalogue = files
    texts = Texts(*digests_at(catalogue, [PROGRAMME])[PROGRAMME])
    save_correction(own, Correction(
        *PROGRAMME, "rate", ((75.0, {}),), False, "Anruf", "Amt", basis_of(texts, "rate"),
    ), act())  # fmt: skip
    assert items(files, "correction") == []
    publish(tmp_path, FIRST, fest="Anträge sind bis zum 30.04.2027 einzureichen.")
    (found,) = items(files, "correction")
    assert (found.title, found.projects) == ("Programm fest", frozenset({"kita", "radweg"}))
    assert found.text[0].startswith("Förderquote: Der Text hat sich geändert")


def test_a_source_that_fails_is_told_to_those_who_manage(
    files: tuple[Database, Database],
) -> None:
    failing = SourceStatus(
        name="q", title="Quelle", last_good=night(YESTERDAY), last_state="failed",
        message="Zeitlimit",
    )  # fmt: skip
    fine = SourceStatus(name="r", title="Andere", last_state="unchanged")
    never = SourceStatus(name="s", title="Nie")
    (found,) = items(files, "source", failing, fine, never)
    assert found.for_managers
    assert (found.title, found.when) == ("Quelle", News(stage="2026-11-23"))
    assert found.text == ("Zeitlimit", "Zuletzt gelungen: 23.11.2026")


def test_a_calendar_address_that_fails_is_told_too(files: tuple[Database, Database]) -> None:
    own = files[0]
    address = "https://rat.example/x.ics?key=GEHEIM"
    reading = Reading("ics", address, night(YESTERDAY), True)
    meetings.save_reading(own, AGS, reading, lambda rows, _: Decided(rows), None, lambda: "")
    assert items(files, "source") == []
    (source,) = meetings.sources(own)
    meetings.save_failure(own, source, night(FIRST), "antwortet nicht")
    (found,) = items(files, "source")
    assert (found.title, found.text[0]) == (
        "Sitzungen von https://rat.example", "antwortet nicht",
    )  # fmt: skip


def test_a_later_stage_is_told_after_the_first_has_passed_but_nothing_of_a_closed_programme(
    files: tuple[Database, Database], tmp_path: Path
) -> None:
    def days(key: str) -> set[tuple[str, str]]:
        found = items(files, "deadline", since=date(2027, 7, 1))
        return {(i.name[4], i.name[6]) for i in found if i.name[3] == key}

    assert days("zweistufig") == {("application", "2027-09-30")}
    publish(tmp_path, FIRST, zweistufig="Eine Antragstellung ist nicht mehr möglich."
            " Anträge waren jährlich bis zum 31. Oktober zu stellen.")  # fmt: skip
    assert days("zweistufig") == set()


def test_gathering_writes_nothing(files: tuple[Database, Database]) -> None:
    before = [db.conn.total_changes for db in files if db.conn]
    gather(*files, (), FIRST, FIRST, LEAD_DAYS)
    assert [db.conn.total_changes for db in files if db.conn] == before


def test_a_moved_step_is_told_at_its_place(files: tuple[Database, Database]) -> None:
    own, catalogue = files
    store_followed(own, catalogue, FIRST)
    (late,) = own.execute("select max(day) from plan_step where kind = 'treasury'").fetchone()
    own.execute("update plan_step set moved_to = ? where kind = 'drafting'", [late])
    own.conn.commit()
    days = [item.day for item in items(files, "step") if item.day]
    assert len(days) > 5
    assert days == sorted(days)


def test_an_unsure_deadline_is_told_apart_and_becomes_sure_under_the_same_name(
    tmp_path: Path,
) -> None:
    found_town(tmp_path, councils=2)
    # two readers, one of whom finds it
    publish(tmp_path, YESTERDAY, fest="Bewerbungsschluss: 31.03.2027.")
    with kommune_at(tmp_path / "kommune.db") as own, catalogue_at(tmp_path / "katalog.db") as db:
        (unsure,) = [i for i in items((own, db), "doubt") if i.projects == {"kita"}]
        assert unsure.title == "vermutlich Antrag: Programm fest"
        assert unsure.text[0] == "vermutlich bis 31.03.2027 – bitte im Wortlaut prüfen:"
        assert not any("Programm fest" in i.title for i in items((own, db), "deadline"))
        texts = Texts(*digests_at(db, [PROGRAMME])[PROGRAMME])
        confirmed = Correction(
            *PROGRAMME, kind="deadline", facts=values_of(texts.facts, "deadline"), confirms=True,
            reason="", evidence="", basis=basis_of(texts, "deadline"),
        )  # fmt: skip
        save_correction(own, confirmed, act())
        assert items((own, db), "doubt") == []
        assert unsure.name in {item.name for item in items((own, db), "deadline")}
