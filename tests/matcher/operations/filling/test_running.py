"""The catalogue is filled by a process of its own, from a real server or from an uploaded file."""

from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at
from db.nightly_status import StepStatus
from db.programmes.catalogue import count_programmes
from matcher.cli.catalogue.folder import prepare
from matcher.operations.filling.order import Order, Told
from matcher.operations.filling.running import Filler, Filling, after
from matcher.operations.nightly.run import night_lock
from matcher.profile.stored import import_profiles
from matcher.sample import SAMPLE_DAY, profile_file
from tests.support.crawls.crawling import members, spec, zipped
from tests.support.processes.waiting import wait_until
from tests.support.servers.publisher import Site, serving
from tests.support.stored.moments import NIGHT

EXPORT = zipped(members(spec("radweg", title="<p>Radwege für Kommunen</p>"), spec("kita")))


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    made = DataDir(tmp_path / "daten")
    prepare(made)
    return made


def filled(data: DataDir, export: bytes = b"") -> Filling:
    """How it stands after the process came to its end."""
    filler = Filler()
    assert filler.start(Order(folder=data.path, today=SAMPLE_DAY, upload=len(export)), export)
    wait_until(lambda: not filler.busy, seconds=120)
    assert filler.stands is not None
    return filler.stands


def programmes(data: DataDir) -> int:
    with catalogue_at(data.catalogue) as db:
        return count_programmes(db)


def test_an_empty_catalogue_is_fetched_read_out_and_matched(data: DataDir) -> None:
    import_profiles(data, profile_file())
    with serving(Site(body=EXPORT)) as publisher:
        data.settings.write_text(
            f'[nightly.addresses]\nfoerderdatenbank = "{publisher.address}"\n', "utf-8"
        )
        stands = filled(data)
    assert [(s.title, s.state) for s in stands.steps] == [
        ("Abruf foerderdatenbank", "good"), ("Auswertung", "good"), ("Suchindex", "good"),
        ("Abgleich", "good"), ("Pläne", "skipped"),
    ]  # fmt: skip
    assert (stands.over, stands.problems, programmes(data)) == (True, (), 2)


def test_an_uploaded_export_fills_the_catalogue_without_the_net(data: DataDir) -> None:
    stands = filled(data, EXPORT)
    assert (stands.problems, programmes(data)) == ((), 2)
    assert stands.steps[0].message.startswith("2 Programme (2 neu")
    assert not (data.path / ".nachtlauf").exists()


def test_a_file_that_is_no_export_leaves_everything_as_it_was(data: DataDir) -> None:
    stands = filled(data, b"Das ist kein ZIP.")
    (step,) = stands.steps
    assert (step.state, programmes(data)) == ("failed", 0)
    assert stands.problems


def test_beside_a_nightly_run_nothing_is_begun(data: DataDir) -> None:
    with night_lock(data):
        stands = filled(data, EXPORT)
    assert stands.problems == ("Der Nachtlauf läuft schon. Es wurde nichts begonnen.",)
    assert programmes(data) == 0


def test_only_one_is_begun_at_a_time(data: DataDir) -> None:
    filler, order = Filler(), Order(folder=data.path, today=SAMPLE_DAY, upload=len(EXPORT))
    assert filler.start(order, EXPORT)
    assert not filler.start(order, EXPORT)
    wait_until(lambda: not filler.busy, seconds=120)


def test_what_is_told_becomes_how_it_stands() -> None:
    step = StepStatus(name="facts", title="Auswertung", state="good")
    stands = after(Filling(NIGHT), Told(event="begin", title="Abruf"))
    stands = after(stands, Told(event="progress", read=3, total=9))
    assert (stands.current, stands.read, stands.total) == ("Abruf", 3, 9)
    stands = after(stands, Told(event="done", step=step))
    assert (stands.current, stands.steps) == ("", (step,))
