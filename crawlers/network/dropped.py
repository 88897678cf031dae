"""Requests that we do not make, or no longer: Scrapy drops them without a trace in its log."""

from scrapy.exceptions import IgnoreRequest


class Forbidden(IgnoreRequest):
    """The rules do not allow this request; the text is German and whole."""


class OutOfTime(Exception):
    """The time of this source is used up."""


class RobotsUnreadable(Exception):
    """The server fails to give its robots.txt, so that nothing may be fetched (RFC 9309)."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Status {status}")
        self.status = status
