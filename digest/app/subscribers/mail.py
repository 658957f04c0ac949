"""An edition as an e-mail: planned as for a build, rendered small enough, checked for redacted names, and written. Nothing is sent."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from digest import INSTALL_EXTRAS
from digest.app.build import assemble_and_plan, in_locked_folder, read_inputs
from digest.app.context import SITE, STATE_DIRECTORY, Job
from digest.app.publishing.pages import leak_found
from digest.app.publishing.publish import Planned
from digest.model.config import Config
from digest.model.diagnostic import Diagnostic, Position
from digest.model.page import Page
from digest.model.reports.build import Result
from digest.model.reports.mail import SERVICES, Mailed, MailRequest, NotMailed
from digest.model.views.mail import MailView
from digest.planning.content.suspicions import without_accepted
from digest.planning.mail import STEPS, TEMPLATE, UnknownEditionError, date_of, editions_in, find_edition, plan_mail
from digest.reading.files.program import read_coastlines
from digest.rendering.graphics.maps import Maps
from digest.rendering.html.errors import TemplateFailedError
from digest.rendering.html.mail.inline_styles import can_inline, inline_styles
from digest.rendering.html.mail.message import Letter, write_message
from digest.rendering.html.mail.plain_text import PlainText
from digest.rendering.html.theme import Theme
from digest.rendering.markup.body import Prose

# Gmail shows no more than 102 kB of the HTML of an e-mail, and hides the rest behind a link.
MOST_BYTES = 100_000
FOLDER = f"{STATE_DIRECTORY}/mail"
# What digest itself reads or writes. An e-mail in there would be published, or taken for content.
_OWN_FOLDERS = (SITE, "content", "templates")


@dataclass(frozen=True, slots=True)
class _Rendered:
    """An e-mail, and the view that it was rendered from."""

    view: MailView
    html: str


def make_mail(job: Job, request: MailRequest) -> Mailed | NotMailed | Result:
    """Write an edition as an e-mail into a folder. Return a result with errors if the content has any, as a build does."""
    if not can_inline():
        return NotMailed(
            "css-inline is not installed, which e-mails are made with", f"install digest with it: {INSTALL_EXTRAS}"
        )
    inside = next((name for name in _OWN_FOLDERS if _folder(job, request).is_relative_to(_resolved(job, name))), "")
    if inside:
        hint = "name another folder, or leave --out away"
        return NotMailed(f"“{request.folder}” is in {inside}/, where an e-mail must not be", hint, is_usage=True)

    def stages(job: Job, config: Config, diagnostics: tuple[Diagnostic, ...]) -> Mailed | NotMailed | Result:
        inputs, diagnostics = read_inputs(job, config, diagnostics)
        planned, diagnostics = assemble_and_plan(job, config, inputs, diagnostics)
        diagnostics = without_accepted(diagnostics, inputs.content, config.accept)
        return Result(diagnostics, None) if job.fails_with(diagnostics) else _mail(job, request, planned, diagnostics)

    return in_locked_folder(job, stages)


def _resolved(job: Job, name: str) -> Path:
    return (job.folder / name).resolve()


def _folder(job: Job, request: MailRequest) -> Path:
    return Path(request.folder).resolve() if request.folder else _resolved(job, FOLDER)


def _mail(
    job: Job, request: MailRequest, planned: Planned, diagnostics: tuple[Diagnostic, ...]
) -> Mailed | NotMailed | Result:
    """Choose the edition, render and check its e-mail, and write it."""
    config = planned.plan.settings.config
    editions = editions_in(planned.plan.pages)
    if not editions:
        return NotMailed("there is no edition yet: nothing is published", "write an article, and run digest build")
    try:
        page = find_edition(request.edition, editions, config.base_url)
        rendered = _render(request, planned, page)
    except UnknownEditionError as problem:
        return NotMailed(str(problem), "digest mail without a name makes the latest", is_usage=True)
    except TemplateFailedError as problem:
        return Result((*diagnostics, problem.diagnostic), None)
    if rendered is None:
        why = f"even with one report, {TEMPLATE} makes more than {MOST_BYTES // 1000} kB, and Gmail would cut it"
        return NotMailed(why, f"make templates/{TEMPLATE} smaller")
    view, site = rendered.view, planned.plan.site
    text = PlainText(site).write(view)
    message = write_message(Letter(view.subject, date_of(page), text, rendered.html), site)
    files = {"edition.eml": message, "edition.html": rendered.html.encode(), "edition.txt": text.encode()}
    leaks = _leaks(planned, files, view.subject)
    if leaks:
        return Result((*diagnostics, *leaks), None)
    for name, raw in files.items():
        job.staging.replace_file(_folder(job, request) / name, raw)
    shown = Path(request.folder) if request.folder else job.folder / FOLDER
    return _summary(view, tuple(str(shown / name) for name in files), len(files["edition.html"]), diagnostics)


def _render(request: MailRequest, planned: Planned, page: Page) -> _Rendered | None:
    """Return the e-mail with as much of the edition as fits: the first of `STEPS` that is small enough; None if none is.

    Raise `TemplateFailedError`.
    """
    no_texts = Prose(lambda _: ("", True))  # an e-mail has no text of an article, only summaries
    theme = Theme(planned.templates, planned.compiled, planned.plan.site, no_texts, Maps(read_coastlines))
    before: MailView | None = None
    for most in STEPS:
        mail = plan_mail(page, SERVICES[request.service], most)
        view = cast("MailView", mail.view)
        if view == before:
            continue
        before = view
        html = inline_styles(theme.render(mail, view))
        if len(html.encode()) <= MOST_BYTES:
            return _Rendered(view, html)
    return None


def _leaks(planned: Planned, files: dict[str, bytes], subject: str) -> tuple[Diagnostic, ...]:
    """Return an error for each file with a redacted name; in the message, headers are encoded, so the subject is searched as it is."""
    redaction = planned.redaction
    if redaction is None:
        return ()
    searched = {**files, "edition.eml": subject.encode() + b"\n\n" + files["edition.eml"]}
    shown = redaction.shown_in(None)
    found = (redaction.gate.scan(name, searched[name], shown) for name in searched)
    return tuple(leak_found(leaks, Position(f"templates/{TEMPLATE}"), f"{FOLDER}/") for leaks in found if leaks)


def _summary(view: MailView, files: tuple[str, ...], size: int, diagnostics: tuple[Diagnostic, ...]) -> Mailed:
    return Mailed(
        edition=view.title,
        subject=view.subject,
        files=files,
        size=size,
        reports=sum(len(section.reports) for section in view.sections),
        incidents=sum(section.incident is not None for section in view.sections),
        is_shortened=bool(view.more or view.more_corrections or any(section.more for section in view.sections)),
        diagnostics=diagnostics,
    )
