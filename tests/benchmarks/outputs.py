"""What a generator wrote: addresses by kind, counts and bytes, and what one wrote that another did not."""

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

# Only digest makes these: schemas of the data files, the look-up of URLs, and parts of a sitemap that is longer than search engines read.
EXTRAS = re.compile(r"\.schema\.json$|/lookup\.json$|^sitemap-\d+\.xml$")
# A document of a feed that holds its items of one month or year.
ARCHIVE = re.compile(
    r"^(?P<feed>(?:.+/)?(?:feed|updates|editions))-(?P<period>\d{4}(?:-\d\d)?)(?P<ending>(?:\.atom)?\.xml|\.json)$"
)
# Pelican offers no archives of feeds, no feeds in JSON, none of categories or days, and no pages of these lists; plugins would do
# some of it.
NOT_PELICANS = re.compile(
    r"^(feed|editions)\.(atom\.xml|xml|json)$|^updates\.json$|^(incidents|editions|feeds)/page-\d+\.html$"
    r"|^(places|tags)/page-\d+\.html$|^news-sitemap\.xml$|^robots\.txt$|^sources/page-\d+\.html$"
    rf"|{ARCHIVE.pattern}"
)
FEED = re.compile(r"(^|/)(feed|updates|editions)(-\d{4}(-\d\d)?)?\.(atom\.xml|xml|json)$")
HUGOS_PAGES = re.compile(r"/page/(\d+)/index\.html$")
PER_LINE = 5


class IncompleteError(Exception):
    """An output is not whole: what is missing, of which generator."""


@dataclass(frozen=True, slots=True)
class Output:
    """All files of one site, by address as digest would name it, with their sizes in bytes."""

    name: str
    folder: Path
    sizes: Mapping[str, int]
    files: Mapping[str, str]

    def path(self, address: str) -> Path:
        """Return the file at an address."""
        return self.folder / self.files[address]

    def only(self, kind: str) -> frozenset[str]:
        """Return the addresses of one kind."""
        return frozenset(address for address in self.sizes if name_kind(address) == kind)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is of something."""

    files: int
    bytes: int


def list_output(name: str, folder: Path) -> Output:
    """Return all files below a folder. An IncompleteError says if there are none."""
    files: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for place, _, names in os.walk(folder):
        for file in names:
            path = os.path.join(place, file)  # noqa: PTH118
            relative = os.path.relpath(path, folder)
            address = HUGOS_PAGES.sub(r"/page-\1.html", relative)
            files[address] = relative
            sizes[address] = os.stat(path).st_size  # noqa: PTH116
    if not files:
        raise IncompleteError(f"{name} wrote nothing into {folder}")
    return Output(name, folder, MappingProxyType(sizes), MappingProxyType(files))


def name_kind(address: str) -> str:
    """Return the kind of what stands at an address: `article`, `incident`, `tag`, …, `feed of a tag`, …, `file`."""
    folder, _, rest = address.partition("/")
    of = {"incidents": "incident", "tags": "tag", "places": "place", "sources": "source", "editions": "edition"}
    if EXTRAS.search(address):
        return "file of digest's own"
    if ARCHIVE.search(address):
        return "feed archive"
    if FEED.search(address):
        return f"feed per {of[folder]}" if rest else "feed of the site"
    if not address.endswith(".html"):
        return "file"
    if folder in {"articles", "archive"} and rest.count("/"):
        return "article" if folder == "articles" else "month"
    return of[folder] if folder in of and "/" in rest else "page of the site"


def count_kinds(output: Output) -> dict[str, Amount]:
    """Return how much there is of each kind, in the order of the kinds' names."""
    files: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for address, size in output.sizes.items():
        kind = name_kind(address)
        files[kind] += 1
        sizes[kind] += size
    return {kind: Amount(files[kind], sizes[kind]) for kind in sorted(files)}


def check_addresses(digest: Output, other: Output, lacking: re.Pattern[str] | None = None) -> None:
    """Raise an IncompleteError if the other site has not the addresses of digest's, but for those it may lack."""
    wanted = {address for address in digest.sizes if not EXTRAS.search(address)}
    missing = {address for address in wanted - other.sizes.keys() if not (lacking and lacking.search(address))}
    problems = [("does not have", missing), ("alone has", other.sizes.keys() - wanted)]
    empty = {address for address, size in other.sizes.items() if not size}
    for words, addresses in [*problems, ("has as empty files", empty)]:
        if addresses:
            some = ", ".join(sorted(addresses)[:PER_LINE])
            raise IncompleteError(f"{other.name} {words} {len(addresses)} addresses, such as {some}")
