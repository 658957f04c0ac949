"""One build of a folder: nothing, if nothing has changed since the last one, else the whole pipeline."""

from pathlib import Path

from digest.app.context import Job, Options, Progress
from digest.model.reports.build import Result
from digest.reading.unchanged import load_last_result, scan_signatures


def build(folder: Path, options: Options, progress: Progress) -> Result:
    """Build the site of a folder into its `site/`. Every mistake of every file is reported; with an error, nothing changes."""
    progress("look", 0, 0)
    job = Job(folder, options, progress, scan_signatures(folder, options.redactions))
    if job.signs is not None and job.is_public and not options.fresh and not job.waiting.exists():
        result = load_last_result(job.record, job.signs, job.site, options.visibility.now)
        if result is not None:
            return result if not job.fails_with(result.diagnostics) else Result(result.diagnostics, None)
    # Imported here: where nothing has changed, importing the rest would cost more than all that is done.
    from digest.app.build import run_pipeline

    return run_pipeline(job)
