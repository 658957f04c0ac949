"""Where a Markdown text is code: nothing in it is markup."""

import re
from bisect import bisect_right
from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?!.*`)|~{3,})")
# After these, indented lines are further paragraphs of an entry: a list, a footnote, a definition.
_ENTRY = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\n]+\]:|:)(?:[ \t]|$)")
_INDENTED = re.compile(r" {4}|\t| {1,3}\t")
_INDENTED_TWICE = re.compile(r"(?: {4}|\t| {1,3}\t){2}")
# CommonMark, section 6.1: as many backticks at the end as at the beginning, not after a backslash. A span ends with its paragraph.
_BACKTICKS = re.compile(r"`+|\n(?=[ \t]*\n)")
_TAGGED = re.compile(r"<(code|pre)\b[^<>]{0,500}>.*?</\1[ \t]*>", re.DOTALL | re.IGNORECASE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_NOT_LINE_END = re.compile(r"[^\n]")


def without_code(text: str) -> str:
    """Return a text of the same length with blanks in place of code: fenced, indented or in backticks."""
    if "```" in text or "~~~" in text or "\n    " in text or "\t" in text or text.startswith("    "):
        text = "".join(_without_blocks(text))
    return _without_spans(text) if "`" in text else text


def without_tagged_code(text: str) -> str:
    """Return a text of the same length with blanks in place of the elements `code` and `pre`."""
    return _TAGGED.sub(_blank, text) if "</" in text else text


def _blank(found: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", found[0])


def _without_spans(text: str) -> str:
    """Return a text with blanks in place of what is in backticks. Its work grows with its length, however many backticks it has."""
    parts: list[str] = []
    done = 0
    for runs in _paragraphs(text):
        ends: dict[int, list[int]] = {}
        for run in runs:
            ends.setdefault(run.end() - run.start(), []).append(run.start())
        for run in runs:
            start, width = run.start(), len(run[0])
            if start < done or text[max(0, start - 1) : start] == "\\":
                continue
            later = ends[width]
            at = bisect_right(later, start)
            if at < len(later):
                end = later[at] + width
                parts += (text[done:start], _NOT_LINE_END.sub(" ", text[start:end]))
                done = end
    return "".join((*parts, text[done:]))


def _paragraphs(text: str) -> Iterator[list[re.Match[str]]]:
    """Return the runs of backticks of each paragraph that has any."""
    runs: list[re.Match[str]] = []
    for found in _BACKTICKS.finditer(text):
        if found[0] != "\n":
            runs.append(found)
        elif runs:
            yield runs
            runs = []
    if runs:
        yield runs


def _without_blocks(text: str) -> Iterator[str]:
    """Return the lines of a text, blank where they are code. A fence without an end is none, so that nothing after it goes unseen."""
    lines = _LINE.findall(text)
    fence = ""
    endless: set[str] = set()  # fences without an end: neither have those that begin with them later on
    in_entry, after_blank = False, True
    for number, line in enumerate(lines):
        opened = _FENCE.match(line) if not fence else None
        if fence:
            is_code = True
            fence = "" if _closes(fence, line) else fence
        elif opened and _is_closed(opened[1], lines, number + 1, endless):
            is_code, fence = True, opened[1]
        elif line.isspace():
            after_blank = True
            yield line
            continue
        else:
            is_code = after_blank and bool((_INDENTED_TWICE if in_entry else _INDENTED).match(line))
            in_entry = bool(_ENTRY.match(line)) or (in_entry and (not after_blank or line[0] in " \t"))
        after_blank = is_code
        yield _NOT_LINE_END.sub(" ", line) if is_code else line


def _is_closed(fence: str, lines: list[str], start: int, endless: set[str]) -> bool:
    if any(fence.startswith(one) for one in endless):
        return False
    if any(_closes(fence, lines[number]) for number in range(start, len(lines))):
        return True
    endless.add(fence)
    return False


def _closes(fence: str, line: str) -> bool:
    ended = line.strip("> \t\n")
    return len(ended) >= len(fence) and not ended.strip(fence[0])
