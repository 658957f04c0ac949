"""The template engine: the only module that imports Jinja. Everything is escaped; an undefined name is an error with its line.

Templates mean what Jinja's documentation says. Our code generator makes them faster than Jinja's own: text is escaped once and
cached, and the output of a macro is not wrapped as markup and unwrapped again. Nothing is evaluated when a template is
compiled, so that a filter may depend on the page. The filter `remembered` is for macros: it caches their output.

A cold build of 1,000 articles takes 3.19 s, and 4.32 s without our code generator and the fragment cache, which needs it. `own_code` and
`fragments` turn them off (`tests/laws/test_plain_ways.py`). Both depend on the compiler of Jinja 3.1 (`pyproject.toml`).
"""

import marshal
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from difflib import get_close_matches
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


def to_output(value: object) -> str:
    """Return what `{{ value }}` prints: markup unchanged, everything else escaped."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


__all__ = [
    "Engine",
    "NodeTransformer",
    "TemplateEnvironment",
    "TemplateError",
    "TemplateNotFound",
    "TemplateSyntaxError",
    "compile_source",
    "did_you_mean",
    "nodes",
]  # fmt: skip


def call_to_output(context: Context, called: Any, *arguments: object) -> str:  # noqa: ANN401 - a template may call anything
    """Return what `{{ called(…) }}` prints."""
    if type(called) is PlainMacro and len(arguments) <= called.most:
        return called.text(*arguments)
    return to_output(context.call(called, *arguments))


class PlainMacro(Macro):
    """A macro without `caller`, `varargs` and `kwargs`. `text` returns its output, already escaped, and takes up to `most` arguments."""

    def __init__(self, environment: Environment, text: Callable[..., str], name: str, arguments: list[str]) -> None:
        """Make the macro from its compiled function, which sets the defaults of arguments that are `missing`."""
        super().__init__(environment, text, name, arguments, False, False, False, True)
        text.__defaults__ = (missing,) * len(arguments)
        self.text = text
        self.most = len(arguments)


class _PlainGenerator(CodeGenerator):
    """Generates the Python of a template as Jinja does, but evaluates no constants: a filter of a constant may depend on the page."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ANN401 - private to Jinja
        if not isinstance(node, nodes.TemplateData | nodes.Const):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Generator(_PlainGenerator):
    """Generates the Python of a template. It differs from Jinja's own code only in how values are printed where all is escaped."""

    environment: "TemplateEnvironment"
    _printed_call: nodes.Expr | None = None  # the call that is being printed

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("to_output, call_to_output, PlainMacro = environment.printing")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        node = macro_ref.node
        special = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if isinstance(node, nodes.Macro) and _escapes(frame) and not special:
            names = [argument.name for argument in node.args]
            self.write(f"PlainMacro(environment, macro, {node.name!r}, {names!r})")
        else:
            super().macro_def(macro_ref, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Generate the content of a template or block: its output is collected, as in a macro, and not yielded piece by piece."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        if not node.with_context:  # Jinja yields its output at once
            self.writeline(f"yield concat({frame.buffer})", node)
            self.writeline(f"{frame.buffer}.clear()")
        super().visit_Include(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja finds it by this name
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr) and child.expr2 is None:
                child.expr2 = nodes.Const("")  # prints nothing, as an undefined value does there, at no cost
        super().visit_Output(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        if node is self._printed_call:
            self.visit(node.node, frame)
            self.signature(node, frame)
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    # The method that Jinja provides for code generators: how a child of an output is printed.

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401
        if not _escapes(frame):
            super()._output_child_pre(node, frame, finalize)
        elif _is_plain_call(node):
            self._printed_call = node
            self.write("call_to_output(context, ")
        elif isinstance(node, nodes.Filter) and node.name in self.environment.markup:
            self.write("(")
        else:
            self.write("to_output(")


def _escapes(frame: Frame) -> bool:
    """Return whether everything in the frame is certainly escaped."""
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


def _is_plain_call(node: nodes.Expr) -> bool:
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )


class _Undefined(StrictUndefined):
    """An undefined name, whose message has the attribute of that value whose name is nearest."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        message = super()._undefined_message
        known = [] if self._undefined_obj is missing else [name for name in dir(self._undefined_obj) if name[0] != "_"]
        return message + did_you_mean(f"{self._undefined_name}", known)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the end of a message on an unknown name: the known one that is nearest; empty, if none is near."""
    near = get_close_matches(name, list(known), 1, 0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


class TemplateEnvironment(Environment):
    """Jinja with our code generator; each template is loaded once."""

    code_generator_class: type[CodeGenerator] = _Generator
    printing = to_output, call_to_output, PlainMacro

    def __init__(self, loader: BaseLoader, markup: Iterable[str] = (), *, own_code: bool = True) -> None:
        """Prepare everything but the filters. `markup` are the names of filters that return markup; for `own_code` see above."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=_Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,  # else filters of constants would be evaluated once, for all pages and all sites
            cache_size=0,
            auto_reload=False,
        )
        if not own_code:
            self.code_generator_class = _PlainGenerator
        self.markup = frozenset(markup)
        self.fragments = FragmentCache()
        self.filters["remembered"] = self._remember
        self._found: dict[str | JinjaTemplate, JinjaTemplate] = {}

    def _remember(self, macro: Macro) -> Macro:
        """Return a macro that caches its output; one that is not plain is returned unchanged."""
        if type(macro) is PlainMacro:
            macro.text = self.fragments.cached(macro.text)
        return macro

    def get_template(
        self, name: str | JinjaTemplate, parent: str | None = None, globals: MutableMapping[str, Any] | None = None  # noqa: A002 - as in Jinja
    ) -> JinjaTemplate:  # fmt: skip
        """Return a template; each is loaded once."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found


class Engine:
    """All templates of a site, compiled, with their filters and global values."""

    def __init__(
        self,
        templates: Iterable[Template],
        compiled: Mapping[str, Compiled],
        filters: Mapping[str, Callable[..., object]],
        shared: Mapping[str, object],
        *,
        fragments: bool = True,
    ) -> None:
        """Prepare the environment. `compiled` are the compiled templates, by the hash of their source. For `fragments` see above."""
        sources = {template.name: template for template in templates}
        self._environment = TemplateEnvironment(_CompiledLoader(sources, compiled))
        self._environment.filters.update(filters)
        if not fragments:
            self._environment.filters["remembered"] = lambda macro: macro
        self._environment.globals.update(shared)

    def render(self, name: str, location: str, **values: object) -> str:
        """Return the output of a template. `location` is what filters depend on, besides their arguments: the path to the site's root.

        Raise `TemplateError`, and whatever the template's expressions and filters raise.
        """
        self._environment.fragments.location = location
        return self._environment.get_template(name).render(values)


class _CompiledLoader(BaseLoader):
    """Loads compiled templates."""

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
        # The unmarshalled code was compiled by this program: the checksum of its file was verified. All templates share one
        # plain dictionary of globals: Jinja copies and compares it for each page and each import.
        return environment.template_class.from_code(environment, marshal.loads(raw), environment.globals, None)  # noqa: S302


def compile_source(
    template: Template,
    filters: Iterable[str],
    markup: Iterable[str],
    transform: Callable[[nodes.Template], nodes.Template] = lambda tree: tree,
    *,
    own_code: bool = True,
) -> Compiled:
    """Compile a template that may use these filters, by their names; those in `markup` return markup.

    `transform` may change the syntax tree. Without `own_code`, Jinja's own code generator is used. Raise `TemplateSyntaxError`.
    """
    environment = TemplateEnvironment(FunctionLoader(lambda _name: None), markup, own_code=own_code)
    environment.filters.update(dict.fromkeys(filters, str))
    source = template.source, template.name, template.file
    tree = environment.parse(*source)
    includes = tuple(meta.find_referenced_templates(tree))
    try:
        tree = transform(tree)
    except TemplateSyntaxError as problem:
        raise TemplateSyntaxError(str(problem.message), problem.lineno, template.name, template.file) from problem
    return Compiled(marshal.dumps(environment.compile(tree, template.name, template.file)), includes)
