"""The facts of a programme in the shape that `export programmes` prints."""

from collections.abc import Sequence
from typing import Any

from db.records import Fact
from matcher.facts.certainty import certainty, is_confirmed


def as_record(facts: Sequence[Fact]) -> dict[str, Any]:
    """One JSON object; every value that has words behind it carries field, start, end, quote,
    its certainty and whether a person confirmed it."""

    def of(kind: str) -> list[Fact]:
        return [f for f in facts if f.kind == kind]

    def evidence(f: Fact) -> dict[str, Any]:
        said = {"certainty": certainty(f), "confirmed_by_person": is_confirmed(f)}
        return {"field": f.field, "start": f.start, "end": f.end, "quote": f.quote, **said}

    def single(kind: str, key: str) -> dict[str, Any] | None:
        return next(({key: f.value, **evidence(f)} for f in of(kind)), None)

    modes, stages, kinds = of("application_mode"), of("two_stage"), of("municipal_applicant")
    cumulation, years = of("cumulation"), of("zweckbindung_years")
    backed = {"application_mode": modes, "two_stage": stages, "municipal_applicants": kinds,
              "cumulation": cumulation, "zweckbindung_years": years}  # fmt: skip
    return {
        "application_mode": modes[0].value if modes else "unspecified",
        "two_stage": bool(stages),
        "deadlines": [{**f.details, "value": f.value, **evidence(f)} for f in of("deadline")],
        "valid_until": single("valid_until", "value"),
        "start_rule": single("start_rule", "value"),
        "rates": [{"percent": f.value, **f.details, **evidence(f)} for f in of("rate")],
        "rates_legal": [{"percent": f.value, **f.details, **evidence(f)} for f in of("rate_legal")],
        "own_share_min": single("own_share_min", "percent"),
        "amounts": [{"eur": f.value, **f.details, **evidence(f)} for f in of("amount")],
        "amounts_legal": [{"eur": f.value, **f.details, **evidence(f)} for f in of("amount_legal")],
        "municipal_applicants": list(dict.fromkeys(str(f.value) for f in kinds)),
        "cumulation": cumulation[0].value if cumulation else None,
        "zweckbindung_years": [f.value for f in years],
        "proof_of_use": single("proof_of_use", "value"),
        "evidence": {name: [evidence(f) for f in found] for name, found in backed.items() if found},
    }
