"""What hangs on one person is told by project, the most pressing first, and names nobody."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from db import clock
from db.kommune.handing.ownership import Change
from db.kommune.work.owners import ProjectPeople
from matcher.handover.acting import NOBODY_NAMED, LookedAfter, Named
from matcher.handover.sharing import wording
from matcher.handover.sharing.load import Load, Place, load_of
from matcher.handover.sharing.matters import Kind, Matter
from tests.support.week.looked_after import TODAY, decision, person

ANNA, BEN = 1, 2
NEW_YEAR = date(2026, 1, 1)


def place(name: str) -> Place:
    return Place(name, name.title(), department="Bauamt")


def matter(
    project: str, kind: Kind = "step", days: int | None = 10, named: Named = NOBODY_NAMED
) -> Matter:
    day = None if days is None else TODAY + timedelta(days=days)
    return Matter(kind, "1", match=(project, "bund", "a.html"), what="Kosten: Programm", path="/x",
                  day=day, named=named)  # fmt: skip


def town(owners: dict[str, Named], **anna: object) -> LookedAfter:
    people = {ANNA: replace(person(ANNA, "Anna Berg"), **anna),  # type: ignore[arg-type]  # fields
              BEN: person(BEN, "Ben Tal")}  # fmt: skip
    decided = {(name, "bund", "a.html"): decision(name, "a.html", "checking") for name in owners}
    return LookedAfter(
        people,
        decided,
        projects={name: ProjectPeople(name, *who) for name, who in owners.items()},
        today=TODAY,
    )


def load(owners: dict[str, Named], *matters: Matter, **anna: object) -> Load:
    return load_of([place(one) for one in owners], matters, town(owners, **anna), [], NEW_YEAR)


@pytest.mark.parametrize(
    ("owner", "named", "lack"),
    [
        (NOBODY_NAMED, NOBODY_NAMED, "owner"),
        ((ANNA, None), NOBODY_NAMED, "one_account"),
        ((ANNA, None), (ANNA, None), "one_account"),
        ((ANNA, None), (BEN, None), "deputy"),
        ((ANNA, BEN), NOBODY_NAMED, None),
    ],
)
def test_a_project_lacks_an_owner_hangs_on_one_or_has_no_deputy(
    owner: Named, named: Named, lack: str | None
) -> None:
    (found,) = load({"kita": owner}, matter("kita", named=named)).projects
    assert found.lack == lack


def test_who_is_away_without_a_deputy_leaves_a_project_without_an_owner() -> None:
    (found,) = load({"kita": (ANNA, None)}, absent_until=TODAY).projects
    assert (found.lack, found.holder.lacks_deputy) == ("owner", True)
    (found,) = load({"kita": (ANNA, BEN)}, absent_until=TODAY).projects
    assert found.lack == "one_account"


def test_what_is_due_first_stands_first_and_the_sentence_names_it() -> None:
    owners: dict[str, Named] = {"kita": (ANNA, None), "radweg": (ANNA, None), "hof": (ANNA, BEN)}
    found = load(owners, matter("kita", days=20), matter("radweg", days=3))
    assert [one.place.id for one in found.projects] == ["radweg", "kita", "hof"]
    first = wording.first_things(found)
    assert first[0] == (
        "2 Vorhaben hängen an einer Person, zuerst: „Radweg“ (nächster Tag: 27.11.2026)."
    )
    assert first[1] == (
        "2 Planschritte haben keine Vertretung, zuerst: „Kosten: Programm“ (Radweg, 27.11.2026)."
    )
    assert not [line for line in first if "Anna" in line or "Ben" in line]


def test_an_idea_of_which_nothing_is_open_stands_behind_what_would_be_left_lying() -> None:
    owners: dict[str, Named] = {"idee": NOBODY_NAMED, "radweg": (ANNA, None), "hof": (ANNA, BEN)}
    found = load(owners, matter("radweg", days=90))
    assert [one.place.id for one in found.projects] == ["radweg", "idee", "hof"]
    assert [words.split(",")[0].split(":")[0] for words in wording.first_things(found)] == [
        "1 Vorhaben hängt an einer Person",
        "1 Planschritt hat keine Vertretung",
        "1 Vorhaben hat niemanden",
    ]


def test_duties_and_doubts_without_anybody_are_counted_by_kind() -> None:
    found = load({"kita": NOBODY_NAMED}, matter("kita", "duty", None), matter("kita", "doubt"))
    (one,) = found.projects
    assert wording.gap_counts(one) == (
        "1 Pflicht ohne Zuständige, 1 fragliche Frist ohne Zuständige"
    )
    assert "1 Pflicht hat niemanden, der zuständig ist: „Kosten: Programm“ (Kita)." in (
        wording.first_things(found)
    )


def test_where_everything_is_shared_one_sentence_says_so() -> None:
    found = load({"kita": (ANNA, BEN)}, matter("kita"))
    assert wording.first_things(found) == [wording.NOTHING]


def test_changes_of_hands_are_told_by_project_and_names_apart() -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=clock.BERLIN)
    changes = [
        Change(at, "responsible", project_id="kita", before="1", after="2"),
        Change(at, "handover", project_id="", before="1", after="2"),
        Change(at, "step_assigned", project_id="weg", before="", after="1"),
    ]
    found = load_of([place("kita")], [], town({"kita": (ANNA, BEN)}), changes, NEW_YEAR)
    (turnover,) = found.turnovers
    assert wording.turnover_words(turnover) == "1 × Zuständig; zuletzt am 02.03.2026"
    names = {ANNA: "Anna Berg", BEN: "Ben Tal"}
    assert wording.turnover_names(turnover, names) == ["02.03.2026 Zuständig: Anna Berg → Ben Tal"]
    assert found.handovers == (changes[1],)


def test_while_the_deputy_acts_for_somebody_who_is_away_nobody_stands_behind_that_one() -> None:
    duty, other = matter("kita", "duty"), matter("hof", "duty")
    found = load({"kita": (ANNA, BEN), "hof": (BEN, None)}, duty, other, absent_until=TODAY)
    assert [gap.matter for _, gap in found.gaps("behind", "duty")] == [duty]
    assert [gap.matter for _, gap in found.gaps("deputy", "duty")] == [other]
    assert (
        "1 Pflicht liegt bei der Vertretung allein, solange jemand abwesend ist: „Kosten:"
        " Programm“ (Kita, 04.12.2026)."
    ) in wording.first_things(found)


def test_a_handover_that_was_taken_back_in_part_says_so() -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=clock.BERLIN)
    made = Change(at, "handover", project_id="", before="1", after="2", note="zurückgenommen, x")
    names = {ANNA: "Anna Berg", BEN: "Ben Tal"}
    assert wording.change_names(made, names).endswith("Anna Berg → Ben Tal (zurückgenommen, x)")
