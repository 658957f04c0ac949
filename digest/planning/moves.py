"""Addresses that once were: each sends its readers on, or says what became of what stood there."""

from collections.abc import Collection, Iterable, Iterator

from digest.model.article import Article
from digest.model.content import OwnPage
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.incident import IncidentFile
from digest.model.ledger import Entry, Ledger
from digest.model.page import Page, Wave, itself
from digest.model.views.article import WithdrawnView
from digest.model.views.common import Head, Link
from digest.model.views.feed import EVERY_FORMAT, feed_address
from digest.model.views.notice import RedirectView
from digest.planning.articles import WITHDRAWN
from digest.planning.assemble import incident_name
from digest.planning.directory import Directory
from digest.planning.feeds import plan_ended_feed
from digest.planning.heads import EDITIONS, HOME, INCIDENTS
from digest.planning.known import article_address
from digest.planning.ledger import LEDGER_FILE
from digest.planning.tombstones import Tombstones

_ALL_WITHDRAWN = "The reports on this incident have been withdrawn"


def plan_moves(
    pages: Iterable[Page], ledger: Ledger, gone: Tombstones, directory: Directory
) -> tuple[list[Page], list[Diagnostic]]:
    """Plan what stands at aliases, and at every address that the ledger knows and no page has; warn of what is lost."""
    planned = {page.address: page for page in pages}
    moves: list[Page] = []
    targets: dict[str, Link] = {}
    for thing, target in _things(directory):
        for alias in thing.aliases:
            targets.setdefault(alias, target)
            moves.append(_redirect(alias, target, thing.origin.at("aliases")))
            moves += _feeds_at(alias, target.address, planned, planned.keys())
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
            if entry.kind == "incident":
                ended = list(plan_ended_feed(entry, _ALL_WITHDRAWN, gone, directory))
                planned |= {page.address: page for page in ended}
                moves += ended
        if len(entry.addresses) > 1:
            moves += _from_old(entry, targets.get(present, _link_to(present, planned)), planned, taken)
    return moves, lost


def _link_to(address: str, planned: dict[str, Page]) -> Link:
    page = planned.get(address)
    return Link(address if page is None or page.title is None else page.title, address)


def _things(directory: Directory) -> Iterator[tuple[Article | IncidentFile | OwnPage, Link]]:
    for known in directory.articles.values():
        if known.article.aliases:
            yield known.article, known.link
    for article in directory.assembly.gone:
        yield article, Link(WITHDRAWN, article_address(article))
    for incident in directory.incidents.values():
        yield incident.incident.file, Link(incident.link.text, incident.address)
    for page in directory.assembly.own_pages:
        yield page, Link(page.title, f"{page.slug}/")


def _from_old(entry: Entry, target: Link, planned: dict[str, Page], taken: set[str]) -> Iterator[Page]:
    """Plan redirects from the addresses that a thing had before; an incident's feed keeps answering at each of them."""
    for address in entry.addresses[:-1]:
        if address not in taken:
            yield _redirect(address, target, Position(LEDGER_FILE))
        yield from _feeds_at(address, target.address, planned, taken)


def _feeds_at(old: str, present: str, planned: dict[str, Page], taken: Collection[str]) -> Iterator[Page]:
    """Plan the feeds of an incident once more at an address that it, or one that was merged into it, had before.

    Readers who subscribed there go on; the feed says its new address.
    """
    if not (old.endswith("/") and present.startswith(INCIDENTS.address)):
        return
    for form in EVERY_FORMAT:
        feed = planned.get(feed_address(f"{present}feed", form))
        address = feed_address(f"{old}feed", form)
        if feed is not None and address not in taken:
            yield feed._replace(address=address)


def _redirect(address: str, target: Link, origin: Position) -> Page:
    head = Head(f"Moved: {target.text}", address, noindex=True)
    view = RedirectView(head, head.title, target.address)
    return Page(address, "redirect.html", itself, (view,), Wave.PAGE, origin, head.title, noindex=True)


def _notice(entry: Entry, directory: Directory) -> Page | None:
    """Plan what stands in the place of a thing that is gone for a good reason: all of its articles were withdrawn."""
    address = entry.addresses[-1]
    if entry.kind == "edition":
        return _redirect(address, EDITIONS, Position(LEDGER_FILE))
    files = directory.assembly.files
    named = {incident_name(name, files) for article in directory.assembly.gone for name in article.incidents}
    if entry.kind == "incident" and entry.id in named:
        head = Head(_ALL_WITHDRAWN, address, noindex=True, crumbs=(HOME, INCIDENTS))
        view = WithdrawnView(head, head.title, ())
        origin = Position(LEDGER_FILE)
        return Page(address, "withdrawn.html", itself, (view,), Wave.PAGE, origin, head.title, noindex=True)
    return None


def _lost(entry: Entry) -> Diagnostic:
    return warning(
        "lost-address",
        Position(LEDGER_FILE),
        f"the {entry.kind} “{entry.id}” was published at /{entry.addresses[-1]} and is not there any more",
        "to take an article back, keep its file and write status: withdrawn; to move one, keep its id",
    )
