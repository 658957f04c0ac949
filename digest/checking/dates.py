"""Report dates of which one cannot be before the other: an update before its article, an outcome before its incident."""

import re
from collections.abc import Iterator
from datetime import date

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile, Note
from digest.model.content.outcomes import verdict_of
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.moment import Moment

# The outcome that begins a case, in the languages of the interface.
_BEGINS = re.compile(
    r"^(?:(?:was|is|has been) )?(?:charged|indicted|arraigned|angeklagt|imputad[oa]|acusad[oa]|mise? en examen|inculpée?)\b",
    re.IGNORECASE,
)
_LENGTHS = {"time": 10, "day": 10, "month": 7, "year": 4}


def dates_of_article(article: Article) -> Iterator[Diagnostic]:
    """Report the dates of an article that are before its own, and an end of its publication before the beginning."""
    at, own = article.origin.at, article.date
    for update in article.updates:
        if _is_before(update.date, own):
            yield _impossible(at("updates"), f"the update of {update.date.iso}", f"the article itself, {own.iso}")
    for correction in article.corrections:
        if _is_before(correction.date, own):
            yield _impossible(at("corrections"), f"the correction of {correction.date.iso}", f"the article, {own.iso}")
    if article.updated and _is_before(article.updated, own):
        yield _impossible(at("updated"), f"`updated`, {article.updated.iso},", f"`date`, {own.iso}")
    if article.withdrawal and _is_before(article.withdrawal.date, own):
        said = f"the withdrawal of {article.withdrawal.date.iso}"
        yield _impossible(at("withdrawal"), said, f"the article, {own.iso}")
    retrieved = article.source.retrieved
    if retrieved and _is_before(retrieved, own):
        place = at("source") if at("source").line else at("date")
        yield _impossible(place, f"`retrieved`, {retrieved.iso},", f"the report was published, {own.iso}")
    if article.expires and article.publish_at and _is_before(article.expires, article.publish_at):
        yield _impossible(
            at("expires"), f"`expires`, {article.expires.iso},", f"`publish_at`, {article.publish_at.iso}"
        )


def dates_of_incident(file: IncidentFile) -> Iterator[Diagnostic]:
    """Report the statuses and outcomes of an incident's file that are before the incident, and outcomes before their charge."""
    at = file.origin.at
    if file.date is not None and not file.date.about:
        begin, said = file.date.start, f"the incident, {file.date.iso}"
        for status in file.status:
            if _is_before_day(status.date, begin):
                yield _impossible(at("status"), f"the status of {status.date.iso}", said)
        for outcome in _outcomes(file):
            if _is_before_day(outcome.date, begin):
                yield _impossible(at("people"), f"the outcome of {outcome.date.iso}", said)
    for person in file.people:
        for charge in person.charges:
            yield from _before_the_charge(charge.outcomes, at("people"))


def _outcomes(file: IncidentFile) -> Iterator[Note]:
    for person in file.people:
        for charge in person.charges:
            yield from charge.outcomes


def _before_the_charge(outcomes: tuple[Note, ...], position: Position) -> Iterator[Diagnostic]:
    """Report a verdict that is older than the entry which says that somebody was charged. The outcomes are oldest first."""
    charged = next((one for one in outcomes if _BEGINS.match(one.text)), None)
    first = outcomes[0] if outcomes else None
    if charged and first and first is not charged and verdict_of(first.text) and _is_before(first.date, charged.date):
        yield _impossible(position, f"the outcome of {first.date.iso}", f"the charge, {charged.date.iso}")


def _is_before(one: Moment, other: Moment) -> bool:
    """Return whether a moment is surely before another, as far as both are known."""
    length = min(_LENGTHS[one.precision], _LENGTHS[other.precision])
    if one.precision == other.precision == "time":
        return one.at < other.at
    return one.day.isoformat()[:length] < other.day.isoformat()[:length]


def _is_before_day(moment: Moment, day: date) -> bool:
    length = _LENGTHS[moment.precision]
    return moment.day.isoformat()[:length] < day.isoformat()[:length]


def _impossible(position: Position, first: str, second: str) -> Diagnostic:
    return warning(
        "dates-out-of-order",
        position,
        f"{first} is before {second}: one of the two dates is wrong",
        "correct the wrong one; digest shows both as they are written",
    )
