"""How an award is shown in words."""

from matcher.award.wording import stated
from tests.support.awards.awarded import notice


def test_instalments_are_shown_as_euros_by_year() -> None:
    shown = {field.key: words for field, words in stated(notice())}
    assert shown["raten"] == "2027: 100.000\xa0€; 2028: 200.000\xa0€"
