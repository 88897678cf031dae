"""An exception outside of all pages is told like any other."""

from typing import Any

import pytest

from db.files import DataDir
from matcher.site.frame.intake.last_resort import never_bare
from matcher.site.frame.serving import build


def request(path: str = "/") -> dict[str, Any]:
    return {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
            "query_string": b"", "headers": [], "scheme": "http"}  # fmt: skip


async def test_a_page_with_the_usual_words_answers_and_the_reason_is_printed(
    data: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("unerwartet")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    await never_bare(broken, build(DataDir(data)))(request(), None, send)
    assert sent[0]["status"] == 500
    assert b"Fehler auf dem Server" in sent[1]["body"]
    assert "RuntimeError: unerwartet" in capsys.readouterr().err


async def test_an_answer_that_began_is_not_begun_anew(data: Any) -> None:
    async def breaks_off(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("unerwartet")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    with pytest.raises(RuntimeError):
        await never_bare(breaks_off, build(DataDir(data)))(request(), None, send)
    assert len(sent) == 1
