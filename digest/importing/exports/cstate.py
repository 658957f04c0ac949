"""The issues of a status page (cState, and StatusKit before it) as incidents: each update becomes an entry of the dated status."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from digest.importing.markup.convert import to_markdown
from digest.importing.record import Document, Folder, Record, Skipped, Value

_TEXT = re.compile(r"(?P<folder>(?:.*/)?)(?P<name>[^/]+)\.(?:md|markdown)", re.IGNORECASE)
_ISSUES = re.compile(r"(?:^|/)(?:content/)?issues/|(?:^|/)_?incidents/", re.IGNORECASE)
_KINDS = {
    **dict.fromkeys(("down", "major-outage"), "outage"),
    **dict.fromkeys(("disrupted", "partial-outage", "degraded-performance"), "disruption"),
    **dict.fromkeys(("maintenance", "under-maintenance"), "maintenance"),
}
_TRACK = re.compile(r"""\{\{[<%]\s*track\s+["'`]?(?P<date>[^"'`<>%]{0,60}?)["'`]?\s*/?[>%]\}\}""")
# `*Resolved* - `, `**Update**: `, `_Monitoring_ –`.
_LABEL = re.compile(r"(?P<sign>\*{1,2}|_{1,2})(?P<label>[^\W\d_][^*_\n]{0,40}?)(?P=sign)[ \t]*(?:[-–—:]+)?[ \t]*\n?")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?")
_REPORT = re.compile(r"post-?mortem|report|analysis|root cause|rca\b", re.IGNORECASE)
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")


class _Entry(NamedTuple):
    label: str
    text: str
    date: str


def read_cstate(folder: Folder) -> Iterator[Record | Skipped]:
    """Yield an incident and a report for each issue of a status page, and its pages."""
    names = Counter(
        _undated(found["name"]) for path in folder.files() if (found := _TEXT.fullmatch(path)) and _ISSUES.search(path)
    )
    for path in folder.files():
        found = _TEXT.fullmatch(path)
        if (
            found is None
            or found["name"].startswith("_")
            or found["name"].lower() in {"readme", "license", "contributing"}
        ):
            continue
        is_issue = bool(_ISSUES.search(path))
        if not is_issue and not re.search(r"(?:^|/)content/", path):
            continue
        try:
            document = folder.document(path)
        except OSError as problem:
            yield Skipped(path, f"it cannot be read: {problem.strerror or problem}")
            continue
        if document is None:
            yield Skipped(path, "it has no front matter that can be read")
        elif is_issue:
            short = _undated(found["name"])
            yield from _issue(path, found["name"], short if names[short] == 1 else found["name"].lower(), document)
        else:
            yield Record(path, dict(document.fields), document.text, "markdown", "pages", is_own=True, dialect="hugo")


def _issue(path: str, name: str, slug: str, document: Document) -> Iterator[Record]:
    """Yield the incident of an issue, and the report that gives it a page: the text as the status page had it."""
    given = {key.lower(): value for key, value in document.fields.items()}
    begun, ended = _moment(given.get("date")), _moment(given.get("resolvedwhen") or given.get("resolved_on"))
    resolved = str(given.get("resolved")).lower() in {"true", "yes"}
    intro, entries = _entries(document.text)
    status = _status(entries, begun, ended if resolved else "")
    if resolved and not entries and (ended or begun):
        status.append({"date": ended or begun, "text": "Resolved."})
    old = str(given.get("slug") or name).lower()
    aliases = given.get("aliases")
    shared: dict[str, Value] = {key: value for key, value in given.items() if key in _DECISIONS}
    shared |= {"title": given.get("title"), "tags": given.get("affected") or given.get("affectedsystems")}
    incident: dict[str, Value] = {
        **shared,
        "date": _span(begun, ended if resolved else ""),
        "kind": _kind(given),
        "status": status,
        "id": slug,
        "slug": slug,
        "aliases": [f"/issues/{quote(old)}/", *(aliases if isinstance(aliases, list) else [])],
    }
    yield Record(path, _filled(incident), "", "markdown", "incidents", is_own=True, dialect="hugo")
    told = [f"**{entry.label}** ({entry.date}): {entry.text}".replace(" ()", "") for entry in entries]
    text = "\n\n".join([*filter(None, [intro]), *told]) or str(given.get("title") or "")
    article: dict[str, Value] = {**shared, "date": begun, "incident": slug, "slug": f"{slug}-report"}
    yield Record(path, _filled(article), text, "markdown", is_own=True, dialect="hugo")


def _undated(name: str) -> str:
    """Return the name of a file without the date with which it begins."""
    return re.sub(r"\A\d{4}-\d\d-\d\d-(?=\w)", "", name.lower())


_DECISIONS = frozenset({"draft", "published", "private", "expirydate", "publishdate"})


def _filled(fields: dict[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in fields.items() if value not in (None, "", [])}


def _kind(given: dict[str, Value]) -> str:
    severity = str(given.get("severity") or "").lower()
    return _KINDS.get(severity, "notice" if severity == "notice" or given.get("informational") else severity)


def _moment(value: Value) -> str:
    """Return a moment in the form of RFC 3339, without a zone if none is written; empty if it is none."""
    found = _DATE.match(str(value or "").strip())
    if found is None:
        return ""
    day, time, seconds, zone = found.groups()
    return f"{day}T{time}{seconds or ':00'}{'Z' if zone == 'UTC' else zone or ''}" if time else day


def _span(begun: str, ended: str) -> str:
    """Return the days of an incident: one, or the first and the last."""
    first, last = begun[:10], ended[:10]
    return f"{first}/{last}" if first and last > first else first or last


def _entries(text: str) -> tuple[str, list[_Entry]]:
    """Return what belongs to no update, and the updates in the order of the text."""
    intro: list[str] = []
    entries: list[_Entry] = []
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        if _RULE.fullmatch(block.strip()) or not block.strip():
            continue
        found = _LABEL.match(block.strip())
        dates = [_moment(track["date"]) for track in _TRACK.finditer(block)]
        words = _TRACK.sub("", block).strip()
        if found and not _REPORT.search(found["label"]):
            entries.append(_Entry(found["label"].strip(" :"), words[_end(words) :].strip(), next(iter(dates), "")))
        elif entries and not found and (entries[-1].text or words):
            last = entries[-1]
            entries[-1] = _Entry(last.label, f"{last.text}\n\n{words}".strip(), last.date or next(iter(dates), ""))
        else:
            intro.append(words)
    return "\n\n".join(filter(None, intro)), entries


def _end(words: str) -> int:
    found = _LABEL.match(words)
    return found.end() if found else 0


def _status(entries: list[_Entry], begun: str, ended: str) -> list[Value]:
    """Return the updates as entries of a dated status, the oldest first. One without a date has that of the one before it."""
    if not entries:
        return []
    dated = [entry.date for entry in entries if entry.date]
    newest_first = len(dated) < 2 or dated[0] >= dated[-1]
    ordered = [*reversed(entries)] if newest_first else entries
    status: list[Value] = []
    moment = begun
    for number, entry in enumerate(ordered, 1):
        is_last = number == len(ordered)
        moment = entry.date or (ended if is_last and ended else moment)
        words = to_markdown(entry.text, "markdown", "hugo").text.strip()
        status.append({"date": moment or "?", "text": f"{entry.label}: {words}" if words else f"{entry.label}."})
    return status
