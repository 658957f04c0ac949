"""A newsroom and the hosts on which it publishes, of which one day it leaves the first for the second."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.readers.desk import Desk
from tests.readers.host import Host, running_host
from tests.readers.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is served: at a path, such as `news/`, of a host by its name, and the URL of that."""

    host: str
    path: str
    url: str


@dataclass(slots=True)
class Stage:
    """Hosts by the names that `base_url` gives them, as in `http://first/news/`."""

    newsroom: Newsroom
    hosts: dict[str, Host]
    _place: Place | None = None

    def publish(self, desk: Desk, *arguments: str) -> Place:
        """Build the site and serve it where its `base_url` says.

        A host with `https` is one behind another server that answers for it: here that does nothing but say so.
        """
        scheme, name, path = desk.base_url.replace("://", "/").split("/", 2)
        place = Place(name, path, self.hosts[name].url + path)
        self.newsroom.publish(replace(desk, base_url=place.url.replace("http", scheme, 1)), *arguments)
        self.serve(place, self.newsroom.site)
        return place

    def serve(self, place: Place, site: Path) -> None:
        """Serve a site at a place; from where it was before, the host sends on."""
        if self._place not in (None, place):
            self.hosts[self._place.host].move(self._place.path, place.url)
        self.hosts[place.host].folders[place.path] = site
        self._place = place

    def clear(self) -> None:
        """Serve nothing, and send nobody on, as before the first build."""
        self._place = None
        for host in self.hosts.values():
            host.folders.clear()
            host.moved.clear()

    def take_answers(self) -> dict[int, int]:
        """Return how many requests the hosts answered with each status since this was asked last."""
        return dict(sum((host.take_answers() for host in self.hosts.values()), start=Counter()))


@contextmanager
def running_stage(folder: Path) -> Iterator[Stage]:
    """Run two hosts until the end of the block."""
    with running_host() as first, running_host() as second:
        yield Stage(Newsroom(folder / "newsroom"), {"first": first, "second": second})
