"""Templates: the only module that knows Jinja. Everything is escaped, and whatever is not defined is an error with its line."""

import marshal
import re
import traceback
from collections.abc import Callable, Iterable, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    pass_context,
)
from jinja2 import Template as JinjaTemplate
from jinja2.runtime import Context
from markupsafe import Markup, escape

from digest.model.article import Body
from digest.model.content import Compiled, Template
from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.moment import Moment, Span
from digest.model.page import Page
from digest.model.url import absolute, base_path, quote_address, root_from
from digest.model.views import NotFoundView, View
from digest.model.views.common import SiteView
from digest.rendering.html import resolve, trusted
from digest.rendering.json_ld import json_ld
from digest.rendering.markdown import TooNestedError
from digest.rendering.prose import Prose, line_html, short_html
from digest.wording import word_count, word_moment, word_span

HINT = "docs/theming.md lists what each template may use"

# What a template's expressions and filters raise when they are given something else than they can use.
_MISUSE = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class TemplateFailedError(Exception):
    """A template could not be rendered; `diagnostic` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep what to report."""
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class Theme:
    """All templates of the site, ready to render pages with, one at a time.

    Filters know the way from the page that is being rendered to the site's root. It is kept here and not in the template's context, so
    that macros need no context to be imported, and Jinja makes each of their modules only once.
    """

    def __init__(
        self, templates: Iterable[Template], compiled: dict[str, Compiled], site: SiteView, prose: Prose
    ) -> None:
        """Prepare the environment. `compiled` are the templates' compiled forms, by the hash of their source."""
        self._sources = {template.name: template for template in templates}
        self._files = {template.file for template in self._sources.values()}
        self._site = site
        self._prose = prose
        self._root = ""
        self._environment = _environment(_CompiledLoader(self._sources, compiled))
        self._environment.filters.update({name: getattr(self, method.__name__) for name, method in _FILTERS.items()})
        self._environment.globals["site"] = site

    def render(self, page: Page, view: View) -> str:
        """Render a page's view with the template that its recipe names. Raises `TemplateFailedError`."""
        try:
            self._root = self._root_of(page, view)
            return self._environment.get_template(page.recipe).render(page=view) + "\n"
        except Exception as problem:
            diagnostic = _explain(problem, page.address, self._files)
            if diagnostic is None:
                raise
            raise TemplateFailedError(diagnostic) from problem

    def _root_of(self, page: Page, view: View) -> str:
        """Give the way to the site's root. The page for lost readers is shown at any depth, so that it takes the path on the host."""
        return base_path(self._site.base_url) if isinstance(view, NotFoundView) else root_from(page.address)

    # Filters take a context, though they look nothing up in it: without one, Jinja would work them out once, when it compiles the
    # template, wherever what they are given is constant, and the result would be wrong on the next page or for the next site.

    @pass_context
    def _absolute(self, _context: Context, address: str) -> str:
        return absolute(self._site.base_url, address)

    @pass_context
    def _count(self, _context: Context, number: int) -> str:
        return word_count(number, self._site.language)

    @pass_context
    def _when(self, _context: Context, when: Moment | Span) -> Markup:
        words = (
            word_moment(when, self._site.language) if isinstance(when, Moment) else word_span(when, self._site.language)
        )
        if isinstance(when, Span) and "/" in when.iso:  # HTML knows no element for an interval
            return trusted(str(escape(words)))
        return trusted(f'<time datetime="{escape(when.iso)}">{escape(words)}</time>')

    @pass_context
    def _json_ld(self, _context: Context, view: View) -> Markup:
        data = json_ld(view, self._site)
        return trusted(f'<script type="application/ld+json">{data}</script>' if data else "")

    @pass_context
    def _link(self, _context: Context, address: str) -> str:
        return self._root + quote_address(address)

    @pass_context
    def _whole(self, _context: Context, body: Body) -> Markup:
        return trusted(resolve(self._prose.html(body), self._root))

    @pass_context
    def _markdown(self, _context: Context, text: str) -> Markup:
        return trusted(resolve(short_html(text), self._root))

    @pass_context
    def _inline(self, _context: Context, text: str) -> Markup:
        return trusted(resolve(line_html(text), self._root))


_FILTERS: dict[str, Callable[..., str]] = {
    "absolute": Theme._absolute,  # noqa: SLF001 - the class's own methods, by the names that templates call them
    "count": Theme._count,  # noqa: SLF001
    "inline": Theme._inline,  # noqa: SLF001
    "json_ld": Theme._json_ld,  # noqa: SLF001
    "link": Theme._link,  # noqa: SLF001
    "markdown": Theme._markdown,  # noqa: SLF001
    "prose": Theme._whole,  # noqa: SLF001
    "when": Theme._when,  # noqa: SLF001
}


class _CompiledLoader(BaseLoader):
    """Finds templates that are compiled already."""

    def __init__(self, sources: dict[str, Template], compiled: dict[str, Compiled]) -> None:
        self._sources = sources
        self._compiled = compiled

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the base class names it so
    ) -> JinjaTemplate:
        template = self._sources.get(name)
        if template is None:
            raise TemplateNotFound(name)
        raw = self._compiled[template.key].code
        # What is unmarshalled was compiled by this program: its file is checked by its hash when it is read.
        return environment.template_class.from_code(environment, marshal.loads(raw), globals or {}, None)  # noqa: S302


@lru_cache(maxsize=256)
def compile_template(template: Template) -> Compiled | Diagnostic:
    """Compile a template for a `Theme`; it does not depend on the site."""
    environment = _environment(FunctionLoader(lambda _name: None))
    environment.filters.update(_FILTERS)
    try:
        includes = tuple(
            meta.find_referenced_templates(environment.parse(template.source, template.name, template.file))
        )
        return Compiled(marshal.dumps(environment.compile(template.source, template.name, template.file)), includes)
    except TemplateSyntaxError as problem:
        return _syntax_error(problem)


def _syntax_error(problem: TemplateSyntaxError) -> Diagnostic:
    where = Position(problem.filename or f"templates/{problem.name}", problem.lineno, 1)
    return error("template-syntax", where, f"{problem.message}", HINT)


def _environment(loader: BaseLoader) -> Environment:
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )


def _explain(problem: Exception, address: str, files: set[str]) -> Diagnostic | None:
    """Turn what was raised while a page was made into a diagnostic; None if none of the template `files` is to blame."""
    if isinstance(problem, TemplateSyntaxError):
        return _syntax_error(problem)
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
    said = re.sub(
        r"'digest\.model\.(?:\w+\.)*(\w+) object' has no attribute '(\w+)'", r"there is no `\2` in \1", f"{problem}"
    )
    where = Position(frames[-1].filename, frames[-1].lineno or 0, 1)
    return error("template-error", where, f"{said} (while making /{address})", HINT)
