"""Limits for texts that would keep the Markdown parser busy for hours, by accident or by attack.

For each `[`, Python-Markdown searches for its end, character by character, several times over: with thousands of unclosed
brackets, the time grows with the square of the length. An unclosed bracket is no markup, so that a backslash before it changes
nothing that is shown. With very long paragraphs, the time grows in the same manner.
"""

import re

# No honest text has more unclosed brackets than this, or nests them deeper.
_MOST_OPEN = 30
_DEEPEST = 10
# In characters. No paragraph written by hand is as long, and the parser's time grows with the square of the length.
_LONGEST_PARAGRAPH = 20_000
_MOST_UNCLOSED_TAGS = 500
_DEEPEST_INDENTATION = 800  # spaces: 200 levels of a list

_DEEP = re.compile(rf"^[ \t]{{{_DEEPEST_INDENTATION}}}", re.MULTILINE)
_BRACKET = re.compile(r"\\.|[\[\]()]|\n[ \t]*\n", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def has_endless_paragraph(text: str) -> bool:
    """Return whether a text contains a paragraph that is too long. Such a text is shown as plain text, line by line."""
    return len(text) > _LONGEST_PARAGRAPH and any(len(block) > _LONGEST_PARAGRAPH for block in _BLANK_LINE.split(text))


def is_beyond_parsing(text: str) -> bool:
    """Return whether a text contains something that is certainly not meant as Markdown. Such a text is shown as plain text."""
    if len(text) <= _DEEPEST_INDENTATION:
        return False
    return _DEEP.search(text) is not None or any(
        block.count("<") > block.count(">") + _MOST_UNCLOSED_TAGS for block in _BLANK_LINE.split(text)
    )


def limit_brackets(text: str) -> str:
    """Return a text with the same meaning in which unclosed brackets are escaped, so that parsing takes time linear in its length."""
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
    """Return the positions of all `[` that open no link: unclosed in their paragraph, nested too deep, or before an unclosed `(`."""
    needless: set[int] = set()
    brackets: list[int] = []
    parentheses: list[int] = []  # for each open `(`, the `[` of the link that it belongs to, or -1
    closed = -1, -1  # the position of the last `]`, and of its `[`
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
