"""Write front matter in block style, its keys in a fixed order, and with suggestions as comments, so that people like to edit it."""

import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import wrap

from digest.importing.record import NewArticle, Suggestion, Value
from digest.model.text.characters import clean
from digest.model.text.yaml_scalars import write_scalar
from digest.model.url import is_web_url

#: What an editor has to find out; a build refuses it.
UNKNOWN = "?"

_ORDER = (
    "title date updated incident incidents number kind place source summary places tags people image lang show status withdrawal "
    "publish_at expires announce noindex draft updates corrections facts timeline disputed related not_related merged_into follow_up pin "
    "accept nav layout id slug translation_of aliases"
).split()
_INSIDE = (
    "date name title role url author archive licence retrieved src alt credit warning lat lon precision value reason text source claim "
    "says denies settled"
).split()
_WIDTH = 100  # letters in a line of a folded text
_FOLDED = frozenset({"summary", "text", "says", "denies", "claim", "reason"})
_LONGEST = 140  # letters of a summary that stays on one line
_COMMENT_AT = "  # suggested: "

# Values whose field says what they are: a date, or a moment of RFC 3339.
_DATE = re.compile(
    r"~?\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?"
)
_DATED = frozenset("date updated publish_at expires retrieved settled".split())
# A text that no version of YAML takes for anything else: it begins with a letter or a sign, or with a digit, and then has a word.
_SIGNS = r"\w ,;.!?()/'\"%&$+=@~–—“”‘’«»…·°-"
_PLAIN = re.compile(
    rf"(?:[^\W_]|[/(“‘«¿¡$])(?:(?:[{_SIGNS}]|:(?=[^\s])|(?<=[^\s])#)*(?:[{_SIGNS}](?<! )|(?<=[^\s])#))?"
)
_BEGINS_WITH_LETTER = re.compile(r"[^\W\d_]|[/(“‘«¿¡$]")
_NUMBERED = re.compile(r"\d.*? \w*[^\W\d_]{2}.*|(?!0[xob])[0-9a-z]*[a-z][0-9a-z]*[a-z][0-9a-z]*", re.DOTALL)
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "none"})


def front_matter(article: NewArticle) -> str:
    """Return the front matter of an article, without the lines of dashes.

    What an editor must find out, the date of an article and the URL of a text from elsewhere, is a question mark.
    """
    fields = dict(_with_unknown(article))
    said = _said(article.suggestions)
    lines: list[str] = []
    for suggestion in article.suggestions:
        if suggestion.written and "." not in suggestion.field:
            fields.setdefault(suggestion.field, suggestion.value)
    for key in sorted({*fields, *_unwritten(article.suggestions)}, key=_place_in(_ORDER)):
        if key in fields:
            lines += _field(key, fields[key], said)
        lines += (_comment_line(one) for one in article.suggestions if one.field == key and not one.written)
    return "".join(f"{line}\n" for line in lines)


def _with_unknown(article: NewArticle) -> Iterator[tuple[str, Value]]:
    fields = article.fields
    yield from fields.items()
    if article.kind != "articles":
        return
    if not fields.get("date"):
        yield "date", UNKNOWN
    if not article.is_own:
        source = fields.get("source")
        group = (
            dict(source) if isinstance(source, dict) else {"name": source} if isinstance(source, str) and source else {}
        )
        yield "source", {**group, "url": group.get("url") or UNKNOWN}


def _said(suggestions: tuple[Suggestion, ...]) -> dict[str, str]:
    """Return the evidence of the suggestions that are written, by field."""
    found: dict[str, list[str]] = {}
    for one in suggestions:
        if one.written:
            found.setdefault(one.field, []).append(_on_one_line(one.evidence))
    return {field: "; ".join(dict.fromkeys(words)) for field, words in found.items()}


def _unwritten(suggestions: tuple[Suggestion, ...]) -> set[str]:
    return {one.field for one in suggestions if not one.written}


def _place_in(order: list[str]) -> Callable[[str], tuple[int, str]]:
    """Return the key by which names are sorted: in this order, the others after them."""
    places = {name: place for place, name in enumerate(order)}
    return lambda name: (places.get(name, len(places)), name)


def _comment_line(suggestion: Suggestion) -> str:
    """Return a suggestion as a line that is a field if the first number sign is deleted."""
    return f"# {suggestion.field}: {_in_flow(suggestion.value)}{_COMMENT_AT}{_on_one_line(suggestion.evidence)}"


def _on_one_line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in clean(text)).split())[:300]


def _field(key: str, value: Value, said: Mapping[str, str], within: str = "", indent: str = "") -> Iterator[str]:
    """Yield the lines of a field: of a list, an entry a line; of a group, a field a line."""
    evidence = said.get(f"{within}{key}", "")
    comment = f"{_COMMENT_AT}{evidence}" if evidence else ""
    name = f"{indent}{_scalar('', key)}:"
    if isinstance(value, list) and value:
        yield f"{name}{comment}"
        for item in value:
            yield from _entry(key, item, f"{indent}  ")
    elif isinstance(value, dict) and value:
        yield f"{name}{comment}"
        for inner in sorted(value, key=_place_in(_INSIDE)):
            yield from _field(inner, value[inner], said, f"{within}{key}.", f"{indent}  ")
    elif isinstance(value, str) and _is_to_be_folded(value, key):
        yield f"{name} >-{comment}"
        yield from (f"{indent}  {line}" for line in wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False))
    else:
        yield f"{name} {_scalar(key, value)}{comment}"


def _entry(key: str, value: Value, indent: str) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"{indent}- {_in_flow(value) if isinstance(value, list | dict) else _scalar(key, value)}"
        return
    lines = [
        line
        for inner in sorted(value, key=_place_in(_INSIDE))
        for line in _field(inner, value[inner], {}, "", f"{indent}  ")
    ]
    yield f"{indent}- {lines[0].removeprefix(f'{indent}  ')}"
    yield from lines[1:]


def _is_to_be_folded(text: str, key: str) -> bool:
    """Return whether a text is long, and is read as the same one if it is folded: words with single blanks between them."""
    if len(text) <= _LONGEST or key not in _FOLDED:
        return False
    return text.isprintable() and "  " not in text and text.strip() == text


def _in_flow(value: Value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_in_flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{write_scalar(key, flow=True)}: {_in_flow(inner)}' for key, inner in value.items())}}}"
    return write_scalar(clean(value), flow=True) if isinstance(value, str) else _scalar("", value)


def _scalar(key: str, value: Value) -> str:
    """Return a single value: without quotes where every version of YAML then reads the same text."""
    if isinstance(value, str):
        return _quoted(key, clean(value))
    if isinstance(value, list | dict):
        return _in_flow(value)
    return '""' if value is None else str(value).lower()


def _quoted(key: str, text: str) -> str:
    is_unknown = text == UNKNOWN and key in {"date", "url"}
    is_url = is_web_url(text) and text.isprintable() and not text.endswith(":")
    if is_unknown or is_url or (key in _DATED and _DATE.fullmatch(text)) or _may_be_plain(text):
        return text
    single = '"' in text and "'" not in text and "\\" not in text and text.isprintable()
    return write_scalar(text, flow=False, style="'" if single else '"')


def _may_be_plain(text: str) -> bool:
    if not text.isprintable() or text.lower() in _WORDS or not _PLAIN.fullmatch(text):
        return False
    return bool(_BEGINS_WITH_LETTER.match(text) or _NUMBERED.fullmatch(text))
