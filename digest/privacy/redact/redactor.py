"""The redactor, which takes names out of texts: the interface of this package."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from digest.model.redaction import Rule, Scope
from digest.model.text.letters import plain_letters
from digest.privacy.redact import inflection
from digest.privacy.redact.addresses import address_holds, decodings, neutral_slug
from digest.privacy.redact.links import without_links
from digest.privacy.redact.occurrences import Occurrence, occurrences
from digest.privacy.redact.prefilter import Prefilter
from digest.privacy.redact.visible_text import VisibleText, visible_text_of

# The words that replace a name may form a name again with the words beside them; no text needs more rounds than this.
_MOST_ROUNDS = 5
_MARKED = re.compile(r"[&<*_~`\[\]\\]")


@dataclass(frozen=True, slots=True)
class _Edit:
    """The replacement of a part of the source, from `start` to before `end`."""

    start: int
    end: int
    words: str = ""


class Redactor:
    """Replaces names as the rules say that are in force at a moment."""

    def __init__(self, rules: Iterable[Rule], now: datetime) -> None:
        """Keep the rules that are in force at `now`."""
        self._rules = tuple(rule for rule in rules if rule.holds(now))
        self._prefilter = Prefilter(self._rules)

    def suspects(self, text: str) -> bool:
        """Return, fast, whether a text could contain a name; it may be a false alarm."""
        return bool(self._prefilter.candidates(text))

    def redact(self, text: str, article: str = "", incidents: Collection[str] = (), context: str = "") -> str:
        """Return a text, Markdown or plain, without the redacted names; the same object if it contains none.

        `article` and `incidents` are the ids of what the text belongs to, `context` is other text of the same piece: these
        distinguish a namesake. Redacting twice gives the same as redacting once.
        """
        for _ in range(_MOST_ROUNDS):
            rules = self._replacing(text, article, incidents, context)
            redacted = _redacted(text, rules) if rules else text
            if redacted == text:
                break
            text = redacted
        return text

    def redact_slug(self, slug: str, article: str = "", incidents: Collection[str] = (), context: str = "") -> str:
        """Return a slug, or a file name without its extension, without the names; it may be empty."""
        rules = self._replacing(slug, article, incidents, context)
        return neutral_slug(slug, rules) if rules and address_holds(slug, rules) else slug

    def holds_name(self, text: str, article: str = "", incidents: Collection[str] = (), context: str = "") -> bool:
        """Return whether a text or an address contains a name that must be replaced, also if it is encoded."""
        return any(
            rules and _shows(reading, rules)
            for reading in decodings(text)
            if (rules := self._replacing(reading, article, incidents, context))
        )

    def rules_in(
        self, text: str, article: str = "", incidents: Collection[str] = (), context: str = ""
    ) -> tuple[Rule, ...]:
        """Return the rules, of any level, whose name a text contains."""
        found = _in_scope(self._prefilter.candidates(text), text, article, incidents, context)
        return tuple(rule for rule in found if _shows(text, (rule,)))

    def _replacing(self, text: str, article: str, incidents: Collection[str], context: str) -> tuple[Rule, ...]:
        rules = self._prefilter.candidates(text)
        if not rules:
            return ()
        return tuple(rule for rule in _in_scope(rules, text, article, incidents, context) if rule.replaces)


def _in_scope(
    rules: tuple[Rule, ...], text: str, article: str, incidents: Collection[str], context: str
) -> tuple[Rule, ...]:
    def applies(scope: Scope) -> bool:
        if scope.near:
            near = plain_letters(scope.near).casefold()
            return any(near in " ".join(plain_letters(words).casefold().split()) for words in (text, context))
        return scope.article == article if scope.article else scope.incident in incidents

    return tuple(
        rule
        for rule in rules
        if not any(map(applies, rule.exceptions)) and (not rule.only or any(map(applies, rule.only)))
    )


def _shows(text: str, rules: tuple[Rule, ...]) -> bool:
    """Return whether a text contains a name, in its words or in an address. A text of one word may be an address itself."""

    def holds(address: str) -> bool:
        return address_holds(address, rules)

    def blank(words: str) -> str:
        return "" if occurrences(visible_text_of(words), rules) else words

    if not blank(text) or without_links(text, holds, blank, lambda _: "") != text:
        return True
    return len(text.split()) == 1 and holds(text)


def _redacted(text: str, rules: tuple[Rule, ...]) -> str:
    def holds(address: str) -> bool:
        return address_holds(address, rules)

    def instead(address: str) -> str:
        return next(rule.instead for rule in rules if address_holds(address, (rule,)))

    text = without_links(text, holds, lambda words: _redacted(words, rules), instead)
    text = _without_names(visible_text_of(text), rules)
    return _without_names(visible_text_of(text, literal=True), rules) if _MARKED.search(text) else text


def _without_names(visible: VisibleText, rules: tuple[Rule, ...]) -> str:
    edits: list[_Edit] = []
    finished = 0
    for occurrence in occurrences(visible, rules):
        edits += _edits(visible, occurrence, finished)
        finished = occurrence.end
    return _applied(visible.source, edits) if edits else visible.source


def _edits(visible: VisibleText, occurrence: Occurrence, finished: int) -> list[_Edit]:
    """Return the edits that replace one name. The characters before `finished` belong to the previous name."""
    text, instead = visible.text, occurrence.rule.instead
    start, end = inflection.with_quotes(text, occurrence.start, occurrence.end)
    before = inflection.age_before if inflection.is_initials(instead) else inflection.title_before
    begin = max(finished, before(text, start))
    tail = inflection.suffix_after(text, end)
    close = inflection.possessive_after(text, start, tail)
    possessive = text[tail:close]
    close = close if possessive else inflection.age_after(text, tail)
    words = inflection.inflect(instead, text, begin, text[start:end], possessive)
    if words.endswith(".") and text[close : close + 1] == ".":  # one full stop ends both the initials and the sentence
        close += 1
    edits = [_Edit(visible.starts[start], visible.ends[end - 1], words)]
    edits += [_Edit(visible.starts[i], visible.ends[i]) for i in (*range(begin, start), *range(end, close))]
    edits += [
        _Edit(mark.start, mark.end) for mark in visible.marks_between(visible.starts[start], visible.ends[end - 1])
    ]
    mended = inflection.article_before(text, begin, words)
    if mended:
        position, article = mended
        space = begin - 1
        edits += [_Edit(visible.starts[position], visible.ends[space - 1], article)]
    return edits


def _applied(source: str, edits: list[_Edit]) -> str:
    pieces = []
    position = 0
    for edit in sorted(edits, key=lambda each: (each.start, -each.end)):
        if edit.start >= position:
            pieces += [source[position : edit.start], edit.words]
        elif edit.end <= position:
            continue
        position = max(position, edit.end)
    return "".join([*pieces, source[position:]])
