"""Topic and group on the command line: what is shown unasked, what on request, what is said of
the rest."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from db.vocabulary import GROUP_SHORT
from matcher.matching.groups import GROUPS
from matcher.matching.topic.signals import SIGNALS
from matcher.sample import profile_file
from tests.support.processes.command import Ran, matcher

PROJECT = "digitales-auental"
DAY = ("--today", "2026-11-24")


def ran(data: Path, *arguments: str) -> Ran:
    found = matcher(*arguments, *DAY, data=data)
    assert found.code == 0, found.err
    return found


def pairs(data: Path, project: str = PROJECT) -> list[dict[str, Any]]:
    """The stored pairs of a project in their order."""
    rows = map(json.loads, ran(data, "export", "matches").out.splitlines())
    return [row for row in rows if row["project"] == project]


def ranks(text: str) -> list[int]:
    """Ranks of a table of matches, or of the blocks that stand for a narrow one."""
    return [int(r) for r in re.findall(r"^(?:Rang:)? +(\d+)(?:  |$)", text, re.MULTILINE)]


def test_without_a_choice_lists_show_what_is_near_and_count_the_rest(prepared: Path) -> None:
    stored = pairs(prepared)
    shown = ran(prepared, "matches", PROJECT, "--top", "50").out
    assert ranks(shown) == [p["rank"] for p in stored if p["group"] == "jetzt"] != []
    numbers = Counter(p["group"] for p in stored)
    assert len([g for g in GROUPS if numbers[g]]) > 2
    for group in GROUPS:
        words = f"{numbers[group]} {GROUP_SHORT[group]}"
        assert (words in " ".join(shown.split())) is bool(numbers[group]), words
    assert "--group und --topic" in shown


@pytest.mark.parametrize("choice", [
    {"group": ["knapp"]}, {"group": ["rand", "knapp"]}, {"topic": ["edge"]}, {"topic": ["far"]},
    {"topic": ["near"]}, {"topic": ["near", "edge"], "group": ["knapp", "rand"]},
    {"verdict": ["passt"]}, {"topic": ["far"], "verdict": ["passt"]},
])  # fmt: skip
def test_topics_groups_and_verdicts_choose(prepared: Path, choice: dict[str, list[str]]) -> None:
    words = [word for name, values in choice.items() for v in values for word in (f"--{name}", v)]
    shown = ran(prepared, "matches", PROJECT, "--top", "50", *words).out
    wanted = [p["rank"] for p in pairs(prepared) if all(p[name] in v for name, v in choice.items())]
    assert ranks(shown) == wanted
    assert wanted or "Hier kein Treffer." in shown


def test_all_topics_are_every_pair_and_a_verdict_alone_is_of_near_ones(prepared: Path) -> None:
    stored = pairs(prepared)
    everything = ran(prepared, "matches", PROJECT, "--topic", "all", "--top", "99").out
    assert ranks(everything) == [p["rank"] for p in stored]
    excluded = ran(prepared, "matches", PROJECT, "--verdict", "ausgeschlossen", "--top", "99").out
    near = [p for p in stored if (p["topic"], p["verdict"]) == ("near", "ausgeschlossen")]
    assert ranks(excluded) == [p["rank"] for p in near] != []


def test_a_cut_list_says_how_many_there_are(prepared: Path) -> None:
    number = sum(p["topic"] == "far" for p in pairs(prepared))
    shown = ran(prepared, "matches", PROJECT, "--topic", "far", "--top", "2").out
    assert f"die ersten 2 von {number} Treffern" in shown


def test_a_silent_text_is_no_note_unless_it_must_say_so(prepared: Path) -> None:
    shown = " ".join(ran(prepared, "matches", PROJECT, "--topic", "all", "--top", "99").out.split())
    reasons = [reason for p in pairs(prepared) for reason in p["reasons"].items()]
    assert ("cost_bounds", "Der Text nennt keine Grenze für die Kosten.") in reasons
    assert "Grenze für die Kosten" not in shown
    assert "Der Text nennt weder Frist noch Antragsweg." in shown


@pytest.mark.parametrize("command", [["matches"], ["gaps"], ["deadlines"]])
def test_before_any_import_a_sentence_says_what_to_do(tmp_path: Path, command: list[str]) -> None:
    data = tmp_path / "leer"
    ran(data, "init")
    assert ran(data, *command).out == (
        "Es ist noch kein Vorhaben gespeichert. Bitte „matcher projects import DATEI“ ausführen.\n"
    )
    assert matcher("projects", "import", str(profile_file()), data=data).code == 0
    assert "bitte „matcher run“ ausführen" in ran(data, *command).out


def test_a_run_counts_groups(data: Path) -> None:
    numbers = Counter(p["group"] for p in pairs(data))
    counted = ", ".join(f"{numbers[g]} {GROUP_SHORT[g]}" for g in GROUPS if numbers[g])
    assert f"\n{counted}; neu unter den besten: nichts.\n" in ran(data, "run").out


def test_explain_begins_with_the_topic_and_its_signals(prepared: Path) -> None:
    stored = {p["topic"]: p for p in reversed(pairs(prepared))}
    for topic, words in (("near", "✓ Thema: beim Thema"), ("edge", "✗ Thema: am Rand des Themas"),
                         ("far", "✗ Thema: anderes Thema")):  # fmt: skip
        text = ran(prepared, "explain", PROJECT, stored[topic]["url"]).out
        marked = [line for line in text.splitlines() if line[:1] in "✓✗?–" and line]
        assert marked[0] == words
        assert marked[1].split(" ", 1)[1].startswith("Fördergebiet")
        flat = " ".join(text.split())
        total, base, near, edge = (
            float(n.replace("−", "-").replace(",", "."))
            for n in re.findall(r"[−+]\d+,\d\d", flat.partition("Punkte: ")[2])[:4]
        )
        assert (total >= near, total >= edge) == (topic == "near", topic != "far")
        speaks = re.findall(r"Da(?:für|gegen) spricht: (.*?)\. ", flat)
        named = dict(re.findall(r"(?:^|; )(.+?) ([−+]\d+,\d)", "; ".join(speaks)))
        assert {*named} <= {*SIGNALS.values()}
        shares = sum(float(n.replace("−", "-").replace(",", ".")) for n in named.values())
        # each is rounded, and the small ones are left out
        assert total == pytest.approx(base + shares, abs=0.1 * len(SIGNALS))


def test_explain_marks_what_a_text_does_not_say(prepared: Path) -> None:
    found = next(p for p in pairs(prepared) if p["criteria"]["window"] == "silent"
                 and p["criteria"]["cost_bounds"] == "silent")  # fmt: skip
    text = ran(prepared, "explain", PROJECT, found["url"]).out
    assert "\n– Kostenrahmen: ohne Angabe\n" in text
    assert "\n? Antragsfrist: ohne Angabe\n" in text


def batch(data: Path, folder: Path, *words: str, **changes: Any) -> list[dict[str, Any]]:
    town = {**yaml.safe_load(profile_file().read_text("utf-8")), **changes}
    profile, target = folder / "profil.json", folder / "treffer.jsonl"
    profile.write_text(json.dumps(town), "utf-8")
    ran(data, "batch", str(profile), "--out", str(target), *words)
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


def test_a_batch_is_of_near_pairs_and_all_of_every_pair(prepared: Path, tmp_path: Path) -> None:
    everything = batch(prepared, tmp_path, "--all")
    assert len(everything) == 3 * 43
    near = [line for line in everything if line["topic"] == "near"]
    assert batch(prepared, tmp_path, "--top", "20") == near
    seen = Counter[str]()
    two = []
    for line in near:
        seen[line["project"]] += 1
        two += [line] * (seen[line["project"]] <= 2)
    assert batch(prepared, tmp_path, "--top", "2") == two


@pytest.mark.parametrize(("themen", "topics"), [
    ("nah", {"near"}), ("rand", {"near", "edge"}), ("alle", {"near", "edge", "far"}),
])  # fmt: skip
def test_a_batch_gives_a_town_the_topics_it_asks_for(
    prepared: Path, tmp_path: Path, themen: str, topics: set[str]
) -> None:
    lines = batch(prepared, tmp_path, "--top", "43", themen=themen)
    everything = batch(prepared, tmp_path, "--all", themen=themen)
    assert lines == [line for line in everything if line["topic"] in topics]


def test_a_town_that_asks_for_the_edge_sees_it_and_its_gaps(data: Path, tmp_path: Path) -> None:
    town = {**yaml.safe_load(profile_file().read_text("utf-8")), "themen": "rand"}
    for project in town["projekte"]:
        for name in ("kosten", "eigenmittel", "kosten_eur", "eigenmittel_eur"):
            project.pop(name, None)
    profile = tmp_path / "profil.json"
    profile.write_text(json.dumps(town), "utf-8")
    gaps = ran(data, "gaps").out
    ran(data, "projects", "import", str(profile))
    first = ran(data, "run").out
    listed = [p for p in pairs(data) if p["topic"] in ("near", "edge")
              and "not_met" not in p["criteria"].values()]  # fmt: skip
    assert {p["group"] for p in listed} == {"jetzt", "rand"}
    assert ranks(ran(data, "matches", PROJECT, "--top", "50").out) == [p["rank"] for p in listed]
    assert "am Rand" in first.partition("neu unter den besten")[2]
    assert ran(data, "gaps").out != gaps


def test_deadlines_count_the_projects_they_do_not_name(data: Path, tmp_path: Path) -> None:
    town = yaml.safe_load(profile_file().read_text("utf-8"))
    one = next(p for p in town["projekte"] if p["id"] == PROJECT)
    town["projekte"] += [{**one, "id": f"digital-{n}"} for n in range(3)]
    profile = tmp_path / "profil.json"
    profile.write_text(json.dumps(town), "utf-8")
    ran(data, "projects", "import", str(profile))
    ran(data, "run")
    shown = " ".join(ran(data, "deadlines", "--days", "100").out.split())
    assert "und 1 weiteres" in shown
    named = ran(data, "deadlines", "--days", "100", "--project", PROJECT).out
    assert "weiter" not in named
