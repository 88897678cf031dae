"""Versions of a programme with the facts that the rules read in them."""

from datetime import timedelta
from pathlib import Path

from db.files import DataDir, catalogue_at
from matcher.changes.past_versions import evaluated
from tests.support.towns.stocked import DAY, a_programme, stock


def test_each_version_has_the_facts_of_its_own_texts(tmp_path: Path) -> None:
    for days, month in ((0, "Januar"), (1, "März")):
        text = f"Anträge sind bis zum 31. {month} 2027 einzureichen."
        today = DAY + timedelta(days=days)
        stock(tmp_path, a_programme(texts={"deadlines": text}), today=today, evaluate=False)
    with catalogue_at(DataDir(tmp_path).catalogue) as db:
        found = [evaluated(db, "probe", "a.html", number) for number in (1, 2, 3)]
    assert [one and one.said("deadline")[0].value for one in found] == [
        "2027-01-31", "2027-03-31", None,
    ]  # fmt: skip
