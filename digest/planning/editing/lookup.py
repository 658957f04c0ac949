"""Find the article, incident or page that an editor names by its id, its file, its address or its URL."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from digest.model.content.article import Article
from digest.model.reports.edit import RefusedError
from digest.model.site import Content, ContentItem
from digest.model.url import address_within, internal_target, slugify
from digest.planning.content.incident_names import files_by_name, incident_name
from digest.planning.site.nodes import article_address

Kind = Literal["article", "incident", "page"]


class Mention(NamedTuple):
    """A name as an editor wrote it, and the files of the site whose path it may be."""

    text: str
    files: tuple[str, ...] = ()


class Match(NamedTuple):
    """An article, incident or page that a name can mean. An incident that only articles name has no file: then `thing` is None."""

    kind: Kind
    id: str
    address: str
    thing: ContentItem | None

    @property
    def file(self) -> str:
        """The file with its fields; empty if it has none."""
        return self.thing.origin.file if self.thing else ""

    def __str__(self) -> str:
        """Return its name in a form that can mean nothing else."""
        return f"{self.kind} {self.file or f'/{self.address}'}"


class Catalogue:
    """All articles, incidents and pages, whether visible or not."""

    def __init__(self, content: Content, base_url: str) -> None:
        """Take the content of a site that has no mistakes in it."""
        self._base_url = base_url
        self.content = content
        self.files, _ = files_by_name(content)
        self.reports: dict[str, list[Article]] = defaultdict(list)
        for article in content.articles:
            for name in dict.fromkeys(incident_name(name, self.files) for name in article.incidents):
                self.reports[name].append(article)
        self._all = tuple(self._things())
        self._old = {
            (entry.kind, entry.id): entry.addresses
            for entry in content.ledger.entries
            if entry.kind in {"article", "incident", "page"}
        }

    def _things(self) -> Iterator[Match]:
        for article in self.content.articles:
            yield Match("article", article.id, article_address(article), article)
        for file in self.content.incident_files:
            yield Match("incident", file.id, f"incidents/{file.slug}/", file)
        written = {file.id for file in self.content.incident_files}
        for name in self.reports:
            if name not in written:
                yield Match("incident", name, f"incidents/{name}/", None)
        for page in self.content.own_pages:
            yield Match("page", page.id, f"{page.slug}/", page)

    def of(self, kind: Kind) -> Iterator[Match]:
        """Return all things of a kind."""
        return (one for one in self._all if one.kind == kind)

    def incident(self, name: str) -> str:
        """Return the id of the incident that an article calls by a name, whether or not it was merged into another one."""
        return incident_name(name, self.files)

    def names_for(self, incident: str, names: Iterable[str]) -> frozenset[str]:
        """Return those of some names that mean an incident."""
        return frozenset(name for name in names if self.incident(name) == incident)

    def resolve(self, called: Mention, *kinds: Kind) -> Match:
        """Return the one match of these kinds. Raise `RefusedError` if there is none, or more than one."""
        address = self._address(called.text)
        for found in (
            [one for one in self._all if one.kind in kinds and self._is_called(one, called, address)],
            [one for one in self._all if one.kind in kinds and self._stood_at(one, address)],
        ):
            if len(found) == 1:
                return found[0]
            if found:
                told = " and ".join(map(str, found))
                raise RefusedError(
                    f"“{called.text}” means {told}",
                    f"write which of them: {' or '.join(_sure_name(one) for one in found)}",
                )
        raise RefusedError(f"there is no {_or(kinds)} “{called.text}”", self._near(called.text, address, kinds))

    def article(self, called: Mention) -> Article:
        """Return the one article that matches. Raise `RefusedError` as `resolve` does."""
        found = self.resolve(called, "article")
        return next(article for article in self.content.articles if article is found.thing)

    def was_published(self, article: Article) -> bool:
        """Return whether readers have seen an article, whatever its status is now."""
        return ("article", article.id) in self._old

    def _is_called(self, one: Match, called: Mention, address: str) -> bool:
        names = (one.id, self.content.written_ids.get(one.file))  # of a renamed file, the name that it has now, too
        if called.text in names or (address and one.address.rstrip("/") == address):
            return True
        if (
            one.thing is not None
            and called.files
            and not {one.file, one.thing.body_location.file}.isdisjoint(called.files)
        ):
            return True
        if one.kind != "incident" or "/" in called.text:
            return False
        return self.incident(called.text) == one.id

    def _stood_at(self, one: Match, address: str) -> bool:
        """Return whether a thing has or had an address, according to its aliases and the ledger."""
        addresses = (*(one.thing.aliases if one.thing else ()), *self._old.get((one.kind, one.id), ()))
        return bool(address) and any(old.rstrip("/") == address for old in addresses)

    def _address(self, text: str) -> str:
        """Return the address that a name may be, without a slash at its ends; nothing if it is an id or the URL of another site."""
        within = address_within(self._base_url, text)
        if within is None and ("://" in text or "/" not in text):
            return ""
        target = internal_target(within if within is not None else text)
        return (target or "").removesuffix("index.html").rstrip("/")

    def _near(self, text: str, address: str, kinds: tuple[Kind, ...]) -> str:
        from difflib import get_close_matches  # only where something is wrong

        names = {
            name for kind in kinds for one in self.of(kind) for name in (one.id, one.address.rstrip("/"), one.file)
        }
        names |= {file.slug for file in self.content.incident_files} if "incident" in kinds else set()
        near = get_close_matches(address or text, sorted(filter(None, names)), 3)
        if not near and slugify(text):
            near = [name for name in sorted(names) if slugify(text) in name][:3]
        if near:
            return f"did you mean {_joined(near)}?"
        return "write its id, the path of its file, or its address"


def _sure_name(one: Match) -> str:
    return one.file or f"/{one.address}"


def _or(kinds: Iterable[str]) -> str:
    return _joined(list(kinds))


def _joined(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
