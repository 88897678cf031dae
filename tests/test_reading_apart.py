"""Nothing from outside is read where pages, nights or commands work: by listing all calls."""

import ast

from tests.conftest import ROOT

PLACES = ("matcher/site", "matcher/cli", "matcher/operations")
READERS = frozenset(
    {"read_content", "profiles_in", "load_profiles", "content_of", "looked_at",
     "looked_again", "confirmed", "from_content", "from_file", "from_address", "fetch_text",
     "fetch_json", "read_ics", "read_oparl", "read_profiles", "read_awards", "carried_back",
     "sheets", "filled", "read_through", "load_workbook", "safe_load", "ZipFile", "Document",
     "DocxTemplate"}
)  # fmt: skip
"""What takes apart, or expands, something that others wrote."""
OWN = {
    ("matcher/cli/award/importing.py", "content_of"): "bytes, up to a size",
    ("matcher/cli/matching/batch.py", "content_of"): "bytes, up to a size",
    ("matcher/cli/operations/demo.py", "from_file"): "the bundled sample",
    ("matcher/cli/tracker/documents.py", "filled"): "the bundled template",
    ("matcher/site/frame/serving.py", "safe_load"): "the bundled metadata",
}
"""Calls that are no reading of what comes from outside, and why."""


def called(node: ast.Call) -> str:
    """What is called; `again` of readings is told from other functions of that name."""
    func = node.func
    if isinstance(func, ast.Attribute):
        of = func.value.id if isinstance(func.value, ast.Name) else ""
        return "from_address" if (of, func.attr) == ("reading", "again") else func.attr
    return func.id if isinstance(func, ast.Name) else ""


def test_readers_are_called_by_the_process_that_reads_alone() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), called(node))
        for place in PLACES
        for path in (ROOT / place).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and called(node) in READERS
    }
    assert found == set(OWN)
