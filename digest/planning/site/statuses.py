"""What the files of incidents say of where matters stand: statuses, each published like an update, and disputes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from digest.model.content.incident import Dispute, IncidentFile, Note
from digest.model.views.common import Link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import IncidentNode

# How long a home page and feeds say that a dispute is settled; the page of the incident always does.
_FRESHLY_SETTLED = timedelta(days=14)


class Status(NamedTuple):
    """What an incident's file says of its status, with its id in the ledger. `anchor` is empty if its file was merged into another."""

    id: str
    incident: IncidentNode
    anchor: str
    note: Note

    @property
    def about(self) -> Link:
        """The link to the incident."""
        return Link(self.incident.link.text, self.incident.address)

    @property
    def link(self) -> Link:
        """The link to it on the page of the incident."""
        address = self.incident.address
        return Link(self.incident.link.text, f"{address}#{self.anchor}" if self.anchor else address)


def statuses_of(index: SiteIndex) -> Iterator[Status]:
    """Yield the statuses of all visible incidents, and of those that were merged into them."""
    for node in index.incidents.values():
        file = node.incident.file
        yield from (Status(f"{file.id}#{note.anchor}", node, note.anchor, note) for note in file.status)
    for file, into in index.assembly.merged:
        if into in index.incidents:
            yield from (Status(f"{file.id}#{note.anchor}", index.incidents[into], "", note) for note in file.status)


def disputes_of(file: IncidentFile) -> tuple[Dispute, ...]:
    """Return all disputes: the open ones first, then the settled ones; of either, the newest first."""
    return tuple(sorted(file.disputed, key=_order))


def disputes_at(file: IncidentFile, moment: datetime) -> tuple[Dispute, ...]:
    """Return the disputes as they were at a moment: those that were open, and those that had been settled in the two weeks before."""
    told = []
    for dispute in file.disputed:
        end = dispute.settled.date.at if dispute.settled else None
        if dispute.date.at <= moment and (end is None or end > moment - _FRESHLY_SETTLED):
            told.append(replace(dispute, settled=None) if end is not None and end > moment else dispute)
    return tuple(sorted(told, key=_order))


def disputes_now(node: IncidentNode) -> tuple[Dispute, ...]:
    """Return the disputes of an incident as of the newest thing that is known of it."""
    file = node.incident.file
    dates = [dispute.settled.date if dispute.settled else dispute.date for dispute in file.disputed]
    return disputes_at(file, max(one.at for one in (node.latest, *dates)))


def _order(dispute: Dispute) -> tuple[bool, float]:
    last = dispute.settled.date if dispute.settled else dispute.date
    return dispute.settled is not None, -last.at.timestamp()
