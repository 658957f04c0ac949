"""Texts in style sheets."""

import re

_UNSAFE_IN_STRING = re.compile(r"[\x00-\x1f\x7f\"\\]")


def css_string(text: str) -> str:
    """Return a text as a CSS string that no character of the text can end (CSSOM, "serialize a string")."""
    return f'"{_UNSAFE_IN_STRING.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\0":  # CSS has no way to write it
        return "\ufffd"
    return f"\\{character}" if character in '"\\' else f"\\{ord(character):x} "
