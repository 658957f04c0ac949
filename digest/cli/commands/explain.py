"""`digest explain`: what the codes of messages mean, as docs/errors.md says it."""

import argparse
import json
import re
from collections.abc import Iterator

_EPILOG = """\
Each message of digest ends with its code in square brackets, such as [unknown-key].
examples:
  digest explain unknown-key     says what it means, why it matters and how to mend it
  digest explain                 lists all codes

exit codes: 0 explained, 2 a wrong command line or a code that does not exist, 3 a bug of digest.
"""
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_FENCE = re.compile(r"(`{3,})\w*$")


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the parser of the command."""
    parser = commands.add_parser(
        "explain",
        help="say what the code of a message means, why it matters and how to mend it",
        description="Say what the code of a message means, why it matters and how to mend it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command="explain", run=run, interrupted="nothing was changed")
    parser.add_argument(
        "codes", metavar="CODE", nargs="*", help="a code, such as unknown-key (default: list all codes)"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON, for machines")


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Print what codes mean, or list all of them, and return the exit code."""
    from digest.reading.files.program import read_errors_document

    sections = sections_of(read_errors_document())
    codes = [code.strip("[]").lower() for code in options.codes]
    for code in codes:
        if code not in sections:
            parser.error(f"argument CODE: {_unknown(code, list(sections))}")
    if options.json:
        print(json.dumps(codes_data(sections, codes), ensure_ascii=False, indent=2))
        return 0
    lines = format_sections(sections, codes) if codes else format_list(sections)
    print(*lines, sep="\n")
    return 0


def codes_data(sections: dict[str, list[str]], codes: list[str]) -> dict[str, object]:
    """Return the report for machines: each code with its severity, and its section of docs/errors.md in Markdown."""
    texts = {code: "\n".join(sections[code]).strip("\n") for code in codes or sections}
    severities = {code: re.match(r"\W*(\w+)", text) for code, text in texts.items()}
    return {
        "exit": 0,
        "codes": [
            {"code": code, "severity": found[1].lower() if found else None, "text": texts[code]}
            for code, found in severities.items()
        ],
    }


def sections_of(document: str) -> dict[str, list[str]]:
    """Return the lines of each section of docs/errors.md by its code."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    fence = ""
    for line in document.splitlines():
        fence = _fence_after(line, fence)
        if line.startswith("## ") and not fence:
            lines = sections.setdefault(line.removeprefix("## "), [])
        else:
            lines.append(line)
    return sections


def _fence_after(line: str, fence: str) -> str:
    """Return the fence of the block that a line begins or is in; empty outside of blocks."""
    found = _FENCE.match(line)
    if fence:
        return "" if line == fence else fence
    return found[1] if found else ""


def format_sections(sections: dict[str, list[str]], codes: list[str]) -> Iterator[str]:
    """Return sections as plain text: paragraphs as wide as the terminal, at most 100 columns, and blocks indented."""
    from shutil import get_terminal_size
    from textwrap import wrap

    width = min(100, get_terminal_size().columns)
    for number, code in enumerate(codes):
        yield from (["", code, ""] if number else [code, ""])
        lines = "\n".join(sections[code]).strip("\n")
        for text, is_block in _parts(lines):
            if is_block:
                yield from (f"    {line}".rstrip() for line in text.split("\n"))
            else:
                yield from wrap(_plain(text), width, break_long_words=False, break_on_hyphens=False)
            yield ""


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Return paragraphs and fenced blocks in order, each with whether it is a block."""
    lines: list[str] = []
    fence = ""
    for line in [*text.split("\n"), ""]:
        before, fence = fence, _fence_after(line, fence)
        if (line or before) and before == fence:
            lines.append(line)
        elif lines or before:
            yield "\n".join(lines), bool(before)
            lines = []


def _plain(markdown: str) -> str:
    return _LINK.sub(r"\1 (\2)", markdown.replace("**", "").replace("\n", " "))


def format_list(sections: dict[str, list[str]]) -> Iterator[str]:
    """Return a line for each code: whether it is an error or a warning, and the first sentence of what it means."""
    width = max(map(len, sections))
    for code, lines in sections.items():
        text = _plain(next(_parts("\n".join(lines).strip("\n")))[0])
        severity, _, rest = text.partition(". ")
        yield f"{code:<{width}}  {severity.lower():<7}  {re.split(r'(?<=[.]) ', rest, maxsplit=1)[0]}"
    yield ""
    yield "digest explain CODE says more."


def _unknown(code: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(code, known, 3)
    hint = f"did you mean {' or '.join(near)}?" if near else "digest explain lists all codes"
    return f"there is no code {code!r}; {hint}"
