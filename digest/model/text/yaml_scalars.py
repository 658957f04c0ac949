"""Write a text as a YAML or JSON value, so that readers of YAML 1.1 and 1.2 both read that text."""

import json
import re

# A text that begins with a letter is no number and no date in any version of YAML, and these characters have no meaning within it.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ;.!()/'%&+–—“”‘’…-]*[\w;.!()/'%&+–—“”‘’…-])?")
_PLAIN_IN_BLOCK = re.compile(r"[^\W\d_](?:[\w ,;.!?()/'%&+–—“”‘’…-]*[\w,;.!?()/'%&+–—“”‘’…-])?")
# Words that one of the versions reads as a boolean or as null (YAML 1.1, bool and null; YAML 1.2, section 10.3.2).
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
# YAML 1.1 has no type for a moment to the minute, and content has its dates without quotes.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_scalar(text: str, *, flow: bool, style: str = "") -> str:
    """Return a text as one line of YAML: in the quotes of `style` if given, plain if possible, else in double quotes."""
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and _may_be_plain(text, flow=flow):
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _may_be_plain(text: str, *, flow: bool) -> bool:
    if _MOMENT.fullmatch(text):
        return True
    pattern = _PLAIN if flow else _PLAIN_IN_BLOCK
    return text.isprintable() and text.lower() not in _WORDS and bool(pattern.fullmatch(text))


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() and character != "\ufeff":
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def write_json(text: str, *, ascii_only: bool) -> str:
    """Return a text as a JSON string (RFC 8259); with `ascii_only`, everything beyond ASCII is escaped."""
    written = json.dumps(text, ensure_ascii=ascii_only)
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in written)
