"""Headers that others would stumble over, or believe, are taken away."""

from typing import Any

import pytest

from matcher.site.frame.intake.headers import is_plain, with_plain_headers


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [(b"cookie", b"fl_session=abc; ds_csrftoken=x.y", True), (b"cookie", b"", True),
     (b"Cookie", b"a=\xff", False), (b"cookie", "a=ä".encode(), True),
     (b"authorization", b"Basic YTpi", True), (b"authorization", b"Bearer x", False),
     (b"Authorization", b"bearer", False), (b"x-csrftoken", b"abc", True),
     (b"x-csrftoken", b"\xe4", False), (b"x-name", b"\xe4", True)],
)  # fmt: skip
def test_a_header_is_plain_or_goes(name: bytes, value: bytes, kept: bool) -> None:
    assert is_plain((name, value)) is kept


@pytest.mark.parametrize(("kind", "kept"), [("http", 1), ("lifespan", 2)])
async def test_only_requests_have_headers_to_lose(kind: str, kept: int) -> None:
    seen: list[Any] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.extend(scope["headers"])

    sent = [(b"host", b"a"), (b"authorization", b"Bearer x")]
    await with_plain_headers(app)({"type": kind, "headers": sent}, None, None)
    assert len(seen) == kept
