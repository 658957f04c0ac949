"""Taxonomies: places, tags and sources. One table describes them; their lists, feeds and ledger entries are made from it.

A term has a key (`name_key`): names that differ in case, accents or white space alone are one term. Different names never share a page,
even if they make the same slug (`C`, `C#`, `C++`): the ledger knows which of them has which slug.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from digest.adapters.serialization import fingerprint
from digest.model.content.article import Article, Place
from digest.model.content.incident import Incident
from digest.model.url import former_slug, name_key, slugify
from digest.model.views.common import Link
from digest.planning.content.assemble import Assembly
from digest.planning.site.nodes import ArticleNode

_MOST_SHOWN = 12
# The kind of a term, as in the ledger and in views. A new taxonomy is added to this, to those of `EntryKind` and of the views of lists.
TermKind = Literal["place", "tag", "source"]


class Taxonomy(NamedTuple):
    """One kind of terms.

    `section` links to the list of all terms, and its address begins theirs. `word` begins the titles of a term's page and feed, as in
    `Tag: Fire`. `names_of` returns the names of the terms of an article or an incident. Lists of articles have a chart by month if
    `has_months`.
    """

    section: Link
    word: str
    names_of: Callable[[Article | Incident], tuple[str, ...]]
    has_months: bool = True


def place_names(places: tuple[Place, ...]) -> tuple[str, ...]:
    """Return the names of places."""
    return tuple([place.name for place in places])


# In the order in which pages show them.
TAXONOMIES: Mapping[TermKind, Taxonomy] = {
    "place": Taxonomy(Link("Places", "places/"), "Place", lambda thing: place_names(thing.places)),
    "tag": Taxonomy(Link("Tags", "tags/"), "Tag", lambda thing: thing.tags),
    "source": Taxonomy(
        Link("Sources", "sources/"),
        "Source",
        lambda thing: (thing.source.name,) if isinstance(thing, Article) else (),
        has_months=False,
    ),
}


class Term(NamedTuple):
    """A tag, a place or a source: its key, its slug, the link to its page, and its articles, oldest first."""

    key: str
    slug: str
    link: Link
    articles: tuple[ArticleNode, ...]

    @property
    def name(self) -> str:
        """Its name, as its first article writes it."""
        return self.link.text

    @property
    def address(self) -> str:
        """The address of its page."""
        return self.link.address


class TermName(NamedTuple):
    """The name of a term, as its first article or else its first incident writes it, and its slug."""

    name: str
    slug: str


def said_by(key: str) -> str:
    """Return what the ledger keeps of the key of a term: a fingerprint of 64 bits, since a name may have to be forgotten."""
    return fingerprint(key.encode())[:16]


def name_terms(taxonomy: Taxonomy, assembly: Assembly, published: Mapping[str, str]) -> dict[str, TermName]:
    """Return the names of all terms of a taxonomy by key. Names without a letter or a digit are no terms.

    `published` are the slugs in the ledger, each with the fingerprint of its term's key; it is empty in ledgers of earlier versions.
    A published term keeps its slug for ever. Of new ones with the same slug, the one that is spelled like it gets it, or else the first;
    the others get a number. Articles that are gone have terms only if these were published.
    """
    names = _first_names(taxonomy, (*assembly.articles, *assembly.incidents))
    gone = _first_names(taxonomy, assembly.gone)
    slugs = _slugs_of(names, published)
    owned = {said: slug for slug, said in published.items() if said}
    for key, name in gone.items():
        slug = owned.get(said_by(key)) or slugify(name)
        if key not in slugs and slug in published and slug not in slugs.values():
            slugs[key] = slug
    return {key: TermName(names.get(key) or gone[key], slug) for key, slug in slugs.items()}


def _first_names(taxonomy: Taxonomy, things: Iterable[Article | Incident]) -> dict[str, str]:
    """Return the first spelling of each name, by its key, in the order of things."""
    spellings = dict.fromkeys(name for thing in things for name in taxonomy.names_of(thing))
    names: dict[str, str] = {}
    for name in spellings:
        if slugify(name):
            names.setdefault(name_key(name), name)
    return names


def _slugs_of(names: Mapping[str, str], published: Mapping[str, str]) -> dict[str, str]:
    owned = {said: slug for slug, said in published.items() if said}
    slugs = {key: owned[said] for key in names if (said := said_by(key)) in owned} if owned else {}
    claims: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        if key not in slugs:
            claims[_claimed(name, published)].append(key)
    taken = set(owned.values())
    left: list[tuple[str, str]] = []
    for slug, keys in claims.items():
        keys.sort(key=lambda key: slugify(key) != key.replace(" ", "-"))
        if slug not in taken:
            slugs[keys.pop(0)] = slug
        left += [(slug, key) for key in keys]
    taken |= claims.keys() | published.keys()
    for slug, key in left:
        slugs[key] = next(free for free in _numbered(slug) if free not in taken)
        taken.add(slugs[key])
    return slugs


def _claimed(name: str, published: Mapping[str, str]) -> str:
    """Return the slug of a name: that of an earlier version, if that was published and nobody is known to have it."""
    slug = slugify(name)
    former = slug if name.isascii() or slug in published else former_slug(name)
    return former if former in published and not published[former] else slug


def _numbered(slug: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def gather_terms(
    taxonomy: Taxonomy,
    articles: Collection[ArticleNode],
    incidents: Iterable[Incident],
    named: Mapping[str, TermName],
) -> dict[str, Term]:
    """Return the terms of a taxonomy by key, in the order of slugs. An article has its own terms and those of its incidents."""
    keys = {node.id: [*map(name_key, taxonomy.names_of(node.article))] for node in articles}
    for incident in incidents:
        inherited = [*map(name_key, taxonomy.names_of(incident))]
        for article in incident.articles if inherited else ():
            keys[article.id] += inherited
    gathered: dict[str, list[ArticleNode]] = defaultdict(list)
    for node in articles:
        for key in dict.fromkeys(keys[node.id]):
            gathered[key].append(node)
    terms: dict[str, Term] = {}
    for key in sorted(gathered.keys() & named.keys(), key=lambda key: named[key].slug):
        name, slug = named[key]
        link = Link(name, f"{taxonomy.section.address}{slug}/", len(gathered[key]), name)
        terms[key] = Term(key, slug, link, tuple(gathered[key]))
    return terms


def term_links(names: Iterable[str], terms: Mapping[str, Term]) -> tuple[Link, ...]:
    """Return the links to the pages of terms, each with the text by which it is called here."""
    return tuple([terms[key].link.called(name) for key, name in spellings(names).items() if key in terms])


def spellings(names: Iterable[str]) -> dict[str, str]:
    """Return the first spelling of each name, by the key of its term."""
    spelled: dict[str, str] = {}
    for name in names:
        spelled.setdefault(name_key(name), name)
    return spelled


def commonest(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Return the links to the terms with the most articles, at most 12."""
    links = (term.link for term in terms.values())
    return tuple(sorted(links, key=lambda link: (-link.count, link.address))[:_MOST_SHOWN])
