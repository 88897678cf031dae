"""What the catalogue tells of programmes without their texts."""

from pathlib import Path

from db.files import DataDir, catalogue_at
from db.programmes.catalogue import levels_at

SOURCE = "foerderdatenbank"


def test_levels_come_in_the_order_asked_for_without_what_the_catalogue_lacks(
    prepared: Path,
) -> None:
    with catalogue_at(DataDir(prepared).catalogue) as db:
        rows = db.execute(
            "select source, key, level from programme order by level desc, key desc"
        ).fetchall()
        wanted = [(source, key) for source, key, _ in rows]
        found = levels_at(db, [*wanted[:3], (SOURCE, "fehlt.html"), *wanted[-3:]])
        assert [*found.items()] == [
            ((source, key), level) for source, key, level in (*rows[:3], *rows[-3:])
        ]
        assert len({*found.values()}) > 1
        assert levels_at(db, []) == {}
