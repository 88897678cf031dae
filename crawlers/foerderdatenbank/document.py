"""One XML document of the export as a flat mapping of properties.

The container of a property follows from its type: RichText -> text, String/Date/Long ->
value, LinkList -> links, ClassifiedLinkLists -> classifiedLinkLists. A property that we
use and that arrives in another container would read as empty, so it is an error here.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from crawlers.refusal import SourceRefused

_CONTAINERS = {
    "RichText": "text",
    "String": "value",
    "Date": "value",
    "Long": "value",
    "LinkList": "links",
    "ClassifiedLinkLists": "classifiedLinkLists",
}
MOST_TAGS = 400_000
"""Tags of a document; as a tree each takes a hundred bytes and more."""
_HREF = "{http://www.w3.org/1999/xlink}href"
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\r")
_CONTROL_REFERENCE = re.compile(
    rb"&#(?:[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));"
)
_PARSER_OPTIONS: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False,
}  # fmt: skip


class Unreadable(Exception):
    """A document that is no XML of the expected kind; the reason is German."""


@dataclass(slots=True)
class Document:
    """A document's address within the export, its type and its properties.

    `rich` holds markup, `values` plain strings, `lists` link targets, `groups` link
    targets by classifier name. Targets are paths without ``target:``.
    """

    path: str
    type: str
    rich: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    groups: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    unknown: list[tuple[str, str]] = field(default_factory=list)


def parse_document(content: bytes, path: str, used: dict[str, dict[str, str]]) -> Document:
    """Read one document.

    `used` gives, per document type, the properties we rely on with their property type.
    Raises Unreadable for broken XML, SourceRefused when a used property changed.
    """
    root = _root(content)
    document = Document(path=path, type=_local(root.get("type", "")))
    expected = used.get(document.type, {})
    for element in root.iterchildren("property"):
        name, kind = _local(element.get("name", "")), element.get("type", "")
        container = _CONTAINERS.get(kind)
        children = {child.tag for child in element if isinstance(child.tag, str)}
        sound = container is not None and children <= {container}
        if name in expected and not (sound and kind == expected[name]):
            raise SourceRefused(
                f"Der Aufbau des Exports hat sich geändert: „{name}“ in {path} ist jetzt "
                f"{kind or 'ohne Typ'} mit {', '.join(sorted(children)) or 'leerem Inhalt'}.",
                "Bitte Förderlage aktualisieren.",
            )
        if not sound:
            document.unknown.append(("property-structure", f"{document.type}.{name}: {kind}"))
        elif container is not None:
            _read(document, name, kind, element.find(container))
    return document


def _root(content: bytes) -> Any:
    content = _CONTROL_REFERENCE.sub(b"", content.translate(None, _CONTROL_BYTES))
    if content.count(b"<") > MOST_TAGS:
        raise Unreadable("hat mehr Elemente, als gelesen werden")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable("enthält eine DTD")
    try:
        root = etree.fromstring(content, etree.XMLParser(**_PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise Unreadable(f"kein lesbares XML{f' (Zeile {line})' if line else ''}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        # in an encoding in which the search above did not see it
        raise Unreadable("enthält eine DTD")
    if root.tag != "document" or not root.get("type"):
        raise Unreadable(f"Wurzelelement ist {root.tag!r}, nicht „document“ mit Typ")
    return root


def _read(document: Document, name: str, kind: str, container: Any) -> None:
    if container is None:
        return
    if kind == "RichText":
        markup = (container.text or "").strip()
        document.rich[name] = markup.removeprefix("<![CDATA[").removesuffix("]]>")
    elif kind == "LinkList":
        document.lists[name] = _targets(container)
    elif kind == "ClassifiedLinkLists":
        groups = document.groups.setdefault(name, {})
        for group in container.iterchildren("classifiedLinkList"):
            classifiers = _targets(group.find("classifierLinks"))
            classifier = classifiers[0].rsplit("/", 1)[-1] if classifiers else ""
            groups.setdefault(classifier, []).extend(_targets(group.find("links")))
    else:
        document.values[name] = container.text or ""


def _targets(links: Any) -> list[str]:
    if links is None:
        return []
    return [link.get(_HREF, "").removeprefix("target:") for link in links.iterchildren("link")]


def _local(name: str) -> str:
    return name.removeprefix("gsb:")
