"""Sort the fields of a document: digest's own, another tool's, decisions, passed over, unknown."""

from collections import defaultdict
from typing import NamedTuple

from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.decisions import (
    Decision,
    decides,
    decision_of,
    is_appearance,
    is_expiry,
    is_no,
    is_yes,
    strictest,
)
from digest.reading.dialects.names import OF_TOOLS, OWN, READ_AS, Kind, plain_name
from digest.reading.dialects.passed_over import is_passed_over
from digest.reading.dialects.values import decoded, is_filled, scalar_in
from digest.reading.yaml.nodes import Node, Scalar
from digest.reading.yaml.schema import Fields

Pair = tuple[int, int, Node]

_OWN_BY_PLAIN_NAME: dict[Kind, dict[str, str]] = {
    kind: {plain_name(name): name for name in names} for kind, names in OWN.items()
}
# Fields of digest that show that a document was written for it.
_OF_DIGEST = frozenset(
    "incident incidents show corrections updates places publish_at expires announce withdrawal noindex translation_of".split()
)


class Foreign(NamedTuple):
    """A field in another tool's name: the key as it is written, its position and its value."""

    key: str
    pair: Pair

    @property
    def node(self) -> Node:
        """The value."""
        return self.pair[2]


class Sorted:
    """The sorted fields of one document. `own` have digest's names, `foreign` are in another tool's, by digest's.

    `spelt` is how the file calls fields of digest. `left_out` says whether nothing of the document is published.
    """

    def __init__(self, fields: Fields, kind: Kind, conventions: Conventions) -> None:
        """Sort the fields of a document of this kind."""
        self.fields = fields
        self.kind: Kind = kind
        self.conventions = conventions
        self.newsroom = {plain_name(name) for name in conventions.fields}
        self.own: dict[str, Pair] = {}
        self.foreign: dict[str, list[Foreign]] = defaultdict(list)
        self.decisions: list[tuple[Decision, Foreign]] = []
        self.left_out = False
        self.spelt: dict[str, str] = {}
        mapping = fields.mapping
        self._sort(_decoded(mapping.pairs) if self._is_of_a_tool() else mapping.pairs)

    def _is_of_a_tool(self) -> bool:
        pairs = self.fields.mapping.pairs
        if any(plain_name(key) in OF_TOOLS for key in pairs):
            return True
        whole = self.fields.mapping.file.endswith(".json") and {"text", "maintext", "raw_text"} & {*pairs}
        return bool(whole) and not _OF_DIGEST & {*pairs}

    def _sort(self, pairs: dict[str, Pair]) -> None:
        """Put each field where it belongs: digest's own, another tool's, passed over, or unknown."""
        own, by_plain_name = OWN[self.kind], _OWN_BY_PLAIN_NAME[self.kind]
        ranked: dict[str, list[tuple[int, Foreign]]] = defaultdict(list)
        for key, pair in pairs.items():
            field = by_plain_name.get(plain_name(key), "")
            if key in own:
                self._take(key, pair)
            elif field and field not in pairs and field not in self.own:
                self.spelt[field] = key
                self._take(field, pair)
            else:
                self._sort_foreign(Foreign(key, pair), ranked)
        for field, found in ranked.items():
            self.foreign[field] = [one for _, one in sorted(found, key=lambda each: each[0])]

    def _sort_foreign(self, one: Foreign, ranked: dict[str, list[tuple[int, Foreign]]]) -> None:
        key, name = one.key, plain_name(one.key)
        decision = decision_of(key, one.node)
        if decision:
            self.decisions.append((decision, one))
        elif self.kind != "articles" and _is_timing(key, one.node):
            self.own[key] = one.pair  # only articles have these: it is reported
        elif (place := READ_AS[self.kind].get(name)) and (name == "images" or not self.fields.ignores(key)):
            if is_filled(one.node):
                ranked[place[0]].append((place[1], one))
        elif is_expiry(key) or is_appearance(key):
            ranked["moments"].append((0, one))
        elif not self._is_known(key):
            self.own[key] = one.pair

    def _is_known(self, key: str) -> bool:
        if plain_name(key) in self.newsroom or decides(key) or self.fields.ignores(key) or is_passed_over(key):
            return True
        return self.kind != "articles" and (plain_name(key) in READ_AS["articles"] or key in {"date", "lang"})

    def _take(self, key: str, pair: Pair) -> None:
        """Take a field in digest's own name. Its value may decide more than digest's own values do."""
        decision: Decision = ""
        if key in {"noindex", "show"}:
            decision = decision_of(key, pair[2])
        elif key == "status" and isinstance(pair[2], Scalar) and pair[2].value.strip().lower() != "withdrawn":
            decision = decision_of("poststatus", pair[2])
        if decision == "unclear":
            decision = ""  # the reader of the field says what it may be
        if decision:
            self.decisions.append((decision, Foreign(key, pair)))
        elif key == "status" and isinstance(pair[2], Scalar) and pair[2].value.strip().lower() in _PUBLISHED:
            pair = (pair[0], pair[1], pair[2]._replace(value="published"))
        if key != "show" or not decision:
            self.own[key] = pair

    def decide(self) -> None:
        """Write into `status` and `noindex` what the keys of any tool decide; warn of what digest does not know so exactly."""
        for decision, one in self.decisions:
            if decision == "unclear":
                where = self.fields.position(one.pair)
                said = scalar_in(one.node)
                value = said.value[:60] if said else "…"
                self.fields.findings.error("not-a-flag", where, f"`{one.key}` is “{value}”", "write true or false")
        found = strictest(decision for decision, _ in self.decisions if decision != "unclear")
        if not found:
            return
        one = next(one for decision, one in self.decisions if decision == found)
        if any(decision == "noindex" for decision, _ in self.decisions) or (
            found == "unlisted" and self.kind == "pages"
        ):
            self.own["noindex"] = _scalar_at(one, "true")
        if found == "unlisted" and self.kind == "pages":
            self.own.pop("nav", None)
        elif found in {"draft", "unlisted"}:
            self._leave_out(found, one)

    def _leave_out(self, found: Decision, one: Foreign) -> None:
        if found == "unlisted":
            said = scalar_in(one.node)
            self.fields.findings.warn(
                "unlisted-left-out",
                self.fields.position(one.pair),
                f"`{one.key}{f': {said.value}' if said else ''}` asks for a page that no list shows; digest has none, and leaves it out",
                "delete the line to publish the text, or write status: draft if it shall stay hidden",
            )
        if self.kind != "articles":
            self.left_out = True
            return
        written = self.own.get("status")
        if written is None or not (isinstance(written[2], Scalar) and written[2].value == "withdrawn"):
            self.own["status"] = _scalar_at(one, "draft")


_PUBLISHED = frozenset({"publish", "public", "live", "featured", "published"})


def is_dated(node: Node) -> bool:
    """Return whether a value may be a moment: it has a digit, and is not the date zero of some tool."""
    said = scalar_in(node)
    if said is None or is_yes(said.value) or is_no(said.value):
        return False
    return any(map(str.isdigit, said.value)) and not said.value.startswith(("0001-01-01", "0000-00-00"))


def _is_timing(key: str, node: Node) -> bool:
    """Return whether a key says from or until when a page is published, other than when it was."""
    past = plain_name(key).startswith(("published", "pubdate", "datepub", "publicationdate"))
    return (is_expiry(key) or (is_appearance(key) and not past)) and is_dated(node)


def _scalar_at(one: Foreign, value: str) -> Pair:
    line, column, node = one.pair
    return line, column, Scalar(node.line, node.column, value, plain=False)


_WORDS = frozenset("title summary tags source source.name source.url source.author".split())


def _decoded(pairs: dict[str, Pair]) -> dict[str, Pair]:
    """Return the fields of an extraction tool with the characters that character references mean, where there are words."""
    named = READ_AS["articles"]
    return {
        key: (pair[0], pair[1], decoded(pair[2]))
        if key in _WORDS or named.get(plain_name(key), ("",))[0] in _WORDS
        else pair
        for key, pair in pairs.items()
    }
