"""Small files that come to much when they are expanded."""

import io
import zipfile
from collections.abc import Callable

from tests.support.files.project_files import with_changed, xlsx

_SHEET = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    b'main"><sheetData>%s</sheetData></worksheet>'
)
_STYLES = (
    b'<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    b'main">%s</styleSheet>'
)
HEAD = (
    b'<row r="1"><c t="inlineStr"><is><t>Titel</t></is></c>'
    b'<c t="inlineStr"><is><t>Kosten in Euro</t></is></c></row>'
)


def calendar_of(*entries: str) -> bytes:
    """A calendar with these entries, each without its frame."""
    framed = (f"BEGIN:VEVENT\r\nUID:{n}\r\n{e}\r\nEND:VEVENT" for n, e in enumerate(entries))
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//DE", *framed, "END:VCALENDAR", "")
    return "\r\n".join(lines).encode()


def every_minute() -> bytes:
    """One series that falls on each minute of each day."""
    hours, minutes = (",".join(map(str, range(n))) for n in (24, 60))
    rule = f"RRULE:FREQ=DAILY;BYHOUR={hours};BYMINUTE={minutes}"
    return calendar_of(f"SUMMARY:Rat\r\nDTSTART:20261201T180000\r\n{rule}")


def daily_since_1900(count: int = 0) -> bytes:
    """Two hundred series that began long ago; with a count each has to be followed from there."""
    rule = "RRULE:FREQ=DAILY" + (f";COUNT={count}" if count else "")
    return calendar_of(*[f"SUMMARY:Rat\r\nDTSTART:19000101T180000\r\n{rule}"] * 200)


def book(rows: bytes = b"", styles: bytes = b"") -> bytes:
    """A workbook of projects whose sheet has these rows below its headings."""
    made = with_changed(xlsx(), "xl/worksheets/sheet1.xml", lambda _: _SHEET % (HEAD + rows))
    return with_changed(made, "xl/styles.xml", lambda _: _STYLES % styles) if styles else made


def empty_rows(number: int = 200_000) -> bytes:
    """A workbook with so many rows in which nothing stands."""
    return book(b"".join(b'<row r="%d"/>' % n for n in range(2, number + 2)))


def far_cell() -> bytes:
    """A workbook with one cell at the lower right end of what spreadsheets have."""
    cell = b'<c r="CV1048576" t="inlineStr"><is><t>x</t></is></c>'
    return book(b'<row r="1048576">%s</row>' % cell)


def renamed(part: bytes, name: str) -> bytes:
    """A workbook whose sheet lies where no sheet is expected, and is this."""
    made, written = xlsx(), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for old in before.namelist():
            text = before.read(old).replace(b"worksheets/sheet1.xml", name.encode())
            if old == "xl/worksheets/sheet1.xml":
                after.writestr(f"xl/{name}", part)
            else:
                after.writestr(old, text)
    return written.getvalue()


def laughs() -> bytes:
    """YAML of a few lines that stands for a million million values."""
    lines = ["a0: &a0 [" + ",".join(["x"] * 10) + "]"]
    lines += [f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 12)]
    return "\n".join(lines).encode()


ATTACKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a series on each minute": ("rat.ics", every_minute),
    "200 daily series since 1900": ("rat.ics", daily_since_1900),
    "200 daily series since 1900 that are counted": ("rat.ics", lambda: daily_since_1900(46_000)),
    "20,000 entries": ("rat.ics", lambda: calendar_of(*["DTSTART:20261201T180000"] * 20_000)),
    "200,000 empty rows": ("liste.xlsx", empty_rows),
    "380,000 rows without a number": ("liste.xlsx", lambda: book(b"<row/>" * 380_000)),
    "a cell far away": ("liste.xlsx", far_cell),
    "a sheet of a gigabyte": ("liste.xlsx", lambda: book(b" " * 300_000_000)),
    "90,000 fonts": ("liste.xlsx", lambda: book(styles=b"<fonts>" + b"<font/>" * 90_000
                                                + b"</fonts>")),
    "5,000 rows of faults": ("liste.csv", lambda: b"Titel;Beginn\n" + b";x\n" * 5_000),
    "2.5 MB of YAML": ("profil.yml", lambda: b"a:\n" + b"- x: 1\n" * 350_000),
    "YAML that repeats itself": ("profil.yml", laughs),
    "YAML in itself": ("profil.yml", lambda: b"- " * 100_000),
    "JSON of lists": ("profil.json", lambda: b"[" + b"[]," * 1_500_000 + b"[]]"),
    "JSON in itself": ("profil.json", lambda: b"[" * 1_000_000),
}  # fmt: skip
"""What it is -> the name of the file and its content."""
