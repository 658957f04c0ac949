"""Plans of small sites, made of values: nothing is read from a disk."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from digest.model.config import Config, Publisher
from digest.model.content.article import Article, Body, BodyLocation, Correction, Place, Update
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Origin
from digest.model.ledger import Ledger
from digest.model.moment import Moment
from digest.model.site import Asset, Content, OwnPage, Site
from digest.planning.content.assemble import assemble
from digest.planning.content.visibility import VisibilityContext
from digest.planning.plan import Plan, plan_site
from digest.reading.yaml.dates import parse_moment

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONFIG = Config(
    "0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11",
    "Digest",
    "https://digest.example/",
    "What happened.",
    Publisher("Press"),
    timezone="Europe/Berlin",
)
V = TypeVar("V")


def moment(text: str) -> Moment:
    """Read a date or a moment in the site's zone."""
    return parse_moment(text, ZoneInfo(CONFIG.timezone), coarse=True)


def article(stem: str, date: str = "2024-03-26", title: str = "", **fields: Any) -> Article:  # noqa: ANN401 - fields of any type
    """Make an article with a text of its own."""
    origin = Origin(f"content/articles/{stem}.md", "title 2:8")
    known: dict[str, Any] = {
        "body": Body(f"key-{stem}", 4),
        "opening": (f"Text of {stem}.",),
        "slug": stem,
        "id": stem,
    } | fields
    return Article(
        origin=origin,
        title=title or stem.capitalize(),
        date=moment(date),
        body_location=BodyLocation(origin.file),
        **known,
    )


def update(date: str, title: str = "", text: str = "New.") -> Update:
    """Make an update with the anchor of its date."""
    return Update(moment(date), title, text, f"update-{date}")


def correction(date: str, text: str = "Wrong.") -> Correction:
    """Make a correction with the anchor of its date."""
    return Correction(moment(date), text, f"correction-{date}")


def places(*names: str) -> tuple[Place, ...]:
    """Make places that have only a name."""
    return tuple(Place(name) for name in names)


def incident_file(stem: str, title: str = "", **fields: Any) -> IncidentFile:  # noqa: ANN401 - fields of any type
    """Make an incident's file."""
    origin = Origin(f"content/incidents/{stem}.md")
    known: dict[str, Any] = {"slug": stem, "id": stem} | fields
    return IncidentFile(origin=origin, title=title, body_location=BodyLocation(origin.file), **known)


def own_page(stem: str, title: str = "", **fields: Any) -> OwnPage:  # noqa: ANN401 - fields of any type
    """Make a page of the newsroom's own."""
    origin = Origin(f"content/pages/{stem}.md")
    return OwnPage(
        origin=origin,
        id=stem,
        slug=stem,
        title=title or stem.capitalize(),
        body_location=BodyLocation(origin.file),
        **fields,
    )


def plan_all(
    articles: Iterable[Article] = (),
    incidents: Iterable[IncidentFile] = (),
    own_pages: Iterable[OwnPage] = (),
    *,
    config: Config = CONFIG,
    ledger: Ledger | None = None,
    visibility: VisibilityContext | None = None,
    media: tuple[Asset, ...] = (),
    indexer: str = "",
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Plan a site, with everything that is wrong in it."""
    content = Content(tuple(articles), tuple(incidents), tuple(own_pages), media, ledger or Ledger())
    assembly, contradictions = assemble(content, visibility or VisibilityContext(NOW))
    plan, found = plan_site(Site(config, content, (), (), indexer), assembly)
    return plan, contradictions + found


def plan(*articles: Article, incidents: Iterable[IncidentFile] = (), **more: Any) -> Plan:  # noqa: ANN401 - as `plan_all` has them
    """Plan a site in which nothing may be wrong."""
    made, diagnostics = plan_all(articles, incidents, **more)
    assert diagnostics == ()
    return made


def view(made: Plan, address: str, kind: type[V]) -> V:
    """Return the view of the page at an address."""
    [page] = [page for page in made.pages if page.address == address]
    assert isinstance(page.view, kind)
    return page.view


def addresses(made: Plan, below: str = "") -> list[str]:
    """Return the addresses of all pages below one."""
    return [page.address for page in made.pages if page.address.startswith(below)]
