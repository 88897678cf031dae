"""The handbook: its text is safe and correct, and every command in it works."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from httpx import get
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from matcher import settings
from matcher.cli.main import cli
from matcher.profile.funding import Funding
from matcher.profile.model import Municipality, Project, load_profiles
from matcher.sample import write_export
from matcher.site.help import handbook
from tests.conftest import ROOT
from tests.support.processes.command import matcher
from tests.support.processes.demo_site import running_site
from tests.support.site.screenshots import HANDBOOK, picture

CHAPTERS = handbook.chapters()
RUN = "sh"
"""Kind of the blocks whose lines are commands for the reader to type."""
READ_ONLY = frozenset({"text", "yaml", "toml", "ini", "nginx", "apache"})
SERVING = frozenset({"serve", "demo"})


def blocks(kind: str | None = None, chapters: list[handbook.Chapter] = CHAPTERS) -> Iterator[Token]:
    for chapter in chapters:
        for token in MarkdownIt().parse(chapter.file.read_text("utf-8")):
            if token.type == "fence" and kind in (None, token.info):
                yield token


def written(slug: str, text: str, folder: Path) -> handbook.Chapter:
    (folder / f"{slug}.md").write_text(text, "utf-8")
    return handbook.Chapter(slug, "Titel", "", folder / f"{slug}.md")


def rendered(text: str, folder: Path, prefix: str = "/amt") -> handbook.Rendered:
    chapter = written("probe", f"# Titel\n\n{text}", folder)
    return handbook.render(chapter, lambda path: prefix + path)


def test_chapters_stand_in_order_with_titles_and_a_sentence() -> None:
    assert [c.slug for c in CHAPTERS] == [
        "erste-schritte", "vorhaben-beschreiben", "treffer-lesen", "fristen",
        "suchen-und-exportieren", "zusammenarbeiten", "eigenanteil-und-vorlagen",
        "wenn-etwas-nicht-stimmt", "administration", "mails", "nach-dem-bescheid",
        "uebergabe", "verstetigung",
            "einstellungen",
    ]  # fmt: skip
    assert all(c.title and c.lead.endswith((".", "?", "!")) for c in CHAPTERS)


def test_raw_html_and_script_links_are_shown_not_run(tmp_path: Path) -> None:
    html = rendered("<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b>", tmp_path).html
    assert "<script>" not in html
    assert "<b>" not in html
    assert "href" not in html


def test_links_lead_to_pages_of_the_site_below_its_prefix(tmp_path: Path) -> None:
    text = "[a](02-vorhaben.md#teil) [b](../einstellungen.md) [c](/quellen) [d](https://e.example/)"
    html = rendered(text, tmp_path).html
    for href in ("/amt/hilfe/vorhaben#teil", "/amt/hilfe/einstellungen", "/amt/quellen",
                 "https://e.example/"):  # fmt: skip
        assert f'href="{href}"' in html


def test_a_picture_that_was_not_made_is_described(tmp_path: Path) -> None:
    html = rendered("![Ein <Bild>](bilder/gibt-es-nicht-1280.png)", tmp_path).html
    assert "Bild: Ein &lt;Bild&gt;" in html
    assert "<img" not in html


def test_pictures_are_found_only_by_the_names_of_those_that_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder" / "suche-1280.png").write_bytes(b"png")
    (tmp_path / "geheim.png").write_bytes(b"nein")
    monkeypatch.setattr(handbook, "folder", lambda: tmp_path)
    assert handbook.picture("suche-1280.png") == tmp_path / "bilder" / "suche-1280.png"
    for name in ("../geheim.png", "..%2Fgeheim.png", "geheim.png", ".", "suche-1280.png/"):
        assert handbook.picture(name) is None
    html = rendered("![Suche](bilder/suche-1280.png) ![x](https://e.example/x.png)", tmp_path).html
    assert '<img src="/amt/hilfe/bilder/suche-1280.png" alt="Suche"' in html
    assert "e.example" not in html


def test_headings_have_ids_of_their_own_and_are_listed(tmp_path: Path) -> None:
    found = rendered("## Größe & Maß\n\n### Tief\n\n## Größe & Maß\n", tmp_path)
    assert found.sections == [("groesse-mass", "Größe & Maß"), ("groesse-mass-2", "Größe & Maß")]
    assert 'id="tief"' in found.html


@examples()
@given(st.text(max_size=300))
def test_any_text_gives_html_without_scripts_and_styles(text: str) -> None:
    html = handbook.inline(text).casefold()
    assert "<script" not in html
    assert " style=" not in re.sub(r">[^<]*<", "><", f">{html}<")


def test_tables_need_no_style_attribute(tmp_path: Path) -> None:
    html = rendered("| a | b |\n| :-- | --: |\n| 1 | 2 |\n", tmp_path).html
    assert "<td>2</td>" in html
    assert "style" not in html


def test_every_link_between_chapters_and_to_sections_leads_somewhere() -> None:
    ids = {c.slug: {i for i, _ in handbook.render(c, str).sections} for c in CHAPTERS}
    for chapter in CHAPTERS:
        for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", chapter.file.read_text("utf-8")):
            path, _, section = target.partition("#")
            if path.startswith(("https://", "/")):
                continue
            assert (chapter.file.parent / path).is_file(), (chapter.slug, target)
            slug = re.sub(r"^\d+-", "", Path(path).stem)
            assert not section or section in ids[slug], (chapter.slug, target)


def test_the_screenshot_command_makes_exactly_the_pictures_that_are_shown() -> None:
    shown = {
        name
        for chapter in CHAPTERS
        for name in re.findall(r"!\[[^]]+\]\(bilder/([^)]+)\)", chapter.file.read_text("utf-8"))
    }
    assert shown == {picture(name) for name in HANDBOOK}
    readme = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"docs/images/(\S+?\.png)", readme) == [picture("uebersicht")]


def test_the_example_of_a_profile_can_be_loaded_and_every_entry_is_explained(
    tmp_path: Path,
) -> None:
    (chapter,) = [c for c in CHAPTERS if c.slug == "vorhaben-beschreiben"]
    (example,) = blocks("yaml", [chapter])
    (tmp_path / "kommune.yml").write_text(example.content, "utf-8")
    (profile,) = load_profiles(tmp_path / "kommune.yml")
    assert profile.model_fields_set >= set(Municipality.model_fields)
    assert profile.projekte[0].model_fields_set >= set(Project.model_fields)
    assert profile.projekte[0].foerderungen[0].model_fields_set == set(Funding.model_fields)
    rows = re.findall(r"^\| (`.*?) \|", chapter.file.read_text("utf-8"), re.M)
    explained = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert explained == {
        *Municipality.model_fields, *Project.model_fields, *Funding.model_fields,
    }  # fmt: skip


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    for number, block in enumerate(blocks("toml")):
        file = tmp_path / f"{number}.toml"
        file.write_text(block.content, "utf-8")
        given = tomllib.loads(block.content)
        shown = settings.load(file).model_dump(exclude_unset=True)
        assert {name: shown[name] for name in given} == given


def test_blocks_are_commands_to_type_or_of_a_kind_that_is_only_read() -> None:
    assert {block.info for block in blocks()} <= {RUN, *READ_ONLY}


def test_every_command_named_anywhere_exists() -> None:
    for chapter in CHAPTERS:
        text = chapter.file.read_text("utf-8")
        for line in re.findall(r"matcher ((?:--data \S+ )?[a-z]+(?: [a-z]+)?)", text):
            assert cli.get_command(click.Context(cli), _name(line.split())) is not None, line


@pytest.mark.slow
def test_every_command_of_the_handbook_works_in_the_order_in_which_it_is_read(
    tmp_path: Path,
) -> None:
    write_export(tmp_path / "export.zip")
    lines = [line for block in blocks(RUN) for line in block.content.splitlines()]
    assert len(lines) > 20
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "matcher", line
        run(arguments, tmp_path)
    assert (tmp_path / "programme.csv").stat().st_size > 10_000
    assert "beispiel-vorhaben" in (tmp_path / "treffer.jsonl").read_text("utf-8")
    assert "beispiel-vorhaben" in (tmp_path / "sicherung.yml").read_text("utf-8")


def run(arguments: list[str], folder: Path) -> None:
    """Run one command; what serves is asked for its page, what crawls reads the sample."""
    name = _name(arguments)
    if name in SERVING:
        with running_site(*arguments, "--port", "0", cwd=folder) as site:
            assert get(site.address).status_code == 200
        return
    if name == "crawl" and "--from" not in arguments:
        arguments = [*arguments, "foerderdatenbank", "--from", "export.zip"]
    ran = matcher(*arguments, cwd=folder)
    assert (ran.code, ran.err) == (0, ""), arguments


def _name(arguments: list[str]) -> str:
    """The sub-command of a call."""
    return arguments[2] if arguments[0] == "--data" else arguments[0]
