"""Ids made from titles."""

import re

from hypothesis import given
from hypothesis import strategies as st

from matcher.profile.ids import free_id, slug
from matcher.profile.model import Project


def test_a_slug_reads_like_the_title() -> None:
    assert slug("Straße am Bahnhof (2. Teil)") == "strasse-am-bahnhof-2-teil"
    assert slug("Café Größe") == "cafe-groesse"
    assert slug("!!!") == "vorhaben"


def test_a_taken_id_gets_a_number() -> None:
    assert free_id("Radweg", {"radweg", "radweg-2"}) == "radweg-3"


@given(st.text())
def test_every_title_gives_an_id_that_profiles_accept(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,100}", slug(title))
    Project(id=slug(title), titel="A")
