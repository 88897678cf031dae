"""The records that crawlers write and the matcher reads.

They are plain frozen data: no database row ids, no Scrapy, no HTML. A programme is
identified by `source` and `key`, for ever; row numbers never leave the `db` package.
"""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Level = Literal["federal", "state", "eu", "unknown"]

TEXT_FIELDS: dict[str, str] = {
    "short_description": "Kurztext",
    "description": "Volltext",
    "legal_requirements": "Rechtliche Voraussetzungen",
    "deadlines": "Fristen",
    "procedure": "Verfahrensablauf",
    "processing_time": "Bearbeitungsdauer",
    "documents": "Erforderliche Unterlagen",
    "legal_basis": "Richtlinie",
    "citation": "Fundstelle der Richtlinie",
    "status_note": "Statushinweis",
    "language": "Antragssprache",
}
"""Text fields of a programme in reading order, with their German headings."""


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """One value of a source's vocabulary, e.g. ``Code("Foerdergebiet", "hessen")``."""

    vocabulary: str
    code: str


@dataclass(frozen=True, slots=True)
class Programme:
    """One funding programme as a source states it today.

    `texts` maps names of `TEXT_FIELDS` to normalised text (see `crawlers.markup`);
    empty fields are left out. `contacts` and `links` are keys within the same source.
    """

    source: str
    key: str
    url: str
    title: str
    level: Level
    codes: frozenset[Code] = frozenset()
    texts: dict[str, str] = dataclasses.field(default_factory=dict)
    keywords: str = ""
    issued: date | None = None
    contacts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    def code_set(self, vocabulary: str) -> frozenset[str]:
        """The codes of one vocabulary; empty when the source gives none."""
        return frozenset(c.code for c in self.codes if c.vocabulary == vocabulary)


@dataclass(frozen=True, slots=True)
class Contact:
    """A body or office to turn to; address parts are empty when the source gives none."""

    source: str
    key: str
    name: str
    kind: str = "contact"
    road: str = ""
    zip_code: str = ""
    city: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A web address that a programme points to."""

    source: str
    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Something odd in a source that does not stop a run but must be seen.

    `kind` is a stable English word, `subject` what it is about (a code, a property, a
    link target), `example` one document where it occurs.
    """

    kind: str
    subject: str
    example: str = ""


Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a text states, the rule that found it and the words that say so.

    `kind` names what it is about (see `matcher.facts.wording.FACT_LABELS`); `details` holds
    what belongs to the value, e.g. kind, form, opens and scope of a deadline. `start` and
    `end` are character offsets into the stored text of `field` (a name of TEXT_FIELDS or
    "title"), and `quote` is what stands between them.
    """

    kind: str
    value: Value
    rule: str
    field: str
    start: int
    end: int
    quote: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict, compare=False)


@dataclass(slots=True)
class Harvest:
    """What a crawler read from a source; several can be merged into one.

    `unreadable` names programmes whose document is present but could not be read: they
    are neither updated nor counted as missing. `archived` and `stubs` are counts of
    documents that were skipped on purpose. `conversions` maps the digest of markup to the
    text that was made from it, for those not known before.
    """

    programmes: list[Programme] = dataclasses.field(default_factory=list)
    contacts: list[Contact] = dataclasses.field(default_factory=list)
    links: list[Link] = dataclasses.field(default_factory=list)
    issues: list[Issue] = dataclasses.field(default_factory=list)
    unreadable: list[str] = dataclasses.field(default_factory=list)
    conversions: dict[str, str] = dataclasses.field(default_factory=dict)
    documents: int = 0
    archived: int = 0
    stubs: int = 0

    def add(self, other: "Harvest") -> None:
        """Append everything from `other`."""
        for name in ("programmes", "contacts", "links", "issues", "unreadable"):
            getattr(self, name).extend(getattr(other, name))
        for name in ("documents", "archived", "stubs"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.conversions |= other.conversions


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the catalogue keeps about a source for people: who publishes it, on what terms."""

    name: str
    title: str
    publisher: str
    licence: str
    licence_url: str
    homepage: str
    frequency: str
    not_covered: tuple[str, ...] = ()
    """German sentences on what people might look for here in vain."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """How and when a source was fetched, and the validators for the next request."""

    address: str
    started: datetime
    finished: datetime
    sha256: str = ""
    size: int = 0
    etag: str = ""
    last_modified: str = ""
    reader_version: int = 0


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A person answers for a change of a source that the checks would refuse.

    `by` is the name under which it is recorded, `reason` why the change is real, `found`
    what the checks said (German, set once they ran).
    """

    by: str
    reason: str
    found: str = ""


RunState = Literal["committed", "unchanged", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class RunReport:
    """The outcome of crawling one source, as stored and as printed.

    `message` is why nothing was taken over or, if a person accepted it, what the checks found.
    """

    source: str
    state: RunState
    message: str = ""
    programmes: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    returned: int = 0
    unchanged: int = 0
    missing: int = 0
    archived: int = 0
    stubs: int = 0
    issues: int = 0
    accepted_by: str = ""
    accepted_reason: str = ""
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether the catalogue now stands for what the source says today."""
        return self.state in ("committed", "unchanged")
