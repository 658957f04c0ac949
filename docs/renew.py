"""Write what the documents say of the code: python docs/renew.py.

- docs/theming.md, the list of the values of each template: the view of a template comes from the comment at its head, attributes and
  types from the classes of the views, their meanings from the comments `#:` beside them.
- docs/checking.md, the rules of wording, from digest/checking/wording.toml.
- docs/errors.md, a section for each code of a diagnostic: its messages come from the calls that make them, why it matters from
  `why.md` of its example in tests/broken/, the example from that folder.
- docs/commands.md, a section for each command: its sentences, arguments, options and exit codes as `--help` has them.
"""

import argparse
import ast
import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from textwrap import fill
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.adapters.serialization import read_toml  # noqa: E402 - found beside this file, whether or not digest is installed
from digest.checking.wording import WordingRules  # noqa: E402
from digest.cli.main import make_parser  # noqa: E402 - found beside this file, whether or not digest is installed
from digest.cli.report import shown  # noqa: E402 - found beside this file, whether or not digest is installed
from digest.model import views  # noqa: E402 - found beside this file, whether or not digest is installed
from digest.model.views.common import PageMeta, SiteView, View  # noqa: E402
from digest.reading.files.program import read_wording  # noqa: E402
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


ERRORS = ROOT / "docs/errors.md"
BROKEN = ROOT / "tests/broken"
# The functions that make diagnostics, each with its severity.
MAKERS = dict.fromkeys(("error", "fail", "required", "_ParseError"), "error")
MAKERS |= {"warn": "warning", "warning": "warning"}
# The topic of a call by the longest of these paths below digest/ that it is in. A code has the topic of most of its calls.
_TOPICS = {
    "": "Texts",
    "app": "Building and publishing",
    "app/forget": "Names to be forgotten",
    "app/redaction": "Names to be forgotten",
    "checking": "What digest check finds",
    "planning": "What belongs together: links, incidents, addresses",
    "planning/content/undecided": "What digest check finds",
    "planning/ledger": "Addresses and the ledger",
    "reading": "Fields and their values",
    "reading/config": "Settings and theme",
    "reading/config/redactions": "Names to be forgotten",
    "reading/content/source_files": "Files and folders",
    "reading/files": "Files and folders",
    "reading/ledger": "Addresses and the ledger",
    "reading/scan": "Files and folders",
    "reading/theme": "Templates and translations",
    "rendering/html": "Templates and translations",
    "rendering/recipes": "Templates and translations",
}
_WIDTH, _LONGEST, _MOST_LINES = 140, 110, 12
_INTRODUCTION = """\
# What digest says, code by code

Each message of digest ends with a code in square brackets, such as `[unknown-key]`. This page has a section for each of them.
`digest explain CODE` prints the same section on the terminal, `digest explain` lists all codes.

With an **error** nothing is published, and `site/` stays as it is. With a **warning** the site is published, unless `--strict` is given.
In the messages below, `…` is a name or a value of the site. `python docs/renew.py` writes this page from the code and from `tests/broken/`.
"""


class Made(NamedTuple):
    """A call that makes a diagnostic: its code and severity, the module below digest/, and what it says, empty if only the run tells."""

    code: str
    severity: str
    module: str
    message: str


@cache
def made() -> tuple[Made, ...]:
    """Return every call in digest that makes a diagnostic, by module and line."""
    return tuple(_made())


def _made() -> Iterator[Made]:
    for file in sorted((ROOT / "digest").rglob("*.py")):
        module = file.relative_to(ROOT / "digest").with_suffix("").as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name), args=[ast.Constant(value=str(code)), *arguments]
                ) if name in MAKERS:
                    yield Made(code, MAKERS[name], module, _said(name, arguments))


def _said(name: str, arguments: list[ast.expr]) -> str:
    """Return the message and below it the hint, as far as they stand in the code."""
    if name == "required":
        message, hint = f"`{_text(arguments[1]) or '…'}` is missing", _text(arguments[0])
    else:
        message, hint = (_text(argument) for argument in [*arguments[1:3], ast.Constant("")][:2])
    return f"{message}\n    {hint}" if message and hint else message


def _text(node: ast.expr) -> str:
    """Return a text with `…` in the place of each value; empty if it is not in the code."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            texts = "".join(_text(part) if isinstance(part, ast.Constant) else "…" for part in parts)
            return texts if texts.strip("… ") else ""
        case _:
            return ""


def errors_document() -> str:
    """Return docs/errors.md."""
    codes: dict[str, list[Made]] = defaultdict(list)
    for one in sorted(made(), key=lambda one: one.code):
        codes[one.code].append(one)
    topics: dict[str, list[str]] = {topic: [] for topic in sorted(_TOPICS.values())}
    for code, calls in codes.items():
        found = [_TOPICS[max((p for p in _TOPICS if call.module.startswith(p)), key=len)] for call in calls]
        topics[max(sorted(set(found)), key=found.count)].append(code)
    rows = [
        f"| {topic} | {', '.join(f'[{code}](#{code})' for code in members)} |"
        for topic, members in topics.items()
        if members
    ]
    table = "\n".join(["| about | codes |", "|---|---|", *rows, ""])
    return "\n".join([_INTRODUCTION, table, *(_section(code, calls) for code, calls in codes.items())])


def _section(code: str, calls: list[Made]) -> str:
    severity = " or ".join(sorted({call.severity for call in calls})).capitalize()
    examples = sorted(
        (folder for folder in BROKEN.glob(f"{code}*") if folder.name.partition("--")[0] == code), key=_order
    )
    why = " ".join(text for folder in examples for text in _read(folder / "why.md").split())
    parts = [
        f"## {code}\n",
        fill(f"**{severity}.** {why}", _WIDTH, break_long_words=False, break_on_hyphens=False) + "\n",
    ]
    messages = dict.fromkeys(call.message for call in calls if call.message)
    if len(messages) > 1:
        parts.append(_block("What digest says, one of:", "\n".join(messages)))
    for folder in examples[:1]:
        expected = _read(folder / "expected.txt").rstrip()
        excerpt = _excerpt(folder, expected)
        if excerpt:
            parts.append(_block(f"An example, in `{expected.partition(':')[0]}`:", excerpt))
        parts.append(_block("digest says:" if excerpt else "An example; digest says:", expected))
    return "\n".join(parts)


def _order(folder: Path) -> tuple[bool, str]:
    return "--" in folder.name, folder.name


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _block(words: str, text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{words}\n\n{fence}text\n{text}\n{fence}\n"


def _excerpt(folder: Path, expected: str) -> str:
    """Return the lines of the mistaken file around the mistake; empty if the example has no such file, or one that is no text."""
    name, line = [*expected.split(":")[:2], "0"][:2]
    try:
        lines = _read(folder / name).splitlines()
    except UnicodeDecodeError:
        return ""
    number = int(line) if line.isdecimal() else 0
    first = 0 if number <= _MOST_LINES else number - _MOST_LINES // 2
    cut = (f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text for text in lines[first : first + _MOST_LINES])
    return "\n".join(map(shown, cut)).rstrip()


COMMANDS_DOCUMENT = ROOT / "docs/commands.md"
_ABOUT_COMMANDS = """\
# Commands

Every command of digest with its arguments and options, as `digest COMMAND --help` prints them.
`python docs/renew.py` writes this page from the code.

Each command ends with one of these exit codes:

| code | meaning |
|---|---|
| 0 | all is well |
| 1 | something in the site's folder has to be mended, or was found; the message says what |
| 2 | a wrong command line |
| 3 | a bug of digest: please report it with what it printed |
| 130 | interrupted with Ctrl-C |
"""


def commands_document() -> str:
    """Return docs/commands.md."""
    found = list(_commands(make_parser(), "digest"))
    rows = [f"| [`{name}`](#{name.replace(' ', '-')}) | {_cell(words)} |" for name, words, _ in found]
    table = "\n".join(["| command | what it does |", "|---|---|", *rows, ""])
    return "\n".join([_ABOUT_COMMANDS, table, *(_command(name, parser) for name, _, parser in found)])


def _commands(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Yield each command that does something: its name, what it does in a few words, and its parser."""
    for group in _actions(parser):
        if isinstance(group, argparse._SubParsersAction):  # noqa: SLF001 - argparse has no public name for a group of commands
            words = {choice.dest: choice.help or "" for choice in group._choices_actions}  # noqa: SLF001 - nor for what they are for
            for word, inner in group.choices.items():
                below = list(_commands(inner, f"{name} {word}"))
                if not below or inner.get_default("run") is not None:
                    yield f"{name} {word}", words[word], inner
                yield from below


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [
        action
        for action in parser._actions  # noqa: SLF001 - argparse has no public list of arguments
        if not isinstance(action, argparse._HelpAction) and action.help != argparse.SUPPRESS  # noqa: SLF001 - nor a public class
    ]


def _arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [one for one in _actions(parser) if not isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 - as above


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    """Return the section of a command."""
    actions = _arguments(parser)
    usage = " ".join([name, *(_usage(action) for action in actions if not action.option_strings or action.required)])
    options = " [OPTION …]" if any(action.option_strings and not action.required for action in actions) else ""
    parts = [f"## {name}\n", _block("", f"{usage}{options}").lstrip()]
    parts.append(fill(" ".join((parser.description or "").split()), _WIDTH, break_on_hyphens=False) + "\n")
    if actions:
        rows = [f"| {_names(action)} | {_cell(_help(parser, action))} |" for action in actions]
        parts.append("\n".join(["| argument | meaning |", "|---|---|", *rows, ""]))
    if parser.epilog:
        parts.append(_block("", parser.epilog.rstrip()).lstrip())
    return "\n".join(parts)


def _usage(action: argparse.Action) -> str:
    value = f"{action.metavar or action.dest.upper()}"
    shape = {"?": f"[{value}]", "*": f"[{value} …]", "+": f"{value} …"}.get(str(action.nargs), value)
    return f"{action.option_strings[-1]} {shape}" if action.option_strings else shape


def _names(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    names = [f"`{name}{value if name.startswith('--') else ''}`" for name in action.option_strings]
    return ", ".join(names) or f"`{value.strip()}`"


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    """Return the help of an argument, with the values of `%(default)s` and the like."""
    return parser._get_formatter()._expand_help(action)  # noqa: SLF001 - argparse offers it for whole pages only


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


CHECKING = ROOT / "docs/checking.md"


def checking_document(document: str) -> str:
    """Return docs/checking.md with the rules of wording made anew."""
    before, rest = document.split(BEGIN)
    rules = read_toml(read_wording(), WordingRules).rules
    cells = (
        (f"`{rule.id}`", rule.reason, ", ".join(rule.when), rule.example, rule.suggestion, rule.source)
        for rule in rules
    )
    rows = [f"| {' | '.join(map(_cell, row))} |" for row in cells]
    head = ["| rule | why | while the case is | example | instead | source |", "|---|---|---|---|---|---|"]
    table = "\n".join([*head, *rows])
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    CHECKING.write_text(checking_document(CHECKING.read_text(encoding="utf-8")), encoding="utf-8")
    COMMANDS_DOCUMENT.write_text(commands_document(), encoding="utf-8")
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    ERRORS.write_text(errors_document(), encoding="utf-8")
