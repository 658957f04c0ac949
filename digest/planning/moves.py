"""Addresses that once were: each sends its readers on, or says what became of what stood there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest.model.article import Article
from digest.model.content import OwnPage
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.incident import IncidentFile
from digest.model.ledger import Entry, Ledger
from digest.model.page import Page, Wave
from digest.model.url import slugify
from digest.model.views.article import WithdrawnView
from digest.model.views.common import Head, Link
from digest.model.views.notice import RedirectView
from digest.planning.articles import WITHDRAWN
from digest.planning.directory import Directory, article_address, incident_address
from digest.planning.heads import EDITIONS, HOME, INCIDENTS
from digest.planning.ledger import LEDGER_FILE


def plan_moves(pages: Iterable[Page], ledger: Ledger, directory: Directory) -> tuple[list[Page], list[Diagnostic]]:
    """Plan what stands at aliases, and at every address that the ledger knows and no page has; warn of what is lost."""
    planned = {page.address: page for page in pages}
    moves = [
        _redirect(alias, target, thing.origin.at("aliases"))
        for thing, target in _things(directory)
        for alias in thing.aliases
    ]
    taken = planned.keys() | {move.address for move in moves}
    lost = []
    for entry in ledger.entries:
        present = entry.addresses[-1]
        if "#" in present:
            continue
        if present not in taken:
            notice = _notice(entry, directory)
            if notice is None:
                lost.append(_lost(entry))
                continue
            moves.append(notice)
        moves += _from_old(entry, planned, taken)
    return moves, lost


def _things(directory: Directory) -> Iterator[tuple[Article | IncidentFile | OwnPage, Link]]:
    for article in directory.assembly.articles:
        yield article, Link(article.title, article_address(article))
    for article in directory.assembly.gone:
        yield article, Link(WITHDRAWN, article_address(article))
    for incident in directory.assembly.incidents:
        yield incident.file, Link(incident.title, incident_address(incident))
    for page in directory.assembly.own_pages:
        yield page, Link(page.title, f"{page.slug}/")


def _from_old(entry: Entry, planned: dict[str, Page], taken: set[str]) -> Iterator[Page]:
    """Plan redirects from the addresses that a thing had before; an incident's feed keeps answering at each of them."""
    *old, present = entry.addresses
    page = planned.get(present)
    title = page.view.head.title if page is not None and hasattr(page.view, "head") else present
    feed = planned.get(f"{present}feed.xml")
    for address in old:
        if address not in taken:
            yield _redirect(address, Link(title, present), Position(LEDGER_FILE))
        if feed is not None and f"{address}feed.xml" not in taken:
            yield replace(feed, address=f"{address}feed.xml")


def _redirect(address: str, target: Link, origin: Position) -> Page:
    head = Head(f"Moved: {target.text}", address, noindex=True)
    return Page(address, "redirect.html", RedirectView(head, head.title, target.address), Wave.PAGE, origin)


def _notice(entry: Entry, directory: Directory) -> Page | None:
    """Plan what stands in the place of a thing that is gone for a good reason: all of its articles were withdrawn."""
    address = entry.addresses[-1]
    if entry.kind == "edition":
        return _redirect(address, EDITIONS, Position(LEDGER_FILE))
    named = {slugify(name) for article in directory.assembly.gone for name in article.incidents}
    if entry.kind == "incident" and slugify(entry.id) in named:
        head = Head("The reports on this incident have been withdrawn", address, noindex=True, crumbs=(HOME, INCIDENTS))
        return Page(address, "withdrawn.html", WithdrawnView(head, head.title, ()), Wave.PAGE, Position(LEDGER_FILE))
    return None


def _lost(entry: Entry) -> Diagnostic:
    return warning(
        "lost-address",
        Position(LEDGER_FILE),
        f"the {entry.kind} “{entry.id}” was published at /{entry.addresses[-1]} and is not there any more",
        "to take an article back, keep its file and write status: withdrawn; to move one, keep its id",
    )
