"""One XML document: its properties by container, and what makes it unreadable."""

import pytest

from crawlers.foerderdatenbank.document import Unreadable, parse_document
from crawlers.foerderdatenbank.layout import USED
from crawlers.refusal import SourceRefused
from tests.support.crawls.crawling import spec
from tests.support.crawls.export_builder import programme

PATH = "/BMWI/FDB/Content/DE/Foerderprogramm/Land/Hessen/a"
CONTENT = programme(spec("a"))[1]


def test_properties_are_kept_by_their_container() -> None:
    document = parse_document(CONTENT, PATH, USED)
    assert document.type == "ServiceOffer"
    assert "Kurz zu a." in document.rich["teaserText"]
    assert document.values["dateOfIssue"].startswith("2025-05-26")
    assert document.groups["cl2Processes"]["Foerdergebiet"] == [
        "/BMWI/SiteGlobals/Categories/FDB/Foerdergebiet/hessen"
    ]
    assert document.unknown == []


@pytest.mark.parametrize("junk", [b"\x0b", b"&#x1d;", b"&#29;", b"&#x0B;"])
def test_control_characters_do_not_make_a_document_unreadable(junk: bytes) -> None:
    document = parse_document(
        CONTENT.replace(b"Kurz zu a.", b"Kurz" + junk + b" zu a."), PATH, USED
    )
    assert "Kurz zu a." in document.rich["teaserText"]


@pytest.mark.parametrize(
    ("reference", "character"), [(b"&#x20;", " "), (b"&#228;", "ä"), (b"&#x1F6B2;", "🚲")]
)
def test_other_character_references_are_kept(reference: bytes, character: str) -> None:
    content = CONTENT.replace(b"Kurz zu a.", b"Kurz" + reference + b"zu a.")
    assert f"Kurz{character}zu a." in parse_document(content, PATH, USED).rich["teaserText"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "kein lesbares XML"),
        (b"<document", "kein lesbares XML"),
        (b"<html type='x'/>", "Wurzelelement"),
        (b"<document/>", "Wurzelelement"),
        (b"\xff\xfe\x00", "kein lesbares XML"),
        (b"<!DOCTYPE d [<!ENTITY a 'aaaa'>]><document type='gsb:X'>&a;</document>", "DTD"),
    ],
)
def test_what_is_no_document_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parse_document(content, PATH, USED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"gsb:bodyText" type="RichText"', b'"gsb:bodyText" type="String"'),
        (b'"gsb:keywords" type="String"', b'"gsb:keywords" type="RichText"'),
        (b"<classifiedLinkLists>", b"<links/><classifiedLinkLists>"),
        (b'"gsb:title" type="RichText"', b'"gsb:title" type=""'),
    ],
)
def test_a_used_property_in_another_container_refuses_the_source(old: bytes, new: bytes) -> None:
    assert old in CONTENT
    with pytest.raises(SourceRefused, match="Aufbau des Exports"):
        parse_document(CONTENT.replace(old, new, 1), PATH, USED)


def test_an_unused_property_of_another_kind_is_only_noted() -> None:
    changed = CONTENT.replace(b'"gsb:comment" type="RichText"', b'"gsb:comment" type="Blob"')
    assert parse_document(changed, PATH, USED).unknown == [
        ("property-structure", "ServiceOffer.comment: Blob")
    ]
