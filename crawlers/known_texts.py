"""Texts that an earlier run already took from the same markup.

Converting markup is most of the work of reading a large source, and nearly all of it is
the same from night to night. The conversion depends on nothing but the markup and the
version of the reader, so its result can be kept.
"""

from collections.abc import Mapping

from crawlers.markup import markup_to_text
from db.programmes.fingerprints import sha256


class KnownTexts:
    """Converts markup, looking first at what is known; `new` holds what was not."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._known = known or {}
        self.new: dict[str, str] = {}
        """Digest of the markup -> its text, for the next run."""

    def of(self, markup: str) -> str:
        """Normalised text of an HTML fragment, as `crawlers.markup.markup_to_text` gives it."""
        if not markup:
            return ""
        digest = sha256(markup)
        text = self._known.get(digest)
        if text is None:
            text = markup_to_text(markup)
            if text:
                self.new[digest] = text
        return text
