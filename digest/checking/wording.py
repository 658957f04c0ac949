"""Wording that does not respect the presumption of innocence: the rules of wording.toml, applied to texts whose cases are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from digest.adapters.multi_search import Search
from digest.checking.cases import Case, CaseState

# A sentence is looked for so many characters before and after a word that could be the beginning of a finding.
_REACH = 400
_END_OF_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)[.!?][”\"’)]*\s+(?=[A-Z“\"‘(])|\n\s*\n|\n(?=[#>*-])"
)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)")
_NAME = r"(?P<{}>(?:[A-ZÀ-Þ][\w’'.-]*\s+){{0,3}}[A-ZÀ-Þ][\w’-]+)"
_LONGEST = 80
_LONGEST_QUOTE = 2_000
_MOST_IN_A_SENTENCE = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, as wording.toml explains its fields."""

    id: str
    code: str
    when: tuple[CaseState, ...]
    triggers: tuple[str, ...]
    pattern: str
    reason: str
    source: str
    suggestion: str
    example: str
    unless: str = ""
    needs: str = ""
    headline: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class WordingRules:
    """The rules, and the lists of words from which their patterns are made."""

    words: dict[str, str]
    rules: tuple[Rule, ...]


class Found(NamedTuple):
    """What a rule found: `start` and `words` in the text."""

    rule: Rule
    start: int
    words: str


class _Compiled(NamedTuple):
    rule: Rule
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None


class Wording:
    """The rules, compiled once for all texts."""

    def __init__(self, wording: WordingRules) -> None:
        """Compile the patterns, and the search for their triggers."""
        lists = {name: text.split() for name, text in wording.words.items()}
        self._rules = tuple(_compile(rule, lists) for rule in wording.rules)
        triggers: dict[bytes, set[int]] = {}
        for number, rule in enumerate(wording.rules):
            for trigger in _triggers(rule, lists):
                triggers.setdefault(trigger.encode(), set()).add(number)
        self._search = Search({trigger: tuple(sorted(rules)) for trigger, rules in triggers.items()})

    def find(self, text: str, case: Case, *, is_headline: bool = False) -> Iterator[Found]:
        """Return what the rules find in a text, in its order; several rules may find the same words, of which the first counts."""
        # 9,761 reports of crimes, each with an accused whom it does not name: 1.5 s, without this 6.8 s.
        is_named = case.names_any(text)
        possible = {
            number
            for number, one in enumerate(self._rules)
            if not case.states.isdisjoint(one.rule.when) and (is_named or not one.rule.named)
        }
        hits = [(place, numbers) for place, numbers in self._hits(text) if not possible.isdisjoint(numbers)]
        told: list[Found] = []
        for sentence, numbers in _sentences(text, hits):
            for number in sorted(possible.intersection(numbers)):
                if self._rules[number].rule.headline and not is_headline:
                    continue
                for found in _apply(self._rules[number], text, sentence, case):
                    if not any(_overlap(found, other) for other in told[-_MOST_IN_A_SENTENCE:]):
                        told.append(found)
                        yield found

    def _hits(self, text: str) -> list[tuple[int, tuple[int, ...]]]:
        """Return the positions of triggers, sorted, each with the numbers of their rules."""
        small = text.lower()
        if len(small) != len(text):  # a few letters become two
            small = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
        raw = small.encode()
        found = [(start, numbers) for numbers, start, _ in self._search.find(raw)]
        if len(raw) != len(small):
            found = [(len(raw[:start].decode()), numbers) for start, numbers in found]
        return sorted(found)


def _compile(rule: Rule, lists: dict[str, list[str]]) -> _Compiled:
    def expression(text: str) -> re.Pattern[str]:
        for name, words in lists.items():
            text = text.replace(f"{{{name}}}", "|".join(words))
        text = text.replace("{name2}", _NAME.format("name2")).replace("{name}", _NAME.format("name"))
        return re.compile(text)

    return _Compiled(
        rule,
        expression(rule.pattern),
        expression(rule.unless) if rule.unless else None,
        expression(rule.needs) if rule.needs else None,
    )


def _triggers(rule: Rule, lists: dict[str, list[str]]) -> Iterator[str]:
    for trigger in rule.triggers:
        yield from lists[trigger[1:-1]] if trigger.startswith("{") else [trigger]


def _apply(compiled: _Compiled, text: str, sentence: tuple[int, int], case: Case) -> Iterator[Found]:
    start, end = sentence
    rule, said = compiled.rule, text[start:end]
    if rule.named and not case.names_any(said):
        return
    if compiled.needs and not compiled.needs.search(said):
        return
    if compiled.unless and compiled.unless.search(said):
        return
    for match in compiled.pattern.finditer(said):
        names = [match.groupdict().get("name"), match.groupdict().get("name2")]
        states = case.states_of(filter(None, names)) if any(names) else case.states
        if states and states.issubset(rule.when) and not _is_quoted(text, start + match.start()):
            yield Found(rule, start + match.start(), match[0][:_LONGEST])


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.start + len(other.words) and other.start < one.start + len(one.words)


def _sentences(text: str, hits: list[tuple[int, tuple[int, ...]]]) -> Iterator[tuple[tuple[int, int], set[int]]]:
    """Return the bounds of each sentence with triggers, and the numbers of the rules to which these belong. `hits` are sorted."""
    sentence, wanted = (0, 0), set[int]()
    for place, numbers in hits:
        if place >= sentence[1]:
            if wanted:
                yield sentence, wanted
            sentence, wanted = _sentence(text, place), set()
        wanted.update(numbers)
    if wanted:
        yield sentence, wanted


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a position; of a very long one, of the part around it."""
    first = max(0, place - _REACH)
    start = max((end.end() for end in _END_OF_SENTENCE.finditer(text, first, place)), default=first)
    stop = _END_OF_SENTENCE.search(text, place, place + _REACH)
    return start, stop.start() + 1 if stop else min(len(text), place + _REACH)


def _is_quoted(text: str, place: int) -> bool:
    """Return whether a position is within quotation marks of its paragraph, or directly behind one."""
    if place and text[place - 1] in "‘'“":
        return True
    first = max(0, place - _LONGEST_QUOTE)
    above = text.rfind("\n\n", first, place)
    first = above + 2 if above >= 0 else first
    below = text.find("\n\n", place, place + _LONGEST_QUOTE)
    last = below if below >= 0 else place + _LONGEST_QUOTE
    return any(one.start() <= place < one.end() for one in _QUOTED.finditer(text, first, last))
