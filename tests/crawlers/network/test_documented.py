"""docs/netzwerk.md tells the IT department what the source files and the code say."""

import re
from importlib.metadata import version
from pathlib import Path

from crawlers.child import settings
from crawlers.foerderdatenbank import archive
from crawlers.job import Job
from crawlers.network.limits import LONGEST_PAUSE, MAX_BYTES, MAX_REDIRECTS, MEMORY, Limits
from crawlers.source import load_sources
from matcher.settings.model import NetworkSettings

TEXT = Path("docs/netzwerk.md").read_text("utf-8")
FREQUENCIES = {"daily": "täglich", "weekly": "wöchentlich"}


def value(rule: str) -> str:
    """What the table of rules says for a rule."""
    found = re.search(rf"^\| {re.escape(rule)} \| (.+) \|$", TEXT, re.M)
    assert found, rule
    return found[1]


def test_every_source_is_listed_with_its_host_port_and_redirects() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(.+?)` \| (\d+) \| HTTPS \| (\S+) \| (.+) \|$", TEXT, re.M)
    assert [tuple(row) for row in rows] == [
        (
            source.name,
            source.address.host,
            str(source.address.port),
            FREQUENCIES[source.frequency],
            ", ".join(f"`{host}`" for host in source.redirect_hosts) or "nur demselben Host",
        )
        for source in load_sources().values()
    ]


def test_limits_are_those_of_the_code() -> None:
    limits = Limits()
    assert value("Größte Antwort").startswith(f"{MAX_BYTES // 1_000_000} MB,")
    unpacked = (archive.MAX_TOTAL_BYTES // 1_000_000, archive.MAX_MEMBER_BYTES // 1_000_000)
    assert value("Größe entpackt").startswith(
        "{} MB insgesamt, {} MB je Datei, {} Dateien".format(*unpacked, archive.MAX_MEMBERS)
    )
    assert value("Arbeitsspeicher").startswith(f"{MEMORY // 1_000_000} MB ")
    assert value("Wiederholungen").startswith(f"{limits.retries}, ")
    assert value("Pausen").startswith(f"{limits.pause_seconds:g} s vor")
    assert f"höchstens {LONGEST_PAUSE:g} s" in value("Pausen")
    assert f"mehr als {LONGEST_PAUSE:g} s" in value("`Retry-After`")
    times = f"{limits.request_seconds:g} s je Anfrage, {limits.total_seconds:g} s je Quelle"
    assert value("Zeitlimit").startswith(times)
    assert value("Weiterleitungen").startswith(f"{MAX_REDIRECTS}, ")


def test_manners_are_those_of_the_settings() -> None:
    job = Job("katalog.db", "2026-11-24", "mailto:technik@stadt.example", "crawl.log", ())
    made = settings(job)
    assert made["ROBOTSTXT_OBEY"]
    assert made["DOWNLOAD_VERIFY_CERTIFICATES"]
    assert value("Anfragen zugleich") == (
        f"{made['CONCURRENT_REQUESTS']} je Quelle, mit {job.delay:g} s Abstand"
    )
    assert value("Cookies") == "keine"
    assert not made["COOKIES_ENABLED"]
    agent = made["USER_AGENT"].replace(job.contact, "Kontakt")
    assert f"`{agent.replace(version('foerderlage'), '<Version>')}`" in TEXT


def test_the_command_passes_the_defaults_that_are_documented() -> None:
    assert Limits(**NetworkSettings().model_dump()) == Limits()


def test_expectations_are_those_of_the_source_file() -> None:
    for source in load_sources().values():
        expected = source.expectations
        assert f"weniger als {expected.min_share_of_last:.0%}".replace("%", " %") in TEXT
        assert abs(expected.max_fill_drop - 1 / 3) < 0.001
        assert expected.max_texts_changed == 0.5
