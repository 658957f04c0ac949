"""The plain values of a settings file in Python, such as `pelicanconf.py`: it is parsed, and never executed."""

import ast
from collections.abc import Mapping
from typing import TypeAlias

#: What a literal of Python can be. Moments and numbers keep their type.
Setting: TypeAlias = (
    str | int | float | bool | list["Setting"] | tuple["Setting", ...] | dict["Setting", "Setting"] | None
)

_LONGEST = 100_000  # letters or items of a sum
_DEEPEST = 40  # levels within each other; what is deeper is no setting


class _UnknownValueError(ValueError):
    """A value that only executing the file would give."""


def python_settings(text: str, before: Mapping[str, Setting] | None = None) -> dict[str, Setting]:
    """Return the settings that are assigned to names at the top of a file, after those `before` it.

    Literals are read, with names of earlier settings in them and sums of texts. What cannot be known without executing the file, such as
    `os.getenv("X")`, is left out. A text that is no Python has no settings.
    """
    known = dict(before or {})
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return known
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if value is None or not names:
            continue
        for name in names:
            known.pop(name, None)  # what an earlier line said holds no longer, even if this one cannot be read
        try:
            read = _value(value, known, _DEEPEST)
        except (_UnknownValueError, TypeError):
            continue
        known.update(dict.fromkeys(names, read))
    return known


def _value(node: ast.expr, known: Mapping[str, Setting], depth: int) -> Setting:
    if depth == 0:
        raise _UnknownValueError
    inside = depth - 1
    if isinstance(node, ast.Constant | ast.UnaryOp):
        return _single(node)
    if isinstance(node, ast.Name) and node.id in known:
        return known[node.id]
    if isinstance(node, ast.List | ast.Tuple):
        items = _known_items(node.elts, known, inside)
        return items if isinstance(node, ast.List) else tuple(items)
    if isinstance(node, ast.Dict):
        return _known_pairs(node, known, inside)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _sum(_value(node.left, known, inside), _value(node.right, known, inside))
    raise _UnknownValueError


def _single(node: ast.Constant | ast.UnaryOp) -> Setting:
    """Return a text, a number, a boolean or `None`; numbers may be negative."""
    inner = node if isinstance(node, ast.Constant) else node.operand
    value = inner.value if isinstance(inner, ast.Constant) else ...
    if isinstance(node, ast.Constant) and isinstance(value, str | int | float | bool | None):
        return value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(value, int | float):
        return -value
    raise _UnknownValueError


def _known_items(nodes: list[ast.expr], known: Mapping[str, Setting], depth: int) -> list[Setting]:
    items: list[Setting] = []
    for node in nodes:
        try:
            items.append(_value(node, known, depth))
        except _UnknownValueError:
            continue
    return items


def _known_pairs(node: ast.Dict, known: Mapping[str, Setting], depth: int) -> dict[Setting, Setting]:
    pairs: dict[Setting, Setting] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        try:
            if key is not None:
                pairs[_value(key, known, depth)] = _value(value, known, depth)
        except _UnknownValueError:
            continue
    return pairs


def _sum(left: Setting, right: Setting) -> Setting:
    if (
        isinstance(left, str | list | tuple)
        and isinstance(right, str | list | tuple)
        and len(left) + len(right) > _LONGEST
    ):
        raise _UnknownValueError  # doubled again and again, it would fill the memory
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, list) and isinstance(right, list):
        return left + right
    if isinstance(left, tuple) and isinstance(right, tuple):
        return left + right
    raise _UnknownValueError
