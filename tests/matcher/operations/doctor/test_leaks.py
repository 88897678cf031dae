"""The check of the site finds a leak when there is one."""

from pathlib import Path
from typing import Any

import pytest

from db.files import DataDir
from matcher.operations.doctor.leaks import leaks
from tests.support.site.frozen import frozen_site
from tests.support.stored.contents import fingerprints


def test_the_site_is_tight_and_looking_leaves_no_trace(data: Path) -> None:
    before = fingerprints(data)
    result = leaks(DataDir(data), frozen_site(data))
    assert result.level == "ok"
    assert fingerprints(data) == before


def test_the_address_under_a_proxy_is_honoured(data: Path) -> None:
    (data / "foerderlage.toml").write_text('[site]\nbase_url = "/foerder/"\n', "utf-8")
    assert leaks(DataDir(data), frozen_site(data)).level == "ok"


def test_a_site_that_shows_visitors_nothing_is_tight(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[access]\npublic = false\n", "utf-8")
    assert leaks(DataDir(data), frozen_site(data)).level == "ok"


def test_a_site_that_lets_everybody_in_is_found(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_opinion(*_arguments: Any) -> None:
        return None

    monkeypatch.setattr("matcher.site.frame.gate.access.opinion", no_opinion)
    result = leaks(DataDir(data), frozen_site(data))
    assert result.level == "error"
    assert "/kommune" in result.found
