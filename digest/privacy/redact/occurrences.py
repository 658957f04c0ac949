"""Where names stand in a text: each occurrence with its rule, longest and leftmost first, none within another."""

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


def occurrences(layer: VisibleText, rules: Iterable[Rule]) -> list[Occurrence]:
    """Find all occurrences of the names of some rules, in the order of the text."""
    found = [occurrence for rule in rules for form in forms_of(rule) for occurrence in _of_form(layer.text, rule, form)]
    found.sort(key=lambda each: (each.start, -each.end, each.rule.number))
    chosen: list[Occurrence] = []
    for occurrence in found:
        if not chosen or occurrence.start >= chosen[-1].end:
            chosen.append(occurrence)
    return chosen


def _of_form(text: str, rule: Rule, form: Form) -> Iterable[Occurrence]:
    for match in prose_pattern(form).finditer(text):
        if _is_meant(text, form, match):
            yield Occurrence(rule, match.start(), match.end())
    joined = joined_pattern(form)
    for match in joined.finditer(text) if joined else ():
        yield Occurrence(rule, match.start(), match.end())


def _is_meant(text: str, form: Form, match: re.Match[str]) -> bool:
    """Return whether the letters of a form are the name, and not ordinary words."""
    if form.is_unspaced:
        return True
    found = match[0]
    if form.is_initials or len(form.words) == 1:  # “for example”, “je”
        return _is_capital(found[0]) and (not form.is_initials or _is_set_apart(found))
    if form.comma:
        return _is_turned(text, match, form.comma)
    if len(form.letters) >= TELLING_LETTERS:
        return True
    return all(gap or _is_seam(text, match.start(number)) for number, gap in enumerate(match.groups(), 1))


def _is_turned(text: str, match: re.Match[str], comma: int) -> bool:
    """Return whether a surname and a first name behind it are a name: by a comma, by capitals, or since both are one word."""
    gap = match[comma]
    surname, given = text[match.start() : match.start(comma)], text[match.end(comma) : match.end()]
    if re.search("[,，、]", gap):  # “for example, Jane”
        return _is_capital(surname[0]) and _is_capital(given[0])
    if " " not in gap:
        return bool(gap) or _is_seam(text, match.end(comma))
    return surname.isupper() and len(surname) > 1 and not given.isupper()


def _is_capital(character: str) -> bool:
    """Return whether a letter is none of a script that has small ones, or no small one."""
    return not character.islower()


def _is_set_apart(found: str) -> bool:
    """Return whether initials are written as such: all capitals, with more than their letters."""
    return found.upper() == found and not found.isalpha()


def _is_seam(text: str, place: int) -> bool:
    """Return whether two words run together as in `JaneExample`, or after an initial's full stop."""
    return text[place - 1] == "." or (text[place].isupper() and text[place - 1].islower())
