"""The page of a programme, through Datasette's own client."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, catalogue_at
from db.records import Code, Contact, Link
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.pages import PROGRAMME, page, site_of_stock
from tests.support.towns.stocked import SOURCE, a_programme, stock
from tests.support.towns.wider import ask_for

A = "/programm/probe/a.html"
TEXT = (
    "## Konditionen\nDie Förderquote beträgt bis zu 80 Prozent.\n"
    "## Fristen\nAnträge sind bis zum 15. Dezember 2026 beim Land einzureichen."
)


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def box(soup: BeautifulSoup) -> dict[str, str]:
    return {row.dt.text: row.dd.text.strip() for row in soup.select(".glance dl.facts > div")}  # type: ignore[union-attr]


async def test_the_page_shows_texts_with_headings_source_and_licence(site: Datasette) -> None:
    soup = await page(site, PROGRAMME, login=False)
    assert soup.h1 is not None
    assert soup.h1.text == "Klimafeste Plätze und Quartiere"
    assert "4 Antragsberechtigte" in [h.text for h in soup.select(".text h3")]
    assert soup.select(".text table td")
    assert soup.select(".text ul li")
    assert "CC BY-ND 4.0" in soup.select(".rights")[0].text
    assert "© Bundesministerium" in soup.select(".rights")[0].text
    original = soup.select_one(".original a")
    assert original is not None
    assert str(original["href"]).startswith("https://www.foerderdatenbank.de/FDB/Content/DE/")


async def test_the_box_answers_at_a_glance_and_admits_what_is_unknown(site: Datasette) -> None:
    shown = box(await page(site, PROGRAMME, login=False))
    assert shown["Nächste Frist"].startswith("offen bis 28.02.2027 (noch 96 Tage)")
    assert shown["Stufen"].startswith("zuerst Skizze oder Anmeldung")
    assert shown["Eigenanteil"] == "unbekannt"


async def test_every_fact_has_one_mark_and_one_entry_that_lead_to_each_other(
    site: Datasette,
) -> None:
    soup = await page(site, PROGRAMME, login=False)
    ids = [str(e["id"]) for e in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    entries = soup.select(".evidence > li")
    assert len(entries) == 17
    for number, entry in enumerate(entries, 1):
        link = entry.select("a")[0]
        assert (entry["id"], link["href"]) == (f"angabe-{number}", f"#beleg-{number}")
        back = soup.select(f"mark a.nr[href='#angabe-{number}']")
        assert [a.text for a in back] == [str(number)]
    for link in soup.select("a[href^='#']"):
        assert str(link["href"])[1:] in ids, link


async def test_marks_stand_on_the_words_of_the_facts(site: Datasette, prepared: Path) -> None:
    soup = await page(site, PROGRAMME, login=False)
    with catalogue_at(DataDir(prepared).catalogue) as db:
        quotes = [row[0] for row in db.execute(
            "select quote from fact join programme p on p.id = programme_id where p.key = ?",
            [PROGRAMME.split("/", 3)[3]]).fetchall()]  # fmt: skip
    for number in soup.select(".nr"):
        number.extract()
    marked = {mark.text for mark in soup.select("mark")}
    assert {q for q in quotes if "\n" not in q} == marked


async def test_a_programme_lists_the_projects_it_matters_for(site: Datasette) -> None:
    soup = await page(site, PROGRAMME)
    links = soup.select(".projects a")
    assert len(links) == 3
    assert str(links[0]["href"]) == "?vorhaben=marktplatz-klimafit#vorhaben"
    public = await page(site, PROGRAMME, login=False)
    assert public.select("#vorhaben") == []


async def test_opened_from_a_project_it_shows_the_evidence_and_shares(site: Datasette) -> None:
    path = PROGRAMME + "?vorhaben=marktplatz-klimafit"
    soup = await page(site, path)
    (silent,) = soup.select(".silent")
    assert len(soup.select(".judged > li")) + len(silent.select("li")) == 12
    assert len(silent.select("li")) == 4
    (purpose,) = soup.select(".purpose blockquote")
    assert purpose.text.startswith("„")
    assert "„Es richtet sich an Kommunen" in soup.select(".judged")[0].text
    assert "Klimaanpassung" in soup.select(".shares")[0].text
    assert soup.select(".shares svg rect.bar")[0]["width"]
    assert [a.text for a in soup.select(".projects [aria-current]")] == [
        "Marktplatz klimafit umgestalten"
    ]
    public = await page(site, path, login=False)
    assert public.select(".judged") == []
    assert "Marktplatz klimafit" not in public.text


async def test_what_is_against_comes_before_what_is_open_and_what_is_for(site: Datasette) -> None:
    soup = await page(site, PROGRAMME + "?vorhaben=digitales-auental")
    results = [str(li["class"][0]) for li in soup.select(".judged > li")]
    # a text that is silent on what it must say is a question
    order = {"not_met": 0, "unclear": 1, "silent": 1, "met": 2}
    assert results == sorted(results, key=order.__getitem__)
    assert len(set(results)) > 1


async def test_projects_on_the_topic_come_first_and_others_are_folded(site: Datasette) -> None:
    soup = await page(site, PROGRAMME)
    nav = soup.select("#vorhaben nav")[0]
    first, *folded = nav.select("ul.projects")
    assert [a.text for a in first.select("a")] == ["Marktplatz klimafit umgestalten"]
    assert first.find_parent("details") is None
    (rest,) = folded
    (details,) = rest.find_parents("details")
    assert "open" not in details.attrs
    assert details.select("summary")[0].text.startswith("2 Vorhaben am Rand des Themas")
    assert {e.text.split(" ", 1)[1] for e in rest.select(".badge")} <= {
        "Randthema", "anderes Thema oder Land",
    }  # fmt: skip


async def test_a_town_that_asks_for_the_edge_sees_such_projects_first_too(data: Path) -> None:
    ask_for(data, "rand")
    soup = await page(build(DataDir(data), SAMPLE_DAY), PROGRAMME)
    first = soup.select("#vorhaben nav ul.projects")[0]
    assert [e.text for e in first.select(".badge")][:2] == ["✓ passt", "≈ Randthema"]


async def test_an_unknown_project_is_told_and_nothing_else_changes(site: Datasette) -> None:
    soup = await page(site, PROGRAMME + "?vorhaben=%3Cb%3Efehlt")
    assert "Das Vorhaben „<b>fehlt“ gibt es nicht" in soup.select("#vorhaben .notice")[0].text
    assert soup.select(".judged") == []


async def test_a_programme_not_yet_evaluated_says_so(tmp_path: Path) -> None:
    stock(tmp_path, a_programme(texts={"description": TEXT}), evaluate=False)
    soup = await page(site_of_stock(tmp_path), A, login=False)
    assert "matcher extract" in soup.select(".glance .notice")[0].text
    assert box(soup)["Nächste Frist"] == "unbekannt"
    assert soup.select("mark") == []
    assert "80 Prozent" in soup.select(".text")[0].text


async def test_a_text_that_could_not_be_evaluated_says_why(tmp_path: Path) -> None:
    stock(tmp_path, a_programme(texts={"description": TEXT}))
    with catalogue_at(DataDir(tmp_path).catalogue) as db:
        db.execute("update extraction set failure = 'ValueError: kaputt'")
        db.execute("delete from fact")
        db.conn.commit()
    soup = await page(site_of_stock(tmp_path), A, login=False)
    assert "ValueError: kaputt" in soup.select(".glance .notice")[0].text
    assert box(soup)["Nächste Frist"] == "unbekannt"


async def test_a_programme_that_is_gone_promises_no_deadline(tmp_path: Path) -> None:
    one = a_programme(texts={"description": TEXT})
    other = a_programme(key="b.html")
    stock(tmp_path, one, other, today=date(2026, 11, 21))
    assert (
        "15.12.2026 (noch 21 Tage)" in box(await page(site_of_stock(tmp_path), A))["Nächste Frist"]
    )
    for day in (22, 23):
        stock(tmp_path, other, today=date(2026, 11, day))
    soup = await page(site_of_stock(tmp_path), A)
    assert "seit 23.11.2026 nicht mehr" in soup.select(".notice.gone")[0].text
    assert box(soup)["Nächste Frist"].startswith("unbekannt")
    assert "noch 21 Tage" not in soup.text
    assert "15.12.2026" in soup.select(".deadlines")[0].text


async def test_a_programme_without_texts_and_contacts_says_so(tmp_path: Path) -> None:
    stock(tmp_path, a_programme(url="javascript:alert(1)"))
    soup = await page(site_of_stock(tmp_path), A)
    assert "gibt zu diesem Programm keine Texte" in soup.text
    assert "keinen Ansprechpartner" in soup.text
    assert soup.select("a[href^='javascript']") == []
    assert "nennt keine Adresse" in soup.select(".original")[0].text
    assert "Probe A. Fassung 1 vom 24.11.2026" in soup.select(".cite")[0].text


async def test_contacts_and_links_are_followed_only_where_that_is_safe(tmp_path: Path) -> None:
    contacts = [
        Contact(SOURCE.name, "k1", "Amt", phone="0611 12-34", email="post@amt.example",
                website="https://amt.example/"),
        Contact(SOURCE.name, "k2", "Böse", phone="<b>", email="x@y?bcc=z", website="javascript:x"),
    ]  # fmt: skip
    links = [Link(SOURCE.name, "l1", "Merkblatt", "https://amt.example/m.pdf"),
             Link(SOURCE.name, "l2", "Falle", "data:text/html,x")]  # fmt: skip
    stock(tmp_path, a_programme(contacts=("k1", "k2"), links=("l1", "l2")),
          contacts=contacts, links=links)  # fmt: skip
    soup = await page(site_of_stock(tmp_path), A)
    assert [a["href"] for a in soup.select("#kontakt a")] == [
        "tel:06111234", "mailto:post@amt.example", "https://amt.example/",
        "https://amt.example/m.pdf",
    ]  # fmt: skip
    assert "Falle" in soup.select("#kontakt")[0].text


async def test_an_unknown_code_is_shown_as_it_is(tmp_path: Path) -> None:
    stock(tmp_path, a_programme(codes=frozenset({Code("Foerderart", "gutschein_neu")})))
    assert "gutschein neu" in (await page(site_of_stock(tmp_path), A)).select("#quelle")[0].text


async def test_a_fact_in_the_title_and_in_the_note_is_marked_there(tmp_path: Path) -> None:
    note = "Anträge sind nicht mehr möglich."
    stock(tmp_path, a_programme(texts={"status_note": note}))
    soup = await page(site_of_stock(tmp_path), A)
    assert soup.select("#text-status_note mark")
    assert "geschlossen" in box(soup)["Nächste Frist"]


async def test_an_endless_title_is_cut_in_headings_and_kept_as_text(tmp_path: Path) -> None:
    stock(tmp_path, a_programme(title="<script>" + "x" * 1_000_000))
    soup = await page(site_of_stock(tmp_path), A)
    assert soup.h1 is not None
    assert len(soup.h1.text) < 310
    assert soup.title is not None
    assert len(soup.title.text) < 400
    assert len(soup.select("#text-title p")[0].text) == 1_000_008


async def test_no_element_carries_a_style_and_no_handler(site: Datasette) -> None:
    soup = await page(site, PROGRAMME + "?vorhaben=marktplatz-klimafit")
    assert soup.select("main [style], main style, main script") == []
    assert not re.search(r"<[^>]+ on\w+=", str(soup.main))


async def test_levels_of_headings_leave_none_out(site: Datasette) -> None:
    soup = await page(site, PROGRAMME + "?vorhaben=marktplatz-klimafit")
    levels = [int(h.name[1]) for h in soup.select("main :is(h1, h2, h3, h4, h5, h6)")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


async def test_keys_with_umlauts_and_signs_have_pages(tmp_path: Path) -> None:
    key = "Förderung/a b&c=1%20.html"
    stock(tmp_path, a_programme(key=key))
    site = site_of_stock(tmp_path)
    soup = await page(site, f"/programm/probe/{quote(key)}")
    assert soup.h1 is not None
    assert soup.h1.text == "Probe A"
    await page(site, f"/aenderungen/probe/{quote(key)}")


async def test_links_keep_the_prefix_behind_a_proxy(tmp_path: Path) -> None:
    (tmp_path / "foerderlage.toml").write_text('[site]\nbase_url = "/foerderlage/"\n', "utf-8")
    stock(tmp_path, a_programme(), today=date(2026, 11, 20))
    stock(tmp_path, a_programme(title="B"))
    soup = await page(site_of_stock(tmp_path), A)
    links = [str(a["href"]) for a in soup.select("#aenderungen a")]
    assert links == ["/foerderlage/aenderungen/probe/a.html?fassung=2"]


async def test_what_is_unknown_stands_after_what_is_known(site: Datasette) -> None:
    soup = await page(site, PROGRAMME, login=False)
    for rows in (soup.select(".glance dl.facts > div:not(.next)"), soup.select("#quelle dl > div")):
        unknown = [bool(row.select("dd > .unknown")) for row in rows]
        assert len(rows) > 5
        assert [row.dd.text.strip() == "unbekannt" for row in rows if row.dd] == unknown
    boxed = [bool(r.select(".unknown")) for r in soup.select(".glance dl.facts > div:not(.next)")]
    assert boxed == sorted(boxed)
    assert any(boxed)
