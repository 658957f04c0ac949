"""What an incident's page begins with, and where it tells everything else: each report, update and correction once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from digest.model.moment import Moment
from digest.model.views.common import Link, TimelineEntry
from digest.model.views.incident import CorrectionEntry, Day, Report
from digest.planning.content.weight import originals
from digest.planning.pages.incident.timeline import days_of, key_moments_of, news_among
from digest.planning.site.nodes import IncidentNode

# So many reports are told with their summaries. More of them are folded by day.
_MOST_CARDS = 8
# Of what is new, so much is listed.
_MOST_FRESH = 4
# A page of more reports and key moments has links to its parts.
_SHORT = 12


class Arrangement(NamedTuple):
    """Where a page tells what: the fields of `IncidentView` that have the same names."""

    newest: Report | None
    beginning: Report | None
    fresh: tuple[TimelineEntry, ...]
    days: tuple[Day, ...]
    others: tuple[Report, ...]
    corrections: tuple[CorrectionEntry, ...]
    corrected: int
    is_long: bool


def arrange(node: IncidentNode, reports: Sequence[Report]) -> Arrangement:
    """Return where the page tells what. `reports` are newest first, each with those that only repeat it.

    The page begins with the newest status; without one, with the newest report that is an account of its own, then with the first one.
    Few reports are told with their summaries, many in the timeline. A timeline of corrections alone would be a list of corrections.
    """
    newest, beginning = _newest(node, reports), _beginning(node, reports)
    left = [report for report in reports if report not in (newest, beginning)]
    moments = key_moments_of(node)
    is_dense = len(reports) > _MOST_CARDS
    is_dated = is_dense or any(entry.kind != "correction" for entry in moments)
    corrected = sum(entry.kind == "correction" for entry in moments)
    if is_dated:
        moments = _anchored(moments)
    fresh = _fresh(node, moments, left, newest, is_dense=is_dense)
    listed = {entry.address for entry in fresh}
    left = [report for report in left if report.card.address not in listed]
    moments = [entry for entry in moments if entry not in fresh]
    return Arrangement(
        newest,
        beginning,
        fresh,
        days_of(moments, left if is_dense else ()) if is_dated else (),
        () if is_dense else tuple(left),
        () if is_dated else tuple(map(_correction, moments)),
        corrected,
        is_dense or len(reports) + len(moments) > _SHORT,
    )


def _newest(node: IncidentNode, reports: Sequence[Report]) -> Report | None:
    """Return the newest report that is an account of its own, if it is the newest word on the incident, and not the first as well."""
    if node.incident.file.status or len(reports) < 2:
        return None
    own = {article.id for article in originals(node.incident.articles, node.repeats)}
    addresses = {report.address for report in node.reports if report.id in own}
    return next((report for report in reports[:-1] if report.card.address in addresses), None)


def _beginning(node: IncidentNode, reports: Sequence[Report]) -> Report | None:
    """Return the first report, where no editor has said what happened."""
    file = node.incident.file
    return None if node.incident.summary or file.status or file.body.key else reports[-1]


def _fresh(
    node: IncidentNode,
    moments: Sequence[TimelineEntry],
    left: Sequence[Report],
    newest: Report | None,
    *,
    is_dense: bool,
) -> tuple[TimelineEntry, ...]:
    """Return what is newer than that with which the page begins. Where reports are folded, the next ones of them as well."""
    status = max((note.date for note in node.incident.file.status), key=lambda date: date.at, default=None)
    since: Moment | None = status or (newest.card.date if newest else node.reports[-1].article.date)
    if status is None and is_dense:
        since = None
    reports = left if status or is_dense else ()
    return tuple(news_among(moments, reports, since)[:_MOST_FRESH])


def _anchored(moments: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """Return key moments, of which the newest correction has the anchor of all corrections."""
    first = next((entry for entry in moments if entry.kind == "correction"), None)
    return [replace(entry, anchor="corrections") if entry is first else entry for entry in moments]


def _correction(entry: TimelineEntry) -> CorrectionEntry:
    return CorrectionEntry(entry.when, Link(entry.title, entry.address), entry.text)
