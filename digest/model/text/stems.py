"""Names of files, without their ending, that mean something else than a title."""

import re

# The text of a folder, notes on it, and a date with a title.
_MEANS_ELSE = re.compile(
    r"_?index|readme|licen[sc]e|changelog|copying|contributing|(?:19|20|21)\d\d-\d{1,2}-\d{1,2}(?:-.*)?|\d{4}-\d\d-\d\d.*|\d{8,}.*"
)


def means_else(stem: str) -> bool:
    """Return whether a reader of the folder takes this name for something else than the name of a text: `index`, `2024-03-26-fire`."""
    return _MEANS_ELSE.fullmatch(stem) is not None
