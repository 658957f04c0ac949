"""What a template prints: everything is escaped but what this room has marked as safe. What was escaped once is remembered."""

from functools import lru_cache

from markupsafe import Markup, escape


@lru_cache(maxsize=16_384)
def _escaped(text: str) -> str:
    return str.__str__(escape(text))


def printed(value: object) -> str:
    """Give what `{{ value }}` prints: markup as it is, everything else escaped."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)
