"""Datasette's CSV, made safe to open in a spreadsheet: text never becomes a formula.

Datasette 0.65 has no hook for its CSV, so the answer is read and written again on its way
out, row by row, because it may be streamed.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
# German spreadsheets split at semicolons, some at tabs, and what they split off may run as well
_RUNS = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=[=+@\t\r-])")
_UNWRITTEN = {"match.csv": "findings"}
"""CSV of a view -> its packed column, at which Datasette 0.65 breaks off with the first row: it
makes an address of packed values, and rows of a view have no key to build it from."""
# a cell may be as long as the longest text
csv.field_size_limit(2**31 - 1)


def guarded(app: Any) -> Any:
    """Wrap an ASGI app so that cells of a .csv answer do not start like a formula."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(".csv"):
            await app(scope, receive, send)
            return
        await app(_asked(scope), receive, _guarded_send(send))

    return wrapped


def _guarded_send(send: Any) -> Callable[[Any], Any]:
    rows, decoder = GuardedRows(), codecs.getincrementaldecoder("utf-8")()
    is_csv = False

    async def send_rows(message: Any) -> None:
        nonlocal is_csv
        if message["type"] == "http.response.start":
            is_csv = message["status"] == 200
            # rows grow by apostrophes
            headers = [(n, v) for n, v in message.get("headers", []) if n != b"content-length"]
            message = {**message, "headers": headers} if is_csv else message
        elif is_csv and message["type"] == "http.response.body":
            last = not message.get("more_body", False)
            body = rows.add(decoder.decode(message.get("body", b""), last))
            body += rows.rest() if last else ""
            message = {**message, "body": body.encode()}
        await send(message)

    return send_rows


class GuardedRows:
    """Takes CSV in pieces of any size and gives back guarded rows once they are complete."""

    def __init__(self) -> None:
        self._held = ""

    def add(self, piece: str) -> str:
        """The rows that this piece completes."""
        self._held += piece
        if not self._held.endswith("\n") or self._held.count('"') % 2:
            return ""
        return self.rest()

    def rest(self) -> str:
        """Whatever was not given back yet."""
        text, self._held = self._held, ""
        written = io.StringIO()
        rows = csv.reader(io.StringIO(text, newline=""))
        csv.writer(written).writerows([guard(cell) for cell in row] for row in rows)
        return written.getvalue()


def guard(cell: str) -> str:
    """The text of a cell, with an apostrophe before what a spreadsheet would run."""
    return cell if _NUMBER.fullmatch(cell) else _RUNS.sub("'", cell)


def _asked(scope: Any) -> Any:
    """Without _trace, for which Datasette sends an HTML page with the CSV inside, and without
    what it cannot write of a view."""
    query = scope.get("query_string", b"").decode("latin-1")
    unwritten = _UNWRITTEN.get(scope["path"].rpartition("/")[2], "")
    if "_trace" not in query and not unwritten:
        return scope
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "_trace"]
    if unwritten:
        kept = [(name, value) for name, value in kept if (name, value) != ("_col", unwritten)]
        kept.append(("_nocol", unwritten))
    return {**scope, "query_string": urlencode(kept).encode()}
