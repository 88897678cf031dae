"""Which matches people still plan with."""

from hypothesis import given
from hypothesis import strategies as st

from db.kommune.matches import Pair
from db.kommune.work.decisions import Decision
from matcher.site.frame.work import Work, kept_pairs

KEYS = ("a", "b", "c")
PROJECTS = ("kita", "radweg")
PAIRS = {("q", key): tuple(Pair(project, 1, "passt") for project in PROJECTS) for key in KEYS}
DECISIONS = st.dictionaries(
    st.tuples(st.sampled_from(PROJECTS), st.just("q"), st.sampled_from((*KEYS, "fort"))),
    st.tuples(st.sampled_from(("watching", "declined")), st.booleans()),
)


@given(DECISIONS, st.sets(st.tuples(st.just("q"), st.sampled_from((*KEYS, "fort")))))
def test_what_is_left_is_every_pair_that_nobody_hid_or_declined(
    made: dict[tuple[str, str, str], tuple[str, bool]], hidden: set[tuple[str, str]]
) -> None:
    decisions = {
        match: Decision(*match, status=status, hidden=is_hidden)
        for match, (status, is_hidden) in made.items()
    }
    kept, dropped = kept_pairs(PAIRS, Work(decisions, hidden, {}, 0))
    left = [(one.project, *identity) for identity, pairs in kept.items() for one in pairs]
    wanted = [
        (project, *identity)
        for identity in PAIRS
        for project in PROJECTS
        if identity not in hidden
        and made.get((project, *identity), ("", False)) in (("", False), ("watching", False))
    ]
    assert left == wanted
    assert dropped == len(PAIRS) * len(PROJECTS) - len(left)
    assert all(kept.values())
