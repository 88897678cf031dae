"""Bytes of a calendar as text: in UTF-8, UTF-16 or as Windows programs write it."""

import codecs
import re

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FOLD = re.compile(rb"\r?\n[ \t]")


def text_of(content: bytes) -> str:
    """The text; what is neither UTF-8 nor UTF-16 is taken for Windows-1252, line by line.

    Never fails: what is no text at all becomes one that nobody takes for a calendar.
    """
    if content[:2] in _MARKS:
        return content.decode("utf-16", "replace")
    begin = content[:200]
    if begin.count(0) > len(begin) // 3:  # every other byte of western text in UTF-16
        return content.decode("utf-16-be" if begin[0] == 0 else "utf-16-le", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # lines of a calendar may be folded in the middle of a character
        whole = _FOLD.sub(b"", content) if b"BEGIN:VCALENDAR" in content else content
        return "\n".join(_line(line) for line in whole.split(b"\n"))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
