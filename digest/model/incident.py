"""An incident: a real event that several articles report on, as its file describes it and as it is assembled."""

from dataclasses import dataclass

from digest.model.article import Article, Body, Citation, Image, Manuscript, Place, Reference, Role
from digest.model.diagnostic import Origin
from digest.model.moment import Moment, Span


@dataclass(frozen=True, slots=True)
class Note:
    """A dated entry of a status, a timeline or an outcome, and who says so."""

    date: Moment
    text: str
    source: Citation = Citation()


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or another plain fact, with the date as of which it holds."""

    name: str
    value: str
    date: Moment | None = None
    source: Citation = Citation()


@dataclass(frozen=True, slots=True)
class Charge:
    """What somebody is accused of, and what became of it, oldest outcome first."""

    charge: str
    outcomes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part in an incident."""

    name: str
    role: Role = ""
    note: str = ""
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """What an editor says of an incident beyond what its articles say."""

    origin: Origin
    id: str
    slug: str
    title: str
    manuscript: Manuscript
    body: Body = Body()
    opening: tuple[str, ...] = ()
    date: Span | None = None
    place: Place | None = None
    kind: str = ""
    summary: str = ""
    status: tuple[Note, ...] = ()
    people: tuple[Participant, ...] = ()
    facts: tuple[Fact, ...] = ()
    timeline: tuple[Note, ...] = ()
    related: tuple[str, ...] = ()
    not_related: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    noindex: bool = False
    number: str = ""
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident with its visible articles, oldest first; what its file does not say comes from them."""

    id: str
    slug: str
    title: str
    span: Span
    summary: str
    places: tuple[Place, ...]
    tags: tuple[str, ...]
    articles: tuple[Article, ...]
    file: IncidentFile
