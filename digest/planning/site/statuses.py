"""What the files of incidents say of their status: each note is published like an update."""

from collections.abc import Iterator
from typing import NamedTuple

from digest.model.content.incident import Note
from digest.model.views.common import Link
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import IncidentNode


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
