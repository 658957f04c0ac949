"""The words of the interface in the language of a site. What digest says by itself is English; a catalogue has the others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from gettext import c2py

# GNU gettext: what stands for the number in the rule by which it chooses a form.
ENGLISH_PLURAL = "n != 1"
# Numbers among which each rule of a language shows all its forms.
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
        """Return whether a text is known in the language. English knows all, and of a language without a catalogue nothing is asked."""
        return not self.entries or self.language.partition("-")[0] == "en" or text in self._forms

    def say(self, text: str, **values: str) -> str:
        """Return a text in the language, with values in the place of `{name}`; what is not known stays English."""
        forms = self._forms.get(text)
        said = forms[0] if forms else text
        return fill(said, values) if values else said

    def forms_of(self, one: str, many: str) -> tuple[str, ...]:
        """Return the forms of a text that counts something, in the order of the rule's results."""
        return self._forms.get(one) or (one, many)

    def rule_for(self, one: str) -> str:
        """Return the rule for a text's forms: that of English where the language does not know it."""
        return self.plural if one in self._forms else ENGLISH_PLURAL


ENGLISH = Words()


def runs_from_right(language: str) -> bool:
    """Return whether a language (BCP 47) is written from right to left: by its script if that is said, else by its usual one."""
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == _SCRIPT), "")
    return script in _FROM_RIGHT_SCRIPTS if script else first in _FROM_RIGHT


def fill(text: str, values: dict[str, str]) -> str:
    """Put values in the place of `{name}`; other braces stay as they are."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def placeholders_of(text: str) -> list[str]:
    """Return the names in braces, in their order."""
    return _PLACEHOLDER.findall(text)


def parts_of(text: str) -> list[str]:
    """Cut a text at its placeholders: words and names in turn, words first."""
    return _PLACEHOLDER.split(text)


@lru_cache(maxsize=64)
def plural_rule(expression: str) -> Callable[[int], int]:
    """Return the function of a rule. Raises `ValueError` if it is none."""
    rule = c2py(expression)
    return lambda number: int(rule(number))
