"""What is added to an article after it was published: dated updates and corrections, and why it was withdrawn."""

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from digest.model.content.article import Correction, Update, Withdrawal
from digest.model.moment import Moment
from digest.model.url import slugify
from digest.reading.files.decode import one_line
from digest.reading.yaml.schema import Fields

D = TypeVar("D", Update, Correction)


def read_updates(fields: Fields) -> tuple[Update, ...]:
    """Take the dated updates, each with its anchor."""
    return _anchored("update", fields.groups("updates", _update))


def read_corrections(fields: Fields) -> tuple[Correction, ...]:
    """Take the dated corrections, each with its anchor."""
    return _anchored("correction", fields.groups("corrections", _correction))


def _update(fields: Fields) -> Update | None:
    date = fields.required_moment("date")
    title = one_line(fields.text("title"))
    text = fields.text("text") if title else fields.required("missing-text", "write what is new", "text")
    return Update(date, title, text, _when(date, fields)) if date else None


def _correction(fields: Fields) -> Correction | None:
    date = fields.required_moment("date")
    text = fields.required("missing-text", "write what was wrong and what is right", "text")
    return Correction(date, text, _when(date, fields)) if date else None


def read_withdrawal(fields: Fields) -> Withdrawal | None:
    """Take when and why the article was withdrawn; an article that is published has no such thing."""
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


def _when(date: Moment, fields: Fields) -> str:
    """Return a date as a part of an anchor. A time of day stays as it is written, so that another zone of the site changes no anchor."""
    return date.iso if date.bare else slugify(fields.text("date"))


def _anchored(word: str, entries: tuple[D, ...]) -> tuple[D, ...]:
    """Make the anchors of dated entries: those of one date are counted in the order in which they are written."""
    if not entries:
        return ()
    seen: Counter[str] = Counter()
    anchored = []
    for entry in entries:
        name = f"{word}-{entry.anchor}"
        seen[name] += 1
        anchored.append(replace(entry, anchor=name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return tuple(anchored)
