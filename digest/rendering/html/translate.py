"""Texts of templates in the language of the site. They are translated when a template is compiled, at no cost for a page.

`_("Page {number} of {total}", number=…, total=…)` is a text; `_n(number, "{n} report", "{n} reports")` one with plural forms, where `{n}`
is the number. Their texts must be constants: both are replaced at compile time and are no functions.
"""

from collections.abc import Sequence
from typing import TypeGuard

from digest.model.text.words import ENGLISH_PLURAL, Words, parts_of, placeholders_of
from digest.rendering.html.jinja_env import NodeTransformer, TemplateSyntaxError, nodes

_TEXT, _COUNTED = "_", "_n"


class Translator(NodeTransformer):
    """Replaces calls of `_` and `_n` in a template. `missing` are the texts without a translation, with their lines."""

    def __init__(self, words: Words) -> None:
        """Start with nothing missing."""
        self._words = words
        self.missing: list[tuple[str, int]] = []

    def translate(self, tree: nodes.Template) -> nodes.Template:
        """Return the template, translated. Raise `TemplateSyntaxError` for a text that is not constant."""
        translated: nodes.Template = self.visit(tree)
        return translated

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja finds it by this name
        """Print the pieces of a text one by one, if only that text is printed."""
        children: list[nodes.Expr] = []
        for child in node.nodes:
            if _is_call(child, _TEXT):
                children += self._pieces_of(child)
            else:
                children.append(self.visit(child))
        return nodes.Output(children, lineno=node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        """Return a text as one value, if it is used in an expression."""
        if _is_call(node, _TEXT):
            return _joined(self._pieces_of(node), node.lineno)
        if _is_call(node, _COUNTED):
            return self._counted(node)
        return self.generic_visit(node)

    def _pieces_of(self, node: nodes.Call) -> list[nodes.Expr]:
        [text] = _texts(node, node.args, 1)
        values = {keyword.key: self.visit(keyword.value) for keyword in node.kwargs}
        if sorted(values) != sorted(set(placeholders_of(text))):
            raise TemplateSyntaxError(f"the values of _({text!r}) are not those in its braces", node.lineno)
        return _pieces(self._translated(text, node.lineno), values, node.lineno)

    def _counted(self, node: nodes.Call) -> nodes.Expr:
        one, many = _texts(node, node.args[1:], 2)
        number = self.visit(node.args[0])
        values = {keyword.key: self.visit(keyword.value) for keyword in node.kwargs}
        if set(values) != {*placeholders_of(one), *placeholders_of(many)} - {"n"}:
            raise TemplateSyntaxError(
                f"the values of _n(…, {one!r}, {many!r}) are not those in its braces", node.lineno
            )
        values["n"] = nodes.Filter(number, "count", [], [], None, None, lineno=node.lineno)
        self._translated(one, node.lineno)
        rule = self._words.rule_for(one)
        *forms, last = (
            _joined(_pieces(form, values, node.lineno), node.lineno) for form in self._words.forms_of(one, many)
        )
        chosen = last
        for index, form in reversed(list(enumerate(forms))):
            test = self._is_form(number, rule, index, node.lineno)
            chosen = nodes.CondExpr(test, form, chosen, lineno=node.lineno)
        return chosen

    def _is_form(self, number: nodes.Expr, rule: str, index: int, line: int) -> nodes.Expr:
        if rule == ENGLISH_PLURAL:  # no function needed
            return nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))], lineno=line)
        form = nodes.Filter(number, "plural_form", [], [], None, None, lineno=line)
        return nodes.Compare(form, [nodes.Operand("eq", nodes.Const(index))], lineno=line)

    def _translated(self, text: str, line: int) -> str:
        if not self._words.has(text):
            self.missing.append((text, line))
        return self._words.say(text)


def _is_call(node: nodes.Node, name: str) -> TypeGuard[nodes.Call]:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == name


def _texts(node: nodes.Call, arguments: Sequence[nodes.Expr], number: int) -> list[str]:
    texts = [
        argument.value
        for argument in arguments
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str)
    ]
    if len(texts) != number or len(arguments) != number:
        raise TemplateSyntaxError("_ and _n take constant texts: a catalogue cannot know others", node.lineno)
    return texts


def _pieces(text: str, values: dict[str, nodes.Expr], line: int) -> list[nodes.Expr]:
    parts = parts_of(text)
    return [
        (values.get(part) or nodes.Const(f"{{{part}}}", lineno=line)) if index % 2 else nodes.Const(part, lineno=line)
        for index, part in enumerate(parts)
        if part
    ]


def _joined(pieces: list[nodes.Expr], line: int) -> nodes.Expr:
    if not pieces:
        return nodes.Const("", lineno=line)
    return pieces[0] if len(pieces) == 1 else nodes.Concat(pieces, lineno=line)
