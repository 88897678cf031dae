"""A whole export becomes one harvest; what is odd becomes issues, never silence."""

from datetime import date

import pytest

from crawlers.foerderdatenbank.reader import read_export
from crawlers.refusal import SourceRefused
from db.records import Code, Harvest
from tests.support.crawls.crawling import Member, members, spec
from tests.support.crawls.export_builder import address, contact, document, link, programme


def read(*parts: Member) -> Harvest:
    return read_export(parts, "quelle")


def test_a_programme_carries_texts_codes_and_references() -> None:
    sub = {"UF_Infrastruktur": ["wasser"]}
    made = spec("a", sub_areas=sub, keywords="Wasser  Bach", organisations=("Foerdergeber/A/amt",))
    (found,) = read(*members(made)).programmes
    assert found.key == "FDB/Content/DE/Foerderprogramm/Land/Hessen/a.html"
    assert found.url == "https://www.foerderdatenbank.de/" + found.key
    assert (found.title, found.level, found.issued) == ("Programm a", "state", date(2025, 5, 26))
    assert found.texts == {"short_description": "Kurz zu a.", "legal_basis": "## 1 Zweck\nZiel."}
    assert Code("UF_Infrastruktur", "wasser") in found.codes
    assert found.keywords == "Wasser Bach"
    assert found.contacts == ("FDB/Content/DE/Kontakt/A/amt.html",)
    assert found.organisations == ("FDB/Content/DE/Foerdergeber/A/amt.html",)


@pytest.mark.parametrize(
    ("path", "level"), [("Bund/BMI/a", "federal"), ("EU/a", "eu"), ("Land/NRW/a", "state")]
)
def test_the_level_follows_the_folder(path: str, level: str) -> None:
    (found,) = read(programme(spec("a").but(path=path, codes={}))).programmes
    assert found.level == level


def test_a_contact_gets_its_address_and_its_website() -> None:
    harvest = read(
        programme(spec("a")),
        contact("Kontakt/A/amt", "Amt", address="Adresse/A/amt", website="ExternerLink/A/web",
                phone="0XX 1", email="amt@example.org"),
        address("Adresse/A/amt", "Amt", road="Weg", houseId="3", zipCode="00001", city="Auental"),
        link("ExternerLink/A/web", "Amt", "https://amt.example.org/"),
    )  # fmt: skip
    (found,) = harvest.contacts
    assert (found.road, found.zip_code, found.city) == ("Weg 3", "00001", "Auental")
    assert (found.website, found.email) == ("https://amt.example.org/", "amt@example.org")


def test_an_export_of_programmes_alone_is_valid() -> None:
    harvest = read(programme(spec("a")), programme(spec("b")))
    assert len(harvest.programmes) == 2
    assert {i.kind for i in harvest.issues} == {"tree-not-shipped"}


def test_a_single_missing_target_is_a_dangling_link() -> None:
    harvest = read(*members(spec("a", contacts=("Kontakt/A/fehlt",))))
    assert [(i.kind, i.subject) for i in harvest.issues] == [
        ("dangling-link", "/BMWI/FDB/Content/DE/Kontakt/A/fehlt")
    ]


def test_stubs_and_archived_programmes_are_counted_and_skipped() -> None:
    harvest = read(
        *members(spec("a"), spec("leer", title=""), spec("alt").but(path="Land/Hessen/Archiv/alt"))
    )
    assert [p.key.rsplit("/", 1)[1] for p in harvest.programmes] == ["a.html"]
    assert (harvest.stubs, harvest.archived) == (1, 1)
    assert "stub-without-title" in {i.kind for i in harvest.issues}


def test_new_codes_types_and_documents_without_sense_are_issues() -> None:
    codes = {"Foerderart": ["geschenk"], "Foerdertermin": ["morgen"]}
    name, _ = programme(spec("kaputt"))
    harvest = read(
        *members(spec("a", codes=codes)),
        (name, b"<document"),
        document("Sonstiges/a", "Hologramm", []),
    )
    assert {(i.kind, i.subject) for i in harvest.issues} >= {
        ("unknown-code", "Foerderart/geschenk"),
        ("foerdertermin-filled", "morgen"),
        ("unknown-type", "Hologramm"),
        ("unreadable-document", "/BMWI/FDB/Content/DE/Foerderprogramm/Land/Hessen/kaputt"),
    }
    assert harvest.unreadable == ["FDB/Content/DE/Foerderprogramm/Land/Hessen/kaputt.html"]


def test_an_export_without_programmes_is_refused() -> None:
    with pytest.raises(SourceRefused, match="kein einziges Förderprogramm"):
        read(contact("Kontakt/A/amt", "Amt"))
