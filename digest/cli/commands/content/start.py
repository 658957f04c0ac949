"""`digest init` and `digest new`: their arguments, their questions, their calls, and their words on the terminal."""

import argparse
import gc
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from digest.cli.options import add_folder_option, now
from digest.cli.refusal import format_refusal, print_refusal
from digest.cli.report import shown
from digest.model.reports.start import Answers, Host, NewKind, NewRequest, NotStarted, SiteSeed, Started, Texts

_INIT_EPILOG = """\
On a terminal, three questions are asked, unless an option answers them; elsewhere, and with
--defaults, none. The site builds at once. Nothing that is there already is changed: if a file
that would be written exists, nothing is written.
examples:
  digest init harbour
  digest init --title "Harbour Digest" --texts both --host github
exit codes: 0 written, 1 nothing was written, 2 a wrong command line, 3 a bug of digest,
130 interrupted.
"""
_NEW_EPILOG = """\
The file's name is made from the title. An article begins as a draft: no page, feed or count has it
until you take status: draft out of its file.
examples:
  digest new article "Cracks close the footbridge" --incident mill-footbridge --edit
  digest new incident "Closure of the Mill Lane footbridge"
  digest new page "How we work"
exit codes: 0 written, 1 nothing was written, 2 a wrong command line, 3 a bug of digest,
130 interrupted.
"""
_NO_EDITOR = "neither VISUAL nor EDITOR names an editor, such as EDITOR=nano"


class _Question(NamedTuple):
    """A question with its possible answers, each with its words."""

    text: str
    answers: dict[str, str]


_TEXTS = _Question(
    "Whose texts will it have?",
    {"own": "your own", "others": "other people's, as excerpts with a link", "both": "both"},
)
_HOST = _Question(
    "Where will it be published?",
    {
        "github": "GitHub Pages",
        "gitlab": "GitLab Pages",
        "netlify": "Netlify",
        "cloudflare": "Cloudflare Pages",
        "server": "a server of your own",
        "later": "I will decide later",
    },
)


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parsers of the commands."""
    _add_init(commands)
    _add_new(commands)


def _add_init(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    init = commands.add_parser(
        "init",
        help="begin a new site, with an example that teaches",
        description="Begin a new site: its settings, an example, three pages, and what its host needs.",
        epilog=_INIT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    init.set_defaults(command="init", run=run_init, interrupted="nothing was written")
    init.add_argument("site", metavar="DIR", nargs="?", default=".", help="the new site's folder (default: this one)")
    init.add_argument("--title", metavar="TEXT", help="what it is called (default: made from the folder's name)")
    init.add_argument("--texts", choices=get_args(Texts), help="whose texts it will have (default: both)")
    init.add_argument("--host", choices=get_args(Host), help="where it will be published (default: later)")
    init.add_argument("--defaults", action="store_true", help="ask nothing")
    init.add_argument("--json", action="store_true", help="print the report as JSON, for machines; ask nothing")
    _add_now(init)


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    new = commands.add_parser(
        "new",
        help="begin an article, an incident or a page",
        description="Write the file of a new article, incident or page, with its front matter.",
        epilog=_NEW_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    new.set_defaults(command="new", run=run_new, interrupted="git status shows what was written")
    new.add_argument("kind", choices=get_args(NewKind), help="what it is")
    new.add_argument("title", metavar="TITLE", help="its title, in quotes")
    new.add_argument(
        "--incident",
        metavar="ID",
        default="",
        help="the incident that the article reports on: its id, slug, file or address, or how its id begins",
    )
    new.add_argument("--slug", metavar="NAME", default="", help="its file's name (default: made from the title)")
    new.add_argument("--edit", action="store_true", help="open it in the editor that VISUAL or EDITOR names")
    new.add_argument("--json", action="store_true", help="print the report as JSON, for machines")
    add_folder_option(new)
    _add_now(new)


def _add_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--now",
        metavar="MOMENT",
        help="date it as of then, such as 2026-01-31T12:00Z (default: SOURCE_DATE_EPOCH, else the clock)",
    )


def run_init(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Ask what is not answered, write a new site, say what to do next, and return the exit code."""
    from uuid import uuid4

    from digest.app.start import start_site

    folder = Path(options.site)
    moment = now(parser, options.now)
    asks = not (options.defaults or options.json) and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        answers = _answers(options, _title_for(folder), asks=asks)
    except EOFError:
        print("\ninterrupted: nothing was written", file=sys.stderr)
        return 130
    result = start_site(folder, answers, SiteSeed(str(uuid4()), moment))
    if isinstance(result, Started):
        _print_written(options, result, format_started(result, folder))
        return 0
    return _print_refused(options, result)


def _title_for(folder: Path) -> str:
    """Return a title made of a folder's name: `Harbour digest` for `harbour-digest`."""
    words = " ".join(folder.resolve().name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "News digest"


def _answers(options: argparse.Namespace, title: str, *, asks: bool) -> Answers:
    """Return the answers, from options, else from the terminal, else the defaults. Raise `EOFError` if the terminal is closed."""
    texts, host = options.texts, options.host
    if options.title is not None:
        title = options.title
    elif asks:
        title = input(f"What is it called? [{shown(title)}] ").strip() or title
    if asks:
        texts = texts or _ask(_TEXTS, "both")
        host = host or _ask(_HOST, "later")
    return Answers(title, texts or "both", host or "later")


def _ask(question: _Question, default: str) -> str:
    """Return the answer to a question: one of its words, its number, or how it begins."""
    print(question.text)
    for number, (answer, meaning) in enumerate(question.answers.items(), 1):
        print(f"  {number} {answer:<11}{meaning}")
    words = list(question.answers)
    while True:
        given = input(f"[{default}] ").strip().casefold() or default
        if given.isascii() and given.isdigit() and 1 <= int(given) <= len(words):
            return words[int(given) - 1]
        begins = [word for word in words if word.startswith(given)]
        if len(begins) == 1:
            return begins[0]
        print(f"Write one of: {', '.join(words)}, or its number.")


def format_started(result: Started, folder: Path) -> Iterator[str]:
    """Return the lines to print after `digest init`: the files, the next three commands, and what to replace before publishing."""
    yield from (shown(str(folder / file)) for file in result.files)
    yield ""
    yield "Next:"
    steps = [
        ("digest serve", "look at it in a browser; the pages follow what you write"),
        ('digest new article "A headline"', "begin an article"),
        ("digest build", "make site/, which may go online"),
    ]
    inside = f"cd {shlex.quote(str(folder))} && " if folder.resolve() != Path.cwd() else ""
    lines = [(inside * (not number) + command, words) for number, (command, words) in enumerate(steps)]
    width = max(len(command) for command, _ in lines)
    yield from (f"  {shown(command):<{width}}  {words}" for command, words in lines)
    yield f"Before you publish, replace what says PLACEHOLDER in {' and '.join(result.placeholders)}."


def run_new(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Write the file of a new article, incident or page, open it if asked, and return the exit code."""
    from digest.app.start import make_file

    if options.incident and options.kind != "article":
        parser.error(f"argument --incident: only an article has it, no {options.kind}")
    editor = _editor(parser) if options.edit else []
    gc.disable()
    folder, moment = Path(options.folder), now(parser, options.now)
    result = make_file(folder, NewRequest(options.kind, options.title, options.incident, options.slug), moment)
    if isinstance(result, NotStarted):
        return _print_refused(options, result)
    _print_written(options, result, format_made(result, folder, options.kind))
    return _open_editor([*editor, str(folder / result.files[0])]) if editor else 0


def format_made(result: Started, folder: Path, kind: NewKind) -> Iterator[str]:
    """Return the lines to print after `digest new`: the path of the file from the current folder, and what to do next."""
    yield shown(str(folder / result.files[0]))
    if kind == "article":
        yield "    It is a draft. Write the text, look at it with digest serve, then take status: draft out."
    elif kind == "incident":
        yield f"    Articles report on it with the line incident: {Path(result.files[0]).stem}"
    else:
        yield "    Write the text, and look at it with digest serve."


def _editor(parser: argparse.ArgumentParser) -> list[str]:
    """Return the command of the editor that the environment names, as words; no shell reads it."""
    name = "VISUAL" if os.environ.get("VISUAL") else "EDITOR"
    try:
        words = shlex.split(os.environ.get(name, ""))
    except ValueError as problem:
        parser.error(f"argument --edit: {name} cannot be read: {problem}")
    if not words:
        parser.error(f"argument --edit: {_NO_EDITOR}")
    return words


def _open_editor(command: list[str]) -> int:
    """Run the editor until it ends, and return the exit code: 1 if it cannot be run or fails."""
    sys.stdout.flush()
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - the editor's own choice, and no shell
    except OSError as problem:
        print(*format_refusal("new", f"{command[0]} cannot be run: {problem.strerror}"), sep="\n", file=sys.stderr)
        return 1
    return int(code != 0)


def _print_written(options: argparse.Namespace, result: Started, lines: Iterator[str]) -> None:
    if options.json:
        data = {"exit": 0, "files": list(result.files), "placeholders": list(result.placeholders)}
        print(json.dumps(data | {"error": None, "diagnostics": []}, ensure_ascii=False, indent=2))
    else:
        print(*lines, sep="\n")


def _print_refused(options: argparse.Namespace, result: NotStarted) -> int:
    """Print why nothing was written, and return the exit code."""
    nothing: dict[str, list[str]] = {"files": [], "placeholders": []}
    return print_refusal(options, result.message, result.hint, nothing, result.diagnostics)
