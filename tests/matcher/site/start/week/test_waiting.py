"""What waits for a decision: each programme once."""

from matcher.site.start.week.waiting import Matter, Row, waiting

A, B = ("bund", "a.html"), ("bund", "b.html")


def matter(identity: tuple[str, str], words: str = "", *projects: str) -> Matter:
    return Matter(identity, words, path="/", projects=projects)


def test_a_programme_stands_under_the_most_pressing_heading_and_names_the_others() -> None:
    found = waiting(
        {
            "fresh": [matter(B, "neu", "rad"), matter(A, "neu", "kita", "rad")],
            "doubt": [matter(A, "vermutlich", "kita")],
        }
    )
    assert [*found] == ["doubt", "fresh"]
    assert found["doubt"] == [
        Row(A, (matter(A, "vermutlich", "kita"),), projects=("kita", "rad"), also=("fresh",))
    ]
    assert [row.identity for row in found["fresh"]] == [B]


def test_eight_projects_of_a_programme_are_one_row() -> None:
    names = [f"p{n}" for n in range(8)]
    (row,) = waiting({"review": [matter(A, "Frist", name) for name in names]})["review"]
    assert row.projects == tuple(names)


def test_where_nothing_waits_there_is_no_heading() -> None:
    assert waiting({"doubt": [], "fresh": []}) == {}
