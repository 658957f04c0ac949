"""The leak gate: the last check of bytes before they are published.

Two steps. First, only ASCII letters are kept, and the letters of all names are searched for in one pass. Where they
are found, the text there is searched with exact patterns. The same is done with all decoded forms of the bytes,
three encodings deep.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from digest.model.redaction import Rule, Scope
from digest.privacy.leak_gate.clues import certainty_of
from digest.privacy.leak_gate.decoders import decode_all, without_variants
from digest.privacy.leak_gate.prefilter import Prefilter
from digest.privacy.leak_gate.readings import decoded, squeezed, texts_of

MOST_ENCODINGS = 3
_JOINERS = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class Leak:
    """A name in a file. `rule` is the rule's number, `encoding` how the bytes were decoded, `offset` the position in the decoded bytes."""

    path: str
    rule: int
    encoding: str
    offset: int


class Gate:
    """Finds redacted names in files of any kind."""

    def __init__(self, rules: Iterable[Rule], now: datetime) -> None:
        """Keep the rules that are in force at `now` and replace a name."""
        self.rules = tuple(rule for rule in rules if rule.replaces and rule.holds(now))
        self._prefilter = Prefilter(self.rules)

    def scan(self, path: str, data: bytes, shown: Collection[str] | None = None) -> list[Leak]:
        """Return the names in a file and in its path, sorted by the number of their rules.

        `shown` are the ids of the articles and incidents that the file shows. If a namesake's is among them, the gate cannot
        distinguish the two, and lets the name pass. A rule that is limited to some ids applies only to files that show no others.
        Without `shown`, all rules apply.
        """
        if not self.rules:
            return []
        found = {
            (rule.number, encoding): (rule, offset)
            for encoding, view in (("path", _words_of(path)), ("", data))
            for rule, encoding, offset in self._leaks(view, encoding, MOST_ENCODINGS)
        }
        leaks = [
            Leak(path, number, encoding or "as it is", offset)
            for (number, encoding), (rule, offset) in found.items()
            if _applies(rule, shown, data)
        ]
        return sorted(leaks, key=lambda leak: (leak.rule, leak.encoding.count(">"), leak.encoding, leak.offset))

    def _leaks(self, data: bytes, encoding: str, depth: int) -> Iterator[tuple[Rule, str, int]]:
        for view in (data, *without_variants(data)):
            for rule, position, part in self._prefilter.parts(view):
                for name, text in texts_of(part):
                    offset = certainty_of(rule).find(text)
                    if offset >= 0:
                        yield rule, _then(encoding, name), position + offset
        if depth:
            for name, view in decode_all(data):
                if view != data:
                    yield from self._leaks(view, _then(encoding, name), depth - 1)


def _words_of(path: str) -> bytes:
    """Return a path twice: as it is, and with a `/` before every word, since after a `/` a name of one word needs no capital."""
    return f"/{path}\n\n/{_JOINERS.sub('/', path)}".encode(errors="replace")


def _then(*encodings: str) -> str:
    return " > ".join(filter(None, encodings))


def _applies(rule: Rule, shown: Collection[str] | None, data: bytes) -> bool:
    if any(scope.near and squeezed(scope.near) in squeezed(decoded(data)) for scope in rule.exceptions):
        return False
    if shown is None:
        return True
    if any(_is_among(scope, shown) for scope in rule.exceptions):
        return False
    return not rule.only or (bool(shown) and set(shown) <= {scope.article or scope.incident for scope in rule.only})


def _is_among(scope: Scope, shown: Collection[str]) -> bool:
    return not scope.near and (scope.article or scope.incident) in shown
