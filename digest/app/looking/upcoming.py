"""The moments at which a site changes by itself: read as for a build; nothing is planned or published."""

from datetime import datetime, timedelta

from digest.app.build import in_locked_folder, read_inputs
from digest.app.context import Job
from digest.model.config import Config
from digest.model.diagnostic import Diagnostic
from digest.model.reports.build import Result
from digest.model.reports.upcoming import Schedule
from digest.planning.agenda.upcoming import END, due_follow_ups, upcoming


def find_upcoming(job: Job, *, since: datetime | None = None, days: int | None = None) -> Schedule | Result:
    """Return what changes by itself within so many days, or ever; with `since`, what came due after that moment.

    Return a result with errors if the content has any: then what the private rules redact cannot be told.
    """
    now = job.options.visibility.now

    def stages(job: Job, config: Config, diagnostics: tuple[Diagnostic, ...]) -> Schedule | Result:
        inputs, diagnostics = read_inputs(job, config, diagnostics)
        if job.fails_with(diagnostics):
            return Result(diagnostics, None)
        content, redaction = inputs.content, inputs.redaction
        rules = redaction.rules if redaction else ()
        rules_file = str(job.options.redactions or config.redactions)
        after, until = (now, _ahead(now, days)) if since is None else (since, now)
        moments = upcoming(content, rules, rules_file, after, until)
        due = due_follow_ups(content, now) if since is None else ()
        return Schedule(config.id, config.title, config.zone, now, since, moments, due, diagnostics)

    return in_locked_folder(job, stages)


def _ahead(now: datetime, days: int | None) -> datetime:
    """Return the moment so many days after `now`; the end of all time if there is none."""
    return END if days is None or END - now < timedelta(days) else now + timedelta(days)
