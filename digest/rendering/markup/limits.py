"""Texts that would keep the Markdown parser busy for hours, on purpose or not.

For each `[`, Python-Markdown looks for its end, character by character, several times over; a text with thousands that have none
takes the square of its length. An opening bracket without an end is no markup anyway, so that a backslash before it changes
nothing that is shown. Of paragraphs that nobody can have written by hand the time grows likewise.
"""

import re

# Nobody opens more brackets than this without closing them, or nests them deeper, except to do harm.
_MOST_OPEN = 30
_DEEPEST = 10
# Nobody writes a paragraph as long as this by hand, and the parser's time grows with the square of it.
_LONGEST_PARAGRAPH = 20_000
_MOST_UNCLOSED_TAGS = 500
_DEEPEST_INDENTATION = 800  # spaces: 200 levels of a list

_DEEP = re.compile(rf"^[ \t]{{{_DEEPEST_INDENTATION}}}", re.MULTILINE)
_BRACKET = re.compile(r"\\.|[\[\]()]|\n[ \t]*\n", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def has_endless_paragraph(text: str) -> bool:
    """Return whether a paragraph is longer than any that was written as one: the text is shown as plain text then, line by line."""
    return len(text) > _LONGEST_PARAGRAPH and any(len(block) > _LONGEST_PARAGRAPH for block in _BLANK_LINE.split(text))


def is_beyond_parsing(text: str) -> bool:
    """Return whether a text holds what no Markdown can be meant by: it is shown as plain text then."""
    if len(text) <= _DEEPEST_INDENTATION:
        return False
    return _DEEP.search(text) is not None or any(
        block.count("<") > block.count(">") + _MOST_UNCLOSED_TAGS for block in _BLANK_LINE.split(text)
    )


def tame(text: str) -> str:
    """Return a text that the parser reads in a time that grows with its length alone, and reads as the same."""
    if text.count("[") <= _MOST_OPEN:
        return text
    needless = _needless_brackets(text)
    if len(needless) <= _MOST_OPEN:
        return text
    pieces = []
    start = 0
    for position in needless:
        pieces += [text[start:position], "\\"]
        start = position
    return "".join([*pieces, text[start:]])


def _needless_brackets(text: str) -> list[int]:
    """Return the positions of all `[` that open no link: unclosed in their paragraph, nested too deep, or with an unclosed `(` behind."""
    needless: set[int] = set()
    brackets: list[int] = []
    parentheses: list[int] = []  # for each open `(`, the `[` of the link that it belongs to, or -1
    closed = -1, -1  # where the last `]` stood, and its `[`
    for match in _BRACKET.finditer(text):
        sign, position = match[0], match.start()
        if sign == "[":
            brackets.append(position)
        elif sign == "]" and brackets:
            closed = position, brackets.pop()
            if len(brackets) >= _DEEPEST:
                needless.add(closed[1])
        elif sign == "(":
            parentheses.append(closed[1] if closed[0] == position - 1 else -1)
        elif sign == ")" and parentheses:
            opened = parentheses.pop()
            if len(parentheses) >= _DEEPEST:
                needless.add(opened)
        elif sign[0] == "\n":
            needless.update(brackets, parentheses)
            brackets, parentheses = [], []
    return sorted(needless.union(brackets, parentheses) - {-1})
