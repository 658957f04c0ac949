"""Templates: the only module that knows Jinja. Everything is escaped, and whatever is not defined is an error with its line."""

from collections.abc import Iterable
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateSyntaxError,
    meta,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from digest.model.article import Body
from digest.model.content import Template
from digest.model.diagnostic import Diagnostic, Position, error
from digest.model.moment import Moment, Span
from digest.model.page import Page
from digest.model.url import absolute, base_path, quote_address, root_from
from digest.model.views import NotFoundView, View
from digest.model.views.common import SiteView
from digest.packing import fingerprint
from digest.rendering.html import resolve, trusted
from digest.rendering.json_ld import json_ld
from digest.rendering.prose import Prose, line_html, short_html
from digest.rendering.template_errors import HINT, TemplateFailedError, explain
from digest.wording import word_count, word_moment, word_span


class Theme:
    """All templates of the site, ready to render pages with, one at a time.

    Filters know the way from the page that is being rendered to the site's root. It is kept here and not in the template's context, so
    that macros need no context to be imported, and Jinja makes each of their modules only once.
    """

    def __init__(self, templates: Iterable[Template], site: SiteView, prose: Prose) -> None:
        """Prepare the environment; templates are compiled when they are first used."""
        self._sources = {template.name: template for template in templates}
        self._files = {template.file for template in self._sources.values()}
        self._site = site
        self._prose = prose
        self._root = ""
        self._environment = _environment(FunctionLoader(self._load))
        self._environment.filters.update(
            absolute=self._absolute,
            count=self._count,
            inline=self._inline,
            json_ld=self._json_ld,
            link=self._link,
            markdown=self._markdown,
            prose=self._whole,
            when=self._when,
        )
        self._environment.globals["site"] = site

    def _load(self, name: str) -> tuple[str, str, None] | None:
        template = self._sources.get(name)
        return None if template is None else (template.source, template.file, None)

    def render(self, page: Page) -> str:
        """Render a page with the template that its recipe names. Raises `TemplateFailedError`."""
        try:
            self._root = self._root_of(page)
            return self._environment.get_template(page.recipe).render(page=page.view) + "\n"
        except Exception as problem:
            diagnostic = explain(problem, page.address, self._files)
            if diagnostic is None:
                raise
            raise TemplateFailedError(diagnostic) from problem

    def _root_of(self, page: Page) -> str:
        """Give the way to the site's root. The page for lost readers is shown at any depth, so that it takes the path on the host."""
        return base_path(self._site.base_url) if isinstance(page.view, NotFoundView) else root_from(page.address)

    def _absolute(self, address: str) -> str:
        return absolute(self._site.base_url, address)

    def _count(self, number: int) -> str:
        return word_count(number, self._site.language)

    def _when(self, when: Moment | Span) -> Markup:
        words = (
            word_moment(when, self._site.language) if isinstance(when, Moment) else word_span(when, self._site.language)
        )
        if isinstance(when, Span) and "/" in when.iso:  # HTML knows no element for an interval
            return trusted(str(escape(words)))
        return trusted(f'<time datetime="{escape(when.iso)}">{escape(words)}</time>')

    def _json_ld(self, view: View) -> Markup:
        data = json_ld(view, self._site)
        return trusted(f'<script type="application/ld+json">{data}</script>' if data else "")

    # Filters that depend on the page take a context, though they look nothing up in it: without one, Jinja would work them out once, when
    # it compiles the template, wherever what they are given is constant.

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


def _environment(loader: FunctionLoader) -> Environment:
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )


def template_keys(templates: tuple[Template, ...]) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Give the fingerprint of every template with all that it includes, and every template that cannot be read."""
    environment = _environment(FunctionLoader(lambda _name: None))
    keys = {template.name: template.key for template in templates}
    needs: dict[str, set[str]] = {}
    diagnostics = []
    for template in templates:
        needs[template.name] = set()
        try:
            found = list(
                meta.find_referenced_templates(environment.parse(template.source, template.name, template.file))
            )
        except TemplateSyntaxError as problem:
            diagnostics.append(
                error("template-syntax", Position(template.file, problem.lineno, 1), f"{problem.message}", HINT)
            )
            continue
        for name in found:  # None stands for a name that is known only when the page is made: it may be any
            needs[template.name] |= set(keys) if name is None else {name}
            if name is not None and name not in keys:
                message = f"it includes “{name}”, and there is no such template"
                diagnostics.append(error("template-missing", Position(template.file), message, "mend the name"))
    return {name: fingerprint(*(keys[part].encode() for part in _closure(name, needs))) for name in keys}, tuple(
        diagnostics
    )


def _closure(name: str, needs: dict[str, Any]) -> list[str]:
    """Give a template and everything that it needs, in order."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        part = todo.pop()
        if part not in seen and part in needs:
            seen.add(part)
            todo += needs[part]
    return sorted(seen)
