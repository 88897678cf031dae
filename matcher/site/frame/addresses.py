"""Addresses from crawled data that are safe to follow; everything else gives ""."""

import re
from urllib.parse import urlsplit

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"\+?[\d\s/().–-]{5,40}", re.ASCII)


def web_address(url: str) -> str:
    """The address if it is one of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def mail_address(email: str) -> str:
    """The mailto: address of what is one plain mail address."""
    return f"mailto:{email}" if _MAIL.fullmatch(email) else ""


def phone_address(phone: str) -> str:
    """The tel: address of one plain number such as "+49 (0)611 12-34"."""
    if not _PHONE.fullmatch(phone.strip()):
        return ""
    dialled = phone.replace("(0)", "") if phone.strip().startswith("+") else phone
    digits = "".join(c for c in dialled if c.isdigit() or c == "+")
    return f"tel:{digits}" if 5 <= len(digits) <= 16 else ""
