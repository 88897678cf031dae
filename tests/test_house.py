"""The house keeps its rooms: how many, how full, what they are called, what is handed between them.

Layers are kept by import-linter; `make lint` runs both. Private names are kept here too, because
ruff's rule lets modules of one package take them from each other.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

PACKAGES = ("crawlers", "db", "matcher")
MOST_FILES, MOST_LINES, MOST_FIELDS, MOST_PLACES = 15, 300, 8, 2

MIRRORS = {
    "ApplicationRow": "a table row",
    "Choice": "an address",
    "Contact": "a table row",
    "Correction": "a table row",
    "Costs": "a section of the profile",
    "Decision": "a table row",
    "DutyRow": "a table row",
    "EndingRow": "a table row",
    "Entry": "a table row",
    "Harvest": "a file",
    "MatchRow": "a table row",
    "Meeting": "an entry of a calendar",
    "MeetingRow": "a table row",
    "MeetingSource": "a table row",
    "Note": "a table row",
    "Person": "a table row",
    "OwnRow": "a table row",
    "Programme": "a document of a source",
    "Recipient": "a table row",
    "Question": "a table row",
    "RunReport": "a table row",
    "StepRow": "a table row",
    "StoredProgramme": "a table row",
    "Succession": "a table row",
}
"""Records with more fields than are handed on otherwise, and what they mirror."""


def folders(*tops: str) -> Iterator[Path]:
    """Folders below these of the project, themselves included."""
    for top in tops:
        for folder in (ROOT / top, *(ROOT / top).rglob("*")):
            if folder.is_dir() and folder.name != "__pycache__" and "export" not in folder.parts:
                yield folder


def files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


def rooms(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"]


@cache
def sources() -> list[tuple[Path, ast.Module]]:
    """All modules of the program, parsed."""
    paths = [path for top in PACKAGES for path in sorted((ROOT / top).rglob("*.py"))]
    return [(path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))) for path in paths]


def test_the_floors_have_as_many_rooms_as_one_can_oversee() -> None:
    matcher, site, db = ROOT / "matcher", ROOT / "matcher" / "site", ROOT / "db"
    assert len(rooms(matcher)) <= 20
    assert len([f for f in files(matcher) if f.name != "__init__.py"]) <= 4
    assert len(rooms(site)) <= 12
    assert [f.name for f in files(site)] == ["__init__.py"]
    assert len(files(db)) <= 12


def test_no_folder_is_crowded() -> None:
    counted = {folder: len(files(folder)) for folder in folders(*PACKAGES, "tests")}
    assert {folder: n for folder, n in counted.items() if n > MOST_FILES} == {}


def test_no_file_has_outgrown_its_room() -> None:
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines())
               for path, _ in sources()}  # fmt: skip
    assert {path: n for path, n in lengths.items() if n > MOST_LINES} == {}


def test_no_name_is_told_from_its_neighbour_by_a_plural_alone() -> None:
    """Also across a module and a folder of the same place."""
    pairs = []
    for folder in folders(*PACKAGES):
        names = {path.stem for path in folder.iterdir() if path.suffix in ("", ".py")}
        pairs += [(folder, name) for name in names if {name + "s", name + "es"} & names]
    assert pairs == []


def test_nobody_takes_private_names_of_another_module() -> None:
    """Neither by importing them nor through the module."""
    taken = []
    for path, tree in sources():
        modules = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and in_house(node.module):
                modules |= {one.asname or one.name for one in node.names}
                taken += [f"{path}:{node.lineno} {a.name}" for a in node.names if private(a.name)]
        taken += [
            f"{path}:{node.lineno} {node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and private(node.attr)
            if name_of(node.value) in {name for name in modules if name.islower()}
        ]
    assert taken == []


def test_records_are_small_or_mirror_something() -> None:
    large = {
        node.name
        for _, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and is_record(node) and len(fields(node)) > MOST_FIELDS
    }
    assert large == set(MIRRORS)


def test_records_are_built_by_name_from_the_third_field_on() -> None:
    """A starred argument hands on a row or a reference and says so."""
    records = defaultdict(set)
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and is_record(node):
                records[node.name].add(path)
    built = [
        f"{path}:{node.lineno} {called}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (called := name_of(node.func)) in records
        and len(node.args) > MOST_PLACES
        and not any(isinstance(given, ast.Starred) for given in node.args)
    ]
    assert built == []


def test_what_a_browser_shows_is_waited_for() -> None:
    """A page that is still coming answers these at once; `expect` asks until it is there."""
    hasty = {"is_visible", "is_hidden", "is_checked", "count", "all_inner_texts"}
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {call.func.attr}"
        for path in sorted((ROOT / "tests").rglob("*_browser.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assert)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in hasty and not call.args
    ]
    assert found == []


def in_house(module: str | None) -> bool:
    return (module or "").partition(".")[0] in PACKAGES


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def is_record(node: ast.ClassDef) -> bool:
    decorated = any("dataclass" in ast.dump(one) for one in node.decorator_list)
    return decorated or any(name_of(base) == "NamedTuple" for base in node.bases)


def fields(node: ast.ClassDef) -> list[ast.AnnAssign]:
    return [one for one in node.body if isinstance(one, ast.AnnAssign)]


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
