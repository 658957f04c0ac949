"""Mistakes in templates: an exception in a template as a diagnostic with the template's line."""

import re
import traceback

from digest import DOCUMENTATION
from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.views.common import SiteView, View
from digest.rendering.html.jinja_env import TemplateError, TemplateNotFound, TemplateSyntaxError, did_you_mean
from digest.rendering.markup.markdown import TooNestedError

HINT = f"{DOCUMENTATION}theming/ lists what each template may use"

# The exceptions of expressions and filters in templates that get a wrong value.
_MISUSE = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class TemplateFailedError(Exception):
    """A template could not be rendered. `diagnostic` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep the diagnostic."""
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def explain_syntax(problem: TemplateSyntaxError) -> Diagnostic:
    """Return the error of a template that could not be compiled."""
    where = Position(problem.filename or f"templates/{problem.name}", problem.lineno, 1)
    return error("template-syntax", where, f"{problem.message}", HINT)


def too_nested(file: str) -> Diagnostic:
    """Return the error of a text whose Markdown is nested too deeply."""
    message = "the text nests quotations, lists or definitions too deep"
    return error("too-nested", Position(file), message, "put blank lines between them, or write them side by side")


def _nearest(name: str, view: View) -> str:
    """Return the end of the message on a name that no template has: the value of the page or the site that is meant."""
    values = {
        part: f"{owner}.{part}" for owner, kind in (("site", SiteView), ("page", type(view))) for part in kind.__slots__
    }
    return f"; did you mean `{values[name]}`?" if name in values else did_you_mean(name, ["page", "site"])


def explain(problem: Exception, address: str, view: View, files: set[str]) -> Diagnostic | None:
    """Return an exception as a diagnostic; None if it was not raised in one of the template `files`. `view` is that of the page."""
    if isinstance(problem, TemplateSyntaxError):
        return explain_syntax(problem)
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename in files]
    if isinstance(problem, TemplateNotFound):
        where = (
            Position(frames[-1].filename, frames[-1].lineno or 0, 1)
            if frames
            else Position(f"templates/{problem.name}")
        )
        message = f"there is no template “{problem.name}”"
        return error("template-missing", where, message, "mend its name where it is included")
    if not frames or not isinstance(problem, _MISUSE) or isinstance(problem, TooNestedError):
        return None
    message = re.sub(
        r"'digest\.model\.(?:\w+\.)*(\w+) object' has no attribute '(\w+)'", r"there is no `\2` in \1", f"{problem}"
    )
    message = re.sub(r"^'(\w+)' is undefined$", lambda found: found[0] + _nearest(found[1], view), message)
    where = Position(frames[-1].filename, frames[-1].lineno or 0, 1)
    return error("template-error", where, f"{message} (while making /{address})", HINT)
