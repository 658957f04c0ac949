"""Find names in a text: each occurrence with its rule, longest and leftmost first, without overlaps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from digest.model.redaction import Rule
from digest.privacy.redact.forms import TELLING_LETTERS, Form, forms_of, joined_pattern, prose_pattern
from digest.privacy.redact.visible_text import VisibleText


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in the visible characters of a text, from `start` to before `end`."""

    rule: Rule
    start: int
    end: int


def occurrences(visible: VisibleText, rules: Iterable[Rule]) -> list[Occurrence]:
    """Find all occurrences of the names of some rules, in the order of the text."""
    found = [
        occurrence for rule in rules for form in forms_of(rule) for occurrence in _of_form(visible.text, rule, form)
    ]
    found.sort(key=lambda each: (each.start, -each.end, each.rule.number))
    chosen: list[Occurrence] = []
    for occurrence in found:
        if not chosen or occurrence.start >= chosen[-1].end:
            chosen.append(occurrence)
    return chosen


def _of_form(text: str, rule: Rule, form: Form) -> Iterable[Occurrence]:
    for match in prose_pattern(form).finditer(text):
        if _is_name(text, form, match):
            yield Occurrence(rule, match.start(), match.end())
    joined = joined_pattern(form)
    for match in joined.finditer(text) if joined else ():
        yield Occurrence(rule, match.start(), match.end())


def _is_name(text: str, form: Form, match: re.Match[str]) -> bool:
    """Return whether a match is the name, and not ordinary words with the same letters."""
    if form.is_unspaced:
        return True
    found = match[0]
    if form.is_initials or len(form.words) == 1:  # “for example”, “je”
        return _is_capital(found[0]) and (not form.is_initials or _is_written_as_initials(found))
    if form.comma:
        return _is_surname_first(text, match, form.comma)
    if len(form.letters) >= TELLING_LETTERS:
        return True
    return all(gap or _is_camel_case(text, match.start(number)) for number, gap in enumerate(match.groups(), 1))


def _is_surname_first(text: str, match: re.Match[str], comma: int) -> bool:
    """Return whether a surname followed by a first name is a name: by a comma, by capitals, or because both are one word."""
    gap = match[comma]
    surname, given = text[match.start() : match.start(comma)], text[match.end(comma) : match.end()]
    if re.search("[,，、]", gap):  # “for example, Jane”
        return _is_capital(surname[0]) and _is_capital(given[0])
    if " " not in gap:
        return bool(gap) or _is_camel_case(text, match.end(comma))
    return surname.isupper() and len(surname) > 1 and not given.isupper()


def _is_capital(character: str) -> bool:
    """Return whether a letter is a capital, or of a script without capitals."""
    return not character.islower()


def _is_written_as_initials(found: str) -> bool:
    """Return whether initials are written as such: all capitals, and with full stops or spaces."""
    return found.upper() == found and not found.isalpha()


def _is_camel_case(text: str, position: int) -> bool:
    """Return whether two words are joined as in `JaneExample`, or after the full stop of an initial."""
    return text[position - 1] == "." or (text[position].isupper() and text[position - 1].islower())
