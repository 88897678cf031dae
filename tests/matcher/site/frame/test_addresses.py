"""Only addresses that do no harm become links."""

import pytest

from matcher.site.frame.addresses import mail_address, phone_address, web_address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://amt.example/a?b=1", "https://amt.example/a?b=1"),
        ("HTTP://amt.example", "HTTP://amt.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//amt.example", ""),
        ("https://", ""),
        ("http://[", ""),
        ("www.amt.example", ""),
        ("", ""),
    ],
)
def test_web_addresses(given: str, address: str) -> None:
    assert web_address(given) == address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("post@amt.example", "mailto:post@amt.example"),
        ("vor.nach-name+x@sub.amt.example", "mailto:vor.nach-name+x@sub.amt.example"),
        ("post@amt.example?bcc=x@y.example", ""),
        ("a@b.example, c@d.example", ""),
        ("post@amt", ""),
        ("@amt.example", ""),
        ("", ""),
    ],
)
def test_mail_addresses(given: str, address: str) -> None:
    assert mail_address(given) == address


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("0611 / 12-34", "tel:06111234"),
        ("+49 (0)611 12-34", "tel:+496111234"),
        ("(0611) 12 34", "tel:06111234"),
        ("0611 1234 oder 5678", ""),
        ("110", ""),
        ("٠١٢٣٤٥٦٧", ""),
        ("", ""),
    ],
)
def test_phone_addresses(given: str, address: str) -> None:
    assert phone_address(given) == address
