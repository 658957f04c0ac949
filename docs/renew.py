"""Write the part of docs/theming.md that lists the values of each template: python docs/renew.py.

Everything in it comes from the code: the view of a template from the comment at its head, attributes and types from the classes of
the views, their meanings from the comments `#:` beside them.
"""

import inspect
import re
import sys
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.model import views  # noqa: E402 - found beside this file, whether or not digest is installed
from digest.model.views.common import PageMeta, SiteView, View  # noqa: E402
from digest.reading.theme.overrides import read_head  # noqa: E402

DOCUMENT = ROOT / "docs/theming.md"
BEGIN, END = (f"<!-- {word}: what python docs/renew.py writes -->" for word in ("begin", "end"))

_WORDS = {str: "text", int: "number", float: "number", bool: "true or false", date: "day", datetime: "date and time"}
_MEANING = re.compile(r"^    (\w+): [^#\n]*#: (.+)$", re.MULTILINE)


def renewed(document: str) -> str:
    """Return the document with its generated part made anew."""
    before, rest = document.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{_views()}\n{END}{after}"


def meanings(kind: type) -> dict[str, str]:
    """Return the meanings of the fields of a class by name; a field without a comment `#:` is missing."""
    return dict(_MEANING.findall(inspect.getsource(kind)))


def template_views() -> dict[str, tuple[str, type]]:
    """Return, for each template that makes a page, its purpose and the class of its view."""
    heads = {file.name: read_head(file.read_bytes()) for file in sorted((ROOT / "templates").glob("*.html"))}
    for module in iter_modules(views.__path__):
        import_module(f"{views.__name__}.{module.name}")
    kinds = {kind.__name__: kind for kind in View.__subclasses__()}
    return {name: (head.sentence, kinds[head.view]) for name, head in heads.items() if head.view}


def shown_classes() -> list[type]:
    """Return every class of the values that a template can see, sorted by name."""
    found: set[type] = set()
    waiting = [SiteView, PageMeta, *(kind for _, kind in template_views().values())]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += _classes_in(tuple(get_type_hints(kind).values()))
    return sorted(found, key=lambda kind: kind.__name__)


def _classes_in(types: tuple[Any, ...]) -> list[type]:
    inner = [one for kind in types for one in _classes_in(get_args(kind))]
    return inner + [kind for kind in types if isinstance(kind, type) and is_dataclass(kind)]


def _views() -> str:
    parts = ["### Every template: `site`\n", _described(SiteView)]
    used: set[type] = {SiteView}
    for name, (sentence, kind) in template_views().items():
        parts.append(f"### {name}: `page`\n\n{sentence} (`{kind.__name__}`)\n")
        parts.append(_table(kind))
        used.add(kind)
    parts.append("### What these values are made of\n")
    parts += [f"#### {kind.__name__}\n\n{_described(kind)}" for kind in shown_classes() if kind not in used]
    return "\n".join(parts)


def _described(kind: type) -> str:
    return f"{inspect.getdoc(kind)}\n\n{_table(kind)}"


def _table(kind: type) -> str:
    known, hints = meanings(kind), get_type_hints(kind)
    rows = [(field.name, _words(hints[field.name]), known[field.name]) for field in fields(kind)]
    for name, found in inspect.getmembers(kind, lambda member: isinstance(member, property)):
        said = " ".join((inspect.getdoc(found) or "").split()).rstrip(".")
        rows.append(
            (
                name,
                _words(get_type_hints(found.fget)["return"]),
                said[:1].lower() + said[1:] if said[1:2].islower() else said,
            )
        )
    lines = [f"| `{name}` | {words} | {meaning.replace('|', chr(92) + '|')} |" for name, words, meaning in rows]
    return "\n".join(["| name | type | meaning |", "|---|---|---|", *lines, ""])


def _words(kind: Any) -> str:  # noqa: ANN401 - any type of a field
    """Return a type in plain words."""
    inner = get_args(kind)
    match get_origin(kind):
        case origin if origin in (Union, UnionType):
            return f"{', or '.join(_words(one) for one in inner if one is not NoneType)}; may be missing (`none`)"
        case origin if origin is tuple:
            return f"list of {_words(inner[0])}"
        case origin if origin is Literal:
            return " or ".join(f"`{word}`" if word else "empty" for word in inner)
        case _:
            return _WORDS.get(kind) or f"[{kind.__name__}](#{kind.__name__.lower()})"


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
