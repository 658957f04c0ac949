"""An object with fields, as JSON, CSV and others have them, becomes a record: which field is the text, and whether it is HTML."""

import html
import re
from collections.abc import Mapping, Sequence

from digest.importing.formats.names import TEXTS, WRAPPERS, plain_name, without_by
from digest.importing.record import Form, Record, Skipped, Value
from digest.model.reports.imported import Note

_DEEPEST = 12
_LONGEST_KEY = 200
_ELEMENT = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|blockquote|article|section|html|body|table|figure)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_PAGE = re.compile(
    r"\A\s*(?:<!--(?>.*?-->)\s*)*+(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL
)
# How exports of MongoDB write what JSON has no form for.
_OF_MONGO = ("$date", "$oid", "$numberLong", "$numberInt")
_AUTHORS = frozenset({"byline", "author", "authors"})
_HINT = "say which field has the text, for example --map body=text"


def looks_like_html(text: str) -> bool:
    """Return whether a text has elements of HTML that divide it into blocks."""
    return bool(_ELEMENT.search(text))


def is_page(text: str) -> bool:
    """Return whether a text is a whole page of HTML."""
    return bool(_PAGE.match(text[:4096]))


def has_text(value: object, names: Mapping[str, str]) -> bool:
    """Return whether a value is an object in which a text is found."""
    unwrapped = _unwrapped(value)
    return unwrapped is not None and _text_of(_mapped(unwrapped, names)[0]) is not None


def record_of(value: object, place: str, names: Mapping[str, str], notes: tuple[Note, ...] = ()) -> Record | Skipped:
    """Return the record that an object is. `names` are fields of the input, dotted within objects, to fields of digest or `text`."""
    unwrapped = _unwrapped(value)
    if unwrapped is None:
        return Skipped(place, f"this is {_kind(value)}, not an object with fields")
    fields, missing = _mapped(unwrapped, names)
    found = _text_of(fields) or _empty_text(fields)
    if found is None:
        keys = ", ".join(list(unwrapped)[:12])
        return Skipped(place, f"no field of it is known as its text; it has {keys or 'no fields'}", _HINT)
    key, text, form = found
    fields = _of_tools(fields)
    # What is left in other fields of texts is the same text in other forms.
    fields = {name: value for name, value in fields.items() if name != key and plain_name(name) not in TEXTS}
    fields = {
        name: without_by(one) if isinstance(one, str) and plain_name(name) in _AUTHORS else one
        for name, one in fields.items()
    }
    notes += tuple(
        Note("unknown", "mapped-field-missing", f"there is no field `{name}`, which --map names") for name in missing
    )
    return Record(place, fields, text, form, notes=notes)


def _unwrapped(value: object) -> dict[str, Value] | None:
    for _ in range(3):
        if not isinstance(value, dict):
            return None
        inner = next((value[key] for key in WRAPPERS if isinstance(value.get(key), dict)), None)
        if inner is None or _text_of(value) is not None:
            return {clean_text(str(key))[:_LONGEST_KEY]: clean_value(one) for key, one in value.items()}
        value = inner
    return None


def clean_text(text: str) -> str:
    """Return a text that can be written as UTF-8: without NUL, and with a mark for half of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def clean_value(value: object, depth: int = 0) -> Value:
    """Return a value of a parser as a `Value`; what is nested too deep is left out."""
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else clean_text(value)
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, Mapping) and depth < _DEEPEST:
        if len(value) == 1 and (inner := next((value[name] for name in _OF_MONGO if name in value), None)) is not None:
            return clean_value(inner, depth + 1)
        return {clean_text(str(key))[:_LONGEST_KEY]: clean_value(one, depth + 1) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes) and depth < _DEEPEST:
        return [clean_value(one, depth + 1) for one in value]
    return None


def _kind(value: object) -> str:
    kinds = {str: "a text", bool: "a yes or no", int: "a number", float: "a number", list: "a list"}
    return kinds.get(type(value), "nothing" if value is None else "an object of another kind")


def _mapped(fields: dict[str, Value], names: Mapping[str, str]) -> tuple[dict[str, Value], list[str]]:
    """Return the fields under the names that an editor gave them, and those of these names that are not there."""
    result, missing = dict(fields), []
    for name, target in names.items():
        found = _at(fields, name)
        if found is None:
            missing.append(name)
            continue
        result.pop(name, None)
        if target.startswith("source."):
            source = result.get("source")
            result["source"] = {**(source if isinstance(source, dict) else {}), target.removeprefix("source."): found}
        else:
            result[target] = found
    if "text" in names.values() and "text" in result:
        result = {key: one for key, one in result.items() if key == "text" or plain_name(key) not in TEXTS}
    return result, missing


def _at(fields: Value, name: str) -> Value:
    """Return the value of a field by its name, or of one in objects and lists by a dotted one: `meta.published`, `authors.0.name`."""
    if isinstance(fields, list):
        index, _, rest = name.partition(".")
        if not index.isdigit():
            index, rest = "0", name
        found = fields[int(index)] if len(index) < 6 and int(index) < len(fields) else None
        return _at(found, rest) if rest else found
    if not isinstance(fields, dict):
        return None
    if name in fields:
        return fields[name]
    first, _, rest = name.partition(".")
    return _at(fields[first], rest) if rest and first in fields else None


def _text_of(fields: Mapping[str, Value]) -> tuple[str, str, Form] | None:
    """Return the name of the field with the text, the text, and its form."""
    by_name: dict[str, str] = {}
    for key in fields:
        by_name.setdefault(plain_name(key), key)
    for name, kind in TEXTS.items():
        if name not in by_name:
            continue
        text, form = _as_text(fields[by_name[name]])
        if not text.strip():
            continue
        if form == "plain" and (kind == "html" or (kind == "either" and looks_like_html(text))):
            form = "html"
        elif form == "plain" and ("markdown" in name or _is_mercury(by_name)):
            form = "markdown"
        return by_name[name], text, form
    return None


def _empty_text(fields: Mapping[str, Value]) -> tuple[str, str, Form] | None:
    """Return the name of a field for a text that has none, if there is a URL that leads to it."""
    if not any(
        isinstance(fields.get(name), str) and fields[name] for name in ("url", "link", "source_url", "canonical_link")
    ):
        return None
    return next(((key, "", "plain") for key in fields if plain_name(key) in TEXTS and not fields[key]), None)


def _is_mercury(by_name: Mapping[str, str]) -> bool:
    """Return whether the fields are those of the Mercury (Postlight) parser, whose `content` is HTML or Markdown."""
    return {"leadimageurl", "renderedpages"} <= by_name.keys()


def _as_text(value: Value) -> tuple[str, Form]:
    if isinstance(value, str):
        return value, "plain"
    if isinstance(value, list):  # paragraphs, or those of ReadabiliPy: {"text": …}
        parts = [one.get("text") if isinstance(one, dict) else one for one in value]
        return "\n\n".join(one for one in parts if isinstance(one, str) and one.strip()), "plain"
    if isinstance(value, dict) and isinstance(value.get("sections"), list):
        return _of_fundus(value), "html"
    if isinstance(value, dict):  # the `rendered` of the interface of WordPress, the `__cdata` of converters
        inner = next((value[key] for key in ("rendered", "value", "html", "text", "__cdata") if key in value), None)
        return (inner, "plain") if isinstance(inner, str) else ("", "plain")
    return "", "plain"


def _of_fundus(body: Mapping[str, Value]) -> str:
    """Return the text of fundus' `ArticleBody`: a summary, and sections with headlines and paragraphs."""
    blocks = [("p", one) for one in _texts(body.get("summary"))]
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, dict):
            blocks += [("h2", one) for one in _texts(section.get("headline"))]
            blocks += [("p", one) for one in _texts(section.get("paragraphs"))]
    return "\n".join(f"<{tag}>{html.escape(text, quote=False)}</{tag}>" for tag, text in blocks)


def _texts(value: Value) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one.strip()]


# By fields that only one tool has: its fields that say nothing of the article, and those that others call by another name.
_TOOLS: tuple[tuple[frozenset[str], str, dict[str, str]], ...] = (
    (frozenset({"textContent", "length"}), "length dir", {}),  # readability
    (
        frozenset({"lead_image_url", "rendered_pages"}),  # Mercury, Postlight
        "lead_image_url next_page_url word_count direction total_pages rendered_pages",
        {"domain": "hostname"},
    ),
    (
        frozenset({"meta_favicon", "top_image"}),
        "keywords",
        {},
    ),  # newspaper4k, whose keywords are frequent words of the text
    (frozenset({"publishing_date", "topics"}), "free_access", {}),  # fundus
    (frozenset({"cleaned_text"}), "tweets movies links opengraph", {"domain": "hostname"}),  # goose3
)


def _of_tools(fields: dict[str, Value]) -> dict[str, Value]:
    """Return the fields without those of a tool that say nothing of the article, and those in groups beside the others."""
    fields = _of_goose(fields)
    for signature, dropped, renamed in _TOOLS:
        if signature <= fields.keys():
            without = {*dropped.split()}
            return {renamed.get(key, key): value for key, value in fields.items() if key not in without}
    return fields


def _of_goose(fields: dict[str, Value]) -> dict[str, Value]:
    """Return the fields with those that goose3 has in groups under the names that others have for them."""
    meta, graph = fields.get("meta"), fields.get("opengraph")
    if not isinstance(meta, dict) or not {"canonical", "lang", "favicon"} <= meta.keys():
        return fields
    named = {"canonical": "canonical_link", "lang": "meta_lang", "keywords": "keywords", "description": "description"}
    rest = {key: one for key, one in fields.items() if key != "meta"}
    if isinstance(graph, dict) and graph.get("site_name"):
        rest.setdefault("sitename", graph["site_name"])
    return rest | {new: meta[old] for old, new in named.items() if meta.get(old) and new not in fields}
