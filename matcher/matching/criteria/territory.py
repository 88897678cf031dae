"""Territory: a hierarchy from the AGS; nationwide and EU programmes always apply."""

from db.programmes.catalogue import StoredProgramme
from db.vocabulary import LAND_BY_PREFIX, NATIONWIDE, labels
from matcher.matching.criteria.finding import Case, Finding


def territory(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the programme applies where the municipality lies."""
    programme = stored.programme
    codes = programme.code_set("Foerdergebiet")
    code, land = LAND_BY_PREFIX[case.municipality.ags[:2]]
    if codes & NATIONWIDE:
        return Finding("met", "Das Programm gilt bundesweit.")
    if code in codes:
        return Finding("met", f"Das Programm gilt in {land}.")
    if programme.level == "eu":
        return Finding("met", "Programme der EU gelten in allen Ländern.")
    if not codes or codes <= {"sonstige"}:
        return Finding("silent", "Die Quelle nennt kein Fördergebiet; bitte im Text nachsehen.")
    names = labels(codes, "Foerdergebiet")
    return Finding("not_met", f"Das Programm gilt nur in {names}, nicht in {land}.")
