"""Write translated fields in the form of digest's own front matter: dates, flags, lists and groups, as docs/content.md has them."""

import html
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from digest.model.diagnostic import ACCEPTABLE
from digest.model.reports.imported import Note
from digest.model.text.characters import without_stray
from digest.model.url import internal_target, is_safe_address, is_slug, is_web_url, slugify
from digest.reading.dialects.authors import outlet_name, without_mail
from digest.reading.dialects.decisions import is_no, is_yes
from digest.reading.dialects.languages import language_code
from digest.reading.dialects.names import Kind
from digest.reading.dialects.own_form.groups import own_date, own_group
from digest.reading.dialects.values import without_markup
from digest.reading.files.decode import one_line
from digest.reading.yaml.dates import BadDateError, iso_as_written, parse_span
from digest.reading.yaml.plain_values import Value

_UNDATED = frozenset({"", "?", "null", "none", "n/a", "na", "unknown", "undated", "nodate", "no date"})
_FIRST_WEB_PAGES = 1993  # the year in which the first newspapers went online


class OwnForm:
    """Writes the fields of one document; `notes` say what could not be read."""

    def __init__(self, zone: ZoneInfo, kind: Kind) -> None:
        """Begin without notes. Moments without a zone are in `zone`."""
        self._zone = zone
        self._kind: Kind = kind
        self.notes: list[Note] = []
        self._readers: Mapping[str, Callable[[str, Value], Value]] = {
            **dict.fromkeys(("title", "summary"), self._words),
            **dict.fromkeys(("updated", "publish_at", "expires"), self._moment),
            **dict.fromkeys(("noindex", "announce", "nav", "pin"), self._flag),
            **dict.fromkeys(("tags", "incidents", "related", "not_related"), self._list),
            **dict.fromkeys(("people", "places"), self._named),
            **dict.fromkeys(("updates", "corrections", "timeline", "facts", "disputed"), self._groups),
            "id": self._text,
            "incident": self._incident,
            "lang": self._language,
            "slug": self._slug,
            "aliases": self._aliases,
            "accept": self._accepted,
            "source": self._source,
            "image": self._group,
            "withdrawal": self._group,
            "show": self._show,
        }

    def written(self, fields: Mapping[str, Value]) -> dict[str, Value]:
        """Return the fields that have a value, in their order."""
        found: dict[str, Value] = {}
        for key, value in fields.items():
            if key == "date":
                written: Value = self._date(value, fields)
            elif key == "status":
                written = self._status(value)
            else:
                written = self._readers.get(key, self._as_it_is)(key, value)
            if written not in (None, "", [], {}):
                found[key] = written
        return found

    def _unread(self, key: str, value: Value, why: str) -> None:
        self.notes.append(Note("passed-over", "unread-field", f"`{key}`: “{_said(value)}” {why}; it is left out"))

    def _as_it_is(self, key: str, value: Value) -> Value:
        if isinstance(value, str):
            return one_line(_seen(value))
        return self._inner(key, value)

    def _text(self, key: str, value: Value) -> str:
        if isinstance(value, list | dict):
            self._unread(key, value, "is no single value")
            return ""
        return "" if value is None else one_line(_seen(str(value)))

    def _words(self, key: str, value: Value) -> str:
        return one_line(_seen(html.unescape(without_markup(self._text(key, value)))))

    def _date(self, value: Value, fields: Mapping[str, Value]) -> str:
        text = self._text("date", value)
        if self._kind == "incidents":
            return self._span(text)
        if text.lower() in _UNDATED:
            if text and text != "?":
                self._undated(text, "says that the date is not known")
            return ""
        try:
            written = iso_as_written(text, self._zone)
        except BadDateError as problem:
            self._undated(text, str(problem).removeprefix(f"“{text}”").strip() or "is no date")
            return ""
        year = written[:4]
        if int(year) < _FIRST_WEB_PAGES and (url := _url_of(fields)) and year not in url:
            self._undated(text, f"cannot be the date of a web page: there were none in {year}")
            return ""
        return written

    def _undated(self, text: str, why: str) -> None:
        self.notes.append(Note("unknown", "unread-date", f"“{text[:60]}” {why}", text=text[:200]))

    def _span(self, text: str) -> str:
        try:
            span = parse_span(text)
        except BadDateError as problem:
            if text:
                self._undated(text, str(problem).removeprefix(f"“{text}”").strip())
            return ""
        return f"~{span.iso}" if span.about else span.iso

    def _moment(self, key: str, value: Value) -> str:
        text = self._text(key, value)
        if not text:
            return ""
        try:
            return iso_as_written(text, self._zone)
        except BadDateError as problem:
            if key in {"publish_at", "expires"}:
                return text  # it decides, so that a build must refuse it
            self._unread(key, text, str(problem).removeprefix(f"“{text}”").strip())
            return ""

    def _flag(self, key: str, value: Value) -> Value:
        if isinstance(value, bool):
            return value
        text = "" if isinstance(value, list | dict) else str(value)
        if text and (is_yes(text) or is_no(text)):
            return is_yes(text)
        self._unread(key, value, "is neither true nor false")
        return key == "noindex"  # if in doubt, no index lists it

    def _list(self, key: str, value: Value) -> Value:
        items = value if isinstance(value, list) else [value]
        texts = [self._words(key, item) for item in items if not isinstance(item, list | dict)]
        return [text for text in dict.fromkeys(texts) if slugify(text)]

    def _named(self, key: str, value: Value) -> Value:
        """Return people or places: each is a name, or a group with `name`."""
        items = value if isinstance(value, list) else [value]
        found: list[Value] = []
        for item in items:
            text = "" if isinstance(item, dict) else self._words(key, item)
            found += filter(None, (self._of_group(key, item),) if isinstance(item, dict) else (text,))
        return [one for place, one in enumerate(found) if one not in found[:place]]

    def _groups(self, key: str, value: Value) -> Value:
        items = value if isinstance(value, list) else [value]
        groups = [self._of_group(key, item) for item in items if isinstance(item, dict)]
        if len(groups) < len(items):
            self._unread(key, [item for item in items if not isinstance(item, dict)], "is no group of fields")
        return [group for group in groups if group]

    def _of_group(self, key: str, group: dict[str, Value]) -> dict[str, Value]:
        """Return a group of an article in digest's own form; one of an incident as it is, but for its dates."""
        if self._kind != "articles":
            return {name: self._inner(name, inner) for name, inner in group.items()}
        found = own_group(key, group, self._zone)
        for name, why in found.left_out:
            self._unread(f"{key}.{name[:60]}", group.get(name), why)
        return found.fields

    def _inner(self, key: str, value: Value) -> Value:
        """Return a value within a group or a list, its dates in the usual form."""
        if isinstance(value, list):
            return [self._inner(key, item) for item in value]
        if isinstance(value, dict):
            return {name: self._inner(name, inner) for name, inner in value.items()}
        if isinstance(value, str) and key == "date":
            return own_date(value, self._zone)
        return _seen(value).strip() if isinstance(value, str) else value

    def _incident(self, key: str, value: Value) -> Value:
        if isinstance(value, list):
            return self._list(key, value)
        text = self._words(key, value)
        return text if slugify(text) else ""

    def _language(self, key: str, value: Value) -> str:
        text = self._text(key, value)
        code = language_code(text)
        if text and not code:
            self._unread(key, text, "is not the code of a language")
        return code

    def _slug(self, key: str, value: Value) -> str:
        text = self._text(key, value)
        if not text or is_slug(text):
            return text
        near = slugify(text)
        message = f"`slug`: “{text[:100]}” cannot be the last part of an address{f'; {near} is' if near else ''}"
        self.notes.append(Note("passed-over", "unread-field", message))
        return near

    def _aliases(self, key: str, value: Value) -> Value:
        found: list[Value] = []
        for item in value if isinstance(value, list) else [value]:
            text = self._text(key, item)
            address = internal_target(text) if text and not {"?", "#"} & {*text} else None
            if address and "%" not in address and is_safe_address(address, with_blanks=True):
                found.append(text if text.startswith("/") else f"/{text}")
            elif text:
                self._unread(key, text, "is no address that this site can answer")
        return list(dict.fromkeys(map(str, found)))

    def _accepted(self, _: str, value: Value) -> Value:
        items = value if isinstance(value, list) else [value]
        return [item for item in items if isinstance(item, str) and item in ACCEPTABLE]

    def _source(self, key: str, value: Value) -> Value:
        if not isinstance(value, dict):
            text = outlet_name(self._words(key, value))
            if not text:
                return ""
            return {"url": text} if is_web_url(text) else {"name": text}
        found: dict[str, Value] = {}
        for name in ("name", "url", "author", "archive", "licence", "retrieved"):
            inner = value.get(name)
            if isinstance(inner, list):
                inner = ", ".join(self._words(name, one) for one in inner if isinstance(one, str))
            text = self._words(name, inner) if name not in {"url", "archive"} else self._text(name, inner)
            if written := self._of_source(name, text):
                found[name] = written
        return found

    def _of_source(self, name: str, text: str) -> str:
        if name == "name":
            return outlet_name(text)
        if name == "author":
            return without_mail(text)
        if name == "retrieved":
            return self._moment(name, text)
        if name in {"url", "archive"} and text and text != "?" and not is_web_url(text):
            self._unread(f"source.{name}", text, "is no URL")
            return ""
        return "" if text == "?" else text

    def _group(self, key: str, value: Value) -> Value:
        if isinstance(value, dict):
            return self._of_group(key, value)
        if value:
            self._unread(key, value, "is no group of fields")
        return {}

    def _show(self, key: str, value: Value) -> str:
        text = self._text(key, value)
        if text in {"", "full", "excerpt", "link"}:
            return text
        self._unread(key, text, "is not full, excerpt or link")
        return ""

    def _status(self, value: Value) -> Value:
        if self._kind == "incidents":
            return self._groups("status", value) if not isinstance(value, str) else ""
        text = self._text("status", value)
        if text in {"", "published"}:
            return ""
        if text in {"draft", "withdrawn"}:
            return text
        self.notes.append(
            Note(
                "passed-over",
                "perhaps-hidden",
                f"`status: {text[:60]}` is no word that digest knows: so it is imported as a draft",
            )
        )
        return "draft"


def _url_of(fields: Mapping[str, Value]) -> str:
    source = fields.get("source")
    url = source.get("url") if isinstance(source, dict) else ""
    return url if isinstance(url, str) and is_web_url(url) else ""


def _said(value: Value) -> str:
    """Return a value as messages show it."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a group of fields"
    return str(value)[:100]


def _seen(text: str) -> str:
    return without_stray(text)
