"""The bundled sample keeps what it promises."""

import re
import zipfile
from collections import defaultdict

import pytest

from crawlers.foerderdatenbank.document import Document, parse_document
from crawlers.foerderdatenbank.layout import USED
from crawlers.foerderdatenbank.programme import title_of, to_programme
from crawlers.known_texts import KnownTexts
from db.records import TEXT_FIELDS, Programme
from matcher.sample import write_export

SENTENCE_WORDS = 5


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path = tmp_path_factory.mktemp("sample") / "beispiel.zip"
    write_export(path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def documents(members: dict[str, bytes]) -> list[Document]:
    return [parse_document(c, "/" + n.removesuffix(".xml"), USED) for n, c in members.items()]


@pytest.fixture(scope="module")
def programmes(documents: list[Document]) -> list[Programme]:
    return [
        to_programme(d, "sample", KnownTexts())
        for d in documents
        if d.type == "ServiceOffer" and title_of(d) and "/Archiv/" not in d.path
    ]


def codes(programmes: list[Programme], vocabulary: str) -> set[str]:
    return set().union(*(p.code_set(vocabulary) for p in programmes))


def test_there_are_at_least_40_programmes_of_all_levels(programmes: list[Programme]) -> None:
    assert len(programmes) >= 40
    assert {p.level for p in programmes} == {"federal", "state", "eu"}
    assert len(codes(programmes, "Foerdergebiet") - {"_bundesweit", "bundesweit"}) >= 5


def test_all_funding_types_and_both_nationwide_codes_occur(programmes: list[Programme]) -> None:
    assert codes(programmes, "Foerderart") == {
        "zuschuss", "darlehen", "buergschaft", "garantie", "beteiligung", "sonstige"
    }  # fmt: skip
    assert {"_bundesweit", "bundesweit"} <= codes(programmes, "Foerdergebiet")
    assert any(c.vocabulary.startswith("UF_") for p in programmes for c in p.codes)


def test_it_holds_the_oddities_of_the_real_export(
    members: dict[str, bytes], documents: list[Document], programmes: list[Programme]
) -> None:
    titles = [p.title for p in programmes]
    assert len(titles) > len(set(titles))
    offers = [d for d in documents if d.type == "ServiceOffer"]
    assert sum(not title_of(d) for d in offers) == 1
    assert sum("/Archiv/" in d.path for d in offers) == 1
    assert sum(b"&#x1d;" in content for content in members.values()) == 1
    assert {d.type for d in documents} == {"ServiceOffer", "ContactData", "Address", "ExternalLink"}
    notes = [p.texts["status_note"] for p in programmes if "status_note" in p.texts]
    assert len(notes) >= 4


@pytest.mark.parametrize(
    "form",
    [r"bis zum \d+\. \w+ 20\d\d", r"jährlich|jedes Jahres|jeden Jahres", r"jederzeit|laufend",
     r"vom \d+\. \w+ bis zum", r"zweistufig|Projektskizze|erste Stufe", r"Aufruf",
     r"Monate vor|Wochen vor"],
)  # fmt: skip
def test_every_form_of_deadline_occurs(form: str, programmes: list[Programme]) -> None:
    texts = [p.texts.get("deadlines", "") + p.texts.get("legal_basis", "") for p in programmes]
    assert any(re.search(form, text, re.I) for text in texts)


def test_texts_have_the_promised_lengths(programmes: list[Programme]) -> None:
    lengths = [sum(map(len, p.texts.values())) for p in programmes]
    assert min(lengths) >= 500
    assert 20_000 < max(lengths) <= 30_000


def test_no_sentence_occurs_in_two_programmes(programmes: list[Programme]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for programme in programmes:
        for name in TEXT_FIELDS:
            for sentence in re.split(r"(?<=[.!?:;])\s+|\n", programme.texts.get(name, "")):
                words = re.findall(r"\w+", sentence.lower())
                if len(words) >= SENTENCE_WORDS:
                    owners[" ".join(words)].add(programme.key)
    assert {s: o for s, o in owners.items() if len(o) > 1} == {}


def test_no_control_character_reaches_a_text(programmes: list[Programme]) -> None:
    found = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b]")
    assert [p.key for p in programmes if found.search("".join(p.texts.values()))] == []


def test_nothing_of_it_is_live(members: dict[str, bytes]) -> None:
    hosts = {
        host
        for name, content in members.items()
        if "/ExternerLink/" in name
        for host in re.findall(rb"https?://([^/<]+)", content)
        if b"w3.org" not in host
    }
    assert hosts
    assert all(re.search(rb"(^|\.)example\.(org|de|com)$", host) for host in hosts)
