"""Codes of languages (BCP 47, RFC 5646): their form, not whether anybody speaks them."""

import re

_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


def is_language(code: str) -> bool:
    """Tell whether a code has the form of a language, with a script, a region or variants where it names them."""
    return _TAG.fullmatch(code) is not None
