"""A whole export, document by document, into one harvest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from crawlers.foerderdatenbank.document import Document, Unreadable, parse_document
from crawlers.foerderdatenbank.layout import (
    ADDRESS,
    CONTACT,
    IGNORED,
    LINK,
    OTHER_TYPES,
    PROGRAMME,
    ROOT,
    USED,
)
from crawlers.foerderdatenbank.programme import (
    code_issues,
    key_of,
    references,
    title_of,
    to_contact,
    to_link,
    to_programme,
)
from crawlers.known_texts import KnownTexts
from crawlers.refusal import SourceRefused
from db.records import Harvest, Issue

READER_VERSION = 1
"""Raised whenever the same export would now be read differently."""


def read_export(
    members: Iterable[tuple[str, bytes]],
    source: str,
    progress: Callable[[int], None] = lambda _: None,
    known_texts: Mapping[str, str] | None = None,
) -> Harvest:
    """Read all members of an export.

    `progress` is told the number of members read so far; `known_texts` maps digests of
    markup to their text, from an earlier run of this READER_VERSION. Raises SourceRefused
    when the export holds no programme or changed what we rely on.
    """
    reader = _Reader(source, KnownTexts(known_texts))
    for number, (name, content) in enumerate(members, start=1):
        reader.take(name, content)
        progress(number)
    return reader.finish()


@dataclass
class _Reader:
    source: str
    texts: KnownTexts
    harvest: Harvest = field(default_factory=Harvest)
    paths: set[str] = field(default_factory=set)
    contacts: list[Document] = field(default_factory=list)
    addresses: dict[str, Document] = field(default_factory=dict)
    links: list[Document] = field(default_factory=list)
    wanted: list[tuple[str, str]] = field(default_factory=list)

    def take(self, name: str, content: bytes) -> None:
        path = "/" + name.removesuffix(".xml")
        self.paths.add(path)
        self.harvest.documents += 1
        try:
            document = parse_document(content, path, USED)
        except Unreadable as error:
            self._unreadable(path, str(error))
            return
        self._note_unknown(document)
        if document.type == PROGRAMME:
            self._programme(document)
        elif document.type == CONTACT:
            self.contacts.append(document)
        elif document.type == ADDRESS:
            self.addresses[path] = document
        elif document.type == LINK:
            self.links.append(document)

    def finish(self) -> Harvest:
        if not self.harvest.programmes:
            raise SourceRefused(
                "Der Export enthält kein einziges Förderprogramm.",
                "Bitte Adresse oder Datei prüfen.",
            )
        self.harvest.conversions = self.texts.new
        links = [to_link(d, self.source) for d in self.links]
        websites = {d.path: link.url for d, link in zip(self.links, links, strict=True)}
        self.harvest.links = links
        self.harvest.contacts = [
            to_contact(d, self.source, self.addresses, websites) for d in self.contacts
        ]
        for document in self.contacts:
            self.wanted.extend((target, document.path) for target in references(document))
        self._note_dangling()
        return self.harvest

    def _programme(self, document: Document) -> None:
        if "/Archiv/" in document.path:
            self.harvest.archived += 1
        elif not title_of(document):
            self.harvest.stubs += 1
            self._issue("stub-without-title", key_of(document.path), document.path)
        else:
            programme = to_programme(document, self.source, self.texts)
            self.harvest.programmes.append(programme)
            self.harvest.issues.extend(code_issues(programme, document.path))
            self.wanted.extend((target, document.path) for target in references(document))

    def _unreadable(self, path: str, reason: str) -> None:
        self._issue("unreadable-document", path, reason)
        if "/Foerderprogramm/" in path:
            self.harvest.unreadable.append(key_of(path))

    def _note_unknown(self, document: Document) -> None:
        if document.type not in USED:
            if document.type not in OTHER_TYPES:
                self._issue("unknown-type", document.type, document.path)
            return
        known = USED[document.type].keys() | IGNORED[document.type]
        for kind, subject in document.unknown:
            self._issue(kind, subject, document.path)
        for names in (document.rich, document.values, document.lists, document.groups):
            for name in names.keys() - known:
                self._issue("unknown-property", f"{document.type}.{name}", document.path)

    def _note_dangling(self) -> None:
        """A tree that is not shipped at all is one issue, single missing documents are one each."""
        trees = {_tree(path) for path in self.paths}
        for target, path in self.wanted:
            if target not in self.paths:
                tree = _tree(target)
                if tree in trees:
                    self._issue("dangling-link", target, path)
                else:
                    self._issue("tree-not-shipped", tree, path)

    def _issue(self, kind: str, subject: str, example: str) -> None:
        self.harvest.issues.append(Issue(kind, subject, example=example))


def _tree(path: str) -> str:
    return path.removeprefix(ROOT).split("/", 1)[0]
