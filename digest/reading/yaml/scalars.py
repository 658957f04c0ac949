"""Read single values of a mapping, each as its type: text, word, number, date or URL."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import TypeVar
from zoneinfo import ZoneInfo

from digest.model.diagnostic import Origin, Position
from digest.model.moment import Moment, Span
from digest.model.text.characters import clean, unseen_in, without_stray
from digest.model.text.unknown import UNKNOWN
from digest.model.url import is_web_url
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.dates import COARSE_HINT, DATE_HINT, SPAN_HINT, BadDateError, parse_moment, parse_span
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
C = TypeVar("C", bound=str)

# How much two words must have in common for one to be a slip of the pen for the other, from 0 to 1.
NEAR = 0.75
# Fields whose values have no words that could be cut: what follows a `#` there is a comment.
_SINGLE_WORDS = frozenset(
    "date updated publish_at expires retrieved slug id lang language status show announce noindex nav lat lon role precision url archive "
    "base_url timezone editions per_page excerpt_words items host search accent light dark hub merged_into follow_up pin number type "
    "translation_of "
    "layout".split()
)
# Fields in which a question mark is never a text, and how an editor finds out what to write.
_DATED = "look on its page or in its URL, and write the day, such as 2024-03-26"
_FOUND_OUT = {
    **dict.fromkeys(("date", "updated", "retrieved", "publish_at", "expires"), _DATED),
    **dict.fromkeys(
        ("url", "archive"),
        "search for the headline, and write the URL, beginning with https://; delete the line if it was never online",
    ),
}
_AT_ENDS = " \n\t\u200b\u2060\ufeff\u180e"
_NEGATIONS = ("un", "no", "dis", "in")


class Scalars:
    """Reads a mapping field by field. A field that is missing or empty is read as the empty value of its type.

    `within` is the name of the field that contains the mapping, for messages. `ignored` are names of fields that are allowed and not read.
    Each method reports a value of another type as an error, and returns the empty value or the default instead.
    """

    def __init__(
        self,
        mapping: Mapping,
        findings: DiagnosticCollector,
        zone: ZoneInfo,
        *,
        within: str = "",
        ignored: frozenset[str] = frozenset(),
        spelt: dict[str, str] | None = None,
    ) -> None:
        """Begin without any field read. `spelt` are names of fields as the file has them, where these are another tool's."""
        self._mapping = mapping
        self._pairs = mapping.pairs
        self._findings = findings
        self._zone = zone
        self._within = within
        self._ignored = ignored
        self._spelt = spelt or {}
        self._asked: list[str] = []
        self._unseen: dict[str, str] = {}
        self._reported: set[tuple[int, int]] = set()

    def origin(self, file: str) -> Origin:
        """Return the file and the positions of all fields."""
        places = [f"{name} {node.line}:{node.column}" for name, (_, _, node) in self._pairs.items() if " " not in name]
        return Origin(file, " ".join(places))

    @property
    def mapping(self) -> Mapping:
        """The mapping that is read."""
        return self._mapping

    @property
    def findings(self) -> DiagnosticCollector:
        """Where mistakes are reported."""
        return self._findings

    @property
    def zone(self) -> ZoneInfo:
        """The zone of moments without one."""
        return self._zone

    def ignores(self, name: str) -> bool:
        """Return whether the field is allowed and not read."""
        return name in self._ignored

    def position(self, pair: tuple[int, int, Node]) -> Position:
        """Return the position of the value of a pair of the mapping."""
        return self._place(pair[2])

    def at(self, *names: str) -> Position:
        """Return the position of the first of these fields that is there, else that of the mapping."""
        return self._place(next((self._pairs[name][2] for name in names if name in self._pairs), self._mapping))

    def _place(self, node: Node) -> Position:
        return Position(self._mapping.file, node.line, node.column)

    def has(self, name: str) -> bool:
        """Return whether the field is there and not empty."""
        return self._node(name) is not None

    def text(self, *names: str) -> str:
        """Return the text of the first of these fields that is there, without white space at its ends."""
        self._asked += names
        for name in names:
            if name in self._pairs and (node := self._filled(name)) is not None:
                return self._scalar(name, node)
        return ""

    def required(self, code: str, hint: str, *names: str) -> str:
        """Return a text as `text` does; an empty text, and the error `code`, if it is missing."""
        value = self.text(*names)
        if not value and not self._is_no_text(*names):
            said = f"`{names[0]}` is missing{self._of_group('in')}"
            if names[0] in self._unseen:
                said = f"`{names[0]}` has only characters that nobody sees, such as {self._unseen[names[0]]}"
            self._findings.error(code, self.at(*names), said, hint)
        return value

    def _is_no_text(self, *names: str) -> bool:
        """Return whether a field is there, but is no single text, or was cut; that is reported already."""
        return any(
            not isinstance(self._node(name), Scalar | None) or self._is_cut(name) or self._is_unknown(name)
            for name in names
        )

    def _is_unknown(self, name: str) -> bool:
        node = self._pairs[name][2] if name in self._pairs else None
        return isinstance(node, Scalar) and node.value == UNKNOWN

    def _is_cut(self, name: str) -> bool:
        node = self._pairs[name][2] if name in self._pairs else None
        return isinstance(node, Scalar) and bool(node.cut)

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return a list of texts, without repeated and empty ones; a single text is a list of one."""
        self._asked += names
        for name in names:
            if name in self._pairs and (node := self._filled(name)) is not None:
                items = node.items if isinstance(node, Sequence) else [node]
                return tuple(dict.fromkeys(filter(None, [self._item(name, item) for item in items])))
        return ()

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return `true` or `false` (YAML 1.2, section 10.3.2); the default if the field is missing or empty."""
        node = self._node(name)
        if node is None:
            return default
        value = self._scalar(name, node)
        if value.lower() not in {"", "true", "false"}:
            self._findings.error("not-a-flag", self.at(name), f"`{name}` is “{value}”", "write true or false")
        return value.lower() == "true" if value else default

    def choice(self, name: str, choices: tuple[C, ...], default: C) -> C:
        """Return one of the words in `choices`."""
        node = self._node(name)
        if node is None:
            return default
        value = self._scalar(name, node)
        for choice in choices:
            if value == choice:
                return choice
        if value:
            near = get_close_matches(value.lower(), choices, 1, NEAR)
            # What negates a word is never advised to become it: `unpublished` is not `published`.
            hint = f"did you mean `{near[0]}`? " if near and not value.lower().startswith(_NEGATIONS) else ""
            self._findings.error(
                "unknown-word",
                self.at(name),
                f"`{self._spelt.get(name, name)}` is “{value}”",
                f"{hint}write one of: {', '.join(c for c in choices if c)}",
            )
        return default

    def whole_number(self, name: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        node = self._node(name)
        value = "" if node is None else self._scalar(name, node)
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
            self._findings.error(
                "not-a-number", self.at(name), f"`{name}` is “{value}”", f"write a whole number from {least} to {most}"
            )
            return default
        return int(value)

    def degrees(self, name: str, most: float) -> float | None:
        """Return an angle in degrees from `-most` to `most`; None if it is missing or wrong."""
        node = self._node(name)
        value = "" if node is None else self._scalar(name, node)
        if not value:
            return None
        try:
            angle = float(value)
        except ValueError:
            angle = most + 1
        if not -most <= angle <= most:
            self._findings.error(
                "not-a-number",
                self.at(name),
                f"`{name}` is “{value}”",
                f"write degrees from -{most:.0f} to {most:.0f}, such as 39.2158",
            )
            return None
        return angle + 0.0  # -0.0 is 0.0

    def url(self, *names: str) -> str:
        """Return an absolute http or https URL."""
        value = self.text(*names)
        if value and not is_web_url(value):
            self._findings.error(
                "bad-url",
                self.at(*names),
                f"“{value[:200]}” is not a URL of the web",
                "write it whole, beginning with https:// or http://",
            )
            return ""
        return value

    def moment(self, *names: str) -> Moment | None:
        """Return a date, or a date and time; None if it is missing or wrong."""
        return self._moment(self.text(*names), names, coarse=False)

    def coarse_moment(self, *names: str) -> Moment | None:
        """Return a date, a date and time, a month or a year; None if it is missing or wrong."""
        return self._moment(self.text(*names), names, coarse=True)

    def required_moment(self, *names: str, coarse: bool = False) -> Moment | None:
        """Return a date as `moment` does, or, if `coarse`, as `coarse_moment` does; None, and an error, if it is missing or wrong."""
        value = self.required("missing-date", COARSE_HINT if coarse else DATE_HINT, *names)
        return self._moment(value, names, coarse=coarse)

    def _moment(self, value: str, names: tuple[str, ...], *, coarse: bool) -> Moment | None:
        if not value:
            return None
        hint = COARSE_HINT if coarse else DATE_HINT
        return self._parsed(value, lambda text: parse_moment(text, self._zone, coarse=coarse), hint, names)

    def span(self, name: str) -> Span | None:
        """Return a date, a month, a year, or a span of them; None if it is missing or wrong."""
        return self._parsed(self.text(name), parse_span, SPAN_HINT, (name,))

    def _parsed(self, value: str, parse: Callable[[str], T], hint: str, names: tuple[str, ...]) -> T | None:
        if not value:
            return None
        try:
            return parse(value)
        except BadDateError as problem:
            self._findings.error(
                "impossible-date", self.at(*names), f"`{self._spelt.get(names[0], names[0])}`: {problem}", hint
            )
            return None

    def fail(self, code: str, name: str, message: str, hint: str) -> None:
        """Report an error in a field, at its position."""
        self._findings.error(code, self.at(name), message, hint)

    def _of_group(self, word: str) -> str:
        return f" {word} `{self._within}`" if self._within else ""

    def _node(self, name: str) -> Node | None:
        self._asked.append(name)
        return self._filled(name) if name in self._pairs else None

    def _filled(self, name: str) -> Node | None:
        """Return the value of a field that is there; None if it is empty."""
        node = self._pairs[name][2]
        if isinstance(node, Scalar):
            self._report_cut(name, node)
            return None if node.is_null or not node.value else node
        return node if (node.items if isinstance(node, Sequence) else node.pairs) else None

    def _item(self, name: str, node: Node) -> str:
        if isinstance(node, Scalar) and node.is_null:
            self._report_cut(name, node)
            return ""
        return self._scalar(name, node)

    def _scalar(self, name: str, node: Node) -> str:
        if not isinstance(node, Scalar):
            what = "a list" if isinstance(node, Sequence) else "a group of fields"
            self._findings.error(
                "not-a-text",
                self._place(node),
                f"`{name}` must be one text, and this is {what}",
                "write a single value",
            )
            return ""
        self._report_cut(name, node)
        if node.value == UNKNOWN and (node.plain or name in _FOUND_OUT):
            self._report_unknown(name, node)
            return ""
        value = clean(node.value).strip()
        return value if value.isascii() else self._seen(name, node, value)

    def _seen(self, name: str, node: Scalar, value: str) -> str:
        """Return a text without invisible characters that mean nothing, and warn of them; empty if nothing of it can be seen."""
        if unseen := unseen_in(value):
            self._unseen[name] = unseen
            return ""
        value = value.strip(_AT_ENDS)
        seen = without_stray(value)
        if seen != value and self._is_new(node):
            found = next(character for character in value if without_stray(character) != character)
            self._findings.warn(
                "invisible-character",
                self._place(node),
                f"`{name}` has characters that nobody sees, such as U+{ord(found):04X}; they were removed",
                "type the words again, or paste them without formatting",
            )
        return seen

    def _report_cut(self, name: str, node: Scalar) -> None:
        """Report a text whose rest YAML takes for a comment."""
        if not node.cut or name in _SINGLE_WORDS or not self._is_new(node):
            return
        whole = f"{node.value} {node.cut}".strip().replace('"', "'")
        self._findings.error(
            "cut-text",
            self._place(node),
            f"for YAML, `{name}` {f'ends after “{node.value}”' if node.value else 'is empty'}: a # after a blank begins a comment",
            f'put quotes around the text: "{whole}"; in a comment, write a blank after the #',
        )

    def _report_unknown(self, name: str, node: Scalar) -> None:
        """Report a value that an editor has yet to find out."""
        if self._is_new(node):
            shown = self._spelt.get(name, name)
            hint = _FOUND_OUT.get(name, "write the value in its place, or delete the line if nobody can know it")
            self._findings.error(
                "not-known-yet", self._place(node), f"`{shown}`{self._of_group('of')} is not known yet", hint
            )

    def _is_new(self, node: Scalar) -> bool:
        """Return whether nothing was reported of this value yet."""
        place = (node.line, node.column)
        is_new = place not in self._reported
        self._reported.add(place)
        return is_new
