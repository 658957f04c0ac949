"""Word from the thread that reads the site to the browsers that wait."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Changes:
    """Wakes those who wait for a change. Everything but `announce` and `close` is called in the loop of the server."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()
        self.is_closed = False

    def announce(self) -> None:
        """Wake everybody who waits. It may be called in any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """Tell everybody who waits that the server stops."""
        self.is_closed = True
        self.announce()

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """Return an event that is set at each change from now on; who waits for it clears it first."""
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            yield event
        finally:
            self._waiting.discard(event)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()
