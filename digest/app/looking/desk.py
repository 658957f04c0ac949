"""The page of the desk: planned from the site that the server keeps in memory, and rendered with a template of the server's own."""

from collections.abc import Callable
from functools import cache

from digest.adapters.serialization import fingerprint
from digest.app.looking.look import Look
from digest.app.looking.quick_checks import quick_checks
from digest.model.reports.desk import Desk
from digest.model.site import Compiled, Template
from digest.model.url import quote_address
from digest.planning.agenda.desk import DeskInputs, make_desk
from digest.rendering.html.jinja_env import Engine, compile_source
from digest.serving.desk_template import desk_template

_NAME = "desk.html"


def desk_page(look: Look) -> bytes:
    """Return the HTML of the desk of a site that the server keeps in memory, as of when the site was planned."""
    planned, options = look.planned, look.job.options
    inputs = DeskInputs(
        planned.content,
        planned.assembly,
        look.config,
        (*look.diagnostics, *quick_checks(planned, look.config)),
        options.visibility.now,
        planned.redaction.rules if planned.redaction else (),
        str(options.redactions or look.config.redactions),
    )
    return render_desk(make_desk(inputs), look.base)


def render_desk(desk: Desk, base: str) -> bytes:
    """Return the HTML of the desk. `base` is the path of the site on the server: `/`, or `/news/`."""
    template, compiled = _compiled()
    engine = Engine([template], {template.key: compiled}, {"link": _linker(base)}, {})
    return engine.render(_NAME, "", desk=desk).encode()


def _linker(base: str) -> Callable[[str], str]:
    def link(address: str) -> str:
        return base + quote_address(address)

    return link


@cache
def _compiled() -> tuple[Template, Compiled]:
    source = desk_template()
    template = Template(_NAME, _NAME, source, fingerprint(source.encode()))
    return template, compile_source(template, ("link",), ())
