"""Whether the means that a notice states fit its costs; pure."""

from matcher import german
from matcher.award.standing import Standing


def surplus_words(found: Standing) -> str:
    """That own means, means of others and grant are more than the eligible costs (German); "" where
    they are not, or where no notice states own means."""
    terms = found.terms
    if terms is None or found.now.eigenmittel_eur is None:
        return ""
    together = terms.own + terms.third_party + terms.grant
    over = together - terms.eligible
    if over <= 0:
        return ""
    third = f", Mittel Dritter {german.euros(terms.third_party)}" if terms.third_party else ""
    return (
        f"Eigenmittel {german.euros(terms.own)}{third} und Zuwendung {german.euros(terms.grant)}"
        f" ergeben {german.euros(together)}, {german.euros(over)} mehr als die zuwendungsfähigen"
        f" Ausgaben von {german.euros(terms.eligible)}. Stehen die Eigenmittel noch aus einem"
        " früheren Bescheid da, bitte berichtigen; sonst sind darin Ausgaben, die nicht"
        " zuwendungsfähig sind."
    )
