"""The rules of litter.toml, compiled: whether a line is no part of the story, and by which rule."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from digest.adapters.multi_search import Search

# A line that is longer is never removed as a whole; its sentences may be looked at up to this length.
LONGEST_LINE = 1_500
# Where one sentence of a line ends and the next begins. Initials and short abbreviations do not end one.
_BETWEEN = re.compile(
    r"(?<=[.!?…])[\"')\]]* +(?=[A-Z©™(\[\"'@#0-9À-ÞÀ-ȳ¿¡\u0600-\u06ff-])|(?<=\S) +(?:\||·|•|»|---?|\*{2,3}) +(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, as litter.toml explains its fields."""

    id: str
    language: str
    triggers: tuple[str, ...]
    pattern: str
    reason: str
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    longest: int = 300
    case: bool = False
    companion: bool = False


@dataclass(frozen=True, slots=True)
class LitterRules:
    """The rules, and the lists of words from which their patterns are made."""

    words: dict[str, str]
    rules: tuple[Rule, ...]


class _Compiled(NamedTuple):
    rule: Rule
    pattern: re.Pattern[str]


class Litter:
    """The rules, compiled once for all texts."""

    def __init__(self, rules: LitterRules) -> None:
        """Compile the patterns, and the search for their triggers."""
        lists = {name: " ".join(text.split()) for name, text in rules.words.items()}
        self._rules = tuple(_Compiled(rule, _compile(rule, lists)) for rule in rules.rules)
        triggers: dict[bytes, list[int]] = {}
        for number, rule in enumerate(rules.rules):
            for trigger in rule.triggers:
                triggers.setdefault(trigger.encode(), []).append(number)
        self._search = Search({trigger: tuple(numbers) for trigger, numbers in triggers.items()})

    def rule_of(self, line: str) -> Rule | None:
        """Return the rule by which a line is litter: as a whole, or because each of its sentences is. `line` is as `visible` returns it."""
        if not line or len(line) > LONGEST_LINE:
            return None
        numbers = self._possible(line)
        if not numbers:
            return None
        if (whole := self._match(line, numbers)) and not whole.companion:
            return whole
        return self._composed(line, numbers)

    def _composed(self, line: str, numbers: list[int]) -> Rule | None:
        """Return the rule of the first sentence that is no companion, if each sentence of the line is litter."""
        border = _BETWEEN.search(line)
        if not border or not self._match(line[: border.start()], numbers):
            return None
        found = [self._match(sentence.strip(), numbers) for sentence in _BETWEEN.split(line)]
        return next((rule for rule in found if rule and not rule.companion), None) if all(found) else None

    def _possible(self, line: str) -> list[int]:
        """Return the numbers of the rules of which a trigger is in the line, in the order of the file."""
        found = self._search.find(line.lower().encode())
        return sorted({number for numbers, _, _ in found for number in numbers})

    def _match(self, words: str, numbers: list[int]) -> Rule | None:
        """Return the first rule that takes these words; a companion only if no other does."""
        companion = None
        for number in numbers:
            rule, pattern = self._rules[number]
            if len(words) <= rule.longest and pattern.fullmatch(words):
                if not rule.companion:
                    return rule
                companion = companion or rule
        return companion


def _compile(rule: Rule, lists: dict[str, str]) -> re.Pattern[str]:
    pattern = rule.pattern
    for _ in range(2):  # lists may name lists
        for name, words in lists.items():
            pattern = pattern.replace(f"{{{name}}}", words)
    return re.compile(pattern, re.NOFLAG if rule.case else re.IGNORECASE)
