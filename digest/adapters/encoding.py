"""Letters that were decoded wrongly. The only module that imports ftfy, and only for the few texts with a trace of it."""

import re

# UTF-8 that was read as Windows-1252 or Latin-1: the letter that the first byte of a character became, then that of a later byte.
_TRACE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def first_trace(text: str) -> int:
    """Return where a text has the first pair of letters that may have been decoded wrongly; -1 if it has none."""
    trace = None if text.isascii() else _TRACE.search(text)
    return trace.start() if trace else -1


def mend_encoding(line: str) -> str:
    """Return a line with the letters that were meant. Whatever was decoded rightly stays, typographic quotation marks too."""
    if first_trace(line) < 0:
        return line
    import ftfy  # it takes 80 ms to import

    return ftfy.fix_encoding(line)
