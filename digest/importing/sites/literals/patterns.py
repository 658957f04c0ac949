"""Patterns from which generators make addresses: `{date:%Y}/{slug}.html` of Pelican, `:year/:title/` of Hexo."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

Part: TypeAlias = str | datetime

_BRACED = re.compile(r"\{(?P<name>\w+)(?:\.\w+)?(?:![rsa])?(?::(?P<form>[^{}]*))?\}")
_COLON = re.compile(r":(?P<name>[a-zA-Z_]\w*)")


def filled_braces(pattern: str, parts: Mapping[str, Part]) -> str:
    """Return a pattern of Pelican with its parts in it; an empty text if one of them is not known."""
    unknown = False

    def part(found: re.Match[str]) -> str:
        nonlocal unknown
        value = parts.get(found["name"], "")
        if isinstance(value, datetime):
            return value.strftime(found["form"] or "%Y-%m-%d %H:%M:%S")
        unknown = unknown or not value
        return value

    filled = _BRACED.sub(part, pattern)
    return "" if unknown else filled


def filled_colons(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern of Hexo with its parts in it; an empty text if one of them is not known."""
    unknown = False

    def part(found: re.Match[str]) -> str:
        nonlocal unknown
        # `:i_month` is a part, and `:title_x` is the part `:title` with `_x` behind it.
        name = max((name for name in parts if found["name"].startswith(name)), key=len, default="")
        unknown = unknown or not parts.get(name)
        return parts.get(name, "") + found["name"][len(name) :]

    filled = _COLON.sub(part, pattern)
    return "" if unknown else filled


def page_address(path: str) -> str:
    """Return the address of a file or a URL of a site: with `/` before it, without `index.html` and what is behind `?` or `#`."""
    plain = re.sub(r"/{2,}", "/", "/" + re.split(r"[?#]", path)[0].strip())
    return re.sub(r"(?<=/)index\.html?\Z", "", plain)
