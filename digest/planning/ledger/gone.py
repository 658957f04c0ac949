"""Decide what readers find at the URLs of things that were published and have no page any more; report those for which it is unknown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.ledger import Entry, EntryKind
from digest.model.page import Page
from digest.model.views.common import Link
from digest.planning.content.incident_names import incident_name
from digest.planning.ledger.ledger import LEDGER_FILE
from digest.planning.pages.article import WITHDRAWN
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import article_address
from digest.planning.site.sections import ARCHIVE, EDITIONS, SITE_ORIGIN, in_words
from digest.planning.site.taxonomies import TAXONOMIES

# Lists disappear with what they list. Then their URLs redirect to the section.
_SECTIONS: dict[EntryKind, Link] = {
    "edition": EDITIONS,
    "list": ARCHIVE,
    **{kind: taxonomy.section for kind, taxonomy in TAXONOMIES.items()},
}
_HINTS = {
    "article": "put its file back (git has it); or write status: withdrawn into it, and what is left is a notice; or give its address "
    "to what replaces it, as aliases: [/{address}]; or, if it shall be gone, list /{address} under gone: in config.yaml",
    "incident": "put back what its articles and its file say of it (git has it); or write merged_into: into its file; or give its "
    "address to what replaces it, as aliases: [/{address}]; or list /{address} under gone: in config.yaml",
    "page": "put content/pages/{id}.md back (git has it); or give its address to the page that replaces it, as aliases: [/{address}]; "
    "or, if it shall be gone, list /{address} under gone: in config.yaml",
    "media": "put content/{address} back (git has it); or, if it shall be gone, list /{address} under gone: in config.yaml",
}


@dataclass(frozen=True, slots=True)
class Gone:
    """A thing that was withdrawn: a notice is published at its URL."""

    title: str


@dataclass(frozen=True, slots=True)
class Split:
    """An incident whose reports are now on several pages: a page at its URL links to them. `name` is what it was called."""

    title: str
    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A thing that is gone for no known reason: an error."""


Fate = Link | Gone | Split | Missing


def resolve_gone(entry: Entry, index: SiteIndex) -> Fate:
    """Return the page that replaces a thing, or how it is gone; `Missing` if the content does not say why."""
    if entry.kind in _SECTIONS:
        return in_words(_SECTIONS[entry.kind], index.config)
    if entry.kind == "incident":
        return _fate_of_incident(entry, index)
    for article in index.assembly.gone:
        if entry.kind == "article" and article.id == entry.id:
            return Link(index.config.words.say(WITHDRAWN), article_address(article))
    return Missing()


def _fate_of_incident(entry: Entry, index: SiteIndex) -> Fate:
    """Return the incident that an incident was merged into, the pages of its reports, or the withdrawal of all of them."""
    files, say = index.assembly.files, index.config.words.say
    into = index.incidents.get(incident_name(entry.id, files))
    if into is not None:
        return into.link
    pages: dict[str, Link] = {}
    for node in (index.articles[name] for name in entry.reports if name in index.articles):
        links = [link for _, link in node.incidents] or [node.link]
        pages |= {link.address: link for link in links}
    if len(pages) == 1:
        return next(iter(pages.values()))
    if pages:
        name, ways = _name_of(entry, index), tuple(pages[address] for address in sorted(pages))
        return Split(say("The reports on this incident have moved"), name, ways)
    gone = [article for article in index.assembly.gone if article.id in entry.reports]
    successors = {incident_name(name, files) for article in gone for name in article.incidents} & index.incidents.keys()
    if len(successors) == 1:
        return index.incidents[successors.pop()].link
    named = {incident_name(name, files) for article in index.assembly.gone for name in article.incidents}
    return Gone(say("The reports on this incident have been withdrawn")) if gone or entry.id in named else Missing()


def _name_of(entry: Entry, index: SiteIndex) -> str:
    """Return what an incident was called: the title of its file if that is still there, else its id in words. The ledger has no titles."""
    file = index.assembly.files.get(entry.id)
    return file.title if file is not None and file.title else entry.id.replace("-", " ")


def report_missing(entries: Iterable[Entry], index: SiteIndex) -> Iterator[Diagnostic]:
    """Report each missing thing, with what an editor can do about it."""
    lines = {identity: number for number, identity in enumerate(index.entries, 1)}
    hidden = {article.id: article for article in index.assembly.hidden}
    for entry in entries:
        address = entry.addresses[-1]
        article = hidden.get(entry.id) if entry.kind == "article" else None
        if article is not None:
            yield error(
                "lost-address",
                article.origin.at("status" if article.status == "draft" else "publish_at"),
                f"the article was published at /{address}, and this would hide it again",
                f"{_hint_of_drop(address, index)}readers and feeds have it: publish it, or let digest withdraw leave a notice in its place",
            )
            continue
        yield error(
            "lost-address",
            Position(LEDGER_FILE, lines.get((entry.kind, entry.id), 0), 1),
            f"the {entry.kind} “{entry.id}” was published at /{address} and is not there any more",
            _hint_of_drop(address, index)
            + _hint_of_new_name(entry, index)
            + _HINTS[entry.kind].format(address=address, id=entry.id),
        )


def _hint_of_drop(address: str, index: SiteIndex) -> str:
    """Return the hint for what was never online, if nobody but the editor can say whether it was: without git."""
    return "" if index.permanent.is_certain else f"if it was never online, run digest ledger drop /{address}; else "


def _hint_of_new_name(entry: Entry, index: SiteIndex) -> str:
    """Return the hint that a new file may be the missing thing, if it is the only new one of its kind; of articles, of the same month."""
    new: set[str] = set()
    if entry.kind == "article":
        month = entry.addresses[-1].rpartition("/")[0].rpartition("/")[0]
        nodes = (node for node in index.articles.values() if node.address.startswith(f"{month}/"))
        new = {node.article.origin.file for node in nodes if ("article", node.id) not in index.entries}
    elif entry.kind == "incident":
        files = (file for file in index.assembly.files.values() if file.origin.file)
        new = {file.origin.file for file in files if ("incident", file.id) not in index.entries}
    elif entry.kind == "page":
        pages = index.assembly.own_pages
        new = {page.origin.file for page in pages if ("page", page.id) not in index.entries}
    return f"if it is {new.pop()} now, write id: {entry.id} there; else " if len(new) == 1 else ""


def gone_but_there(planned: Mapping[str, Page], index: SiteIndex) -> Iterator[Diagnostic]:
    """Report every address that the settings list as gone and that has a page or a file."""
    for address in index.config.gone:
        if address in planned:
            yield error(
                "gone-but-there",
                SITE_ORIGIN,
                f"`gone` lists /{address}, and {_maker(planned[address])} makes a page or a file there",
                "delete the address from the list, or withdraw or delete what makes it",
            )


def _maker(page: Page) -> str:
    return "digest itself" if page.origin == SITE_ORIGIN else page.origin.file
