"""A site of another generator, as the module of that generator understands it from its settings and the fields of its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from digest.importing.record import ContentKind, Form, Skipped, Value
from digest.model.reports.imported import Note

SiteName = Literal["jekyll", "hugo", "zola", "eleventy", "pelican", "nikola", "hexo", "docusaurus", "astro"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a site. Its body stays in the file until a record is made of it.

    `fields` are those of the file and of the site's defaults for it, in the generator's names. `addresses` are all that the text ever had,
    decoded, from the root of the site, with a leading `/`; the last one that it had comes first. `name` is that of the file without date,
    language and ending; of a bundle, that of its folder. `date` is what the path says of the date (ISO 8601). Texts of one `group` are
    translations of each other; an empty group is none. `beside` is the folder in which files with relative links are, if it is not the
    text's own.
    """

    path: str
    fields: Mapping[str, Value]
    name: str
    addresses: tuple[str, ...] = ()
    form: Form = "markdown"
    kind: ContentKind = "articles"
    date: str = ""
    lang: str = ""
    group: str = ""
    is_draft: bool = False
    beside: str = ""


Texts: TypeAlias = Mapping[str, Text]
#: Return a link without the generator's own syntax, as a path or URL; the texts are given by their paths.
PlainLink: TypeAlias = Callable[[str, Text, Texts], str]


class Body(NamedTuple):
    """The body of a text in its `form`, and what an editor should know of it."""

    text: str
    notes: tuple[Note, ...] = ()


#: Return the body of a text in its `form`, of what the file has below its fields: reStructuredText as HTML, tags of Hexo as links.
ReadBody: TypeAlias = Callable[[str, Text, Texts], Body]


def as_it_is(link: str, _: Text, __: Texts) -> str:
    """Return a link as it is, for generators that have no syntax of their own for links."""
    return link


def nothing(_: str) -> bool:
    """Return that a site's settings leave no file out."""
    return False


def as_written(body: str, _: Text, __: Texts) -> Body:
    """Return a body as it is in the file."""
    return Body(body)


@dataclass(frozen=True, slots=True)
class Site:
    """What a generator's module knows of a folder.

    `base_url` is the site's URL as its settings name it; empty if they do not. `roots` are the folders whose files are copied to the root
    of the site; an empty text is the folder itself. `authors` are names by id. `dates` are the fields that say when a text was published,
    the surest first. `consumed` are fields that are in `addresses` already, and are not passed on. `images` are fields that name a
    picture before those that all generators share. `leaves_out` says whether the settings keep a file from being published.
    """

    dialect: SiteName
    texts: tuple[Text, ...]
    skipped: tuple[Skipped, ...] = ()
    base_url: str = ""
    language: str = ""
    roots: tuple[str, ...] = ("static",)
    authors: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ("date",)
    consumed: frozenset[str] = frozenset()
    images: tuple[str, ...] = ()
    plain_link: PlainLink = as_it_is
    leaves_out: Callable[[str], bool] = nothing
    read_body: ReadBody = as_written
