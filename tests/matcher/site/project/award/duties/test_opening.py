"""Looking at the form of a duty that is watched is noted as a day, without a name."""

from datetime import date, timedelta
from pathlib import Path

from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.duties import duties
from db.kommune.handing.unanswered import watched
from matcher.handover.sharing.silence_stored import Rule, watch
from matcher.settings.model import LEAD_DAYS
from matcher.site.frame.serving import build
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser
from tests.support.towns.decided import somebody

RULE = Rule(5, LEAD_DAYS)


async def test_a_duty_is_opened_by_its_form_and_by_no_other(data: Path, own: Database) -> None:
    enter_award(own)
    proof = next(one for one in duties(own) if one.state == "open" and one.day is not None)
    assert proof.day is not None
    day: date = proof.day - timedelta(days=1)
    watch(own, None, day, somebody(own), RULE)
    (number,) = (one.what.place for one in watched(own) if one.what.place == str(proof.id))
    browser = Browser(build(DataDir(data), today=day))
    await browser.get("/pflichten")
    assert {one.opened for one in watched(own)} == {None}
    await browser.get(f"/bescheid/{proof.award_id}/pflicht/{number}")
    found = {one.what.place: one.opened for one in watched(own)}
    assert found.pop(number) == day
    assert {*found.values()} <= {None}
