"""What may be told of an address, tried with the places in which secrets are written."""

import pytest

from db.outside.addresses import (
    UNREADABLE,
    has_key,
    has_login,
    in_text,
    of_calendar,
    place,
    published,
    short_name,
    withheld,
)

SECRET = "GEHEIM7x"
LETTING_IN = [
    f"https://amt:{SECRET}@rat.example/export.zip",
    f"https://{SECRET}@rat.example/export.zip",
    f"https://rat.example/export.zip?token={SECRET}",
    f"https://rat.example/export.zip#{SECRET}",
    f"https://rat.example/export.zip;jsessionid={SECRET}",
    f"https://rat.example/export.zip;a={SECRET}?b={SECRET}#{SECRET}",
    f"HTTPS://amt:{SECRET}@RAT.example:8443/export.zip",
    f"file:///home/{SECRET}/export.zip",
    f"/home/{SECRET}/export.zip",
    f"C:\\Users\\{SECRET}\\export.zip",
    f"https:///amt:{SECRET}@rat.example/",
    f"https://amt:{SECRET}@[::1/",
    f"https://amt:{SECRET}@rat.example:x/",
]


@pytest.mark.parametrize("address", LETTING_IN)
def test_no_secret_of_an_address_is_published(address: str) -> None:
    assert SECRET not in published(address)
    assert SECRET not in place(address)
    assert published(published(address)) == published(address)


@pytest.mark.parametrize("address", [one for one in LETTING_IN if "://" in one])
def test_no_secret_of_an_address_stands_in_a_text(address: str) -> None:
    told = in_text(f"Der Server („{address}“) antwortet nicht: {address}.")
    assert SECRET not in told
    assert told.endswith(".")


@pytest.mark.parametrize(
    "address",
    ["https://rat.example/a/b.zip", "http://127.0.0.1:8001/", "https://[::1]:8443/x", "export.zip"],
)
def test_an_address_without_secrets_is_published_as_it_is(address: str) -> None:
    assert published(address) == address


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://rat.example/export.zip?x=1", "https://rat.example/export.zip"),
        ("https://a:b@rat.example:8443/x", "https://rat.example:8443/x"),
        ("file:///home/amt/Export%20neu.zip", "Export neu.zip"),
    ],
)
def test_scheme_host_and_path_are_left(address: str, told: str) -> None:
    assert published(address) == told


CALENDARS = [
    f"https://calendar.example/ical/amt%40group/private-{SECRET}/basic.ics",
    f"https://cloud.example/remote.php/dav/public-calendars/{SECRET}?export",
    f"webcal://amt:{SECRET}@kalender.example/sitzungen.ics",
    f"https://rat.example/oparl/{SECRET}/body/1?key={SECRET}",
]


@pytest.mark.parametrize("home", CALENDARS)
def test_of_a_calendar_its_server_is_told(home: str) -> None:
    told = in_text(
        f"{home} antwortet nicht; {home}&seite=2, {home}/meeting/7 und {home}.", home=home
    )
    assert SECRET not in told
    assert of_calendar(home, home) == place(home)


def test_which_meeting_a_server_refused_stays_told() -> None:
    home = f"https://rat.example/oparl/{SECRET}/body/1"
    told = in_text(f"https://rat.example/oparl/{SECRET}/meeting/7?t={SECRET} fehlt.", home=home)
    assert told == "https://rat.example/…/meeting/7 fehlt."


def test_of_another_server_only_the_host_is_told() -> None:
    found = in_text(f"verweist auf https://fremd.example/{SECRET}/x.", home="https://rat.example/")
    assert found == "verweist auf https://fremd.example."


def test_a_login_is_seen_wherever_browsers_see_one() -> None:
    logins = ["https://a:b@rat.example/", "https://a@rat.example", "https:\\\\a:b@rat.example"]
    assert all(map(has_login, logins))
    assert not has_login("https://rat.example/ical/amt@group/x.ics?mail=a@b.example")


def test_names_of_meetings_that_hold_a_key_are_known() -> None:
    home = f"https://rat.example/oparl/{SECRET}/body/1"
    assert has_key(f"https://rat.example/oparl/{SECRET}/meeting/7", home)
    assert has_key("https://rat.example/meeting?id=7", home)
    assert not has_key("https://rat.example/oparl/v1.1/meeting/7", "https://rat.example/oparl/v1.1")


def test_whether_something_is_left_out_is_known() -> None:
    assert withheld("https://rat.example/a?b=c")
    assert not withheld("https://rat.example/a")


@pytest.mark.parametrize("address", ["file:///", "https://", "", "https://[::1"])
def test_an_address_of_which_nothing_is_left_is_called_unreadable(address: str) -> None:
    assert published(address) == UNREADABLE


def test_a_login_in_an_address_that_cannot_be_read_is_suspected_where_there_is_an_at() -> None:
    assert has_login("https://a:b@[::1/")
    assert not has_login("https://[::1/")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://rat.example/oparl/x/meeting/7", "https://rat.example/…/meeting/7"),
        ("https://rat.example/andere/meeting/7", "https://rat.example/andere/meeting/7"),
        ("https://rat.example/oparl/x", "https://rat.example"),
        ("https://rat.example/oparl/y/body", "https://rat.example/…/y/body"),
        ("https://rat.example/", "https://rat.example"),
        ("https://rat.example/oparl/x/Schlüssel/7", "https://rat.example/…/…/7"),
    ],
)
def test_of_a_path_what_it_shares_with_its_calendar_is_left_out(address: str, told: str) -> None:
    assert of_calendar(address, "https://rat.example/oparl/x/body/1") == told


def test_a_short_name_is_the_same_each_time_and_another_for_each() -> None:
    home = f"https://rat.example/{SECRET}"
    one, other = (short_name(f"{home}/meeting/7?k={n}", home) for n in (1, 2))
    assert one == short_name(f"{home}/meeting/7?k=1", home)
    assert one.startswith("https://rat.example/…/meeting/7#")
    assert len(one.partition("#")[2]) == 12
    assert one != other
