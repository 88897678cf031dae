"""A large export grown from a small one, so that no two fields are equal."""

import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

Members = dict[str, bytes]

_PLACES = ("Auental", "Birkenfurt", "Cranzow", "Dornheim", "Eichgrund", "Falkenau", "Gerlitz",
           "Hohenwald", "Ilmstedt", "Jessendorf", "Kaltbach", "Lindenau")  # fmt: skip
_TEXT = re.compile(r"<text>(.*?)</text>", re.S)
_PARAGRAPH = re.compile(r"&lt;p&gt;(.*?)&lt;/p&gt;", re.S)
_NUMBER = re.compile(r"(?<![&#\w])\d+(?![\w;])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def read_members(path: Path) -> Members:
    """All documents of an export."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}


def is_programme(name: str) -> bool:
    """Whether a member is a programme that a crawl would store."""
    return "/Foerderprogramm/" in name and "/Archiv/" not in name


def grow(seed: Members, count: int) -> Members:
    """`count` programmes made of those in `seed`, with its other documents as they are."""
    grown = {name: content for name, content in seed.items() if not is_programme(name)}
    names = sorted(n for n in seed if is_programme(n) and b"&lt;p&gt;" in _title(seed[n]))
    for number in range(count):
        name = names[number % len(names)]
        grown |= dict([variant(name, seed[name], number)])
    return grown


def variant(name: str, content: bytes, number: int) -> tuple[str, bytes]:
    """The same document under another name, its sentences and numbers changed."""
    chance = random.Random(number)
    slug = f"{name.rpartition('/')[2].removesuffix('.xml')}-{number}"
    text = re.sub(r'name="[^"]*"(?= path=)', f'name="{slug}"', content.decode(), count=1)
    fields = iter(range(10_000))
    text = _TEXT.sub(lambda m: f"<text>{_changed(m[1], chance, number, next(fields))}</text>", text)
    return f"{name.rpartition('/')[0]}/{slug}.xml", text.encode()


def rewrite(path: Path, members: Members) -> None:
    """Write an export, quickly and with fixed times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 3, 0, 0)), content)


def texts(members: Members) -> Iterator[str]:
    """All non-empty rich texts of the programmes."""
    for name, content in members.items():
        if is_programme(name):
            yield from rich_texts(content.decode())


def rich_texts(document: str) -> list[str]:
    """The markup of all rich texts of a document that have a paragraph."""
    return [text for text in _TEXT.findall(document) if "&lt;p&gt;" in text]


def _changed(markup: str, chance: random.Random, number: int, field: int) -> str:
    if "&lt;p&gt;" not in markup:
        return markup
    place = chance.choice(_PLACES)

    def shuffled(match: re.Match[str]) -> str:
        sentences = _SENTENCE.split(match[1])
        chance.shuffle(sentences)
        return f"&lt;p&gt;{' '.join(sentences)}&lt;/p&gt;"

    markup = _PARAGRAPH.sub(shuffled, markup)
    markup = _NUMBER.sub(lambda m: str(int(m[0]) % 10_000 + chance.randrange(28)), markup)
    unique = f" Gilt in {place}, Fassung {number}-{field}.&lt;/p&gt;"
    return markup.replace("&lt;/p&gt;", unique, 1)


def _title(content: bytes) -> bytes:
    match = re.search(rb'name="gsb:title".*?</text>', content, re.S)
    return match[0] if match else b""
