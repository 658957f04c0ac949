"""Incidents: real events that several articles report on, as their files describe them and as they are assembled."""

from dataclasses import dataclass

from digest.model.content.article import Article, Body, BodyLocation, Citation, Image, Place, Reference, Role
from digest.model.diagnostic import Accepted, Origin
from digest.model.moment import Moment, Span


@dataclass(frozen=True, slots=True)
class Note:
    """A dated entry of a status, a timeline, an outcome or the end of a dispute, with its source. Only that of a status has an `anchor`."""

    date: Moment  #: when
    text: str  #: what is said, in Markdown
    source: Citation = Citation()  #: who says so
    anchor: str = ""  #: its id on the page


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or another plain fact, with its date."""

    name: str  #: the name of the fact
    value: str  #: the figure, or the fact
    date: Moment | None = None  #: the date of the fact
    source: Citation = Citation()  #: who says so


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim that some make and others deny."""

    claim: str  #: what is disputed, in Markdown
    says: tuple[str, ...]  #: who says so
    denies: tuple[str, ...]  #: who denies it
    date: Moment  #: since when it is disputed
    source: Citation = Citation()  #: where both can be read
    settled: Note | None = None  #: how it was settled, and when; nothing while it is open


@dataclass(frozen=True, slots=True)
class Charge:
    """What somebody is accused of, and the outcomes, oldest first."""

    charge: str  #: what somebody is accused of
    outcomes: tuple[Note, ...] = ()  #: the outcomes, oldest first


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who takes part in an incident."""

    name: str  #: their name
    role: Role = ""  #: their role
    note: str = ""  #: a note, in Markdown
    charges: tuple[Charge, ...] = ()  #: what they are accused of


@dataclass(frozen=True, slots=True)
class Pin:
    """An editor's wish that an incident leads the home page, up to and including a day; None: for as long as the line is in its file."""

    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """A file of `content/incidents/`: what an editor writes about an incident, in addition to its articles.

    `merged_into` names the incident that replaces this one, if the two are the same event. `follow_up` is when its editors want to look
    at it again; it is for them alone, so that nothing that is planned has it.
    """

    origin: Origin
    id: str
    slug: str
    title: str
    body_location: BodyLocation
    body: Body = Body()
    opening: tuple[str, ...] = ()
    date: Span | None = None
    place: Place | None = None
    kind: str = ""
    summary: str = ""
    status: tuple[Note, ...] = ()
    people: tuple[Participant, ...] = ()
    facts: tuple[Fact, ...] = ()
    disputed: tuple[Dispute, ...] = ()
    timeline: tuple[Note, ...] = ()
    related: tuple[str, ...] = ()
    not_related: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: Image | None = None
    noindex: bool = False
    number: str = ""
    merged_into: str = ""
    follow_up: Moment | None = None
    pin: Pin | None = None
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    accept: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident with its visible articles, oldest first. Values that are missing in its file are derived from them."""

    id: str
    slug: str
    title: str
    span: Span
    summary: str
    places: tuple[Place, ...]
    tags: tuple[str, ...]
    articles: tuple[Article, ...]
    file: IncidentFile
