"""The texts of the interface in the language of a site. The texts in the code are English; a catalogue contains the translations."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from gettext import c2py

# The plural rule of English, as an expression of GNU gettext, in which `n` is the number.
ENGLISH_PLURAL = "n != 1"
# Numbers that are enough to get every plural form of every language.
NUMBERS = range(200)
_FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_FROM_RIGHT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT = 4  # letters of a script's subtag (RFC 5646, 2.2.3)
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Words:
    """The texts of the interface in a language."""

    language: str = "en"  #: the code of the language
    entries: tuple[tuple[str, tuple[str, ...]], ...] = ()  #: each English text with its forms, by number
    plural: str = ENGLISH_PLURAL  #: the plural rule: an expression of GNU gettext

    @cached_property
    def _forms(self) -> dict[str, tuple[str, ...]]:
        return dict(self.entries)

    def has(self, text: str) -> bool:
        """Return whether a text needs no translation or has one. English, and a language without a catalogue, needs none."""
        return not self.entries or self.language.partition("-")[0] == "en" or text in self._forms

    def say(self, text: str, **values: str) -> str:
        """Return a text in the language, with values in the place of `{name}`; without a translation, the English text."""
        forms = self._forms.get(text)
        said = forms[0] if forms else text
        return fill(said, values) if values else said

    def forms_of(self, one: str, many: str) -> tuple[str, ...]:
        """Return the plural forms of a text, in the order of the rule's results."""
        return self._forms.get(one) or (one, many)

    def rule_for(self, one: str) -> str:
        """Return the plural rule for a text: that of English if the text has no translation."""
        return self.plural if one in self._forms else ENGLISH_PLURAL


ENGLISH = Words()


def runs_from_right(language: str) -> bool:
    """Return whether a language (BCP 47) is written from right to left: by its script subtag if it has one, else by its usual script."""
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == _SCRIPT), "")
    return script in _FROM_RIGHT_SCRIPTS if script else first in _FROM_RIGHT


def fill(text: str, values: dict[str, str]) -> str:
    """Put values in the place of `{name}`; other braces stay as they are."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def placeholders_of(text: str) -> list[str]:
    """Return the names in braces, in order."""
    return _PLACEHOLDER.findall(text)


def parts_of(text: str) -> list[str]:
    """Split a text at its placeholders: text and name in turn, text first."""
    return _PLACEHOLDER.split(text)


@lru_cache(maxsize=64)
def plural_rule(expression: str) -> Callable[[int], int]:
    """Return the function of a plural rule. Raise `ValueError` if the expression is not valid."""
    rule = c2py(expression)
    return lambda number: int(rule(number))
