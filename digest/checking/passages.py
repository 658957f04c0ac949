"""The passages of an article or an incident's file: each text in it, with its place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from digest.model.content.article import Article, BodyLocation
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Position
from digest.model.site import ContentItem

# The line of its file at which a text begins; 0 if that is not known.
LineOf = Callable[[BodyLocation], int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a file. `field` is that of the front matter, with its position, or `body`."""

    field: str
    text: str
    position: Position


def position_in(passage: Passage, start: int, item: ContentItem, line_of: LineOf) -> Position:
    """Return the position of a character of a passage: exactly in a body, else that of the field."""
    first = line_of(item.body_location) if passage.field == "body" else 0
    if not first:
        return passage.position
    line = first + passage.text.count("\n", 0, start)
    return Position(item.body_location.file, line, start - passage.text.rfind("\n", 0, start))


def passages_of(item: ContentItem, body: str) -> Iterator[Passage]:
    """Return the texts of an article, an incident's file or a page, the title first. `body` is the text below the front matter."""
    at = item.origin.at
    yield Passage("title", item.title, at("title"))
    yield Passage("summary", item.summary, at("summary"))
    if isinstance(item, Article):
        for update in item.updates:
            yield Passage("updates", f"{update.title}\n\n{update.text}", at("updates"))
        for correction in item.corrections:
            yield Passage("corrections", correction.text, at("corrections"))
    elif isinstance(item, IncidentFile):
        yield from _of_incident(item)
    yield Passage("body", body, Position(item.body_location.file))


def _of_incident(file: IncidentFile) -> Iterator[Passage]:
    at = file.origin.at
    for status in file.status:
        yield Passage("status", status.text, at("status"))
    for person in file.people:
        yield Passage("people", person.note, at("people"))
    for fact in file.facts:
        yield Passage("facts", f"{fact.name}: {fact.value}", at("facts"))
    for dispute in file.disputed:
        yield Passage("disputed", f"{dispute.claim} – {', '.join(dispute.says)}", at("disputed"))
        if dispute.settled:
            yield Passage("disputed", dispute.settled.text, at("disputed"))
    for entry in file.timeline:
        yield Passage("timeline", entry.text, at("timeline"))
