"""Every kind of file into everything that reads one: data, or German words and nothing stored."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from crawlers.foerderdatenbank.archive import members
from db.errors import FoerderlageError
from db.files import DataDir
from matcher import settings
from matcher.cli.catalogue.folder import prepare
from matcher.documents.filling import filled
from matcher.operations.backup.sets import MANIFEST, read_set
from matcher.profile.model import Municipality
from matcher.profile.sheets.problems import FaultyFile
from matcher.profile.stored import import_profiles, read_content, stored_profiles
from matcher.sample import SAMPLE_DAY, profile_file
from tests.support.files.said import foreign_words
from tests.support.files.wrong_kinds import wrong_kinds
from tests.support.processes.in_process import run_here

TOWN = Municipality(ags="06799001", name="Auental")
ENDINGS = ("xlsx", "csv", "tsv", "txt", "xls", "yml", "json", "")

Reader = Callable[[Path], object]
READERS: dict[str, Reader] = {
    **{
        f"Liste .{ending}": lambda path, ending=ending: read_content(  # type: ignore[misc]
            f"liste.{ending}", path.read_bytes(), [TOWN]
        )
        for ending in ENDINGS
    },
    "Vorlage": lambda path: filled(path.read_bytes(), "vorlage.docx", {"titel": "T"}, {}),
    "Einstellungen": settings.load,
    "Export": lambda path: list(members(path)),
    "Sicherung": lambda path: read_set(path.parent),
}


def assert_german(said: str, path: Path) -> None:
    """No word of a library, no line break, no trace; the name of the file may be anything."""
    bare = said.replace(str(path), "DATEI").replace(path.name, "DATEI")
    bare = bare.replace(str(path.parent), "ORDNER").replace(MANIFEST, "VERZEICHNIS")
    assert foreign_words(bare) == [], said
    assert bare.rstrip().endswith((".", "!", "…", "“", "--help")), said


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", wrong_kinds())
def test_a_reader_gives_data_or_says_in_german_why_not(
    kind: str, reader: str, tmp_path: Path
) -> None:
    path = tmp_path / (MANIFEST if reader == "Sicherung" else "datei")
    path.write_bytes(wrong_kinds()[kind])
    refused: FoerderlageError | None = None
    try:
        READERS[reader](path)
    except FoerderlageError as error:
        refused = error
    # anything else that is raised fails the test
    if isinstance(refused, FaultyFile):
        lines = [refused.summary, *map(str, refused.problems)]
    else:
        lines = [] if refused is None else [str(refused)]
    for line in lines:
        assert "\n" not in line
        assert_german(line, path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = DataDir(tmp_path_factory.mktemp("daten"))
    prepare(data)
    import_profiles(data, profile_file())
    return data.path


COMMANDS: dict[str, Callable[[Path], list[str | Path]]] = {
    "projects import": lambda path: ["projects", "import", path],
    "batch": lambda path: ["batch", path, "--out", path.with_name("treffer.jsonl")],
    "init --profile": lambda path: ["init", "--profile", path],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", wrong_kinds())
def test_a_command_says_in_one_line_why_it_reads_a_file_not(
    kind: str,
    command: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ending = kind.partition("-")[0]
    path = tmp_path / f"liste.{ending}"
    path.write_bytes(wrong_kinds()[kind])
    before = stored_profiles(DataDir(folder))
    arguments = ["--data", folder, "--today", SAMPLE_DAY.isoformat(), *COMMANDS[command](path)]
    ran = run_here(monkeypatch, capsys, *arguments)
    assert stored_profiles(DataDir(folder)) == before
    if ran.code == 0:
        assert (ran.err, kind) == ("", "ics")
        return
    assert ran.code in (1, 2)
    *problems, last = ran.err.splitlines()
    assert last.startswith("Fehler: ")
    assert all(problem.startswith("Blatt „") for problem in problems)
    for line in ran.err.splitlines():
        assert_german(line, path)


@pytest.mark.parametrize("ending", ["xlsx", "csv", "yml"])
def test_a_file_that_is_not_there_or_a_folder_is_said_in_german(
    ending: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"fehlt.{ending}"
    missing = run_here(monkeypatch, capsys, "--data", folder, "projects", "import", path)
    path.mkdir()
    is_folder = run_here(monkeypatch, capsys, "--data", folder, "projects", "import", path)
    for ran in (missing, is_folder):
        assert ran.code == 2
        assert_german(ran.err.strip(), path)
    with suppress(FoerderlageError):
        import_profiles(DataDir(folder), path)
