"""Taxonomies: places, tags and sources. One table describes them; their lists, feeds and ledger entries are made from it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from digest.model.content.article import Article, Place
from digest.model.content.incident import Incident
from digest.model.url import slugify
from digest.model.views.common import Link
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


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, a place or a source: the link to its page, and its articles, oldest first."""

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


def gather_terms(
    taxonomy: Taxonomy, articles: Collection[ArticleNode], incidents: Iterable[Incident]
) -> dict[str, Term]:
    """Return the terms of a taxonomy by slug, in the order of slugs. An article has its own terms and those of its incidents.

    A term has the name that its first article, or else its first incident, writes.
    """
    names: dict[str, str] = {}

    def slugs_of(thing: Article | Incident) -> list[str]:
        found = []
        for name in taxonomy.names_of(thing):
            slug = slugify(name)
            found.append(slug)
            names.setdefault(slug, name)
        return found

    slugs = {node.id: slugs_of(node.article) for node in articles}
    for incident in incidents:
        inherited = slugs_of(incident)
        for article in incident.articles if inherited else ():
            slugs[article.id] += inherited
    gathered: dict[str, list[ArticleNode]] = defaultdict(list)
    for node in articles:
        for slug in dict.fromkeys(slugs[node.id]):
            gathered[slug].append(node)
    return {
        slug: Term(Link(names[slug], f"{taxonomy.section.address}{slug}/", len(gathered[slug])), tuple(gathered[slug]))
        for slug in sorted(gathered)
        if slug
    }


def term_links(names: Iterable[str], terms: dict[str, Term]) -> tuple[Link, ...]:
    """Return the links to the pages of terms, by their names."""
    slugs = dict.fromkeys(map(slugify, names))
    return tuple([terms[slug].link for slug in slugs if slug in terms])


def commonest(terms: dict[str, Term]) -> tuple[Link, ...]:
    """Return the links to the terms with the most articles, at most 12."""
    links = (term.link for term in terms.values())
    return tuple(sorted(links, key=lambda link: (-link.count, link.address))[:_MOST_SHOWN])
