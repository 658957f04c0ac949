"""`digest check`: all that a build finds, and what an editor should look at again. Nothing is written into the site's folder."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from digest.app.build import assemble_and_plan, in_locked_folder, read_inputs
from digest.app.context import Job
from digest.app.looking.check_pages import check_pages
from digest.app.looking.check_texts import TextChecks
from digest.app.publishing.publish import Planned
from digest.app.publishing.tasks import Texts
from digest.checking.dates import dates_of_article, dates_of_incident
from digest.checking.pictures import heavy_pictures
from digest.checking.rights import missing_licences, near_copies
from digest.model.config import Config
from digest.model.content.article import BodyLocation
from digest.model.diagnostic import Diagnostic, has_errors
from digest.model.reports.build import Result
from digest.model.reports.check import Checked, SortedOut
from digest.planning.content.excerpts import is_foreign
from digest.planning.content.near_duplicates import near_duplicates_of
from digest.planning.content.suspicions import sort_out
from digest.planning.content.undecided import stale_cases
from digest.reading.content.body import first_line_of
from digest.writing.aside import state_aside


@dataclass(frozen=True, slots=True)
class AsideJob(Job):
    """A job whose state directory is aside, not in the site's folder."""

    aside: Path = field(default_factory=Path)

    @property
    def state_directory(self) -> Path:
        """The folder of caches, records and staged files."""
        return self.aside


def check_site(job: Job) -> Checked:
    """Return all that a build finds, and what else should be looked at again. With errors, these come first, and alone."""
    with state_aside(job.state_directory) as aside:
        found = in_locked_folder(AsideJob(job.folder, job.options, job.progress, aside=aside), _check)
    return Checked(SortedOut(found.diagnostics)) if isinstance(found, Result) else found


def _check(job: Job, config: Config, diagnostics: tuple[Diagnostic, ...]) -> Checked:
    inputs, diagnostics = read_inputs(job, config, diagnostics)
    planned, diagnostics = assemble_and_plan(job, config, inputs, diagnostics)
    if has_errors(diagnostics):
        return Checked(sort_out(diagnostics, inputs.content, config.accept))
    texts = Texts(job.folder, planned.content.body_locations, redaction=planned.redaction)

    @lru_cache(maxsize=256)
    def line_of(location: BodyLocation) -> int:
        return first_line_of(job.folder, location)

    checks = TextChecks(planned, texts, line_of)
    repeated = {one.position.file for one in diagnostics if one.code in ("repeated-source", "repeated-text")}
    values = (
        one for one in _check_values(planned, config) if one.code != "near-copy" or one.position.file not in repeated
    )
    found = [*values, *checks.check(job)]
    found += check_pages(job, planned, texts, checks.inner)
    diagnostics += tuple(sorted(dict.fromkeys(found), key=lambda one: (one.position, one.code, one.message)))
    left = sort_out(diagnostics, inputs.content, config.accept)
    articles, incidents = len(planned.content.articles), len(planned.assembly.incidents)
    return Checked(left, articles, incidents, len(planned.plan.pages), whole=True)


def _check_values(planned: Planned, config: Config) -> list[Diagnostic]:
    """Return what the fields of articles and incidents, and the sizes of pictures, make suspicious."""
    content, assembly = planned.content, planned.assembly
    articles = sorted(
        (one for one in content.articles if one.status != "withdrawn"), key=lambda one: (one.date.at, one.id)
    )
    whole = (one for one in assembly.articles if one.show == "full" and is_foreign(one, config))
    published = {page.address for page in planned.plan.pages}
    return [
        *(found for one in content.articles for found in dates_of_article(one)),
        *(found for one in content.incident_files for found in dates_of_incident(one)),
        *missing_licences(whole),
        *near_copies(articles, near_duplicates_of(articles)),
        *stale_cases(assembly.incidents, assembly.now.astimezone(config.zone).date()),
        *heavy_pictures(one for one in content.media if one.address in published),
    ]
