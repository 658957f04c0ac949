"""Wording that does not respect the presumption of innocence: how often the rules are right, and what they leave alone.

`sentences.jsonl` was labelled before any rule was written; README.md beside it says how.
"""

import json
import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from digest.adapters.serialization import read_toml
from digest.checking.cases import Accused, Case, CaseState, case_of
from digest.checking.wording import Found, Wording, WordingRules
from digest.model.content.article import BodyLocation
from digest.model.content.incident import Charge, IncidentFile, Note, Participant
from digest.model.diagnostic import Origin
from digest.model.moment import Moment
from digest.reading.files.program import read_wording

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "sentences.jsonl").read_text("utf-8").splitlines()]
# What a label is called in the rules.
CODES = {"doubled-alleged": "doubled-alleged", "outdated-charge": "outdated-charge"}


@cache
def rules() -> WordingRules:
    return read_toml(read_wording(), WordingRules)


@cache
def wording() -> Wording:
    return Wording(rules())


def a_case(state: CaseState, *names: str) -> Case:
    return Case(tuple(Accused(tuple(name.casefold().split()), state) for name in names))


def found(text: str, case: Case, *, is_headline: bool = False) -> list[Found]:
    return list(wording().find(text, case, is_headline=is_headline))


@dataclass
class Score:
    """How many findings are right, wrong and missing. A right one has the code of the label, and shares words with its span."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missing)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}: {self.right} right, {self.wrong} wrong, {self.missing} missing"


def is_right(one: Found, sentence: dict[str, str]) -> bool:
    start = sentence["text"].index(sentence["span"])
    overlaps = one.start < start + len(sentence["span"]) and start < one.start + len(one.words)
    return overlaps and one.rule.code == CODES.get(sentence["finding"], "presumed-guilty")


def score(sentences: list[dict[str, str]]) -> Score:
    total = Score()
    for one in sentences:
        said = found(one["text"], a_case(one["status"], *one["accused"]), is_headline=one["field"] == "headline")  # type: ignore[arg-type] # states are texts in the file
        right = [item for item in said if one["finding"] and is_right(item, one)]
        total.right += bool(right)
        total.wrong += len(said) - len(right)
        total.missing += bool(one["finding"]) and not right
    return total


def test_the_sentences_are_300_of_which_a_part_was_held_out() -> None:
    assert len(SENTENCES) == len({one["text"] for one in SENTENCES}) == 300
    assert 80 <= sum(bool(one["held_out"]) for one in SENTENCES) <= 100


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("all", 0.95, 0.80), ("held out", 0.95, 0.75)],
)
def test_nine_findings_of_ten_are_right(name: str, precision: float, recall: float) -> None:
    total = score([one for one in SENTENCES if name == "all" or one["held_out"]])
    sys.stdout.write(f"{name}: {total}\n")  # pytest -s shows it
    assert total.precision >= precision
    assert total.recall >= recall


def test_each_rule_says_why_and_finds_its_own_example() -> None:
    for rule in rules().rules:
        assert rule.reason.endswith(".")
        assert rule.source
        assert not rule.suggestion.endswith(".")
        state = next(one for one in ("charged", "acquitted", "none") if one in rule.when)
        case = a_case(state, "Dorian Pell", "Kofi Brand") if state != "none" else Case()
        said = found(rule.example, case, is_headline=rule.headline)
        assert [one.rule.id for one in said] == [rule.id], rule.example


def test_a_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in rules().rules]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z-]+", one) for one in ids)


def test_a_name_counts_only_if_the_incidents_file_has_it() -> None:
    text = "Killer Dorian Pell appears in court"
    assert [one.words for one in found(text, a_case("charged", "Dorian Pell"))] == ["Killer Dorian Pell"]
    assert found(text, a_case("charged", "Ann Lee")) == []
    assert found(text, a_case("convicted", "Dorian Pell")) == []
    assert found(text, Case()) == []


def test_each_of_several_people_is_judged_by_their_own_case() -> None:
    case = Case((*a_case("convicted", "Dorian Pell").accused, *a_case("charged", "Ann Lee").accused))
    assert [one.words for one in found("Killer Pell and killer Lee", case)] == ["killer Lee"]


def test_what_somebody_is_quoted_with_is_left_alone() -> None:
    pell = a_case("charged", "Dorian Pell")
    for text in ("“Killer Pell must go,” she said.", '"I know killer Pell"', "«Killer Pell»", "„Killer Pell“"):
        assert found(text, pell) == []


def test_positions_are_right_beyond_ascii() -> None:
    text = "Ämter prüfen weiter. İstanbul’da: Die Polizei. Killer Pell is here"
    [one] = found(text, a_case("charged", "Dorian Pell"))
    assert text[one.start :].startswith("Killer Pell")


def test_rules_on_names_find_the_same_whether_or_not_the_names_are_looked_for_first() -> None:
    plain = Wording(replace(rules(), rules=tuple(replace(one, named=False) for one in rules().rules)))
    for one in SENTENCES:
        case = a_case(one["status"], *one["accused"])
        said = list(plain.find(one["text"], case, is_headline=True))
        assert [(item.rule.id, *item[1:]) for item in said] == [
            (item.rule.id, *item[1:]) for item in found(one["text"], case, is_headline=True)
        ]


def test_a_long_hostile_text_takes_no_long_time() -> None:
    for text in (
        "killer " * 20_000,
        "Killer A" * 20_000,
        "“" * 50_000 + "killer",
        "X. " * 50_000,
        "arrested for the " * 9_000,
    ):
        found(text, a_case("charged", "Dorian Pell"))


def a_file(*people: Participant) -> IncidentFile:
    return IncidentFile(Origin("content/incidents/fire.md"), "fire", "fire", "Fire", BodyLocation(""), people=people)


def outcome(text: str) -> tuple[Note, ...]:
    return (Note(Moment(datetime(2024, 3, 1, tzinfo=UTC), "day"), text),)


def test_the_state_of_a_case_is_that_of_the_charges_in_the_incidents_file() -> None:
    people = {
        "charged": Participant("Ann Lee", "defendant", charges=(Charge("fraud", outcome("Pleaded not guilty")),)),
        "convicted": Participant(
            "Bo Lee", charges=(Charge("fraud", outcome("Guilty")), Charge("theft", outcome("Acquitted")))
        ),
        "acquitted": Participant(
            "Cy Lee", charges=(Charge("fraud", outcome("Dropped")), Charge("theft", outcome("Acquitted")))
        ),
        "dropped": Participant("Di Lee", charges=(Charge("fraud", outcome("Charges dropped")),)),
    }
    for state, person in people.items():
        assert case_of([a_file(person)]).states == {state}
    both = Participant("Gil Lee", charges=(Charge("fraud", outcome("Acquitted of theft, convicted of fraud")),))
    assert case_of([a_file(both)]).states == {"convicted"}
    assert case_of([a_file(Participant("Ed Lee", "suspect"))]).states == {"charged"}
    assert case_of([a_file(Participant("Flo Lee", "victim"))]).states == {"none"}
