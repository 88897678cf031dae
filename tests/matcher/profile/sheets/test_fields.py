"""Every field of the profile has a heading and a form, and the log names what changed."""

from matcher.profile.funding import Funding
from matcher.profile.model import PLANNING, Municipality, Project
from matcher.profile.sheets.fields import (
    FUNDINGS,
    OF_FUNDING,
    OF_MUNICIPALITY,
    OF_PROJECT,
    change_in_words,
)
from tests.support.towns.subjects import project


def test_no_field_of_the_profile_is_without_a_form() -> None:
    assert {f.key for f in OF_PROJECT} | {"id", FUNDINGS.key} == set(Project.model_fields)
    assert {f.key for f in OF_FUNDING} | {"programm"} == set(Funding.model_fields)
    elsewhere = {"projekte"} | PLANNING
    assert {f.key for f in OF_MUNICIPALITY} | elsewhere == set(Municipality.model_fields)


def test_the_log_names_what_was_stated_of_a_programme() -> None:
    stated = Funding(programm="dach", foerderquote="33.33", bewilligung="2027-04-20")
    before, after = change_in_words(project(), project(foerderungen=[stated]))
    assert before == "Förderungen: –"
    assert after == (
        "Förderungen: dach (Förderquote in Prozent: 33,33\u00a0%, "
        "Bescheid eingegangen am: 20.04.2027)"
    )
