"""What is done, skipped and open of the guided setup."""

from matcher.site.frame.setup.states import open_steps, states


def test_what_is_done_counts_whether_it_was_skipped_or_not() -> None:
    assert states({"town", "mail"}, {"mail", "meetings"}) == {
        "town": "done", "catalogue": "open", "project": "open", "meetings": "skipped",
        "mail": "done",
    }  # fmt: skip


def test_what_is_open_waits_until_the_setup_is_ended() -> None:
    assert open_steps({"town"}, {"mail"}) == 3
    assert open_steps({"town"}, {"mail", "all"}) == 0
