"""Writes documents of a Förderdatenbank export in its true layout.

Property names, containers and targets are those of the export; contents are the
caller's. Paths are given below ``/BMWI/FDB/Content/DE/``.
"""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = "/BMWI/FDB/Content/DE/"
CATEGORY = "/BMWI/SiteGlobals/Categories/FDB/"
CLASSIFIER = "/BMWI/SiteGlobals/Classifications/Classifier/Common/"
XLINK = "http://www.w3.org/1999/xlink"

TEXTS = {
    "header": "header", "teaser": "teaserText", "summary": "summary",
    "legal_requirements": "regulatoryFWork", "legal_text": "bodyText",
    "deadlines": "procInfluence", "procedure": "procMethod", "processing_time": "progress",
    "documents": "competenceDescr", "citation": "procDescription", "language": "functions",
}  # fmt: skip
"""Readable name -> property of a programme."""
EMPTY_TEXTS = ("challenge", "comment", "customerBenefit", "procQuality", "referenceCustomer",
               "remark", "requirements", "serviceDescription", "serviceFeeDescr",
               "termsOfPayment")  # fmt: skip

Groups = list[tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class ProgrammeSpec:
    """A programme to write; `texts` are HTML by the names of TEXTS."""

    path: str
    title: str = "<p>Programm</p>"
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, list[str]] = field(default_factory=dict)
    sub_areas: Mapping[str, list[str]] = field(default_factory=dict)
    keywords: str = ""
    issued: str = "2025-05-26T14:00:00.000+02:00"
    contacts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    def but(self, **changes: object) -> "ProgrammeSpec":
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # names are checked by replace


def programme(spec: ProgrammeSpec) -> tuple[str, bytes]:
    """Member name and content of a programme."""
    codes = dict(spec.codes)
    areas = codes.pop("Foerderbereich", [])
    processes: Groups = [(c, [f"{CATEGORY}{c}/{x}" for x in v]) for c, v in codes.items()]
    processes.append(("Foerderbereich", [f"{CATEGORY}Foerderbereich/{a}" for a in areas]))
    processes.append(("Foerderorganisation", [ROOT + o for o in spec.organisations]))
    sub: Groups = [
        (c.replace("_", ""), [f"{CATEGORY}{c}/{x}" for x in v]) for c, v in spec.sub_areas.items()
    ]
    properties = [
        _groups("cl2Contacts", [("Kontakt", [ROOT + c for c in spec.contacts])]),
        _groups("cl2CustServices", [("ExternerLink", [ROOT + x for x in spec.links])]),
        _groups("cl2Location", [("Foerdertermin", [])]),
        _groups("cl2Processes", processes),
        _groups("cl2Satisfaction", sub or [("UFArbeit", [])]),
        value("dateOfIssue", "Date", spec.issued),
        value("keywords", "String", spec.keywords),
        _rich("title", spec.title),
        *(_rich(TEXTS[name], html) for name, html in spec.texts.items()),
        *(_rich(name, "") for name in EMPTY_TEXTS),
        *(_rich(prop, "") for name, prop in TEXTS.items() if name not in spec.texts),
        *_common("ServiceOffer-FundingProgram"),
    ]
    return document("Foerderprogramm/" + spec.path, "ServiceOffer", properties)


def contact(
    path: str, name: str, *, address: str = "", website: str = "", phone: str = "", fax: str = "",
    email: str = "",
) -> tuple[str, bytes]:  # fmt: skip
    """A contact or, below ``Foerdergeber/``, a funding organisation."""
    properties = [
        _groups("cl2Addresses", [("Adresse", [ROOT + address] if address else [])]),
        _groups("cl2RespTargets", []),
        _groups("cl2Images", [("Bild", [])]),
        value("email", "String", email),
        value("fax", "String", fax),
        value("phone", "String", phone),
        _rich("title", f"<p>{escape(name)}</p>"),
        _links("website", [ROOT + website] if website else []),
        *_common("ContactData-FundingOrganisation"),
    ]
    return document(path, "ContactData", properties)


def address(path: str, title: str, **parts: str) -> tuple[str, bytes]:
    """An address with road, houseId, zipCode and city."""
    properties = [_rich("title", f"<p>{escape(title)}</p>")]
    properties += [value(name, "String", text) for name, text in parts.items()]
    return document(path, "Address", properties + _common("Address"))


def link(path: str, title: str, url: str, alt: str = "") -> tuple[str, bytes]:
    """An external link."""
    properties = [
        value("altText", "String", alt),
        _rich("bodyText", ""),
        _rich("title", f"<p>{escape(title)}</p>"),
        value("url", "String", url),
    ]
    return document(path, "ExternalLink", properties + _common("ExternalLink"))


def document(path: str, kind: str, properties: Iterable[str]) -> tuple[str, bytes]:
    """Any document: member name and content."""
    folder, _, name = (ROOT + path).rpartition("/")
    body = "\n".join(sorted(properties))
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<document xmlns:xlink="{XLINK}" name={quoteattr(name)} path={quoteattr(folder)}'
        f' type="gsb:{kind}">\n{body}\n</document>\n'
    )
    return f"{folder.removeprefix('/')}/{name}.xml", text.encode()


def write_zip(target: Path, members: Iterable[tuple[str, bytes]]) -> Path:
    """An export as one ZIP file."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target


def value(name: str, kind: str, text: str) -> str:
    """A property of type String, Date or Long."""
    return _property(name, kind, f"        <value>{escape(text)}</value>")


def _rich(name: str, html: str) -> str:
    markup = f'<![CDATA[<div xmlns:xlink="{XLINK}">{html}</div>]]>'
    return _property(name, "RichText", f"        <text>{escape(markup)}</text>")


def _links(name: str, targets: list[str]) -> str:
    return _property(name, "LinkList", _targets(targets, "        "))


def _groups(name: str, groups: Groups) -> str:
    inner = "".join(
        "            <classifiedLinkList>\n                <classifierText></classifierText>\n"
        "                <classifierLinks>\n"
        f'                    <link xlink:href="target:{CLASSIFIER}{classifier}"/>\n'
        f"                </classifierLinks>\n{_targets(targets, ' ' * 16)}\n"
        "            </classifiedLinkList>\n"
        for classifier, targets in groups
    )
    container = f"        <classifiedLinkLists>\n{inner}        </classifiedLinkLists>"
    return _property(name, "ClassifiedLinkLists", container)


def _targets(targets: list[str], indent: str) -> str:
    if not targets:
        return f"{indent}<links/>"
    lines = "".join(
        f"{indent}    <link xlink:href={quoteattr('target:' + target)}/>\n" for target in targets
    )
    return f"{indent}<links>\n{lines}{indent}</links>"


def _property(name: str, kind: str, container: str) -> str:
    return f'    <property name="gsb:{name}" type="{kind}">\n{container}\n    </property>'


def _common(sub_type: str) -> list[str]:
    return [
        _links("languageInd", ["/BMWI/SiteGlobals/Languages/Deutsch"]),
        value("shouldNotBeIndexed", "Long", "0"),
        value("subType", "String", sub_type),
    ]
