"""Messages go to their place once; what no place takes is left for the top."""

from matcher.site.frame.sending.told import Said, Told


def test_a_place_takes_its_own_messages_and_the_rest_stays() -> None:
    told = Told()
    told.take([({"words": "Gespeichert.", "place": "rang-3"}, 1), ("von Datasette", 2),
               ({"words": "weg", "place": "rang-9"}, 1)])  # fmt: skip
    assert (told.waits("rang-3"), told.waits("rang-4")) == (True, False)
    assert told.at("rang-3") == [Said("Gespeichert.", 1)]
    assert told.at("rang-3") == []
    assert told.rest() == [Said("von Datasette", 2), Said("weg", 1)]
    assert told.rest() == []


def test_a_message_brings_along_what_takes_back_what_it_tells_of() -> None:
    told = Told()
    told.take([({"words": "Weg.", "place": "a", "undo": "/zuruecknehmen/x", "entries": "3,4"}, 1)])
    assert told.at("a") == [Said("Weg.", 1, undo="/zuruecknehmen/x", entries="3,4")]
