"""How Germans write days, periods and sums: one line per form."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.facts.text import places
from matcher.facts.text.clauses import FieldText
from matcher.facts.text.days import mentions
from matcher.facts.text.periods import periods
from matcher.facts.text.sums import amounts, shares

DAYS = [
    ("bis zum 31.03.2027", ["2027-03-31"]),
    ("bis zum 1.3.2027", ["2027-03-01"]),
    ("bis zum 1. 3. 2027", ["2027-03-01"]),
    ("bis zum 31.\u00a0März\u00a02027", ["2027-03-31"]),
    ("bis zum 31. März 2027", ["2027-03-31"]),
    ("bis zum 31. Mrz. 2027", ["2027-03-31"]),
    ("bis zum 31. Mrz 2027", ["2027-03-31"]),
    ("bis zum 31. Mär. 2027", ["2027-03-31"]),
    ("bis zum 15. Jan. 2027", ["2027-01-15"]),
    ("bis zum 15. Jänner 2027", ["2027-01-15"]),
    ("bis zum 28. Feber 2027", ["2027-02-28"]),
    ("bis zum 30. Sept. 2026", ["2026-09-30"]),
    ("bis zum 30. Sep 2026", ["2026-09-30"]),
    ("bis zum 15. Okt. 2026", ["2026-10-15"]),
    ("bis zum 1. Dez. 2026", ["2026-12-01"]),
    ("bis zum 1. Nov 2026", ["2026-11-01"]),
    ("bis zum 10. Juno 2027", ["2027-06-10"]),
    ("bis 31.Dezember2026", ["2026-12-31"]),
    ("bis zum 30 September 2026", ["2026-09-30"]),
    ("bis zum 30.09.26", ["2026-09-30"]),
    ("bis zum 30.9.26", ["2026-09-30"]),
    ("Antragsfrist: 31.03.27", ["2027-03-31"]),
    ("31.03.27", ["2027-03-31"]),
    ("vom 01.02.27 bis 31.03.27", ["2027-02-01", "2027-03-31"]),
    ("bis zum 2026-09-30", ["2026-09-30"]),
    ("2026-09-30", ["2026-09-30"]),
    ("bis zum 31.12 2026", ["2026-12-31"]),
    ("bis zum 31.12. 2026", ["2026-12-31"]),
    ("Freitag, der 30. Oktober 2026", ["2026-10-30"]),
    ("bis Freitag, den 30.10.2026, 12:00 Uhr", ["2026-10-30"]),
    ("Mo., 30.11.2026", ["2026-11-30"]),
    ("bis 30. September 2026, 24.00 Uhr", ["2026-09-30"]),
    ("Ende Oktober 2026", ["2026-10-31"]),
    ("Ende Februar 2028", ["2028-02-29"]),
    ("Ende des Monats April", ["--04-30"]),
    ("Ende Februar", ["--02-28"]),
    ("zum 31. Oktober", ["--10-31"]),
    ("zum 31.10.", ["--10-31"]),
    ("zum 31. 10.", ["--10-31"]),
    ("bis zum 31.10 für das folgende Jahr", ["--10-31"]),
    ("bis 31.1. d. J.", ["--01-31"]),
    ("zum 29. Februar", ["--02-29"]),
    ("zum 28./29. Februar", ["--02-29"]),
    ("zum 31.03./30.09.2027", ["2027-03-31", "2027-09-30"]),
    ("zum 15.02./15.05./15.08./15.11.", ["--02-15", "--05-15", "--08-15", "--11-15"]),
    ("zum 1. März/1. September", ["--03-01", "--09-01"]),
    ("1.3., 1.6. und 1.9.2027", ["2027-03-01", "2027-06-01", "2027-09-01"]),
    ("31. März und 30. September", ["--03-31", "--09-30"]),
    ("31.3., 30.6., 30.9. und 31.12.", ["--03-31", "--06-30", "--09-30", "--12-31"]),
    ("1. Februar/1. Juni/1. Oktober", ["--02-01", "--06-01", "--10-01"]),
    ("31.03. bzw. 30.09.", ["--03-31", "--09-30"]),
    ("vom 01.03.-30.04.2027", ["2027-03-01", "2027-04-30"]),
    ("vom 1.11.2026 bis 31.1.2027", ["2026-11-01", "2027-01-31"]),
    ("zum 20. der Monate Februar und Juni", ["--02-20", "--06-20"]),
    ("am 15. März, Juni und Oktober", ["--03-15", "--06-15", "--10-15"]),
    ("zum 1. eines Quartals", ["--01-01", "--04-01", "--07-01", "--10-01"]),
    ("zum Quartalsende", ["--03-31", "--06-30", "--09-30", "--12-31"]),
    ("zum Ende eines jeden Quartals", ["--03-31", "--06-30", "--09-30", "--12-31"]),
    ("zum letzten Tag des jeweiligen Quartals", ["--03-31", "--06-30", "--09-30", "--12-31"]),
    ("zum 15. jeden Monats", [f"--{month:02d}-15" for month in range(1, 13)]),
    ("bis zum 15. eines Monats", [f"--{month:02d}-15" for month in range(1, 13)]),
    ("bis zum 10. eines jeden Monats", [f"--{month:02d}-10" for month in range(1, 13)]),
]
PERIODS = [
    ("sechs Wochen", ["P6W"]),
    ("6 Wochen", ["P6W"]),
    ("zwei (2) Monate", ["P2M"]),
    ("4 bis 6 Wochen", ["P4W"]),
    ("4–6 Wochen", ["P4W"]),
    ("drei Monaten", ["P3M"]),
    ("eines Monats", ["P1M"]),
    ("einem Jahr", ["P1Y"]),
    ("ein halbes Jahr nach", []),
    ("eines halben Jahres", ["P6M"]),
    ("binnen Jahresfrist", ["P1Y"]),
    ("14 Tagen", ["P14D"]),
    ("vierzehn Tage", ["P14D"]),
    ("zwölf volle Monate", ["P12M"]),
    ("30 Kalendertage", ["P30D"]),
    ("10 Werktage", []),
    ("fünfundzwanzig Jahre", ["P25Y"]),
]
SUMS = [
    ("50.000 Euro", [50_000]),
    ("50.000,00 €", [50_000]),
    ("50 000 Euro", [50_000]),
    ("50\u00a0000 Euro", [50_000]),
    ("50\u202f000 Euro", [50_000]),
    ("50'000 Euro", [50_000]),
    ("50’000 Euro", [50_000]),
    ("1'250'000 EUR", [1_250_000]),
    ("12'500 Euro", [12_500]),
    ("1 250 000,00 Euro", [1_250_000]),
    ("1.250.000,00 €", [1_250_000]),
    ("50000 Euro", [50_000]),
    ("50.000,- Euro", [50_000]),
    ("50.000,-- €", [50_000]),
    ("50.000,— €", [50_000]),
    ("50.000.- Euro", [50_000]),
    ("EUR 50.000", [50_000]),
    ("€ 5.000", [5_000]),
    ("5.000 EURO", [5_000]),
    ("5.000 euro", [5_000]),
    ("5.000 Eur", [5_000]),
    ("EUR 1,150", [1_150]),
    ("500 T€", [500_000]),
    ("500 TEUR", [500_000]),
    ("TEUR 500", [500_000]),
    ("500 Tsd. Euro", [500_000]),
    ("500 tausend Euro", [500_000]),
    ("hunderttausend Euro", [100_000]),
    ("fünfzigtausend Euro", [50_000]),
    ("eine Million Euro", [1_000_000]),
    ("zwei Millionen Euro", [2_000_000]),
    ("2,5 Mio. Euro", [2_500_000]),
    ("2,5 Mio €", [2_500_000]),
    ("EUR 1,5 Millionen", [1_500_000]),
    ("1,2 Milliarden Euro", [1_200_000_000]),
    ("5.000 bis 10.000 Euro", [5_000, 10_000]),
    ("1 bis 5 Millionen Euro", [1_000_000, 5_000_000]),
    ("1.500 €/m²", [1_500]),
    ("CHF 50'000", []),
]
SHARES = [
    ("80 Prozent", ["80"]),
    ("80 %", ["80"]),
    ("80%", ["80"]),
    ("80 v. H.", ["80"]),
    ("80 v.H.", ["80"]),
    ("80 vH", ["80"]),
    ("80 vom Hundert", ["80"]),
    ("90 Proz.", ["90"]),
    ("achtzig Prozent", ["80"]),
    ("fünfundsiebzig Prozent", ["75"]),
    ("66 2/3 Prozent", ["66.67"]),
    ("66⅔ Prozent", ["66.67"]),
    ("33⅓ %", ["33.33"]),
    ("zwei Drittel", ["66.67"]),
    ("2 Drittel", ["66.67"]),
    ("die Hälfte", ["50"]),
    ("40 bis 60 Prozent", ["40", "60"]),
    ("80 Prozentpunkte", []),
    ("120 Prozent", []),
]
NUMBERED = (
    "Nummer", "Nummern", "Nr.", "Nrn.", "Ziffer", "Ziffern", "Abschnitt", "Abschnitten", "Kapitel",
    "Punkt", "Teil", "Tz.", "Absatz", "Artikel", "Anlage", "§", "§§", "Buchstabe",
)  # fmt: skip


@pytest.mark.parametrize(("text", "found"), DAYS)
def test_a_form_of_days(text: str, found: list[str]) -> None:
    assert [mention.iso for mention in mentions(text)] == found


@pytest.mark.parametrize(("text", "found"), PERIODS)
def test_a_form_of_periods(text: str, found: list[str]) -> None:
    assert [period.iso for period in periods(text)] == found


@pytest.mark.parametrize(("text", "found"), SUMS)
def test_a_form_of_sums(text: str, found: list[int]) -> None:
    assert [int(amount.eur) for amount in amounts(text)] == found


@pytest.mark.parametrize(("text", "found"), SHARES)
def test_a_form_of_shares(text: str, found: list[str]) -> None:
    assert [str(share.percent) for share in shares(text)] == found


@given(
    st.sampled_from(NUMBERED),
    st.integers(1, 31),
    st.integers(1, 12),
    st.sampled_from(("", " und ", " bis ", ", ")),
)
def test_no_day_is_read_out_of_numbers_of_sections(
    word: str, first: int, second: int, link: str
) -> None:
    other = f"{link}{first}.{second + 1}." if link else ""
    assert mentions(f"Es gilt {word} {first}.{second}.{other} der Richtlinie.") == []
    assert (
        mentions(f"In den Fällen der {word} {first}.{second} bis {first}.{second} ist es so.") == []
    )


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 99))
def test_no_day_is_read_out_of_headings_with_three_numbers(one: int, two: int, three: int) -> None:
    assert mentions(f"{one}.{two}.{three} Verfahren der Antragstellung") == []
    assert mentions(f"Siehe {one}.{two}.{three} der Anlage.") == []


@given(st.from_regex(r"\d{2}[.-]\d{4}[.]\d{1,2}/\d{1,3}-\d{2,3}", fullmatch=True))
def test_no_day_is_read_out_of_file_numbers(number: str) -> None:
    assert mentions(f"Az.: {number}") == []


@given(st.from_regex(r"0\d{2,4}[ /-]\d{2,4}[ .-]\d{2,4}([ -]\d{1,4})?", fullmatch=True))
def test_no_day_is_read_out_of_phone_numbers(number: str) -> None:
    assert mentions(f"Telefon {number}, Fax {number}") == []


@given(st.integers(1, 999), st.sampled_from("'’ \u00a0\u202f."))
def test_a_grouped_sum_is_never_read_by_its_last_group_alone(first: int, mark: str) -> None:
    assert [int(a.eur) for a in amounts(f"höchstens {first}{mark}500 Euro")] == [first * 1000 + 500]


PIECES = (
    "1", "31", "3", "12", "2026", "26", "5.000", ".", ". ", " ", "-", "/", "bis ", "zum ", "am ",
    "März", "mrz. ", "Ende ", "Oktober ", "jeden ", "eines ", "Monats ", "Monatsende", "Quartals",
    "Vierteljahres", "Tag", "sechs ", "eine ", "Wochen", "Kalendertage", "Jahren", "halben ",
    "binnen ", "Jahresfrist", "EUR", "Euro ", "euro", "€", "T", "Mio. ", "TEUR ", "Eur", "und ",
    "(", "der ", "Monate ",
)  # fmt: skip


def passed_over(line: str) -> list[str]:
    """What is read in a line of which no place tells."""
    before = "Vorher.\n"
    text = FieldText("description", f"{before}{line}\nNachher.")
    told = {
        "day": (mentions, places.days),
        "period": (periods, places.periods),
        "sum": (amounts, places.sums),
    }
    return [
        name
        for name, (read, look) in told.items()
        if read(line) and not any(at >= len(before) - 1 for at in look(text))
    ]


@pytest.mark.parametrize("line", [form for form, _ in DAYS + PERIODS + SUMS])
def test_every_known_form_has_a_place_where_it_is_looked_for(line: str) -> None:
    assert passed_over(line) == []


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_whatever_is_read_has_a_place(line: str) -> None:
    assert passed_over(line) == []


def test_numbers_of_sections_and_europe_have_none() -> None:
    text = FieldText("legal_basis", "3.5 Europäische Mittel der Europäischen Union nach Nummer 4.2")
    assert not places.days(text)
    assert not [*places.sums(text)]
    assert not places.periods(text)
