"""Signs that no XML can hold."""

from lxml import etree

from matcher.files.signs import fit_for_xml

EVERY_SIGN = "".join(map(chr, range(0x11_0000)))


def test_whatever_is_left_can_stand_in_xml_and_nothing_else_is_lost() -> None:
    fit = fit_for_xml(EVERY_SIGN)
    etree.Element("p").text = fit
    lost = {*EVERY_SIGN} - {*fit}
    assert {"\0", "\x0b", "\x1f", "\ud800", "\uffff"} <= lost
    assert not lost & {*"\t\n\r \x7f\x85äß€ –„“😀"}
