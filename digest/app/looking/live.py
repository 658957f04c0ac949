"""A site in memory: planned once, and again when its files change; a page is rendered when it is asked for.

An edit of one text is shown at once in the pages of the last plan (`planning/editing/edited.py`). The whole plan follows; when it is
done, each file equals that of a preview (`tests/laws/test_live.py`).
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from digest.adapters.serialization import fingerprint
from digest.app.build import Inputs, assemble_and_plan, read_inputs
from digest.app.context import Job
from digest.app.looking.documents import Documents
from digest.app.looking.look import Look, file_of
from digest.app.looking.own_pages import own_pages, problem_page
from digest.app.looking.pages import Pages
from digest.model.config import Config
from digest.model.content.article import Article
from digest.model.diagnostic import Diagnostic
from digest.planning.content.suspicions import without_accepted
from digest.reading.config.settings import read_config
from digest.serving.answers import HTML, Answer, Notes, Problem

CONFIG = "config.yaml"
_MOST_WARNINGS = 50
_DAY = 86_400.0  # in seconds
# How many pages are kept as they were before a mistake.
_LAST = 100
_PLANS_BEFORE_SEARCH = 25


class LiveSite:
    """The site behind `digest serve`. `job` returns the job of a preview as of now, for each plan.

    Changes come from two threads, and questions from others: `show_edit` and `plan_again` may be called at the same time.
    """

    def __init__(self, job: Callable[[], Job]) -> None:
        """Start with nothing read."""
        self._job = job
        self._documents = Documents()
        self._config: Config | None = None
        self._reading = Lock()
        self._owed: frozenset[str] = frozenset()
        self._pages: Pages | None = None
        self._problems: tuple[Diagnostic, ...] = ()
        self._bug: Problem | None = None
        self._plans = 0
        self._replaced: Pages | None = None
        self._since: dict[str, Article] = {}
        self._last: dict[str, Answer] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The errors for which the site is as it was before; without any, its warnings."""
        return self._problems or (self.look.diagnostics if self.look is not None else ())

    @property
    def look(self) -> Look | None:
        """What is known of the site; None if it could not be planned yet."""
        return self._pages.look if self._pages is not None else None

    def seconds_until_due(self) -> float | None:
        """Return in how many seconds the site changes by itself, as when an embargo ends; at most a day. None if it cannot be planned."""
        look = self.look
        if look is None or self._problems:
            return None
        return min((look.until - self._job().options.visibility.now).total_seconds(), _DAY)

    def file(self, path: str) -> bytes | Diagnostic | None:
        """Return the bytes of a file of the site, as `Pages.file` does."""
        return self._pages.file(path) if self._pages is not None else None

    def show_edit(self, named: frozenset[str]) -> bool:
        """Show an edit of one text at once, if that is all that these changed paths are; else return false: plan again.

        The whole plan has to follow, too: lists and feeds may quote the text.
        """
        with self._reading:
            pages, config = self._pages, self._config
            if (
                pages is None
                or config is None
                or self._problems
                or self._owed
                or pages.look.planned.redaction is not None
            ):
                return False
            found = self._documents.read_article(pages.look.job.folder, named, config)
            if found is None:
                return False
            before, again = found
            if not isinstance(again.item, Article) or not pages.edit(before, again.item):
                return False
            self._documents.keep(again)
            self._since.setdefault(before.origin.file, before)
            return True

    def plan_again(self, named: frozenset[str]) -> None:
        """Read what has changed, and plan the whole site. `named` are paths that may have changed, relative to its folder.

        With an error, the site is as it was, and `problems` says why.
        """
        job = self._job()
        with self._reading:
            self._bug = None
            self._owed |= named
            config, diagnostics = read_config(job.folder)
            if config is None:
                self._problems = diagnostics
                return
            inputs, diagnostics = read_inputs(
                job,
                config,
                diagnostics,
                lambda job, config, program: self._documents.read(job, self._owed, config, program),
            )
            self._owed = frozenset()
            self._config, self._since = config, {}
            job.staging.remove()  # empty again: the caches are written
        self._plan(job, config, inputs, diagnostics)

    def _plan(self, job: Job, config: Config, inputs: Inputs, diagnostics: tuple[Diagnostic, ...]) -> None:
        with _no_search_for_cycles():
            planned, diagnostics = assemble_and_plan(job, config, inputs, diagnostics)
            diagnostics = without_accepted(diagnostics, inputs.content, config.accept)
            if job.fails_with(diagnostics):
                self._problems = diagnostics
                return
            pages = Pages(Look(job, config, planned, diagnostics))
        with self._reading:
            for file, before in self._since.items():  # edited while the rest was planned
                now = self._documents.article(file)
                if now is not None:
                    pages.edit(before, now)
            # `tidy` frees what is replaced, when the new pages are announced: that takes a tenth of a second with 10,000 articles.
            self._replaced, self._pages, self._problems = self._pages, pages, ()

    def tidy(self) -> None:
        """Free the memory of plans before the present one. It is for the moments when nothing else happens.

        A plan has no cycles, but what renders its pages has: a megabyte for each plan of 1,000 articles. To search for cycles takes a
        second with 10,000 articles, so that Python does it seldom and when it is told to.
        """
        self._replaced = None
        self._plans += 1
        if self._plans % _PLANS_BEFORE_SEARCH == 0:
            gc.unfreeze()
            gc.collect()
        gc.freeze()

    def note_bug(self, problem: Exception) -> None:
        """Say in the browser that planning has failed for a reason that is no editor's. The site is as it was."""
        hint = "this is a bug of digest, not a mistake of yours; please report it. The next change is tried again"
        self._bug = Problem("digest", f"{type(problem).__name__}: {problem}", hint)

    def answer(self, path: str) -> Answer:
        """Return what is at a path of the server: a page of the site or of the server's own; without a site, what is wrong."""
        pages = self._pages
        if pages is None:
            return _problem_answer(self._problems)
        own = own_pages().get(path)
        if own is not None:
            raw = pages.look.own.get(path) or own.make(pages.look)
            pages.look.own[path] = raw
            return Answer(200, HTML, raw, tag=fingerprint(raw))
        found = pages.answer(path)
        if isinstance(found, Diagnostic):
            return self._last.get(path) or _problem_answer((found,))
        if found.type == HTML and found.body:
            self._last.pop(path, None)
            self._last[path] = found
            if len(self._last) > _LAST:
                self._last.pop(next(iter(self._last)))
        return found

    def notes(self, path: str) -> Notes:
        """Return what the bar says of the page at a path."""
        pages = self._pages
        links = tuple((own.name, address) for address, own in own_pages().items())
        bugs = (self._bug,) if self._bug is not None else ()
        if pages is None:
            return Notes(problems=(*bugs, *_as_problems(self._problems)), links=links)
        look, found = pages.look, pages.answer(path)
        problems = (*bugs, *_as_problems(self._problems or ((found,) if isinstance(found, Diagnostic) else ())))
        page = pages.find(path)
        if page is None:
            return Notes(problems=problems, all_warnings=len(look.diagnostics), links=links)
        warnings = _as_problems(look.warnings_of(page)[:_MOST_WARNINGS])
        return Notes(file_of(page), problems, warnings, len(look.diagnostics), look.news_of(page), links)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep Python from searching for cycles while a plan is made, which has none: that takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # else it would search through the whole plan now
        if was_on:
            gc.enable()


def _problem_answer(found: tuple[Diagnostic, ...]) -> Answer:
    raw = problem_page(found)
    return Answer(500, HTML, raw, tag=fingerprint(raw))


def _as_problems(found: tuple[Diagnostic, ...]) -> tuple[Problem, ...]:
    return tuple(Problem(str(one.position), one.message, one.hint, one.code) for one in found)
