"""Translate the tags of a text: each becomes what it means, around what is between it and its end."""

import re
from collections import Counter
from textwrap import dedent
from typing import NamedTuple

from digest.importing.markup.foreign.meanings import meaning_of, words_of
from digest.importing.markup.foreign.pieces import Piece
from digest.importing.markup.foreign.tags import Tag
from digest.importing.record import Form

_CODES = {"liquid": "template-tag", "output": "template-tag", "component": "component"}
# What is between these is no markup.
_CODE = frozenset("highlight codeblock sourcecode code listing".split())
_RAW = frozenset("raw verbatim noraw".split())
# What is between these is for the generator, not for readers.
_PROGRAM = frozenset("for tablerow comment macro stylesheet javascript css js style script schema render_block".split())
_BRANCHES = frozenset("if unless case when elsif elseif else ifchanged cache with block".split())
_SITE_ROOT = re.compile(
    r"(?:site\.(?:base_?url|url|root|github\.url)|config\.root|root_?url|base_?url|page\.root|site_url|url_root)\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"([\"'`])(.*?)\1", re.DOTALL)
_BEFORE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?\Z")


class _Open(NamedTuple):
    """A tag that is open, with what of the text follows it so far."""

    tag: Tag
    parts: list[str]


class Translator:
    """Translates the tags of one text. `left_out` counts, by code and name, those of which nothing is known."""

    def __init__(self, text: str, tags: list[Tag], form: Form, left_out: "Counter[tuple[str, str]]") -> None:
        """Take a text and its tags, in the order of the text."""
        self._text, self._form, self._left_out = text, form, left_out
        self._tags = tags
        self._values: dict[str, str] = {}
        self._open: list[_Open] = []
        self._parts: list[str] = []
        self._block_ends = False
        closers = Counter((tag.syntax, tag.name) for tag in self._tags if tag.place == "close")
        self._closers = closers

    def translated(self) -> str:
        """Return the text without tags."""
        if not self._tags:
            return self._text
        end, number = 0, 0
        while number < len(self._tags):
            tag = self._tags[number]
            self._write(self._text[end : tag.start])
            number += 1
            if tag.place == "close":
                self._close(tag)
            elif (closing := self._end_of(tag, number)) is not None:
                inner = self._text[tag.end : self._tags[closing].start]
                self._put(self._verbatim(tag, inner), tag)
                tag, number = self._tags[closing], closing + 1
            elif tag.place == "open" and self._has_end(tag):
                self._open.append(_Open(tag, []))
            else:
                self._put(self._single(tag), tag)
            end = tag.end
        self._write(self._text[end:])
        while self._open:
            self._abandon()
        return "".join(self._parts)

    def _write(self, text: str) -> None:
        parts = self._open[-1].parts if self._open else self._parts
        if self._block_ends and text:
            rest = text.lstrip(" \t")
            text = text if rest.startswith("\n\n") else ("\n" if rest.startswith("\n") else "\n\n") + rest
            self._block_ends = False
        if text:
            parts.append(text)

    def _put(self, piece: Piece, tag: Tag) -> None:
        """Write what a tag becomes; a block as paragraphs of their own, within the list or the quotation in which the tag is."""
        if not piece.is_block or not piece.text:
            self._write(piece.text)
            return
        line = self._text[self._text.rfind("\n", 0, tag.start) + 1 : tag.start]
        if self._form == "html" or not _BEFORE.match(line):
            self._write(f"\n\n{piece.text}" if line.strip() or self._form == "html" else piece.text)
        else:
            following = re.sub(r"[^>\s]", " ", line)
            separate = "" if line.strip() else self._separation()
            first, *more = piece.text.split("\n")
            self._write(
                separate + "\n".join([first, *(following + one if one else following.rstrip() for one in more)])
            )
        self._block_ends = True

    def _separation(self) -> str:
        """Return the line end that is missing before a block."""
        parts = self._open[-1].parts if self._open else self._parts
        before = "".join(parts[-2:])
        indent = before[len(before.rstrip(" \t")) :]
        before = before.rstrip(" \t")
        return "" if not before or before.endswith("\n\n") else f"\n{indent}"

    def _has_end(self, tag: Tag) -> bool:
        return any(self._closers[tag.syntax, name] for name in (tag.name, *([""] if tag.syntax == "liquid" else ())))

    def _end_of(self, tag: Tag, number: int) -> int | None:
        """Return the number of the tag that ends one between which and its end nothing is markup; None for others."""
        if tag.place != "open" or tag.name not in _CODE | _RAW | _PROGRAM or tag.syntax == "component":
            return None
        if not self._closers[tag.syntax, tag.name]:
            return None
        depth = 1
        for later in range(number, len(self._tags)):
            other = self._tags[later]
            if other.name == tag.name and other.syntax == tag.syntax:
                depth += {"close": -1, "open": int(tag.name in _PROGRAM)}.get(other.place, 0)
                if not depth:
                    return later
        return None

    def _verbatim(self, tag: Tag, inner: str) -> Piece:
        if tag.name in _RAW:
            return Piece(re.sub(r"(?<!\\)(\{[{%#])", r"\\\1", inner) if self._form == "markdown" else inner)
        if tag.name in _PROGRAM:
            self._left_out["template-code", tag.name] += 1
            return Piece("")
        return self._meaning(tag, inner)

    def _close(self, tag: Tag) -> None:
        """End the tag that a closing one ends; a closing tag of none is left out."""
        self._closers[tag.syntax, tag.name] -= 1
        level = next(
            (
                at
                for at in range(len(self._open) - 1, max(-1, len(self._open) - 40), -1)
                if _ends(tag, self._open[at].tag)
            ),
            None,
        )
        if level is None:
            if tag.name not in _BRANCHES:
                self._left_out[_CODES.get(tag.syntax, "shortcode"), tag.name] += 1
            return
        while len(self._open) > level + 1:
            self._abandon()
        opened = self._open.pop()
        self._block_ends = False
        inner = "".join(opened.parts)
        if opened.tag.name == "capture" and opened.tag.words:
            self._values[opened.tag.words[0]] = inner.strip()
            return
        if opened.tag.syntax == "component" and "\n" in inner:
            inner = dedent(inner)
        self._put(self._meaning(opened.tag, inner), opened.tag)

    def _abandon(self) -> None:
        """Write a tag without an end, and what followed it."""
        opened = self._open.pop()
        self._block_ends = False
        self._put(self._single(opened.tag), opened.tag)
        self._write("".join(opened.parts))

    def _single(self, tag: Tag) -> Piece:
        if tag.syntax == "output":
            return Piece(self._value(tag))
        if tag.syntax == "liquid" and tag.name == "assign":
            name, _, value = tag.values.partition("=")
            self._values[name.strip()] = self._of_expression(value)
            return Piece("")
        return self._meaning(tag, "")

    def _meaning(self, tag: Tag, inner: str) -> Piece:
        if tag.syntax == "liquid" and tag.name in {"include", "include_relative", "include_cached", "render"}:
            name = tag.word(0).rpartition("/")[2].partition(".")[0].lower()
            tag = tag._replace(name=name, words=tag.words[1:], syntax="hugo")
        piece = meaning_of(tag, inner, self._form)
        if piece is None:
            self._left_out[_CODES.get(tag.syntax, "shortcode"), tag.name] += 1
            piece = words_of(tag, inner, self._form)
        return piece

    def _value(self, tag: Tag) -> str:
        value = self._of_expression(tag.values)
        if not value and not _SITE_ROOT.match(tag.values.partition("|")[0].strip()):
            self._left_out["template-tag", tag.values.partition("|")[0].strip()[:40]] += 1
        return value

    def _of_expression(self, expression: str) -> str:
        """Return the value of an expression of Liquid, as far as the text says it: a text in quotes, or what was assigned."""
        first, *filters = expression.strip().split("|")
        quoted = _QUOTED.fullmatch(first.strip())
        value = quoted[2] if quoted else self._values.get(first.strip(), "")
        for one in filters:
            name, _, given = one.strip().partition(":")
            more = _QUOTED.search(given)
            if (
                name.strip() in {"relative_url", "absolute_url", "url", "prepend", "locale_url"}
                and value
                and "://" not in value
            ):
                value = f"/{value.lstrip('/')}"
            elif name.strip() == "append" and more:
                value += more[2]
        return value


def _ends(closing: Tag, opened: Tag) -> bool:
    """Return whether a closing tag ends an open one. `{% end %}` ends any tag."""
    return (
        closing.syntax == opened.syntax
        and closing.name in {opened.name, ""}
        and (closing.name != "" or closing.syntax == "liquid")
    )
