"""The outlet's name, the author, and the tags that its own sections are."""

import re
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import urlsplit

from digest.importing.metadata.context import MetadataContext, Observation
from digest.importing.metadata.evidence import TagWords
from digest.importing.record import Suggestion

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d,?\s+(?:by\s+)?(?P<name>[^\W\d_][\w .&'’/-]{1,40}?)"
    r"\s*(?:\.\s|\.$|\(|,|;| - |–|all rights|and the associated|$)",
    re.IGNORECASE,
)
_LINES = 6
_NAME = r"[A-ZÀ-Þ][\w’'.-]*(?: (?:de|del|van|von|der|la|el|al|bin) ?)?(?: [A-ZÀ-Þ][\w’'.-]*){1,3}"
_BYLINE = re.compile(
    rf"^\s*(?i:by|von|par|por|بقلم):?\s+(?P<names>{_NAME}(?:(?:,? (?:and|und|et|y|&)|,) {_NAME}){{0,3}})"
    r"(?=\s*(?:$|[,|(/•–—-])|\s+(?:Updated|Posted|Published|[\w.]+@))"
)


def name_outlet(host: str, context: MetadataContext) -> Suggestion | None:
    """Return the name of the outlet at a host: as the site writes it, as its copyright lines have it, else the host itself."""
    if not host:
        return None
    known = context.outlets.get(host)
    if known and known.name:
        evidence = "as in other articles here" if known.is_certain else "from the copyright lines of its articles"
        return Suggestion("source.name", known.name, evidence)
    return Suggestion("source.name", host, "from the host; write the outlet's name")


def observe_name(text: str, host: str, owners: frozenset[str]) -> Iterator[Observation]:
    """Yield the name in the copyright line of an article, unless it is that of an agency or of an owner of many outlets."""
    found = _COPYRIGHT.search(text[-600:])
    name = " ".join(found["name"].split()) if found else ""
    if name and name.casefold().removeprefix("the ") not in owners:
        yield Observation(host, name=name)


def find_author(text: str, no_names: frozenset[str]) -> Suggestion | None:
    """Return the names of the byline; None if the first lines have none. E-mail addresses are left out."""
    lines = [line.strip() for line in text.split("\n", 30) if line.strip()][:_LINES]
    for line in lines:
        found = _BYLINE.match(line)
        if found is None:
            continue
        parts = found["names"].split(", ")
        people = list(takewhile(lambda part: no_names.isdisjoint(re.findall(r"\w+", part)), parts))
        if people:  # `By Ann Lee, Harbour Gazette`
            return Suggestion("source.author", _usual(", ".join(people)), f"from the byline “{found[0].strip()}”")
    return None


def _usual(names: str) -> str:
    """Return names in capitals as they are usually written: `ANN LEE` is `Ann Lee`."""
    return re.sub(
        r"\b[^\W\d_]+(?:['’-][^\W\d_]+)*", lambda word: word[0].title() if word[0].isupper() else word[0], names
    )


def tags_of_url(url: str, words: TagWords) -> tuple[str, ...]:
    """Return the sections in a URL's path that say what a text is about: `/news/local/crime/` is about crime."""
    try:
        path = urlsplit(url).path.casefold()
    except ValueError:
        return ()
    sections = path.split("/")[1:-1]
    named = [part for section in sections for part in (section, section.partition("-")[0])]
    return tuple(dict.fromkeys(tag.replace("-", " ") for tag in named if tag in words.of_paths))


def is_empty_tag(tag: str, words: TagWords) -> bool:
    """Return whether a tag of an outlet says nothing of what the text is about."""
    return tag.strip().casefold() in words.empty
