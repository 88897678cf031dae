"""Messages go to their place once; what no place takes is left for the top."""

from matcher.site.frame.sending.told import Told


def test_a_place_takes_its_own_messages_and_the_rest_stays() -> None:
    told = Told()
    told.take([({"words": "Gespeichert.", "place": "rang-3"}, 1), ("von Datasette", 2),
               ({"words": "weg", "place": "rang-9"}, 1)])  # fmt: skip
    assert (told.waits("rang-3"), told.waits("rang-4")) == (True, False)
    assert told.at("rang-3") == [("Gespeichert.", 1)]
    assert told.at("rang-3") == []
    assert told.rest() == [("von Datasette", 2), ("weg", 1)]
    assert told.rest() == []
