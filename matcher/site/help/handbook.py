"""The German handbook: Markdown files for people, rendered for the site.

Addresses in a file are those of the repository (`02-vorhaben.md`, `bilder/x.png`), so that
it can also be read there; a path that begins with a slash is a page of the site.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

from db.errors import FoerderlageError

PATH, PICTURES = "/hilfe", "bilder"
_PICTURE = re.compile(r"bilder/([a-z0-9-]+\.png)")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

Address = Callable[[str], str]
"""Path of this site -> address under the site's prefix."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the handbook; `lead` is its first sentence as plain text."""

    slug: str
    title: str
    lead: str
    file: Path


@dataclass(frozen=True, slots=True)
class Rendered:
    """A chapter as HTML, and (id, text) of its sections."""

    html: Markup
    sections: list[tuple[str, str]]


def folder() -> Path:
    """docs/handbuch: in the package when installed from a wheel, else beside pyproject.toml."""
    here = Path(__file__).resolve().parent
    for path in (here / "handbuch", here.parents[2] / "docs" / "handbuch"):
        if path.is_dir():
            return path
    raise FoerderlageError("Das Handbuch fehlt.", "Bitte Förderlage neu installieren.")


def chapters() -> list[Chapter]:
    """All chapters in reading order; the list of settings is the last."""
    found = folder()
    files = [*sorted(found.glob("*.md")), found / "../einstellungen.md"]
    return [_chapter(file, file.stat().st_mtime_ns) for file in files]


def picture(name: str) -> Path | None:
    """A picture of the handbook by its file name, if it has been made."""
    made = {path.name: path for path in (folder() / PICTURES).glob("*.png")}
    return made.get(name)


def render(chapter: Chapter, address: Address) -> Rendered:
    """The chapter as HTML without its title; raw HTML in it is shown, not run."""
    environment: dict[str, Any] = {"address": address}
    tokens = _MARKDOWN.parse(chapter.file.read_text("utf-8"), environment)[3:]
    sections = _with_ids(tokens)
    for token in tokens:
        for inner in token.children or ():
            if inner.type == "link_open":
                inner.attrs["href"] = _target(str(inner.attrs["href"]), address)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, environment)
    return Rendered(Markup(html), sections)


def inline(text: str) -> Markup:
    """A line of Markdown, such as one with `code` in it."""
    return Markup(_MARKDOWN.renderInline(text, {"address": str}))


@lru_cache
def _chapter(file: Path, _changed: int) -> Chapter:
    tokens = _MARKDOWN.parse(file.read_text("utf-8"))
    lines = [token for token in tokens if token.type == "inline"]
    slug = re.sub(r"^\d+-", "", file.stem)
    lead = re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])", _plain(lines[1]))[0]
    return Chapter(slug, _plain(lines[0]), lead=lead, file=file)


def _plain(line: Token) -> str:
    return "".join(t.content or " " for t in line.children or () if t.type in _READ)


def _with_ids(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    sections: list[tuple[str, str]] = []
    taken: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        text = _plain(tokens[place + 1])
        name = re.sub(r"[^a-z0-9]+", "-", text.casefold().translate(_LETTERS)).strip("-")
        taken[name] = taken.get(name, 0) + 1
        token.attrs["id"] = name if taken[name] == 1 else f"{name}-{taken[name]}"
        if token.tag == "h2":
            sections.append((str(token.attrs["id"]), text))
    return sections


def _target(href: str, address: Address) -> str:
    path, mark, section = href.partition("#")
    if path.endswith(".md") and "://" not in path:
        slug = re.sub(r"^\d+-", "", Path(path).stem)
        return address(f"{PATH}/{slug}") + mark + section
    return address(href) if href.startswith("/") else href


def _image(
    _renderer: Any, tokens: Sequence[Token], place: int, _options: Any, env: Mapping[str, Any]
) -> str:
    """The picture, or its description where it has not been made yet."""
    token = tokens[place]
    words = escapeHtml(token.content)
    found = _PICTURE.fullmatch(str(token.attrs["src"]))
    if found is None or picture(found[1]) is None:
        return f'<span class="absent">Bild: {words}</span>'
    source = escapeHtml(env["address"](f"{PATH}/{PICTURES}/{found[1]}"))
    return f'<img src="{source}" alt="{words}" loading="lazy">'


def _code(
    _renderer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Mapping[str, Any]
) -> str:
    """A block of code that can be scrolled with the keyboard, too."""
    return f'<pre tabindex="0"><code>{escapeHtml(tokens[place].content)}</code></pre>\n'


def _cell_open(
    _renderer: Any, tokens: Sequence[Token], place: int, _options: Any, _env: Mapping[str, Any]
) -> str:
    """A cell without the style attribute by which Markdown aligns it."""
    tag = tokens[place].tag
    return f"<{tag}{' scope=col' if tag == 'th' else ''}>"


def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("image", _image)
    made.add_render_rule("fence", _code)
    for cell in ("th_open", "td_open"):
        made.add_render_rule(cell, _cell_open)
    made.add_render_rule(
        "table_open",
        lambda *_: '<div class="wide" tabindex="0" role="region" aria-label="Tabelle"><table>\n',
    )
    made.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return made


_READ = frozenset({"text", "code_inline", "softbreak"})
_MARKDOWN = _markdown()
