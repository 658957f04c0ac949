"""Build a folder: return the last result if nothing has changed since, else run the whole pipeline."""

from pathlib import Path

from digest.app.context import Job, Options, Progress
from digest.model.reports.build import Result
from digest.reading.unchanged import load_last_result, scan_signatures


def build(folder: Path, options: Options, progress: Progress) -> Result:
    """Build the site in `folder` into its `site/`. Report every mistake in every file; with an error, change nothing."""
    progress("look", 0, 0)
    job = Job(folder, options, progress, scan_signatures(folder, options.redactions))
    may_be_done = job.is_public and not options.fresh and not options.visibility.quietly
    if may_be_done and job.signatures is not None and not job.staging_folder.exists():
        result = load_last_result(job.record, job.signatures, job.site, options.visibility.now)
        if result is not None:
            return result if not job.fails_with(result.diagnostics) else Result(result.diagnostics, None)
    # Imported here: if nothing has changed, importing the pipeline would take longer than all of the above.
    from digest.app.build import run_pipeline

    return run_pipeline(job)
