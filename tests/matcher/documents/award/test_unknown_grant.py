"""Letters of an award whose grant is unknown or was revoked: no sum is made up."""

from typing import Any

import pytest

from db.errors import FaultyFields
from matcher.documents.award.about import OPEN, About
from matcher.documents.award.letters import Letter
from matcher.documents.award.values import values
from tests.support.awards.awarded import amendment
from tests.support.awards.lettered import STATED, about, paid

UNKNOWN = {"zuwendung_eur": None, "raten": None}
CAME = (paid("received", "60000"), paid("spent", "50000"))
REVOKED = [amendment(art="widerruf")]


def said(letter: Letter, given: About, **stated: Any) -> dict[str, Any]:
    return values(letter, given, {**STATED[letter], **stated})


def refused(given: About) -> str:
    with pytest.raises(FaultyFields) as error:
        said("mittelabruf", given)
    return error.value.fields["betrag_eur"].replace("\u00a0", " ")


def test_an_extension_leaves_the_rest_of_an_unknown_grant_open() -> None:
    found = said("verlaengerung", about(CAME, **UNKNOWN))
    assert found["rest"] == OPEN
    assert found["zuwendung"] == OPEN
    assert found["eingegangen"] == "60.000,00\u00a0€"


def test_nothing_is_left_of_a_revoked_grant_and_never_less_than_nothing() -> None:
    found = said("verlaengerung", about(CAME, REVOKED))
    assert found["rest"] == "0,00\u00a0€"


def test_nothing_is_drawn_from_a_grant_that_nobody_entered() -> None:
    words = refused(about(CAME, **UNKNOWN))
    assert words == (
        "Wie viel bewilligt ist, ist noch nicht eingetragen. Bitte zuerst den Bescheid ergänzen."
    )


def test_nothing_is_drawn_from_a_revoked_grant() -> None:
    assert refused(about(CAME, REVOKED)) == ("Zusammen wären das 72.000 €, bewilligt sind 0 €.")
