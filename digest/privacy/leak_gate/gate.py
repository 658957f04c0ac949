"""The leak gate: the last look at bytes before they are published.

Two steps. In what is left of the bytes when only ASCII letters are kept, the letters of all names are looked for in one pass; where they
are found, the text is read carefully, and a pattern decides. The same is done with everything that the bytes can also be read as,
three encodings deep.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from digest.model.redaction import Rule, Scope
from digest.privacy.leak_gate.clues import certainty_of
from digest.privacy.leak_gate.decoders import undressed, views
from digest.privacy.leak_gate.prefilter import Prefilter
from digest.privacy.leak_gate.readings import decoded, squeezed, texts_of

MOST_ENCODINGS = 3
_JOINERS = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class Leak:
    """A name in a file. `rule` is its number; `encoding` says how the bytes were read, `offset` where it stands in what was read so."""

    path: str
    rule: int
    encoding: str
    offset: int


class Gate:
    """Finds names that must be forgotten in files, whatever their kind."""

    def __init__(self, rules: Iterable[Rule], now: datetime) -> None:
        """Take the rules that hold at `now` and by which a name is replaced."""
        self.rules = tuple(rule for rule in rules if rule.replaces and rule.holds(now))
        self._suspicion = Prefilter(self.rules)

    def scan(self, path: str, data: bytes, shown: Collection[str] | None = None) -> list[Leak]:
        """Find the names in a file and in its path, by the number of their rules.

        `shown` are the ids of the articles and incidents that the file shows: where a namesake's is among them, the gate cannot
        tell the two apart and lets the name pass; a rule that holds only for some ids is asked only of files that show nothing else.
        Without `shown`, all rules are asked.
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
            if _is_asked(rule, shown, data)
        ]
        return sorted(leaks, key=lambda leak: (leak.rule, leak.encoding.count(">"), leak.encoding, leak.offset))

    def _leaks(self, data: bytes, encoding: str, depth: int) -> Iterator[tuple[Rule, str, int]]:
        for view in (data, *undressed(data)):
            for rule, place, part in self._suspicion.parts(view):
                for name, text in texts_of(part):
                    offset = certainty_of(rule).find(text)
                    if offset >= 0:
                        yield rule, _then(encoding, name), place + offset
        if depth:
            for name, view in views(data):
                if view != data:
                    yield from self._leaks(view, _then(encoding, name), depth - 1)


def _words_of(path: str) -> bytes:
    """Return a path twice: as it is, and with a `/` before every word, where names of one word count in small letters too."""
    return f"/{path}\n\n/{_JOINERS.sub('/', path)}".encode(errors="replace")


def _then(*encodings: str) -> str:
    return " > ".join(filter(None, encodings))


def _is_asked(rule: Rule, shown: Collection[str] | None, data: bytes) -> bool:
    if any(scope.near and squeezed(scope.near) in squeezed(decoded(data)) for scope in rule.exceptions):
        return False
    if shown is None:
        return True
    if any(_is_among(scope, shown) for scope in rule.exceptions):
        return False
    return not rule.only or (bool(shown) and set(shown) <= {scope.article or scope.incident for scope in rule.only})


def _is_among(scope: Scope, shown: Collection[str]) -> bool:
    return not scope.near and (scope.article or scope.incident) in shown
