"""From a document to the records of `db`: programmes, contacts, links."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from crawlers.foerderdatenbank.document import Document
from crawlers.foerderdatenbank.layout import (
    CATEGORIES,
    CLOSED,
    LEVEL_BY_CODE,
    LEVEL_BY_FOLDER,
    ROOT,
    SITE,
    TEXT_PROPERTIES,
)
from crawlers.known_texts import KnownTexts
from crawlers.markup import clean_line, markup_to_text
from db.records import Code, Contact, Issue, Level, Link, Programme
from db.vocabulary import is_known


def key_of(path: str) -> str:
    """Identity of a document: the path of its public page below the site's root."""
    return path.removeprefix("/").removeprefix("BMWI/") + ".html"


def title_of(document: Document) -> str:
    """Title on one line; "" for a stub."""
    return clean_line(markup_to_text(document.rich.get("title", "")))


def to_programme(document: Document, source: str, known: KnownTexts) -> Programme:
    """The programme that a ServiceOffer document describes."""
    codes = frozenset(_codes(document))
    key = key_of(document.path)
    texts = {}
    for name, field in TEXT_PROPERTIES.items():
        text = known.of(document.rich.get(name, ""))
        if text:
            texts[field] = text
    return Programme(
        source=source,
        key=key,
        url=SITE + key,
        title=title_of(document),
        level=_level(document.path, codes),
        codes=codes,
        texts=texts,
        keywords=clean_line(document.values.get("keywords", "")),
        issued=_issued(document.values.get("dateOfIssue", "")),
        contacts=_keys(_all_targets(document, "cl2Contacts")),
        links=_keys(_all_targets(document, "cl2CustServices")),
        organisations=_keys(document.groups.get("cl2Processes", {}).get("Foerderorganisation", [])),
    )


def to_contact(
    document: Document, source: str, addresses: dict[str, Document], websites: dict[str, str]
) -> Contact:
    """A contact with its first address and website, where the export ships them.

    `addresses` and `websites` are keyed by document path.
    """
    found = [addresses[t] for t in _all_targets(document, "cl2Addresses") if t in addresses]
    address = found[0].values if found else {}
    website = next((websites[t] for t in document.lists.get("website", []) if t in websites), "")
    value = {name: clean_line(text) for name, text in (document.values | address).items()}
    return Contact(
        source=source,
        key=key_of(document.path),
        name=title_of(document),
        kind="organisation" if "/Foerdergeber/" in document.path else "contact",
        road=f"{value.get('road', '')} {value.get('houseId', '')}".strip(),
        zip_code=value.get("zipCode", ""),
        city=value.get("city", ""),
        phone=value.get("phone", ""),
        fax=value.get("fax", ""),
        email=value.get("email", ""),
        website=website,
    )


def to_link(document: Document, source: str) -> Link:
    """A web link; its address is kept as given and made safe where it is shown."""
    url = clean_line(document.values.get("url", ""))
    return Link(source=source, key=key_of(document.path), title=title_of(document) or url, url=url)


def references(document: Document) -> Iterator[str]:
    """Paths of the documents that a programme or contact links to by its properties."""
    for groups in document.groups.values():
        for targets in groups.values():
            yield from (t for t in targets if t.startswith(ROOT))
    for name, targets in document.lists.items():
        if name != "languageInd":
            yield from (t for t in targets if t.startswith(ROOT))


def code_issues(programme: Programme, path: str) -> Iterator[Issue]:
    """Codes that a closed vocabulary does not know."""
    for code in programme.codes:
        if code.vocabulary in CLOSED and not is_known(code.vocabulary, code.code):
            yield Issue("unknown-code", f"{code.vocabulary}/{code.code}", example=path)
        elif code.vocabulary == "Foerdertermin":
            yield Issue("foerdertermin-filled", code.code, example=path)


def _codes(document: Document) -> Iterator[Code]:
    for groups in document.groups.values():
        for classifier, targets in groups.items():
            for target in targets:
                if target.startswith(CATEGORIES):
                    vocabulary, _, code = target.removeprefix(CATEGORIES).partition("/")
                    yield Code(vocabulary, code)
                elif classifier == "Foerdertermin":
                    yield Code("Foerdertermin", target.rsplit("/", 1)[-1])


def _level(path: str, codes: frozenset[Code]) -> Level:
    by_code = {LEVEL_BY_CODE.get(c.code) for c in codes if c.vocabulary == "Foerdergeber"}
    by_code.discard(None)
    folder = path.removeprefix(ROOT).removeprefix("Foerderprogramm/").split("/", 1)[0]
    level = LEVEL_BY_FOLDER.get(folder) or (by_code.pop() if len(by_code) == 1 else None)
    return cast(Level, level or "unknown")


def _issued(value: str) -> date | None:
    try:
        return date.fromisoformat(value.strip()[:10])
    except ValueError:
        return None


def _all_targets(document: Document, name: str) -> list[str]:
    return [t for targets in document.groups.get(name, {}).values() for t in targets]


def _keys(targets: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key_of(t) for t in targets if t.startswith(ROOT)))
