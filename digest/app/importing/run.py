"""`digest import`: what was collected or exported elsewhere becomes files in `content/`, in two passes through a spool on the disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, NamedTuple

from digest import __version__
from digest.adapters.serialization import fingerprint_of
from digest.app.context import STATE_DIRECTORY, Progress
from digest.app.importing.collect import Collector
from digest.app.importing.finish import EXPLAINED, NEVER, Finisher, Target, line_key
from digest.app.importing.known import SpooledNames, articles_in, note_known
from digest.app.importing.report import report_of
from digest.app.importing.stages import Stages, unpack_kept
from digest.model.config import Config
from digest.model.diagnostic import has_errors
from digest.model.moment import in_zone
from digest.model.reports.imported import Imported, ImportRequest, NotImported, Removal
from digest.reading.config.settings import read_config
from digest.reading.files.sources import STANDARD_INPUT, find_sources, signature_of
from digest.writing.lock import BusyError, lock
from digest.writing.spool import Spool, open_spool, remove_spool

FOLDER = f"{STATE_DIRECTORY}/import"
# A text is a back catalogue's if it is older than that when it is imported.
_OLD = timedelta(days=30)


class Surroundings(NamedTuple):
    """What an import needs of the terminal: standard input if it is open, and what is called with progress and with removed lines.

    `ask` is called with the number of old articles and of all; it returns whether feeds announce them. It is None if nobody is asked.
    """

    standard_input: BinaryIO | None
    progress: Progress
    on_removal: Callable[[Removal], None]
    ask: Callable[[int, int], bool] | None


def import_sources(folder: Path, request: ImportRequest, now: datetime, around: Surroundings) -> Imported | NotImported:
    """Write a file for each article of the sources that is not in the site's folder yet. No file that is there is changed."""
    config, diagnostics = read_config(folder)
    if config is None or has_errors(diagnostics):
        return NotImported("nothing was written: mend config.yaml first", diagnostics=diagnostics)
    run = _Run(folder, config, request, now, around)
    if request.is_dry:
        with open_spool(None, "") as spool:
            return run.run(spool, Target(folder, None))
    state = folder / FOLDER
    try:
        with lock(folder / STATE_DIRECTORY):
            with open_spool(state, run.meaning()) as spool:
                imported = run.run(spool, Target(folder, state))
            remove_spool(state)
            return imported
    except BusyError:
        return NotImported("another digest is at work in this folder", "wait until it has ended")
    except OSError as problem:
        message = f"{problem.filename or folder}: {problem.strerror or problem}"
        return NotImported(message, "run it again when that is mended: it goes on where it was")


@dataclass(frozen=True, slots=True)
class _Run:
    """One import. Its steps are noted in the spool, so that one that was interrupted goes on."""

    folder: Path
    config: Config
    request: ImportRequest
    now: datetime
    around: Surroundings

    def meaning(self) -> str:
        """Return what tells this import from another one, so that only the same one goes on: its sources, and what is made of them.

        Standard input cannot be read twice.
        """
        files = [(one.name, signature_of(one)) for one in find_sources(self.request.sources)]
        once = self.now.isoformat() if STANDARD_INPUT in self.request.sources else ""
        return fingerprint_of((__version__, files, dict(self.request.names), self.request.announce, once))

    def run(self, spool: Spool, target: Target) -> Imported:
        """Collect, count, and write; return the report."""
        stages = Stages(self.config, self.now)
        if not spool.about("known"):
            self._each("looking at what is here", note_known(spool, stages, self.folder, self.folder / FOLDER))
            spool.note_about("known", stages.learnt)
        if not spool.about("collected"):
            collector = Collector(spool, stages, self.request, self.around.standard_input)
            self._each("reading", collector.collect())
            spool.note_about("collected", "yes")
            spool.save()
        total = spool.count()
        stages.learn(spool.about("counted") or spool.about("known"))
        if not spool.about("counted"):
            spool.count_lines(self._lines(spool, stages, total), total)
            spool.note_about("counted", stages.learnt)
            spool.note_about("announced from", self._announced_from(spool, total))
            spool.save()
        finisher = Finisher(
            spool, stages, target, spool.about("announced from"), self.around.on_removal, SpooledNames(spool)
        )
        for done in finisher.finish():
            self.around.progress("writing", done, total)
        return report_of(
            spool, lists_all=self.request.lists_all, is_dry=target.state is None, report=f"{FOLDER}/{EXPLAINED}"
        )

    def _each(self, stage: str, counts: Iterator[int]) -> None:
        for count in counts:
            self.around.progress(stage, count, 0)

    def _lines(self, spool: Spool, stages: Stages, total: int) -> Iterator[list[int]]:
        """Return for each article the keys of its lines: first of those that are here already, then of those that are new."""
        for known in articles_in(self.folder, stages):
            outlet = stages.outlet_of(known)
            yield [line_key(outlet, line) for line in set(stages.lines_of(known))] if outlet else []
        for done, one in enumerate(spool.articles(), 1):
            article = unpack_kept(one.packed).article
            stages.observe(article)
            is_no_evidence = article.is_own or spool.path_of_record(one.key)
            yield [] if is_no_evidence else [line_key(one.outlet, line) for line in set(stages.lines_of(article))]
            self.around.progress("counting lines", done, total)

    def _announced_from(self, spool: Spool, total: int) -> str:
        """Return the date before which articles are not announced in feeds: empty if all are, beyond all dates if none is."""
        if self.request.announce is not None:
            return "" if self.request.announce else NEVER
        oldest = in_zone(self.now - _OLD, self.config.zone).date().isoformat()
        old = spool.count_before(oldest)
        if not old or (self.around.ask is not None and self.around.ask(old, total)):
            return ""
        return oldest
