"""Litter of websites goes, the story stays: lines are removed by rules and by repetition, each with its reason."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from digest.importing.cleaning.headlines import Line, find_lists
from digest.importing.cleaning.lines import goes_on, visible
from digest.importing.cleaning.repetition import ENOUGH, Repeated, countable
from digest.importing.cleaning.rules import Litter
from digest.importing.record import NewArticle
from digest.model.reports.imported import Note

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_REPEATED = "{} articles of this outlet have this line, and it speaks to readers of its website"


class Removal(NamedTuple):
    """A line that is no part of the story: its index in the text, the id of its rule, and the reason in words."""

    number: int
    rule: str
    reason: str


def clean(article: NewArticle, rules: Litter, repeated: Repeated) -> NewArticle:
    """Return an article without litter, with a note for each line removed. One's own text is returned as it is."""
    if article.is_own or not article.text:
        return article
    lines = article.text.split("\n")
    title = article.fields.get("title")
    removals = find_litter(lines, title if isinstance(title, str) else "", rules, repeated)
    if not removals:
        return article
    notes = (Note("removed", one.rule, one.reason, one.number + 1, lines[one.number].strip()) for one in removals)
    text = "\n".join(without(lines, {one.number for one in removals}))
    return replace(article, text=text, notes=(*article.notes, *notes))


def find_litter(lines: list[str], title: str, rules: Litter, repeated: Repeated) -> list[Removal]:
    """Return the lines of a text that are no part of the story, in their order."""
    left: list[Line] = []
    removals: dict[int, Removal] = {}
    for number, line in _prose(lines):
        if number - 1 not in removals and goes_on(lines, number):
            continue
        words = visible(line)
        if rule := rules.rule_of(words):
            removals[number] = Removal(number, rule.id, rule.reason)
        elif (folded := countable(words)) and (count := repeated(folded)) >= ENOUGH:
            removals[number] = Removal(number, "repeated-line", _REPEATED.format(count))
        else:
            left.append(Line(number, words))
    listed = find_lists(left, title, {number: one.rule for number, one in removals.items()})
    removals |= {one.number: Removal(*one) for one in listed}
    return sorted(removals.values())


def _prose(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Return the lines with words that are no code, with their indexes."""
    is_code = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            is_code = not is_code
        elif not is_code and line.strip():
            yield number, line


def without(lines: list[str], removed: set[int]) -> list[str]:
    """Return the lines that stay. Of the blank lines around a removed one, only those before it stay, and none at either end."""
    kept: list[str] = []
    after_removed = False
    for index, line in enumerate(lines):
        if index in removed:
            after_removed = True
        elif not (after_removed and not line.strip() and (not kept or not kept[-1].strip())):
            kept.append(line)
            after_removed = after_removed and not line.strip()
    if removed:
        while kept and not kept[-1].strip() and max(removed) > _last_words(lines, removed):
            kept.pop()
    return kept


def _last_words(lines: list[str], removed: set[int]) -> int:
    return max((index for index, line in enumerate(lines) if line.strip() and index not in removed), default=-1)
