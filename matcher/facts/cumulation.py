"""cumulation: may the grant be combined with other public funding?

Rules of state aid law (AGVO, De-minimis) that every guideline repeats are no statement about
this programme and are left out.
"""

from collections.abc import Iterator

from matcher.facts.fact import Fact
from matcher.facts.pattern import PROSE, Pattern
from matcher.facts.text import FieldText

_ANCHORS = (
    "kumul", "doppelförder", "doppelfinanz", "mehrfachförder", "kombin", "nebeneinander", "nachrangig", "andere ", "anderen ", "anderer ", "anderweitig",
    "weiteren öffentlich", "weitere öffentlich", "weiteren förder", "weitere förder", "gleichzeitig", "zusätzlich", "sonstige öffentliche", "zuwendungen dritter",
)  # fmt: skip
_STATE_AID = r"agvo|de-minimis|beihilfeintens|beihilfefähig|beihilferecht|artikel|verordnung|kumulativ|kumulierten? (?:personal|ausgaben|betr)|schwellenwert|anmeldeschwelle|ein(?:ziges|er) unternehmen"
_OTHER_FUNDING = r"(?:anderen?r?|anderweitige\w*|weiteren?r?|sonstigen?r?) (?:öffentliche\w* |staatliche\w* )?(?:förder(?!gegenst|schwerp|säul|modul|baust|tatb|zweck)\w*|zuwendung\w*|mittel\w*|zuschüss\w*|programm\w*|landes\w*|bundes\w*|finanzierungshilf\w*|öffentliche\w*|hilfen)"

PATTERNS = (
    Pattern("cumulation.no_other", "cumulation", "forbidden", _ANCHORS,
            rf"keine {_OTHER_FUNDING}.{{0,80}}(?:in anspruch|erhalten|gewährt|beantrag)|kumulier\w*.{{0,80}}(?:nicht (?:möglich|zulässig|erlaubt|gestattet)|ausgeschlossen|unzulässig)|nicht (?:kumulierbar|kombinierbar|kumulationsfähig)"
            rf"|kumul(?:ations|ierungs)verbot|(?:kombination|kombinieren|kombiniert)\b.{{0,120}}(?:nicht (?:möglich|zulässig|erlaubt)|ausgeschlossen)|nicht mit {_OTHER_FUNDING}.{{0,60}}(?:kombinier|kumulier)|(?:gleichzeitige|zusätzliche)\w* (?:förderung|inanspruchnahme).{{0,120}}{_OTHER_FUNDING}.{{0,80}}(?:ausgeschlossen|nicht (?:möglich|zulässig))"
            rf"|{_OTHER_FUNDING}.{{0,120}}(?:dürfen nicht|nicht).{{0,60}}(?:in anspruch genommen|kumuliert|kombiniert)",
            unless=rf"{_STATE_AID}|derselben|dieselben|desselben|gleichen (?:ausgaben|kosten)|es sei denn|ausnahme|grundsätzlich|gleichwohl"),
    Pattern("cumulation.double_funding", "cumulation", "conditional", _ANCHORS,
            r"(?:doppel|mehrfach)(?:förder|finanzier)\w*",
            unless=r"doppelförderung im sinne|definition"),
    Pattern("cumulation.subsidiary", "cumulation", "conditional", _ANCHORS,
            r"nachrangig\w* .{0,60}(?:förder|mittel|leistung)|(?:förder|mittel|leistung|zuwendung|zuschuss)\w* .{0,160}nachrangig", unless=r"nachrangdarlehen|nachrangige\w* (?:darlehen|sicherh)|rangstelle|grundbuch|personen"),
    Pattern("cumulation.to_be_declared", "cumulation", "conditional", _ANCHORS,
            rf"{_OTHER_FUNDING}.{{0,200}}(?:anzugeben|anzuzeigen|mitzuteilen|mitteilen|angerechnet|anzurechnen|offenzulegen|vorrangig|ausgeschöpft|auszuschöpfen|berücksichtig)|(?:anzugeben|angeben|anzuzeigen|mitzuteilen|erklär\w*), ob .{{0,120}}{_OTHER_FUNDING}", unless=_STATE_AID),
    Pattern("cumulation.not_from_same_source", "cumulation", "conditional", _ANCHORS,
            rf"(?:keine|nicht) .{{0,80}}(?:mit|aus|durch|nach) {_OTHER_FUNDING}.{{0,120}}(?:geförder|erfolg|bezuschuss|finanzier|förder)|{_OTHER_FUNDING}.{{0,120}}(?:ausgeschlossen|nicht (?:möglich|zulässig|gefördert|förderfähig))|(?:ausgeschlossen|nicht gefördert|nicht förderfähig).{{0,160}}{_OTHER_FUNDING}",
            unless=_STATE_AID),
    Pattern("cumulation.with_conditions", "cumulation", "conditional", _ANCHORS,
            rf"(?:kumul\w*|kombin\w*).{{0,260}}(?:sofern|soweit|wenn|jedoch|aber|bis zu|höchst|obergrenz|übersteig|überschr|unter der voraussetzung|nur |ausgenommen|mit ausnahme|grundsätzlich|bis auf)|(?:sofern|soweit|wenn|bis auf|mit ausnahme|nur) .{{0,200}}(?:kumulier|kombinier)|{_OTHER_FUNDING}.{{0,160}}(?:sofern|soweit|wenn|nur dann|höchstens|übersteig|überschr)",
            unless=rf"{_STATE_AID}|in kombination|kombination (?:der|aus|von)|kombiniert(?:e|en|er) (?!werden)|maßnahmen? .{{0,30}}kombin"),
    Pattern("cumulation.allowed", "cumulation", "allowed", _ANCHORS,
            rf"(?:kumul\w*|kombin\w*).{{0,160}}(?:möglich|zulässig|erlaubt|gestattet|zugelassen)|(?:kann|können|ist|sind)\b.{{0,160}}(?:kumulierbar|kombinierbar|kumuliert werden|kombiniert werden|kumulieren|kombinieren)|{_OTHER_FUNDING}.{{0,120}}(?:ist|sind) .{{0,40}}(?:möglich|zulässig)",
            unless=rf"{_STATE_AID}|nicht|sofern|soweit|wenn|jedoch|aber\b|bis zu|höchst|überschr|obergrenz|nur |ausgenommen|ausgeschlossen|mit ausnahme|unter der voraussetzung|keine|bis auf|kombination (?:der|aus|von) .{{0,60}}(?:maßnahmen|handlungsfeld|module|bausteine)"),
)  # fmt: skip


def cumulation(text: FieldText) -> Iterator[Fact]:
    """Statements of a field about combining with other funding."""
    if text.field in PROSE:
        for pattern in PATTERNS:
            yield from pattern.facts(text)
