"""How texts name the municipal bodies that may apply, and when they rule them out."""

from matcher.facts.pattern import any_of
from matcher.facts.text.cue import Cue

MAY_APPLY = r"(?:antragsberechtigt|zuwendungsberechtigt|förderberechtigt)"
_YOUTH = r"öffentliche\w* träger\w* der (?:öffentlichen )?(?:jugend|sozial|kinder)"
LEGAL_PERSONS = (
    r"(?:natürliche\w? (?:und|oder) )?(?<!gemeinnützige )(?<!gemeinnützigen )"
    r"juristische\w? personen"
)
KINDS: dict[str, Cue] = {
    "any": any_of(
        r"(?<![\wäöü])kommunen?\b|kommunalverwaltung\w*|kommunalkörperschaft\w*",
        r"kommunale\w? (?:gebiets)?körperschaft\w*|(?<!sonstige )gebietskörperschaft\w*",
        r"kommunale\w?(?:, (?:\w+ ){1,3}?| und \w+ | )(?:träger|und \w+ träger|einrichtung|stellen"
        r"|akteure|spitzenverb)\w*",
        r"(?:juristische\w?|rechtsfähige\w?) personen .{0,60}öffentlichen\b.{0,20}rechts",
        rf"{LEGAL_PERSONS}(?! des privat| des zivil| des bürgerl"
        rf"|, die (?:\w+ ){{0,4}}?gemeinnützig)",
        r"(?:körperschaft\w*|anstalt\w*|stiftung\w*).{0,60}öffentlichen rechts",
        r"öffentlich-rechtliche\w? (?:körperschaft|träger|gebiets|einrichtung)\w*",
        r"öffentliche\w? (?:(?:und|oder) (?:freie|private|gemeinnützige)\w? )?träger[ns]?\b"
        r"(?! der (?:öffentlichen )?(?:jugend|sozial|kinder))",
        r"öffentliche\w? (?:einrichtungen|stellen|hand|institutionen|körperschaft)\b",
    ),
    "landkreis": any_of(
        _YOUTH, r"(?<![\wäöü])(?:land)?kreise?[ns]?\b(?! der)", r"stadt- und landkreis\w*"
    ),
    "kreisfreie_stadt": any_of(
        _YOUTH, r"kreisfreie\w? st[aä]dt\w*", r"stadtkreis\w*", r"stadt- und landkreis\w*"
    ),
    "gemeindeverband": any_of(
        r"gemeindeverb[aä]nd\w*|verbandsgemeinde\w*|samtgemeinde\w*|verwaltungsgemeinschaft\w*",
        r"(?<![\wäöü])ämter\b|verwaltungsverb[aä]nd\w*|kommunalverb[aä]nd\w*",
        r"kommunale\w? (?:verb[aä]nd|zusammenschl)\w*",
        r"zusammenschlüsse\w* von (?:kommun|gemeind)\w*",
    ),
    "zweckverband": any_of(r"zweckverb[aä]nd\w*"),
    "gemeinde": any_of(
        r"(?<![\wäöü-])(?:orts)?gemeinden?\b(?! des)",
        r"(?<!kreisfreie )(?<!kreisfreien )(?<!kreisfreier )(?<![\wäöü-])städten?\b",
        r"(?<!kreisfreie )(?<![\wäöü-])stadt (?:und|oder) gemeinde",
        r"kreisangehörige\w? (?:st[aä]dt|gemeinde)\w*",
    ),
    "kommunales_unternehmen": any_of(
        r"kommunale\w? (?:\w*unternehm|eigenbetrieb|betrieb|gesellschaft"
        r"|wohnungs(?:bau)?gesellsch)\w*",
        r"eigenbetrieb\w*|stadtwerke\w*|mehrheitlich kommunal\w*",
        r"unternehmen .{0,40}kommunale\w? beteiligung",
    ),
}
"""Kind of municipal body -> how texts name it (lower case)."""
COMPANIES = any_of(
    r"jahresumsatz|jahresbilanz|weniger als \d+ personen beschäft|gewerbe|unternehmensgründ"
    r"|keine juristische"
)
"""Marks of a programme for companies."""
EXCLUDED = any_of(
    rf"nicht (?:{MAY_APPLY}|förderfähig|gefördert|zuwendungsfähig)",
    r"(?:nicht|keine) (?:zuwendungs|förder)empf",
    r"\((?:ohne|außer|nicht) (?:die )?(?:kommun|gebietsk)",
    r"ausgeschlossen|ausgenommen|mit ausnahme",
    r"kein\w* (?:eigene\w* )?(?:antr[aä]g|förderung|zuwendung|mittel\b)",
    r"gehör(?:en|t) nicht (?:dazu|zu den)",
)
"""The sentence rules somebody out."""
