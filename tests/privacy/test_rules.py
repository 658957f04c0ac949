"""The private file of rules: what it may say, and what each mistake is answered with."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digest.adapters.serialization import pack, unpack
from digest.model.diagnostic import Diagnostic, Position
from digest.model.moment import Moment
from digest.model.redaction import WITHHELD, Rule, Scope, next_beginning
from digest.reading.config.redactions import read_redactions

ZONE = ZoneInfo("UTC")
FILE = "redactions.yaml"
WHOLE = """\
rules:
  - name: Jane Example
    aliases: [J. Example, "Example, Jane"]
    instead: a resident
    reason: acquitted in 2023
    from: 2024-06-01
    except:
      - article: the-fair
      - incident: derby
      - near: the jockey
    only:
      - incident: mill-fire
  - name: Nora Noindex
    level: noindex
    reason: charges dropped
  - {name: Pete Piece, level: piece, reason: asked for it}
"""


def rules_of(raw: bytes) -> tuple[tuple[Rule, ...], tuple[Diagnostic, ...]]:
    """Read rules, whatever the salt is."""
    rules, _, found = read_redactions(raw, FILE, ZONE)
    return rules, tuple(one for one in found if one.code != "no-salt")


def read(text: str) -> tuple[Rule, ...]:
    rules, found = rules_of(text.encode())
    assert found == ()
    return rules


def mistakes(text: str) -> list[tuple[str, int, int]]:
    _, found = rules_of(text.encode())
    return [(each.code, each.position.line, each.position.column) for each in found]


def rule(*lines: str) -> str:
    given = {line.partition(":")[0] for line in lines}
    basic = {"name": "name: Jane Example", "instead": "instead: a resident", "reason": "reason: acquitted"}
    every = [*(text for key, text in basic.items() if key not in given), *filter(None, lines)]
    every = [line for line in every if not line.endswith("MISSING")]
    return "rules:\n  - " + "\n    ".join(every) + "\n"


def test_a_whole_file_is_read() -> None:
    assert read(WHOLE) == (
        Rule(
            1, "Jane Example", ("J. Example", "Example, Jane"), "a resident", "name", "acquitted in 2023",
            Moment(datetime(2024, 6, 1, tzinfo=UTC), "day"),
            (Scope(article="the-fair"), Scope(incident="derby"), Scope(near="the jockey")),
            (Scope(incident="mill-fire"),),
        ),
        Rule(2, "Nora Noindex", level="noindex", reason="charges dropped"),
        Rule(3, "Pete Piece", (), WITHHELD, "piece", "asked for it"),
    )  # fmt: skip


def test_an_empty_file_has_no_rules() -> None:
    assert read("") == read("rules:\n") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (rule("name: MISSING"), [("missing-name", 2, 5)]),
        (rule("reason: MISSING"), [("missing-reason", 2, 5)]),
        (rule("instead: MISSING"), [("missing-instead", 2, 5)]),
        (rule("level: hide"), [("unknown-word", 5, 12)]),
        (rule("level: noindex"), [("needless-instead", 3, 14)]),
        (rule("instead: a <b>resident</b>"), [("bad-instead", 4, 14)]),
        (rule("instead: '[name]'"), [("bad-instead", 4, 14)]),
        (rule("instead: see https://ok.test/"), [("bad-instead", 4, 14)]),
        (rule("instead: brother of Jane Example"), [("instead-holds-name", 4, 14)]),
        (rule("from: tomorrow"), [("impossible-date", 5, 11)]),
        (rule("from: 2024-02-30"), [("impossible-date", 5, 11)]),
        (rule("alias: J. Example"), [("unknown-key", 5, 5)]),
        (rule("except:", "  - page: about"), [("bad-scope", 6, 9), ("unknown-key", 6, 9)]),
        (rule("except:", "  - article: a", "    incident: b"), [("bad-scope", 6, 18)]),
        (rule("only:", "  - near: a jockey"), [("bad-scope", 6, 9), ("unknown-key", 6, 9)]),
        (rule("except: the-fair"), [("not-a-mapping", 5, 13)]),
        (rule("name: [Jane, Example]"), [("not-a-text", 4, 11)]),
        (rule("name: JE"), [("name-too-short", 4, 11)]),
        (rule("aliases: [Al]"), [("name-too-short", 5, 14)]),
        (rule("name: '123'"), [("name-too-short", 4, 11)]),
        (rule("name: Jane", "name: Example"), [("repeated-key", 5, 5)]),
        ("rule:\n", [("unknown-key", 1, 1)]),
        ("- name: Jane\n", [("not-a-mapping", 1, 1)]),
        ("rules: Jane Example\n", [("not-a-mapping", 1, 8)]),
        ("rules: [\n", [("broken-yaml", 2, 1)]),
    ],
)
def test_every_mistake_has_a_place(text: str, found: list[tuple[str, int, int]]) -> None:
    assert mistakes(text) == found


def test_a_file_that_is_not_utf8_is_a_mistake() -> None:
    assert [each.code for each in rules_of(b"rules:\n  - name: Jos\xe9\n")[1]] == ["not-utf8"]


def test_a_rule_with_a_mistake_is_reported_and_others_keep_their_numbers() -> None:
    rules, found = rules_of(WHOLE.replace("    reason: charges dropped\n", "").encode())
    assert [each.number for each in rules] == [1, 3]
    assert [each.position for each in found] == [Position(FILE, 13, 5)]


@pytest.mark.parametrize("level", ["name", "piece"])
def test_initials_and_letters_of_other_scripts_are_names(level: str) -> None:
    assert read(rule("name: J.E.", f"level: {level}"))
    assert read(rule("name: 李娜", f"level: {level}"))


def test_nothing_prints_a_name() -> None:
    """What a log, an assertion or a traceback shows of a rule is its number."""
    rules = read(WHOLE)
    shown = f"{rules} {rules[0]!r} {rules[0]!s} {rules[0].exceptions!r} {[*rules]!s}"
    assert shown.count("Rule(1, name)") == 4
    assert not any(
        word in shown.lower() for word in ("jane", "example", "nora", "piece)", "derby", "jockey", "resident")[:2]
    )
    with pytest.raises(FrozenInstanceError) as raised:
        rules[0].name = "x"  # type: ignore[misc]
    assert "Jane" not in str(raised.value)


def test_no_message_about_a_rule_says_its_name() -> None:
    broken = rule("instead: brother of Jane Example", "from: never", "level: hide", "aliases: [JE]", "except: x")
    said = " ".join(f"{each.message} {each.hint}" for each in rules_of(broken.encode())[1])
    assert "Jane" not in said
    assert "JE" not in said.replace("J.E.", "")


def test_rules_are_packed_and_unpacked() -> None:
    rules = read(WHOLE)
    assert unpack(pack(rules), tuple[Rule, ...]) == rules


def test_the_next_rule_to_begin_is_known() -> None:
    rules = read(WHOLE)
    begins = datetime(2024, 6, 1, tzinfo=UTC)
    assert next_beginning(rules, datetime(2024, 5, 1, tzinfo=UTC)) == begins
    assert next_beginning(rules, begins) == datetime.max.replace(tzinfo=UTC)
    assert [each.holds(datetime(2024, 5, 31, tzinfo=UTC)) for each in rules] == [False, True, True]


def test_the_salt_must_be_long_and_is_given_as_it_is() -> None:
    salt = "3f9d2c1b7a604e58b1d2c3e4f5a60718"
    assert read_redactions(f"salt: {salt}\nrules: []\n".encode(), FILE, ZONE) == ((), salt, ())
    for text in ("rules: []\n", "salt: short\nrules: []\n"):
        _, _, [found] = read_redactions(text.encode(), FILE, ZONE)
        assert (found.code, len(found.hint.rpartition("salt: ")[2])) == ("no-salt", 32)
