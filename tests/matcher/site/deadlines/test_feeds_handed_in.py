"""What was handed in waits for its answer: no calendar reminds of the programme's next deadline."""

from pathlib import Path

from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject
from matcher.deadlines.coming_stored import coming_deadlines
from matcher.sample import SAMPLE_DAY
from matcher.site.deadlines.subscriptions import AHEAD
from matcher.site.frame.serving import build
from tests.support.awards.applied import apply
from tests.support.site.deadline_pages import anonymous, events, made
from tests.support.towns.own_file import NOW

PROJECT = "kita-wiesengrund"


async def test_a_calendar_leaves_out_the_next_deadlines_of_what_was_handed_in(data: Path) -> None:
    site = build(DataDir(data), SAMPLE_DAY)
    calendar, _ = await made(site)
    (first, *_) = coming_deadlines(DataDir(data), SAMPLE_DAY, AHEAD.days, PROJECT)
    source, key = first.possible.outlook.identity

    async def deadlines() -> set[tuple[object, str]]:
        found = events((await anonymous(site, calendar)).content)
        return {one for one in found if one[1].endswith(first.possible.outlook.programme.title)}

    before = await deadlines()
    assert before
    with kommune_at(DataDir(data).kommune) as own:
        act = Act(people.stand_in(own, "Ben Tal", "edit", NOW).id, NOW)
        apply(own, Subject(PROJECT, source, key), act, eingereicht="01.10.2026")
    assert not before & await deadlines()
