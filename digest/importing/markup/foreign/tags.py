"""Find the tags of other generators in a text: what each is called, and with which values."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from digest.model.text.html_elements import HTML

Syntax = Literal["hugo", "liquid", "output", "bracket", "component"]
Place = Literal["open", "close", "single"]

_TAG = re.compile(
    r"(?<!\\)(?:"
    r"\{\{(?P<sign>[<%])(?P<hugo>[^{}]{0,3000}?)[>%]\}\}"
    r"|(?<!\{)\{%-?(?P<liquid>.{0,3000}?)-?%\}"
    r"|\{\{(?![<%])-?(?P<output>(?:[^{}]|\{[^{}]{0,300}\}){0,1000}?)-?\}\}"
    r"|<(?P<slash>/?)(?P<component>[A-Za-z][\w.:-]{0,80})"
    r"(?P<attributes>(?:\s(?:[^<>{}\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'|\{(?:[^{}]|\{[^{}]{0,500}\}){0,2000}?\}){0,80}+)?)(?P<empty>/?)>"
    r"|\[(?P<end>/?)(?P<bracket>[A-Za-z][\w-]{0,60})(?P<values>(?:\s[^\[\]]{0,2000})?)\](?![(\[:])"
    r")",
    re.DOTALL,
)
# Shortcodes of WordPress that are known without attributes.
_BRACKETS = frozenset(
    "caption wp_caption gallery embed audio video playlist googlemaps youtube vimeo tweet twitter instagram soundcloud toc ez-toc footnote "
    "sourcecode code more spoiler mc4wp_form ninja_forms gravityform contact-form contact-form-7 quote pullquote blockquote button".split()
)
_BRACKET_FAMILIES = ("su_", "vc_", "et_pb_", "fusion_", "contact-form", "wp_", "elementor", "av_", "ultimate_")
# Components that are called like elements of HTML, but with a capital.
_LIKE_HTML = frozenset("image link button video audio details".split())
_HUGO = re.compile(r"\s*-?\s*(?P<slash>/?)\s*(?P<name>[\w./-]+)(?P<values>.*?)(?P<empty>/?)\s*\Z", re.DOTALL)
_LIQUID = re.compile(r"\s*(?P<name>[A-Za-z_][\w-]*)\s*(?P<values>.*)\Z", re.DOTALL)
_CALL = re.compile(r"\s*(?P<name>[A-Za-z_][\w.:-]*)\s*\((?P<values>.*)\)\s*\Z", re.DOTALL)
_VALUE = re.compile(
    r"""(?:(?P<key>[@:\w.-]+)\s*[=:]\s*(?!//))?(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|`(?P<raw>[^`]*)`"""
    r"""|\{\s*[`"']?(?P<braced>[^{}]*?)[`"']?\s*\}|(?P<bare>[^\s,"'={}]+))""",
    re.DOTALL,
)


class Tag(NamedTuple):
    """A tag: where it is, its name in lower case, and its values: those in order, and those with names."""

    start: int
    end: int
    syntax: Syntax
    place: Place
    name: str
    words: tuple[str, ...]
    named: dict[str, str]
    values: str  # as they are written

    def get(self, *names: str) -> str:
        """Return the first value of these names; empty if there is none."""
        return next((self.named[name].strip() for name in names if self.named.get(name, "").strip()), "")

    def word(self, number: int) -> str:
        """Return a value in order, from 0; empty if there are fewer."""
        return self.words[number] if number < len(self.words) else ""


def find_tags(text: str, *, bare: bool) -> Iterator[Tag]:
    """Yield the tags of a text, in which code is blank. With `bare`, `[gallery]` is a tag also without values and end."""
    closed = {name.lower() for name in re.findall(r"[<\[]/([A-Za-z][\w.:-]*)\s*[>\]]", text)}
    found = _TAG.search(text)
    while found is not None:
        tag = _read(found, closed, bare=bare)
        if tag is not None:
            yield tag
        # An element of HTML is none, but its attributes may have some.
        found = _TAG.search(text, found.start() + 1 if tag is None else found.end())


def _read(found: re.Match[str], closed: set[str], *, bare: bool) -> Tag | None:
    if found["hugo"] is not None:
        return _hugo(found)
    if found["liquid"] is not None:
        return _liquid(found)
    if found["output"] is not None:
        return _output(found)
    if found["component"]:
        return _component(found, closed)
    return _bracket(found, closed if not bare else None)


def _tag(found: re.Match[str], syntax: Syntax, place: Place, name: str, values: str) -> Tag:
    words, named = values_in(values)
    return Tag(found.start(), found.end(), syntax, place, name.lower(), words, named, values.strip())


def values_in(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the values of a tag: those without a name in order, and those with one."""
    words: list[str] = []
    named: dict[str, str] = {}
    for found in _VALUE.finditer(text[:3000]):
        value = next((one for one in found.group("double", "single", "raw", "braced", "bare") if one is not None), "")
        value = re.sub(r"\\(.)", r"\1", value) if found["double"] is not None or found["single"] is not None else value
        if found["key"]:
            named.setdefault(found["key"].lower().lstrip(":@"), value)
        else:
            words.append(value)
    return tuple(words), named


def _hugo(found: re.Match[str]) -> Tag | None:
    inner = _HUGO.match(found["hugo"].removeprefix("/*").removesuffix("*/"))
    if inner is None:
        return None
    place: Place = "close" if inner["slash"] else "single" if inner["empty"] else "open"
    return _tag(found, "hugo", place, inner["name"].rpartition("/")[2].removesuffix(".html"), inner["values"])


def _liquid(found: re.Match[str]) -> Tag | None:
    inner = _LIQUID.match(found["liquid"])
    if inner is None:
        return _tag(found, "liquid", "single", "", "")
    name, values = inner["name"], inner["values"].strip()
    if name.startswith("end") and (len(name) > 3 or not values):
        return _tag(found, "liquid", "close", name[3:], "")
    if values.startswith("(") and values.endswith(")"):
        values = values[1:-1]
    return _tag(found, "liquid", "open", name, values)


def _output(found: re.Match[str]) -> Tag | None:
    inner = _CALL.match(found["output"])
    if inner:
        return _tag(found, "hugo", "single", inner["name"].rpartition("::")[2], inner["values"])
    return _tag(found, "output", "single", "", found["output"])


def _component(found: re.Match[str], closed: set[str]) -> Tag | None:
    name, attributes = found["component"], found["attributes"]
    if name.lower() in HTML and (name.lower() not in _LIKE_HTML or name[0].islower() or name.isupper()):
        return None
    if found["slash"]:
        return _tag(found, "component", "close", name, "")
    is_empty = bool(found["empty"]) or attributes.endswith("/")
    if not is_empty and "=" not in attributes and name.lower() not in closed:
        return None
    place: Place = "single" if is_empty else "open"
    return _tag(found, "component", place, name, attributes.rstrip("/"))


def _bracket(found: re.Match[str], closed: set[str] | None) -> Tag | None:
    name, values = found["bracket"].lower(), found["values"]
    is_known = name in _BRACKETS or name.startswith(_BRACKET_FAMILIES)
    if closed is not None and name not in closed and not values.strip():
        return None
    if found["end"]:
        return _tag(found, "bracket", "close", name, "")
    if not (is_known and (not values.strip() or "=" in values or "http" in values)) and not re.fullmatch(
        r"(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))+\s*/?", values
    ):
        return None
    return _tag(
        found, "bracket", "single" if values.rstrip().endswith("/") else "open", name, values.rstrip().removesuffix("/")
    )
