"""Templates become code, once for each source and language: what `engine` runs."""

import marshal
from collections.abc import Callable, Iterable

from digest.model.site import Compiled, Template
from digest.rendering.html.jinja_env import FunctionLoader, TemplateEnvironment, TemplateSyntaxError, meta, nodes


def compile_source(
    template: Template,
    filters: Iterable[str],
    markup: Iterable[str],
    transform: Callable[[nodes.Template], nodes.Template] = lambda tree: tree,
    *,
    own_code: bool = True,
) -> Compiled:
    """Compile a template that may use these filters, whatever they do; those in `markup` give markup.

    `transform` may change what was parsed. Without `own_code`, Jinja's own compiler writes the code. Raises `TemplateSyntaxError`.
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
