"""Crontab line and units: quoted rightly, hardened, accepted by systemd where it is at hand."""

import configparser
import shlex
import shutil
import subprocess
from datetime import time
from pathlib import Path

import pytest

from matcher.operations.schedule import (
    SERVICE,
    TIMER,
    Installation,
    crontab_line,
    handed_on,
    service_unit,
    timer_unit,
)

PLAIN = Installation(Path("/opt/foerderlage/.venv/bin/python"), Path("/srv/foerderlage"), "fl")
ODD = Installation(
    Path("/opt/Förder lage/100 % $HOME/bin/python"),
    Path('/srv/Daten der "Stadt"/100 % $HOME'),
    "foerderlage",
    (("FOERDERLAGE_CONTACT", "mailto:it@stadt.example?subject=100 % \"'$x"),),
)


def unit(text: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(delimiters=("=",), strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


def test_the_crontab_line_is_what_one_would_type() -> None:
    assert crontab_line(PLAIN, time(3, 5)) == (
        "5 3 * * * /opt/foerderlage/.venv/bin/python -P -m matcher --data /srv/foerderlage"
        " nightly --quiet"
    )


def test_cron_hands_odd_paths_to_the_shell_unharmed(tmp_path: Path) -> None:
    line = crontab_line(ODD, time(3, 15))
    assert line.replace(r"\%", "").count("%") == 0
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    words = shlex.split(command)
    assert words[0] == f"FOERDERLAGE_CONTACT={ODD.environment[0][1]}"
    assert words[1:] == [str(ODD.python), "-P", "-m", "matcher", "--data", str(ODD.data), "nightly",
                         "--quiet"]  # fmt: skip
    script = tmp_path / "python"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$FOERDERLAGE_CONTACT" "$@"\n')
    script.chmod(0o755)
    here = Installation(script, ODD.data, ODD.user, ODD.environment)
    command = crontab_line(here, time(3, 15)).split(" ", 5)[5].replace(r"\%", "%")
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [ODD.environment[0][1], *words[2:]]


def test_the_service_may_write_only_its_data_and_asks_for_no_rights() -> None:
    service = unit(service_unit(PLAIN))["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == '"/srv/foerderlage"'
    assert service["ProtectHome"] == "true"
    assert service["CapabilityBoundingSet"] == ""
    for name in ("NoNewPrivileges", "PrivateTmp", "PrivateDevices", "RestrictNamespaces"):
        assert service[name] == "true", name
    assert service["RestrictAddressFamilies"] == "AF_INET AF_INET6 AF_UNIX"
    assert {"MemoryMax", "TimeoutStartSec", "TimeoutStopSec", "KillMode"} <= set(service)
    assert (service["Type"], service["User"]) == ("oneshot", "fl")


def test_an_installation_in_a_home_is_readable_there() -> None:
    at_home = Installation(Path("/home/fl/venv/bin/python"), Path("/srv/d"), "fl")
    assert unit(service_unit(at_home))["Service"]["ProtectHome"] == "read-only"


def test_the_timer_makes_up_for_missed_nights_and_does_not_start_with_all_others() -> None:
    timer = unit(timer_unit(time(4, 30)))
    assert timer["Timer"]["OnCalendar"] == "*-*-* 04:30:00"
    assert timer["Timer"]["Persistent"] == "true"
    assert timer["Timer"]["RandomizedDelaySec"] == "20min"
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_odd_paths_are_quoted_and_mean_nothing_to_systemd() -> None:
    service = unit(service_unit(ODD))["Service"]
    assert service["WorkingDirectory"] == '/srv/Daten der "Stadt"/100 %% $HOME'
    assert r'"/srv/Daten der \"Stadt\"/100 %% $$HOME"' in service["ExecStart"]
    assert service["ReadWritePaths"] == r'"/srv/Daten der \"Stadt\"/100 %% $HOME"'


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze fehlt")
@pytest.mark.parametrize("name", ["foerderlage", "Förder lage 100 % $HOME", "it's a \"b\\c"])
def test_systemd_accepts_the_units_without_a_word(tmp_path: Path, name: str) -> None:
    # it checks that the program is there, so that one must exist
    python = tmp_path / name / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    here = Installation(python, tmp_path / name, "root", ODD.environment)
    (tmp_path / SERVICE).write_text(service_unit(here), "utf-8")
    (tmp_path / TIMER).write_text(timer_unit(time(3, 15)), "utf-8")
    ran = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / SERVICE, tmp_path / TIMER],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


def test_settings_and_proxies_are_handed_on_but_no_secrets() -> None:
    given, left_out = handed_on({
        "FOERDERLAGE_CONTACT": "mailto:x", "FOERDERLAGE_DATA": "/srv", "PATH": "/bin",
        "FOERDERLAGE_MAIL__PASSWORD": "geheim", "https_proxy": "http://proxy:3128",
        "HTTP_PROXY": "http://ich:geheim@proxy:3128", "FOERDERLAGE_X": "a\nb",
    })  # fmt: skip
    assert given == [("FOERDERLAGE_CONTACT", "mailto:x"), ("https_proxy", "http://proxy:3128")]
    assert left_out == ["FOERDERLAGE_MAIL__PASSWORD", "FOERDERLAGE_X", "HTTP_PROXY"]
