"""Faults of the server: what is stored stays, the command fails, one German line says why."""

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.crawls.damage import (
    BILLION_LAUGHS,
    bomb,
    changed,
    emptied,
    half_missing,
    moved,
    not_utf8,
    rewritten,
    whole,
    with_dtd,
    with_member,
    without_programmes,
)
from tests.support.crawls.fault import QUICK, assert_refused, crawl
from tests.support.processes.command import matcher
from tests.support.servers.certificate import self_signed
from tests.support.servers.publisher import Site, serving
from tests.support.stored.state import state

pytestmark = pytest.mark.slow

BOT_WALL = b"<!doctype html><html><head><title>Are you human?</title></head></html>"
HERE = "http://127.0.0.1"


@dataclass(frozen=True)
class Fault:
    """A way to fail: what the server does, what is said, how often the export is asked for."""

    words: str
    site: Mapping[str, object] = field(default_factory=dict)
    asked: int = 1
    patience: Mapping[str, str] = field(default_factory=dict)
    body: Callable[[], bytes] = whole


def redirect(target: str) -> dict[str, object]:
    return {"status": 302, "headers": {"Location": target}}


FAULTS = {
    "hanging": Fault("nicht binnen 0.3 Sekunden geantwortet (nach 3 Versuchen)",
                     {"silent": True}, 3, {"REQUEST_SECONDS": "0.3"}),
    "hanging until the time of the source is up": Fault(
        "Das Zeitlimit von 10 Sekunden je Quelle ist abgelaufen",
        {"silent": True}, 1, {"TOTAL_SECONDS": "10"}),
    "trickling": Fault("Das Zeitlimit von 10 Sekunden je Quelle ist abgelaufen",
                       {"drip_seconds": 0.05}, 1, {"TOTAL_SECONDS": "10"}),
    "403": Fault("verweigert den Zugriff (Status 403)", {"status": 403}),
    "404": Fault("gibt es auf dem Server nicht (Status 404)", {"status": 404}),
    "429 for ever": Fault("seltener gefragt werden (Status 429) (nach 3 Versuchen)",
                          {"status": 429, "headers": {"Retry-After": "0"}}, 3),
    "429 that asks for an hour": Fault("seltener gefragt werden (Status 429)",
                                       {"status": 429, "headers": {"Retry-After": "3600"}}),
    "500 for ever": Fault("gestört (Status 500) (nach 3 Versuchen)", {"status": 500}, 3),
    "pauses longer than the time that is left": Fault(
        "gestört (Status 503)", {"status": 503}, 1, {"PAUSE_SECONDS": "200"}),
    "a bot wall with status 200": Fault(
        "Webseite („Are you human?“), vermutlich eine Sperre gegen Bots",
        {"content_type": "text/html"}, body=lambda: BOT_WALL),
    "another type of file": Fault("kein ZIP", {"content_type": "application/json"},
                                  body=lambda: b'{"programmes": []}'),
    "an empty answer": Fault("Antwort ist leer", body=lambda: b""),
    "more bytes than allowed": Fault("größer als erlaubt (150 MB)",
                                     {"promised_bytes": 150_000_001}),
    "a transfer that breaks off": Fault("brach vorzeitig ab (nach 3 Versuchen)",
                                        {"promised_bytes": 10_000_000}, 3),
    "a redirect loop": Fault("leitet öfter als 5-mal weiter", redirect("/export"), 6),
    "a redirect to another port": Fault("zu einem anderen Anschluss (127.0.0.1:9)",
                                        redirect(f"{HERE}:9/export")),
    "a redirect to another host": Fault("zu einem anderen Server (export.example.org)",
                                        redirect("http://export.example.org/export")),
    "a redirect to another name of this machine": Fault(
        "zu einem anderen Server (localhost)", redirect("http://localhost/export")),
    "a redirect into the town's network": Fault("zu einem anderen Server (10.0.0.1)",
                                                redirect("http://10.0.0.1/")),
    "a redirect to a file": Fault("gab keine Daten heraus (Status 302)",
                                  redirect("file:///etc/passwd")),
    "robots.txt that forbids it": Fault("robots.txt des Anbieters verbietet den Abruf",
                                        {"robots": "User-agent: *\nDisallow: /\n"}, 0),
    "robots.txt that cannot be had": Fault("robots.txt ist nicht lesbar",
                                           {"robots_status": 503}, 0),
    "a ZIP without members": Fault("Das ZIP ist leer", body=lambda: bomb(0, 0)),
    "a ZIP without programmes": Fault("kein einziges Förderprogramm", body=without_programmes),
    "a property in another container": Fault(
        "Aufbau des Exports hat sich geändert: „procInfluence“", body=lambda: changed(moved, 20)),
    "a truncated ZIP": Fault("ZIP ist unvollständig oder beschädigt",
                             body=lambda: whole()[:-5_000]),
    "a ZIP with an absolute name": Fault("Unzulässiger Dateiname",
                                         body=lambda: with_member("/etc/cron.d/x.xml")),
    "a ZIP with a name that climbs": Fault("Unzulässiger Dateiname",
                                           body=lambda: with_member("BMWI/../../x.xml")),
    "a ZIP with a symbolic link": Fault(
        "ist eine Verknüpfung", body=lambda: with_member("BMWI/x.xml", b"/etc/passwd",
                                                         stat.S_IFLNK)),
    "a ZIP of 100,000 entries": Fault("nennt 100000 Dateien", body=lambda: bomb(100_000, 0)),
    "a ZIP bomb in one member": Fault("entpackt zu groß", body=lambda: bomb(1, 20_000_001)),
    "a ZIP bomb in many members": Fault("entpackt zu groß (1520 MB, erlaubt sind 1500 MB)",
                                        body=lambda: bomb(80, 19_000_000)),
    "an XML entity bomb everywhere": Fault(
        "kein einziges Förderprogramm",
        body=lambda: changed(lambda c: with_dtd(c, BILLION_LAUGHS))),
    "invalid UTF-8 everywhere": Fault("kein einziges Förderprogramm",
                                      body=lambda: changed(not_utf8)),
    "invalid UTF-8 in a third": Fault("lesbare Programme statt zuletzt 43",
                                      body=lambda: changed(not_utf8, every=3)),
    "half the programmes missing": Fault("Nur 22 lesbare Programme statt zuletzt 43 (51 %",
                                         body=half_missing),
    "all programmes empty": Fault("Viel seltener ausgefüllt als zuletzt: „",
                                  body=lambda: changed(emptied)),
    "all texts changed": Fault("100 % aller Texte sind anders als zuletzt",
                               body=lambda: changed(rewritten)),
}  # fmt: skip

OFTEN = (
    "403", "500 for ever", "a bot wall with status 200", "a redirect into the town's network",
    "robots.txt that forbids it", "a truncated ZIP", "a ZIP with a name that climbs",
    "a ZIP bomb in one member", "half the programmes missing", "all texts changed",
)  # fmt: skip
"""One of each kind; all are in `make faults`."""


@pytest.mark.parametrize(
    "name",
    [name if name in OFTEN else pytest.param(name, marks=pytest.mark.long) for name in FAULTS],
)
def test_a_fault_leaves_what_is_stored_and_is_told_in_one_line(name: str, data: Path) -> None:
    fault = FAULTS[name]
    before = state(data)
    with serving(Site(body=fault.body(), **fault.site)) as site:  # type: ignore[arg-type]
        ran = crawl(data, site.address, **fault.patience)
    assert_refused(ran, data, before, fault.words)
    assert len(site.exports_asked()) == fault.asked


def test_a_refused_connection_leaves_what_is_stored(data: Path) -> None:
    with serving(Site()) as gone:
        address = gone.address
    before = state(data)
    assert_refused(crawl(data, address), data, before, f"{address} ist nicht erreichbar")


def test_an_unknown_name_leaves_what_is_stored(data: Path) -> None:
    before = state(data)
    ran = crawl(data, "http://gibt-es-nicht.invalid/export")
    assert_refused(ran, data, before, "Den Servernamen gibt-es-nicht.invalid kennt das Netz nicht")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_error_that_passes_is_waited_out(status: int, data: Path) -> None:
    body = changed(rewritten, every=10)
    faulty = Site(body=body, first_statuses=[status] * 2)
    with serving(faulty) as site:
        ran = crawl(data, site.address)
    assert (ran.code, ran.err) == (0, "")
    assert "5 geändert" in ran.out
    assert len(site.exports_asked()) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "1"},
        # by the server's clock, however wrong it is
        {"Date": "Mon, 01 Jan 2001 00:00:00 GMT", "Retry-After": "Mon, 01 Jan 2001 00:00:01 GMT"},
    ],
    ids=["seconds", "date"],
)
def test_the_pause_that_the_server_asks_for_is_kept(headers: dict[str, str], data: Path) -> None:
    with serving(Site(body=whole(), first_statuses=[429], headers=headers)) as site:
        ran = crawl(data, site.address)
    assert ran.code == 0
    first, second = site.export_times
    assert second - first >= 1


def test_a_good_file_of_a_wrong_type_is_taken(data: Path) -> None:
    with serving(Site(body=whole(), content_type="text/plain")) as site:
        assert crawl(data, site.address).code == 0


@pytest.mark.parametrize("kind", ["entity bomb", "external entity", "invalid UTF-8"])
def test_one_dangerous_document_is_noted_and_its_programme_stays(kind: str, data: Path) -> None:
    with serving(Site()) as site:
        harm = {
            "entity bomb": lambda content: with_dtd(content, BILLION_LAUGHS),
            "external entity": lambda content: with_dtd(
                content, f'<!ENTITY x SYSTEM "{site.address}/geheim">'
            ),
            "invalid UTF-8": not_utf8,
        }[kind]
        site.body = changed(harm, every=100)
        before = state(data)
        ran = crawl(data, site.address)
    assert (ran.code, ran.err) == (0, "")
    assert "43 Programme (0 neu, 0 geändert, 0 weggefallen, 43 unverändert)" in ran.out
    assert [path for path, _ in site.requests] == ["/robots.txt", "/export"]
    after = state(data)
    for table in ("katalog.db: programme_version", "katalog.db: text", "katalog.db: fact"):
        assert after[table] == before[table]
    told = matcher("sources", data=data).out
    assert ("kein lesbares XML" if kind == "invalid UTF-8" else "enthält eine DTD") in told


def test_a_refusal_is_reported_until_it_is_solved(data: Path) -> None:
    with serving(Site(body=BOT_WALL)) as site:
        crawl(data, site.address)
        told = matcher("sources", data=data).out
        site.body = whole()
        crawl(data, site.address)
    assert "abgelehnt" in told
    assert "Sperre gegen Bots" in told
    assert "Sperre gegen Bots" not in matcher("sources", data=data).out


def test_the_proxy_of_the_town_is_used(data: Path) -> None:
    with serving(Site(body=changed(rewritten, every=10))) as proxy:
        through = proxy.address.removesuffix("/export")
        ran = matcher("crawl", "foerderdatenbank", "--from", "http://export.invalid/export",
                      data=data, environment={"http_proxy": through, "no_proxy": ""})  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert [path for path, _ in proxy.requests] == [
        "http://export.invalid/robots.txt", "http://export.invalid/export",
    ]  # fmt: skip


def test_https_goes_through_a_tunnel_of_the_proxy(data: Path) -> None:
    before = state(data)
    with serving(Site()) as proxy:
        through = proxy.address.removesuffix("/export")
        ran = matcher("crawl", "foerderdatenbank", data=data,
                      environment={**QUICK, "https_proxy": through, "no_proxy": ""})  # fmt: skip
    assert {path for path, _ in proxy.requests} == {"www.foerderdatenbank.de:443"}
    assert_refused(ran, data, before, f"Der Proxy {through} lehnte die Verbindung ab")


def test_no_proxy_is_used_for_hosts_that_are_excepted(data: Path) -> None:
    with serving(Site(body=whole())) as site, serving(Site(body=whole())) as proxy:
        through = proxy.address.removesuffix("/export")
        ran = matcher("crawl", "foerderdatenbank", "--from", site.address, data=data,
                      environment={"http_proxy": through, "no_proxy": "127.0.0.1"})  # fmt: skip
    assert ran.code == 0
    assert (len(site.exports_asked()), proxy.requests) == (1, [])


def test_a_certificate_that_nobody_vouches_for_is_refused(data: Path, tmp_path: Path) -> None:
    _, tls = self_signed(tmp_path)
    before = state(data)
    with serving(Site(body=whole()), tls) as site:
        ran = crawl(data, site.address)
    assert_refused(ran, data, before, "Zertifikat")
    assert site.requests == []


def test_a_certificate_of_the_town_can_be_trusted(data: Path, tmp_path: Path) -> None:
    own, tls = self_signed(tmp_path)
    with serving(Site(body=whole()), tls) as site:
        ran = matcher("crawl", "foerderdatenbank", "--from", site.address, data=data,
                      environment={"SSL_CERT_FILE": str(own)})  # fmt: skip
    assert (ran.code, len(site.exports_asked())) == (0, 1)
