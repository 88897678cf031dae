"""A catalogue in which every text attacks whoever shows it."""

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

from bs4 import BeautifulSoup

ELSEWHERE = "https://boese.example"
SCRIPT = (
    f'"><script src="{ELSEWHERE}/x.js"></script><script>alert(1)</script>'
    f'<iframe src="{ELSEWHERE}/"></iframe><img src="{ELSEWHERE}/x.png" onerror="alert(2)">'
    '<svg onload="alert(3)"><style>*{display:none}</style><form action="javascript:alert(4)">'
    '<a href="javascript:alert(5)" onclick="alert(6)">hier</a>\' onmouseover=\'alert(7) {{ 7 * 7 }}'
)
FORMULA = f'=HYPERLINK("{ELSEWHERE}/";"hier")'
OVERRIDE = "\u202eträgt verkehrt\u202c \u2066innen"
LONG = "Langer Titel " + "x" * 1_000_000
ATTACKS = (
    SCRIPT,
    FORMULA,
    OVERRIDE + SCRIPT,
    "javascript:alert(8)",
    f"+{SCRIPT}",
    f"@A1;{FORMULA}",
)
COLUMNS = {
    "programme": ("title", "status_note", "keywords", "areas", "applicants", "territories",
                  "funding_types"),
    "programme_version": ("title",),
    "contact": ("name", "road", "zip_code", "city", "phone", "fax", "email", "website"),
    "link": ("title", "url"),
    "text": ("content",),
    "code": ("label",),
    "issue": ("subject", "example"),
    "crawl_run": ("message", "address", "etag"),
}  # fmt: skip
"""What a source can fill with words of its own."""
ACTIVE = ("script:not([src])", "iframe", "object", "embed", "base", "style", "[onload]",
          "[onerror]", "[onclick]", "[onmouseover]", 'a[href^="javascript:" i]',
          'form[action^="java"]', f'[src^="{ELSEWHERE}"]')  # fmt: skip
"""Markup that no page of ours has by itself."""


def poison(path: Path) -> None:
    """Write the attacks into the file itself, as if the crawler had let them through."""
    attacks, numbers = itertools.cycle(ATTACKS), itertools.count()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma recursive_triggers = on")
        connection.create_function("attack", 0, lambda: f"{next(attacks)} {next(numbers)}")
        for table, columns in COLUMNS.items():
            for column in columns:
                connection.execute(f"update [{table}] set [{column}] = attack()")
        connection.execute("update programme set title = ? where id = 1", (LONG,))
        connection.commit()


def active_markup(html: str) -> list[str]:
    """Elements of a page that only an attack could have brought."""
    soup = BeautifulSoup(html, "lxml")
    return [str(element)[:200] for element in soup.select(", ".join(ACTIVE))]
