"""A town whose site can send mail, and what came with it."""

import re
from email.message import EmailMessage
from pathlib import Path

from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.serving import build
from tests.support.servers.mail import Office
from tests.support.site.login import account_in, own_file, session_of
from tests.support.site.visitor import HOST, Visitor
from tests.support.towns.decided import PAIR
from tests.support.towns.planned import convene, follow, sitting

AGS = "06799001"
ASK = "/frage/" + "/".join(PAIR)
STEP = f"{ASK}?schritt=application-paper"
BAUAMT = "bauamt@auental.example"


def mailing(office: Office, address: str = HOST, prefix: str = "/") -> str:
    """Settings that name a mail server and where the site is found."""
    return f'{office.toml()}\n[site]\naddress = "{address}"\nbase_url = "{prefix}"\n'


def town(data: Path, settings: str) -> None:
    """A followed match with a plan, somebody who edits, and somebody who reads."""
    (data / "foerderlage.toml").write_text(settings, "utf-8")
    for login, role in (("berg", "edit"), ("tal", "read")):
        account_in(data / "kommune.db", login, role)
    with kommune_at(data / "kommune.db") as own:
        convene(own, AGS, sitting("Gemeindevertretung", "2027-01-28"),
                sitting("Gemeindevertretung", "2027-02-25"))  # fmt: skip
        follow(own, PAIR)


async def mailing_site(data: Path, settings: str) -> Datasette:
    """The site over this town."""
    town(data, settings)
    made = build(DataDir(data), SAMPLE_DAY)
    await made.invoke_startup()
    return made


def link_in(message: EmailMessage) -> str:
    """The path of the link, which text and HTML of a mail both have."""
    parts = [message.get_body((kind,)) for kind in ("plain", "html")]
    found = [re.findall(r"https?://[^\s\"<>]*/antwort/[\w-]{43}", part.get_content())
             for part in parts if part is not None]  # fmt: skip
    (link,) = {one for links in found for one in links}
    assert [len(links) for links in found] == [1, 1]
    return str(link)


async def asked(site: Datasette, office: Office, page: str = STEP, **given: str) -> str:
    """Berg asks the Bauamt; the address of the link in the mail."""
    async with Visitor(site) as berg:
        file = own_file(site)
        assert file is not None
        berg.client.cookies.set(COOKIE, session_of(file, "edit", "berg"))
        sent = {"adresse": BAUAMT, "tage": "14", "tat": "senden", **given}
        shown = BeautifulSoup((await berg.get(page)).text, "lxml").select("main form.entry")[0]
        hidden = {str(f["name"]): str(f["value"]) for f in shown.select("[type=hidden]")}
        answer = await berg.client.post(page, data={**hidden, **sent})
        assert answer.status_code == 303, answer.text[-3000:]
    return link_in(office.taken[-1][1])
