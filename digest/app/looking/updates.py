"""Changes, of files and by date, carried to a live site: edits of one text at once, everything else by planning anew, in a thread."""

from collections.abc import Callable
from threading import Condition, Event, Thread

from digest.app.looking.live import LiveSite

# In seconds: how long nothing has changed before the whole site is planned after an edit that was shown already.
_QUIET = 0.7


class Updates:
    """Carries changes to a live site, and calls `announce` after each that can be seen. Without `quick`, every change is planned whole."""

    def __init__(
        self, live: LiveSite, announce: Callable[[], None], *, quick: bool = True, quiet: float = _QUIET
    ) -> None:
        """Start the thread that plans."""
        self._live = live
        self._announce = announce
        self._quick = quick
        self._quiet = quiet
        self._condition = Condition()
        self._named: frozenset[str] = frozenset()
        self._follows = 0
        self._is_planning = False
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="digest plans", daemon=True)
        self._thread.start()

    def changed(self, named: frozenset[str]) -> None:
        """Show what has changed. `named` are paths relative to the site's folder; anything below them may have changed."""
        shown = self._quick and not self._named and self._is_shown(named)
        if shown:
            self._announce()
        with self._condition:
            self._follows += shown
            self._named |= frozenset() if shown else named
            self._condition.notify()

    def _is_shown(self, named: frozenset[str]) -> bool:
        try:
            return self._live.show_edit(named)
        except Exception:  # noqa: BLE001 - whatever it is, the whole plan shows the edit, or says what is wrong
            return False

    def settle(self) -> None:
        """Wait until everything that has changed so far is planned."""
        with self._condition:
            self._condition.wait_for(lambda: not (self._named or self._follows or self._is_planning))

    def stop(self) -> None:
        """Tell the thread to end; a plan that it is making is lost."""
        self._stopped.set()
        with self._condition:
            self._condition.notify_all()

    def _run(self) -> None:
        while not self._stopped.is_set():
            with self._condition:
                self._wait_for_change()
                self._wait_for_quiet()
                named, self._named, self._follows, self._is_planning = self._named, frozenset(), 0, True
            if not self._stopped.is_set():
                try:
                    self._live.plan_again(named)
                except Exception as problem:  # noqa: BLE001 - the thread must live on; the browser shows the bug
                    self._live.note_bug(problem)
                self._announce()
                self._live.tidy()
            with self._condition:
                self._is_planning = False
                self._condition.notify_all()

    def _wait_for_change(self) -> None:
        """Wait until something has changed, or changes by its date alone, such as when an embargo ends."""
        while not (self._named or self._follows or self._stopped.is_set()):
            seconds = self._live.seconds_until_due()
            if seconds is not None and seconds <= 0:
                return
            self._condition.wait(seconds)

    def _wait_for_quiet(self) -> None:
        """Wait until no edit has been shown for a while, or something has changed that is not shown yet."""
        seen = -1
        while seen != self._follows and not self._named and not self._stopped.is_set():
            seen = self._follows
            self._condition.wait(self._quiet)
