"""What letters say: sums to the cent with their arithmetic, and what is open where nothing is
known."""

from datetime import date
from typing import Any

import pytest

from db.errors import FaultyFields
from matcher.documents.award.about import OPEN, About, contact
from matcher.documents.award.letters import COMMON, LABELS, LISTS, SCALARS, Letter
from matcher.documents.award.values import values, warnings
from tests.support.awards.awarded import CONDITIONS, amendment
from tests.support.awards.lettered import NOTHING, STATED, about, paid


def said(letter: Letter, given: About, **stated: Any) -> dict[str, Any]:
    return plain(values(letter, given, {**STATED[letter], **stated}))


def plain(value: Any) -> Any:
    """The same with plain spaces."""
    if isinstance(value, str):
        return value.replace("\u00a0", " ")
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value]


def fault(letter: Letter, given: About, **stated: Any) -> dict[str, str]:
    with pytest.raises(FaultyFields) as error:
        values(letter, given, {**STATED[letter], **stated})
    return {key: plain(words) for key, words in error.value.fields.items()}


@pytest.mark.parametrize("letter", LABELS)
def test_every_placeholder_has_a_value_and_no_other(letter: Letter) -> None:
    money = (paid("received", "60000"), paid("spent", "100000.10"))
    found = said(letter, about(money, auflagen=CONDITIONS))
    assert found.keys() == {*COMMON, *SCALARS[letter], *LISTS[letter]}
    for name, fields in LISTS[letter].items():
        rows = found[name]
        assert rows
        assert all(row.keys() == fields.keys() if fields else row for row in rows), name


@pytest.mark.parametrize("letter", LABELS)
def test_what_is_not_known_is_marked_and_nothing_fails(letter: Letter) -> None:
    bare = dict.fromkeys(
        ("bekanntgabe", "aktenzeichen", "behoerde", "finanzierungsart", "foerderquote",
         "zuwendungsfaehig_eur", "zeitraum_ab", "zeitraum_bis", "raten", "nebenbestimmungen")
    )  # fmt: skip
    found = said(letter, about(names=NOTHING, **bare))
    for name in ("kommune", "fachamt", "kontakt", "behoerde", "behoerde_kontakt", "aktenzeichen",
                 "vorhaben", "zeitraum", "finanzierungsart", "zuwendungsfaehig"):  # fmt: skip
        assert found[name] == OPEN, name
    assert found["zuwendung"] == "300.000,00 €"


def test_all_letters_name_award_and_period_as_they_count() -> None:
    later = (amendment(zeitraum_bis="30.06.2029"),)
    found = said("sachbericht", about(later=later), kontakt="Ben Tal, 06771 12-345")
    assert found["bescheid"] == (
        "Zuwendungsbescheid vom 03.05.2027, zuletzt Änderungsbescheid vom 01.02.2028"
    )
    assert found["zeitraum"] == "01.06.2027 bis 30.06.2029"
    assert (found["datum"], found["kontakt"]) == ("01.07.2028", "Ben Tal, 06771 12-345")
    assert found["foerderquote"] == "60 %"


def test_an_activity_report_holds_the_figures_of_the_proof() -> None:
    money = (paid("received", "80000"), paid("spent", "100000.10"))  # 60,000.06 of the grant
    found = said(
        "sachbericht", about(money, eigenmittel_eur="200.000"), nachweis="Zwischennachweis"
    )
    assert found["nachweis"] == "Zwischennachweis"
    assert found["zahlen"][0] == {
        "position": "Eigenmittel", "plan": "200.000,00 €", "ist": "40.000,04 €",
        "unterschied": "−159.999,96 €",
    }  # fmt: skip
    assert [row["ist"] for row in found["zahlen"][-2:]] == ["120.000,04 €", "100.000,10 €"]
    assert found["oeffentlichkeit"].startswith("ANBest-K Sachsen")
    quoted = said("sachbericht", about(auflagen=CONDITIONS))["oeffentlichkeit"]
    assert "auf dem Bauschild hinzuweisen.“ (Bescheid" in quoted


def test_a_draw_down_tells_what_is_drawn_what_is_left_and_the_time_for_spending() -> None:
    money = (paid("asked", "60000"), paid("received", "48000"), paid("spent", "80000"))
    found = said("mittelabruf", about(money, auflagen=CONDITIONS))
    assert [found[name] for name in ("betrag", "abgerufen", "eingegangen", "rest")] == [
        "12.000,00 €", "60.000,00 €", "48.000,00 €", "228.000,00 €",
    ]  # fmt: skip
    # 60 percent of 100,000 less the 60,000 that were asked for
    assert found["rechnung"] == []
    assert any("lassen sich 0,00 € abrufen" in one for one in found["hinweise"])
    assert "60.000 € − 60.000 € abgerufen = 0 €" in found["hinweise"]
    assert any("12.000,00 € sind schon abgerufen" in one for one in found["hinweise"])
    assert "innerhalb von zwei Monaten" in found["verwendungsfrist"]
    assert found["regel"].startswith("Anteilfinanzierung")
    assert found["zahlungen_summe"] == "20.000,00 €"
    assert found["verwendet"] == "80.000,00 €"


def test_what_was_spent_of_earlier_money_is_left_open_where_nobody_entered_it() -> None:
    assert said("mittelabruf", about())["verwendet"] == "0,00 €"
    came = (paid("received", "48000"),)
    assert said("mittelabruf", about(came))["verwendet"] == OPEN


def test_a_draw_down_in_proportion_is_not_objected_to() -> None:
    found = said("mittelabruf", about([paid("spent", "0.01")]))
    assert not any("lassen sich" in one for one in found["hinweise"])
    assert found["rechnung"][0].endswith("= 12.000,01 €")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"betrag_eur": "300.000,01"}, "betrag_eur", "Zusammen wären das 300.000,01 €, bewilligt"),
        ({"betrag_eur": "0"}, "betrag_eur", "über 0"),
        ({"betrag_eur": ""}, "betrag_eur", "Fehlt"),
        ({"betrag_eur": "viel"}, "betrag_eur", "Betrag wie"),
        ({"zahlungen": "Dach: 5\nFenster"}, "zahlungen", "Zeile 2"),
        ({"zahlungen": "Dach: 1,005"}, "zahlungen", "Zeile 1"),
        ({"kontakt": "x" * 301}, "kontakt", "300"),
    ],
)
def test_what_cannot_be_drawn_is_told_at_its_field(
    typed: dict[str, str], field: str, words: str
) -> None:
    assert words in fault("mittelabruf", about(), **typed)[field]


def test_an_extension_names_both_ends_the_reason_and_what_is_left_by_year() -> None:
    found = said("verlaengerung", about([paid("received", "80000.50", date(2027, 9, 1))]))
    assert (found["ende"], found["neues_ende"]) == ("31.12.2028", "30.06.2029")
    assert found["rest"] == "219.999,50 €"
    assert [(row["jahr"], row["plan"], row["offen"]) for row in found["jahre"]] == [
        ("2027", "100.000,00 €", "19.999,50 €"), ("2028", "200.000,00 €", "200.000,00 €"),
    ]  # fmt: skip


def test_an_extension_after_the_end_is_warned_of() -> None:
    late = about(today=date(2029, 1, 1))
    (warning,) = warnings("verlaengerung", late)
    assert warning.startswith("Der Bewilligungszeitraum ist am 31.12.2028 abgelaufen.")
    assert warning in said("verlaengerung", late)["hinweise"]
    assert warnings("verlaengerung", about()) == []


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"neues_ende": "31.12.2028"}, "neues_ende", "reicht schon bis 31.12.2028"),
        ({"neues_ende": "31.02.2029"}, "neues_ende", "Tag"),
        ({"neues_ende": ""}, "neues_ende", "Fehlt"),
        ({"grund": " "}, "grund", "Fehlt"),
    ],
)
def test_an_extension_needs_a_later_end_and_a_reason(
    typed: dict[str, str], field: str, words: str
) -> None:
    assert words in fault("verlaengerung", about(), **typed)[field]


def test_lower_costs_are_told_with_the_reduced_grant_and_its_arithmetic() -> None:
    """Case 1: 60 percent of 500,000 become 60 percent of 450,000."""
    found = said("aenderung", about())
    assert (found["zuwendung_neu"], found["minderung"]) == ("270.000,00 €", "30.000,00 €")
    assert found["rechnung"] == [
        "60 % × 450.000 € = 270.000 €", "300.000 € − 270.000 € = 30.000 € weniger",
    ]  # fmt: skip
    assert found["schwelle"] == "Die Kosten sinken um 50.000 € (10 %): mehr als 7,50 %."
    assert "Nr. 5.1" in found["schwelle_herkunft"]
    assert found["vergleich"][0] == {
        "position": "Zuwendungsfähige Ausgaben", "alt": "500.000,00 €", "neu": "450.000,00 €",
        "unterschied": "−50.000,00 €",
    }  # fmt: skip


def test_new_money_of_a_deficit_lowers_the_grant_in_full() -> None:
    """Case 2: a donation of 15,000 € comes."""
    deficit = about(
        finanzierungsart="fehlbedarf", zuwendung_eur="120.000", zuwendungsfaehig_eur="200.000",
        eigenmittel_eur="50.000", mittel_dritter_eur="30.000", foerderquote=None, raten=None,
    )  # fmt: skip
    found = said("aenderung", deficit, aenderungen="", kosten_neu_eur="", neue_mittel_eur="15.000")
    assert found["anlass"] == "Finanzierung durch weitere Mittel"
    assert found["zuwendung_neu"] == "105.000,00 €"
    # the town's own means stay as they were
    assert found["vergleich"][-1]["alt"] == found["vergleich"][-1]["neu"] == "50.000,00 €"


def test_a_fall_that_need_not_be_told_is_a_hint_for_the_town_alone() -> None:
    found = said("aenderung", about(), kosten_neu_eur="495.000")
    assert found["schwelle"] == "Die Ausgaben sinken um 5.000,00 € (1 %)."
    assert any("noch nicht zu melden." in one for one in found["hinweise"])
    unknown = said("aenderung", about(nebenbestimmungen=None), kosten_neu_eur="450.000")
    assert unknown["schwelle"] == "Die Ausgaben sinken um 50.000,00 € (10 %)."
    assert any("steht nirgends" in one for one in unknown["hinweise"])


def test_higher_costs_bring_no_more_money() -> None:
    found = said("aenderung", about(), kosten_neu_eur="520.000")
    assert found["zuwendung_neu"] == "300.000,00 €"
    assert "steigen um 20.000,00 €; Mehrausgaben trägt die Kommune" in found["schwelle"]


def test_what_came_beyond_the_reduced_grant_is_pointed_out() -> None:
    found = said("aenderung", about([paid("received", "290000")]))
    assert any(one.startswith("20.000,00 € sind mehr eingegangen") for one in found["hinweise"])


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"aenderungen": "", "kosten_neu_eur": ""}, "aenderungen"),
        ({"kosten_neu_eur": ""}, "kosten_neu_eur"),
        ({"aenderungen": "finanzierung"}, "neue_mittel_eur"),
        ({"aenderungen": "zweck"}, "erlaeuterung"),
        ({"aenderungen": "farbe"}, "aenderungen"),
    ],
)
def test_a_change_says_what_changes_and_how(typed: dict[str, str], field: str) -> None:
    assert field in fault("aenderung", about(), **typed)


def test_a_letter_after_a_revocation_is_warned_of() -> None:
    gone = about(later=[amendment(art="widerruf")])
    assert "widerrufen" in warnings("mittelabruf", gone)[0]
    assert "bewilligt sind 0 €" in fault("mittelabruf", gone)["betrag_eur"]


def test_a_draw_down_does_not_ask_for_money_that_a_donation_replaces() -> None:
    """A deficit of 200,000 with own means of 80,000; of 120,000 a donation takes 15,000."""
    stated = {"finanzierungsart": "fehlbedarf", "zuwendung_eur": "120.000", "raten": None,
              "zuwendungsfaehig_eur": "200.000", "foerderquote": None,
              "eigenmittel_eur": "80.000"}  # fmt: skip
    money = [paid("income", "15000"), paid("received", "100000"), paid("spent", "180000")]
    typed = {"zahlungen": "Rechnung: 20.000"}
    told = fault("mittelabruf", about(money, **stated), betrag_eur="5.000,01", **typed)
    assert "voraussichtlich 105.000 €" in told["betrag_eur"]
    found = said("mittelabruf", about(money, **stated), betrag_eur="5.000", **typed)
    assert found["rest"] == "0,00 €"
    assert found["regel"].endswith("bleiben von der Zuwendung 105.000,00 €.")
    assert found["rechnung"][1].startswith("höchstens die Zuwendung, die voraussichtlich bleibt")


def test_drawn_money_that_own_means_paid_beside_is_pointed_out_as_unused() -> None:
    money = [paid("received", "60000"), paid("spent", "60000")]
    hints = said("mittelabruf", about(money))["hinweise"]
    assert any(one.startswith("24.000,00 € aus früheren Abrufen") for one in hints)


@pytest.mark.parametrize("form", ["festbetrag", "fehlbedarf", "voll"])
def test_a_form_without_a_rate_asks_for_none(form: str) -> None:
    found = said("mittelabruf", about(finanzierungsart=form, foerderquote=None))
    assert found["foerderquote"] == "entfällt"
    assert said("mittelabruf", about(foerderquote=None))["foerderquote"] == OPEN


def test_letters_name_the_place_of_a_rule_and_no_task_of_the_town() -> None:
    found = said("mittelabruf", about(auflagen=CONDITIONS))["verwendungsfrist"]
    assert found.startswith("innerhalb von zwei Monaten nach der Auszahlung – „")
    federal = said("mittelabruf", about(nebenbestimmungen="ANBest-Gk"))["verwendungsfrist"]
    assert "Nur abrufen" not in federal
    assert federal.startswith("innerhalb von zwei Monaten nach der Auszahlung – ANBest-Gk")
    change = said("aenderung", about())["schwelle_herkunft"]
    assert change.startswith("ANBest-K Sachsen")
    assert "anzeigen" not in change


def test_the_stand_in_of_a_site_without_logins_is_no_contact() -> None:
    assert (contact("Einzelplatz"), contact("Anna Amsel")) == ("", "Anna Amsel")


def test_report_draw_down_and_extension_say_the_same_of_what_is_used() -> None:
    """At 60 percent 140,000 of payments use 84,000 of the 150,000 that came."""
    given = about([paid("received", "150000"), paid("spent", "140000")])
    report = said("sachbericht", given)
    assert report["nicht_verwendet"] == "66.000,00 €"
    assert report["zahlen"][0]["ist"] == "56.000,00 €"
    assert any(one.startswith("66.000,00 € sind eingegangen") for one in report["hinweise"])
    assert any("davon der Anteil 300.000 € ÷ 500.000 €" in one for one in report["hinweise"])
    hints = said("mittelabruf", given)["hinweise"]
    assert any(one.startswith("66.000,00 € aus früheren Abrufen") for one in hints)
    for letter in ("sachbericht", "verlaengerung"):
        years = said(letter, given)["jahre"]
        assert [one["verwendet"] for one in years] == ["0,00 €", "84.000,00 €"], letter


def test_a_day_that_is_none_is_named_as_it_was_typed() -> None:
    faults = fault("verlaengerung", about(), neues_ende="40.01.2027")
    assert faults == {"neues_ende": "Den Tag 40.01.2027 gibt es nicht."}
