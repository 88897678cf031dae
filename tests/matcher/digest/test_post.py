"""Mails handed to a real server: accepted, refused, too slow, over an encrypted line."""

from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest

from db.errors import FoerderlageError
from matcher.digest.post import Post, Refused, Unreachable, access
from matcher.settings.model import Settings
from tests.support.servers.certificate import self_signed
from tests.support.servers.mail import PASSWORD, Office, mail_server

# aiosmtpd does not know that a line is encrypted from its start
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def mail(to: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@auental.example", to, "Größe"
    message.set_content("Maßgeblich")
    return message


def post(settings: Settings, folder: Path = Path()) -> closing[Post]:
    return closing(Post(access(settings.mail, folder)))


def test_a_mail_arrives_as_it_was_written(office: Office) -> None:
    with post(office.settings()) as sending:
        sending.send(mail("b@auental.example"), "b@auental.example")
    (to, taken) = office.taken[0]
    assert (to, taken["Subject"], taken.get_content().split()) == (
        "b@auental.example", "Größe", ["Maßgeblich"],
    )  # fmt: skip


def test_all_mails_share_a_connection_and_a_refused_one_does_not_end_it(office: Office) -> None:
    office.refuses = {"b@auental.example"}
    with post(office.settings()) as sending:
        sending.send(mail("a@auental.example"), "a@auental.example")
        with pytest.raises(Refused, match=r"550 5\.1\.1 kein solches Postfach"):
            sending.send(mail("b@auental.example"), "b@auental.example")
        sending.send(mail("c@auental.example"), "c@auental.example")
    assert office.addresses == ["a@auental.example", "c@auental.example"]
    assert office.deliveries == 1


def test_after_a_time_out_the_next_mail_goes_over_a_new_connection(office: Office) -> None:
    office.hangs_for = {"b@auental.example"}
    with post(office.settings(timeout_seconds=0.5)) as sending:
        with pytest.raises(Refused, match="keine Antwort in"):
            sending.send(mail("b@auental.example"), "b@auental.example")
        sending.send(mail("c@auental.example"), "c@auental.example")
    assert office.addresses == ["c@auental.example"]
    assert office.deliveries == 2


def test_a_server_that_is_not_there_is_told_in_one_line(office: Office) -> None:
    settings = office.settings()
    with mail_server() as gone:
        port = gone.port
    with (
        post(settings.model_copy(update={"mail": gone.settings(port=port).mail})) as sending,
        pytest.raises(Unreachable, match="ist nicht zu erreichen") as caught,
    ):
        sending.send(mail("b@auental.example"), "b@auental.example")
    assert "\n" not in str(caught.value)
    assert "[mail]" in str(caught.value)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_login_and_mail_go_over_an_encrypted_line(
    security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted, context = self_signed(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    (tmp_path / "passwort").write_text(f"{PASSWORD}\n", "utf-8")
    with mail_server(**{security: context}) as office:
        chosen = office.settings(security=security, user="post", password_file="passwort")
        with post(chosen, tmp_path) as sending:
            sending.send(mail("b@auental.example"), "b@auental.example")
        wrong = office.settings(security=security, user="post", password="falsch")
        with (
            post(wrong) as sending,
            pytest.raises(Unreachable, match="Anmeldename oder Passwort") as caught,
        ):
            sending.send(mail("b@auental.example"), "b@auental.example")
    assert "falsch" not in str(caught.value)
    assert office.addresses == ["b@auental.example"]
    assert {*office.logins} == {b"post"}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    security: str, tmp_path: Path
) -> None:
    _, context = self_signed(tmp_path)
    with mail_server(**{security: context}) as office:
        chosen = office.settings(security=security, user="post", password=PASSWORD)
        with (
            post(chosen) as sending,
            pytest.raises(Unreachable, match="Keine sichere Verbindung"),
        ):
            sending.send(mail("b@auental.example"), "b@auental.example")
    assert office.logins == []


def test_no_password_goes_to_a_server_without_encryption(office: Office) -> None:
    with (
        post(office.settings(security="starttls", user="post", password=PASSWORD)) as sending,
        pytest.raises(Unreachable, match="Keine sichere Verbindung"),
    ):
        sending.send(mail("b@auental.example"), "b@auental.example")
    assert (office.logins, office.taken) == ([], [])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"host": None}, "„mail.host“ fehlt"),
        ({"sender": None}, "„mail.sender“ fehlt"),
        ({"user": "post", "password": PASSWORD}, "unverschlüsselt"),
        ({"user": "post", "security": "tls"}, "Das Passwort für den Mailserver fehlt"),
        ({"password_file": "nirgends"}, "ist nicht lesbar"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_sent(
    given: dict[str, object], words: str, tmp_path: Path
) -> None:
    settings = Office(port=25).settings(**given)
    with pytest.raises(FoerderlageError, match=words) as caught:
        access(settings.mail, tmp_path)
    assert PASSWORD not in str(caught.value)


def test_the_password_is_in_no_representation() -> None:
    way = access(Office(port=25).settings(user="x", security="tls", password=PASSWORD).mail, Path())
    assert PASSWORD not in repr(way) + repr(way.settings)
