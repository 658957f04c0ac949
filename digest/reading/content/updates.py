"""Read what has a date and an anchor: updates, corrections, the status of an incident; and why an article was withdrawn."""

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from digest.model.content.article import Correction, Update, Withdrawal
from digest.model.content.incident import Note
from digest.model.moment import Moment
from digest.model.url import slugify
from digest.reading.content.field_groups import read_note
from digest.reading.dialects.markup.report import report_short_markup
from digest.reading.files.decode import one_line
from digest.reading.yaml.schema import Fields

D = TypeVar("D", Update, Correction, Note)


def read_updates(fields: Fields) -> tuple[Update, ...]:
    """Return the dated updates, each with its anchor."""
    return _anchored("update", fields.groups("updates", _update))


def read_corrections(fields: Fields) -> tuple[Correction, ...]:
    """Return the dated corrections, each with its anchor."""
    return _anchored("correction", fields.groups("corrections", _correction))


def read_status(fields: Fields) -> tuple[Note, ...]:
    """Return the dated notes on the status of an incident, each with its anchor."""
    return _anchored("status", fields.groups("status", _status))


def _update(fields: Fields) -> Update | None:
    date = fields.required_moment("date")
    title = one_line(fields.text("title"))
    text = fields.text("text") if title else fields.required("missing-text", "write what is new", "text")
    report_short_markup(text, "text", fields)
    return Update(date, title, text, _anchor_part(date, fields)) if date else None


def _correction(fields: Fields) -> Correction | None:
    date = fields.required_moment("date")
    text = fields.required("missing-text", "write what was wrong and what is right", "text")
    report_short_markup(text, "text", fields)
    return Correction(date, text, _anchor_part(date, fields)) if date else None


def _status(fields: Fields) -> Note | None:
    note = read_note(fields)
    return note and replace(note, anchor=_anchor_part(note.date, fields))


def read_withdrawal(fields: Fields) -> Withdrawal | None:
    """Return when and why the article was withdrawn; report the field as an error if the article is not withdrawn."""
    withdrawal = fields.group("withdrawal", _withdrawal_group, None)
    if fields.has("withdrawal") and fields.text("status") != "withdrawn":
        fields.fail(
            "not-withdrawn",
            "withdrawal",
            "it says when and why the article was withdrawn, and the article is not",
            "write status: withdrawn, or delete these lines",
        )
    return withdrawal


def _withdrawal_group(fields: Fields) -> Withdrawal | None:
    date = fields.required_moment("date")
    reason = one_line(fields.required("missing-text", "write why, in words that readers may see", "reason"))
    return Withdrawal(date, reason) if date and reason else None


def _anchor_part(date: Moment, fields: Fields) -> str:
    """Return a date as part of an anchor. A time of day stays as it is written, so that anchors do not change with the site's time zone."""
    return date.iso if date.bare else slugify(fields.text("date"))


def _anchored(word: str, entries: tuple[D, ...]) -> tuple[D, ...]:
    """Return the entries with their anchors. Entries of the same date are numbered in the order of the file."""
    if not entries:
        return ()
    seen: Counter[str] = Counter()
    anchored = []
    for entry in entries:
        name = f"{word}-{entry.anchor}"
        seen[name] += 1
        anchored.append(replace(entry, anchor=name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return tuple(anchored)
