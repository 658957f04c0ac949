"""The template engine: the only module that knows Jinja. Everything is escaped, and whatever is not defined is an error with its line.

Templates mean what Jinja's documentation says. They are compiled to less work than Jinja's own compiler leaves for each page: text is
escaped once and remembered, a macro that is printed hands over its text without wrapping and unwrapping it, and nothing is worked out when
a template is compiled, so that a filter may depend on the page. One filter is ours: `remembered` is for macros.

A cold build of 1,000 articles takes 3.19 s, and 4.32 s without our code generator and the fragment cache, which needs it. `own_code` and
`fragments` turn them off (`tests/laws/test_plain_ways.py`). They are made for the compiler of Jinja 3.1 (`pyproject.toml`).
"""

import marshal
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined, meta, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from digest.model.site import Compiled, Template
from digest.rendering.html.fragment_cache import FragmentCache


@lru_cache(maxsize=16_384)
def _escaped(text: str) -> str:
    return str.__str__(escape(text))


def printed(value: object) -> str:
    """Return what `{{ value }}` prints: markup as it is, everything else escaped."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


__all__ = [
    "Engine", "FunctionLoader", "NodeTransformer", "TemplateEnvironment", "TemplateError", "TemplateNotFound", "TemplateSyntaxError",
    "meta", "nodes",
]  # fmt: skip


def said(context: Context, called: Any, *arguments: object) -> str:  # noqa: ANN401 - whatever a template calls
    """Return what `{{ called(…) }}` prints."""
    if type(called) is PlainMacro and len(arguments) <= called.most:
        return called.text(*arguments)
    return printed(context.call(called, *arguments))


class PlainMacro(Macro):
    """A macro without `caller`, `varargs` and `kwargs`. `text` gives what it prints, escaped already, and takes up to `most` values."""

    def __init__(self, environment: Environment, text: Callable[..., str], name: str, arguments: list[str]) -> None:
        """Make what `{% macro %}` defines of its compiled function, which puts the defaults where something is `missing`."""
        super().__init__(environment, text, name, arguments, False, False, False, True)
        text.__defaults__ = (missing,) * len(arguments)
        self.text = text
        self.most = len(arguments)


class _PlainGenerator(CodeGenerator):
    """Writes the Python of a template as Jinja does, but works nothing out yet: a filter of a constant may depend on the page."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ANN401 - private to Jinja
        if not isinstance(node, nodes.TemplateData | nodes.Const):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Generator(_PlainGenerator):
    """Writes the Python of a template. Only what is printed where everything is escaped differs from Jinja's own code."""

    environment: "TemplateEnvironment"
    _said: nodes.Expr | None = None  # the call that is being printed

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("printed, said, PlainMacro = environment.printing")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        node = macro_ref.node
        special = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if isinstance(node, nodes.Macro) and _escapes(frame) and not special:
            names = [argument.name for argument in node.args]
            self.write(f"PlainMacro(environment, macro, {node.name!r}, {names!r})")
        else:
            super().macro_def(macro_ref, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write what stands in a template or a block: it is gathered, as in a macro, and not handed over piece by piece."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        if not node.with_context:  # Jinja hands that over at once
            self.writeline(f"yield concat({frame.buffer})", node)
            self.writeline(f"{frame.buffer}.clear()")
        super().visit_Include(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja finds it by this name
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr) and child.expr2 is None:
                child.expr2 = nodes.Const("")  # prints nothing, as what is undefined there does, and costs nothing
        super().visit_Output(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        if node is self._said:
            self.visit(node.node, frame)
            self.signature(node, frame)
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    # What Jinja leaves to its own kinds of generators: how a child of an output is printed.

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        if not _escapes(frame):
            super()._output_child_pre(node, frame, finalize)
        elif _is_plain_call(node):
            self._said = node
            self.write("said(context, ")
        elif isinstance(node, nodes.Filter) and node.name in self.environment.markup:
            self.write("(")
        else:
            self.write("printed(")


def _escapes(frame: Frame) -> bool:
    """Return whether everything is escaped there, for certain."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


def _is_plain_call(node: nodes.Expr) -> bool:
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )


class TemplateEnvironment(Environment):
    """Jinja with our generator, which finds each template once."""

    code_generator_class: type[CodeGenerator] = _Generator
    printing = printed, said, PlainMacro

    def __init__(self, loader: BaseLoader, markup: Iterable[str] = (), *, own_code: bool = True) -> None:
        """Prepare everything but the filters; those named in `markup` give nothing else. For `own_code` see above."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # else filters of constants would be worked out once, for all pages and all sites
            cache_size=0,
            auto_reload=False,
        )
        if not own_code:
            self.code_generator_class = _PlainGenerator
        self.markup = frozenset(markup)
        self.pieces = FragmentCache()
        self.filters["remembered"] = self._remember
        self._found: dict[str | JinjaTemplate, JinjaTemplate] = {}

    def _remember(self, macro: Macro) -> Macro:
        """Let a macro remember what it prints; one that is not plain stays as it is."""
        if type(macro) is PlainMacro:
            macro.text = self.pieces.remembering(macro.text)
        return macro

    def get_template(
        self, name: str | JinjaTemplate, parent: str | None = None, globals: MutableMapping[str, Any] | None = None  # noqa: A002 - as in Jinja
    ) -> JinjaTemplate:  # fmt: skip
        """Find a template, each once."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found


class Engine:
    """All templates of a site, compiled, with the filters and the global values that they may use."""

    def __init__(
        self,
        templates: Iterable[Template],
        compiled: Mapping[str, Compiled],
        filters: Mapping[str, Callable[..., object]],
        shared: Mapping[str, object],
        *,
        fragments: bool = True,
    ) -> None:
        """Prepare the environment. `compiled` are the templates' compiled forms, by the hash of their source. For `fragments` see above."""
        sources = {template.name: template for template in templates}
        self._environment = TemplateEnvironment(_CompiledLoader(sources, compiled))
        self._environment.filters.update(filters)
        if not fragments:
            self._environment.filters["remembered"] = lambda macro: macro
        self._environment.globals.update(shared)

    def render(self, name: str, place: str, **values: object) -> str:
        """Render a template for a page at a place: what filters depend on beside what they are given.

        Raises `TemplateError`, and whatever the template's expressions and filters raise.
        """
        self._environment.pieces.place = place
        return self._environment.get_template(name).render(values)


class _CompiledLoader(BaseLoader):
    """Finds templates that are compiled already."""

    def __init__(self, sources: Mapping[str, Template], compiled: Mapping[str, Compiled]) -> None:
        self._sources = sources
        self._compiled = compiled

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None  # noqa: A002, ARG002 - as in Jinja
    ) -> JinjaTemplate:  # fmt: skip
        template = self._sources.get(name)
        if template is None:
            raise TemplateNotFound(name)
        raw = self._compiled[template.key].code
        # What is unmarshalled was compiled by this program: its file is checked by its hash when it is read. All templates share one
        # plain dictionary of globals: Jinja copies and compares it for each page and each import.
        return environment.template_class.from_code(environment, marshal.loads(raw), environment.globals, None)  # noqa: S302
