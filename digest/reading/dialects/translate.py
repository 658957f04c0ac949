"""Translate the fields of a document from other tools' names and values to digest's own, before they are read.

Each field keeps its position in the file. What no tool is known for stays as it is, and is reported as unknown.
"""

import re
from collections.abc import Iterator

from digest.model.moment import Moment
from digest.model.url import is_slug, is_web_url, slugify
from digest.reading.dialects.addresses import old_address
from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.decisions import (
    USUAL_DECISIONS,
    is_appearance,
    is_expiry,
    is_no,
    is_yes,
    looks_like_a_decision,
)
from digest.reading.dialects.names import OWN, Kind, plain_name
from digest.reading.dialects.sorting import Foreign, Pair, Sorted, is_dated
from digest.reading.dialects.values import is_filled, is_plain_list, joined_authors, picture_in, scalar_in, tags_of
from digest.reading.yaml.dates import BadDateError, parse_moment
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence
from digest.reading.yaml.schema import Fields, near_field

_SOURCE = ("name", "url", "author", "licence", "retrieved")


def translate(fields: Fields, kind: Kind, conventions: Conventions) -> Fields:
    """Return the fields with digest's names and values. `fields.is_left_out` then says whether the document must not be published."""
    return _Translation(fields, kind, conventions).translated()


def advise(name: str, known: set[str]) -> str:
    """Return what to do with an unknown field: never the opposite of what a decision means, and never to delete one unread."""
    near = near_field(name, known | USUAL_DECISIONS)
    if near:
        return f"did you mean `{near}`?"
    listed = f"the fields are: {', '.join(sorted(known))}"
    if looks_like_a_decision(name):
        return f"if it keeps a text from being published, write status: draft instead, or publish_at or expires with a date; {listed}"
    return f"if it is a field of your own, name it under `fields:` in config.yaml, and it is passed over; {listed}"


class _Translation(Sorted):
    """The translation of one document."""

    def translated(self) -> Fields:
        """Return the fields with digest's names and values."""
        if self.kind == "articles":
            self._appearance_and_end()
            self._source()
        self._addresses()
        self._tags()
        self._picture()
        self._single_values()
        self.decide()
        foreign = frozenset(field for field in self.foreign if field in self.own)
        return self.fields.translated(self.own, self.spelt, foreign, advise, left_out=self.left_out)

    def _appearance_and_end(self) -> None:
        """Write `date`, `publish_at` and `expires`: the last of all moments to appear, and the first of all to end."""
        dated = [one for one in self.foreign.get("date", []) if is_dated(one.node)]
        moments = [one for one in self.foreign.pop("moments", []) if is_dated(one.node)]
        ends = [one for one in moments if is_expiry(one.key)]
        starts = [one for one in (*dated, *moments) if is_appearance(one.key)]
        if dated and not ("date" in self.own and is_filled(self.own["date"][2])):
            self._put("date", dated[0])
        self._pick("expires", ends, first=True)
        self._pick("publish_at", [one for one in starts if one.pair != self.own.get("date")], first=False)

    def _pick(self, field: str, candidates: list[Foreign], *, first: bool) -> None:
        """Put the first or the last of these moments into a field; one that cannot be read, if there is one, so that it is reported."""
        if field in self.own and is_dated(self.own[field][2]):
            candidates = [Foreign(self.spelt.get(field, field), self.own[field]), *candidates]
        elif field in self.own and (said := scalar_in(self.own[field][2])) and is_no(said.value):
            del self.own[field]  # `expires: never`
        read = [(self._moment(one.node), one) for one in candidates]
        unread = next((one for moment, one in read if moment is None), None)
        if unread is not None:
            self._put(field, unread)
            return
        ordered = sorted(((moment, one) for moment, one in read if moment is not None), key=lambda each: each[0].at)
        if ordered:
            self._put(field, ordered[0 if first else -1][1])

    def _moment(self, node: Node) -> Moment | None:
        said = scalar_in(node)
        try:
            return parse_moment(said.value, self.fields.zone) if said else None
        except BadDateError:
            return None

    def _put(self, field: str, one: Foreign) -> None:
        value = scalar_in(one.node)
        if value is not None:
            self.own[field] = (one.pair[0], one.pair[1], value)
            if one.key != field:
                self.spelt[field] = one.key

    def _source(self) -> None:
        """Write one group `source` from the source's own fields and those that tools write beside it."""
        flat: dict[str, Pair] = {}
        for name in _SOURCE:
            for one in self.foreign.pop(f"source.{name}", []):
                value = joined_authors([one.node]) if name == "author" else scalar_in(one.node)
                if value is None or (name == "url" and self._is_old_address(one, value)):
                    continue
                if name == "retrieved" and not is_dated(value):
                    continue
                flat.setdefault(name, (one.pair[0], one.pair[1], value))
        written = self.own.get("source")
        if written is None:
            if flat:
                line, column, node = next(iter(flat.values()))
                self.own["source"] = (line, column, Mapping(self.fields.mapping.file, node.line, node.column, flat))
            return
        node = written[2]
        if isinstance(node, Scalar) and flat and is_filled(node):
            name = "url" if is_web_url(node.value.strip()) else "name"
            flat[name] = (node.line, node.column, node)
        elif isinstance(node, Mapping):
            flat |= {key: pair for key, pair in node.pairs.items() if is_filled(pair[2]) or key not in flat}
        else:
            return
        inside = flat.get("author")
        if inside and not isinstance(inside[2], Scalar) and (names := joined_authors([inside[2]])):
            flat["author"] = (inside[0], inside[1], names)
        self.own["source"] = (written[0], written[1], Mapping(self.fields.mapping.file, node.line, node.column, flat))

    def _is_old_address(self, one: Foreign, value: Scalar) -> bool:
        """Return whether a URL or a path is not that of a source, but an old address of this site, which then becomes an alias."""
        text = value.value.strip()
        if old_address(text, self.conventions.base_url)[1] in {"unsafe", "elsewhere"}:
            return False  # the source's URL, or no URL at all, which is then reported
        self.foreign["aliases"].append(one)
        return True

    def _addresses(self) -> None:
        """Write the old addresses into `aliases`, and a slug in the usual form into `slug`."""
        found: list[Node] = []
        written = self.own.get("aliases")
        if written is not None:
            items = written[2].items if isinstance(written[2], Sequence) else [written[2]]
            found += [self._own_alias(item) for item in items if is_filled(item)]
        found += self._slug()
        for one in self.foreign.get("aliases", []):
            for value in _scalars(one.node):
                address, reason = old_address(value.value, self.conventions.base_url)
                if address:
                    found.append(value._replace(value=f"/{address}"))
                elif reason:
                    self._unread(
                        one, value.value, _WHY[reason], "delete the line, or write an address such as /2024/bridge.html"
                    )
        if found:
            place = written or (found[0].line, found[0].column, found[0])
            self.own["aliases"] = (place[0], place[1], Sequence(place[2].line, place[2].column, found))

    def _own_alias(self, node: Node) -> Node:
        if not isinstance(node, Scalar):
            return node
        # A path is relative to the site's root here, whatever its folder on the host.
        address = old_address(node.value, self.conventions.base_url if "://" in node.value else "")[0]
        return node._replace(value=f"/{address}") if address else node

    def _slug(self) -> Iterator[Scalar]:
        """Write the slug in its usual form; yield the address, if the field had a whole one: `/a/b/` of Docusaurus."""
        if "slug" not in self.own and self.foreign.get("slug"):
            self._put("slug", self.foreign["slug"][0])
        line, column, node = self.own.get("slug", (0, 0, None))
        if not isinstance(node, Scalar) or not is_filled(node) or is_slug(node.value.strip()):
            return
        written = node.value.strip()
        if not _USUAL_SLUG.fullmatch(written):
            return  # hostile, or no slug at all: the reader reports it
        if written.startswith("/") and (address := old_address(written, self.conventions.base_url)[0]):
            yield node._replace(value=f"/{address}")
        last = written.strip("/").rpartition("/")[2]
        near = last.lower() if is_slug(last.lower()) else slugify(last)
        if not last:
            del self.own["slug"]  # the home page of Docusaurus
        elif near and not slugify(last.partition(".")[0]).endswith("-"):  # no reserved name of Windows
            self.own["slug"] = (line, column, node._replace(value=near))

    def _tags(self) -> None:
        nodes = [self.own["tags"][2]] if "tags" in self.own else []
        foreign = [one.node for one in self.foreign.get("tags", [])]
        if "tags" not in OWN[self.kind] or (not foreign and all(is_plain_list(node) for node in nodes)):
            return
        tags: list[Node] = [*tags_of([*nodes, *foreign])]
        place = self.own.get("tags") or self.foreign["tags"][0].pair
        self.own["tags"] = (place[0], place[1], Sequence(place[2].line, place[2].column, tags))

    def _picture(self) -> None:
        """Write `image` as a group, if another tool names a picture that may be one of this site."""
        written = self.own.get("image")
        if written is not None and isinstance(written[2], Mapping) and "src" in written[2].pairs:
            return
        candidates = [Foreign("image", written)] if written is not None else []
        candidates += self.foreign.get("image", [])
        if not candidates:
            return
        beside = {plain_name(key): value for key, (_, _, value) in self.fields.mapping.pairs.items()}
        for one in candidates:
            if (found := picture_in(one.node, beside)) is not None:
                place = Mapping(self.fields.mapping.file, one.node.line, one.node.column, found.pairs)
                self.own["image"] = (one.pair[0], one.pair[1], place)
                self.foreign["image"] = [one]
                return
        if written is None or not isinstance(written[2], Mapping) or {*written[2].pairs} & _OF_PICTURES:
            self.own.pop("image", None)

    def _single_values(self) -> None:
        """Write the fields with one value: the first in another tool's name, if digest's own is missing or empty."""
        for field in ("title", "summary", "lang"):
            if field in OWN[self.kind] and not (field in self.own and is_filled(self.own[field][2])):
                named = (one for one in self.foreign.get(field, []) if _says(one.node, field))
                if (best := next(named, None)) is not None:
                    self._put(field, best)
        if "updated" in OWN[self.kind] and not ("updated" in self.own and is_filled(self.own["updated"][2])):
            self._updated()

    def _updated(self) -> None:
        for one in self.foreign.get("updated", []):
            value = scalar_in(one.node)
            if value is None or not is_dated(value):
                continue
            moment, date = self._moment(value), self._moment(self.own["date"][2]) if "date" in self.own else None
            if moment is None:
                self._unread(one, value.value, "is no date that digest can read", "write a date such as 2024-03-26")
            elif date is None or moment.at > date.at:
                self._put("updated", one)
                return

    def _unread(self, one: Foreign, value: str, why: str, hint: str) -> None:
        where = self.fields.position(one.pair)
        self.fields.findings.warn("unread-field", where, f"`{one.key}`: “{value[:100]}” {why}; it is left out", hint)


# A slug of words with blanks and capitals, or a whole path that begins with `/`. A dot is within a number, as in `release-1.2`.
_USUAL_SLUG = re.compile(r"/|/?[\w ',+’-]+(?:\.\d[\w ',+’-]*)*/?|(?:/[\w '+’-]+(?:\.\d[\w '+’-]*)*)+/?")
_OF_PICTURES = frozenset("path url image file feature teaser thumbnail caption".split())
_WHY = {
    "elsewhere": "is an address of another site",
    "query": "has a question mark, and files cannot answer that",
    "unsafe": "cannot be an address of this site",
}


def _says(node: Node, field: str) -> bool:
    """Return whether a value has words, not only yes or no. `no` is a language, too."""
    said = scalar_in(node)
    return said is not None and (field == "lang" or not (is_yes(said.value) or is_no(said.value)))


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if is_filled(node):
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
