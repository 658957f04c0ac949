"""A newsroom and the hosts on which it publishes, of which one day it leaves the first for the second."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.readers.desk import Desk
from tests.readers.host import Host, running_host
from tests.readers.newsroom import Newsroom
from tests.support.sites import NOW


@dataclass(slots=True)
class Stage:
    """Hosts by the names that `base_url` gives them, as in `http://first/news/`."""

    newsroom: Newsroom
    hosts: dict[str, Host]
    _place: tuple[str, str] | None = None

    def publish(self, desk: Desk, now: str = NOW) -> str:
        """Build the site and serve it where its `base_url` says; from where it was before, the host sends on. Give its URL.

        A host with `https` is one behind another server that answers for it: here that does nothing but say so.
        """
        scheme, name, path = desk.base_url.replace("://", "/").split("/", 2)
        host = self.hosts[name]
        url = host.url + path
        self.newsroom.publish(replace(desk, base_url=url.replace("http", scheme, 1)), now)
        if self._place is None:
            host.serve(path, self.newsroom.site)
        elif self._place != (name, path):
            before, old = self._place
            self.hosts[before].move(old, url)
            host.serve(path, self.newsroom.site)
        self._place = (name, path)
        return url

    def take_answers(self) -> dict[int, int]:
        """Return how many requests the hosts answered with each status since this was asked last."""
        return dict(sum((host.take_answers() for host in self.hosts.values()), start=Counter()))


@contextmanager
def running_stage(folder: Path) -> Iterator[Stage]:
    """Run two hosts until the end of the block."""
    with running_host() as first, running_host() as second:
        yield Stage(Newsroom(folder / "newsroom"), {"first": first, "second": second})
