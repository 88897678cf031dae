"""People read while a night runs."""

import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.support.processes.demo_site import running_site
from tests.support.processes.nights import (
    FIRST,
    assert_sound,
    begun,
    ended,
    next_night,
    publish,
    publisher,
    sample_members,
    town,
    written,
)
from tests.support.processes.readers import logged_in, pages, read_until

pytestmark = pytest.mark.long


async def test_twenty_readers_of_all_pages_see_no_error_while_nights_change_the_catalogue(
    tmp_path: Path,
) -> None:
    members = sample_members(tmp_path)
    with publisher(written(tmp_path, members)) as site:
        data = town(tmp_path / "d")
        with running_site("--data", str(data), "serve", "--today", FIRST, "--port", "0") as running:
            cookies = logged_in(running)
            addresses = pages(running, cookies)
            assert {"projekt", "programm", "katalog"} <= {a.split("/")[3] for a in addresses}
            for number in (1, 2):
                members = next_night(members, number, changed=10)
                publish(site, written(tmp_path, members))
                night = begun(data, f"2026-11-{24 + number}")
                found = await read_until(partial(_over, night), addresses, cookies)
                ran = ended(night)
                assert ran.code == 0, ran
                assert "10 geändert" in ran.out
                assert {reading.path for reading in found if reading.status != 200} == set()
                assert len(found) > 100
        assert_sound(data)


def _over(night: "subprocess.Popen[str]") -> bool:
    return night.poll() is not None
