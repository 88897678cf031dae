"""HTML read back without a forgiving parser: what it shows, and whether it is well-formed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class ReadBack:
    """Visible text without the numbers of evidence, all ids, and the elements used."""

    text: str = ""
    numbers: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    marks: list[list[str]] = field(default_factory=list)
    well_formed: bool = True


def read_back(html: str) -> ReadBack:
    """Parse HTML that has no void elements; every element must be closed where it was opened."""
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    reader.found.well_formed &= not reader.open
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = ReadBack()
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        numbered = given.get("class") == "nr"
        # blocks inside words, marks inside marks and links inside links are not valid
        names = [name for name, _ in self.open]
        self.found.well_formed &= tag not in ("mark", "a") or tag not in names
        self.found.well_formed &= not (tag in ("p", "li", "td", "h4") and "mark" in names)
        self.open.append((tag, numbered))
        self.found.tags.add(tag)
        if given.get("id"):
            self.found.ids.append(str(given["id"]))
        if tag == "mark":
            self.found.marks.append(str(given["data-belege"]).split())

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.found.well_formed = False

    def handle_data(self, data: str) -> None:
        if any(numbered for _, numbered in self.open):
            self.found.numbers.append(data)
        else:
            self.found.text += data
