"""Regular expressions that settings have, such as FILENAME_METADATA of Pelican: run with an end, since anybody may have written them."""

_LONGEST = 0.5  # seconds that one expression may take
_LONGEST_PATTERN = 1_000  # characters


def replaced(pattern: str, replacement: str, text: str) -> str:
    """Return a text with each match of an expression replaced, whatever the case; as it is if the expression cannot be used."""
    import regex

    try:
        whole = pattern if len(pattern) <= _LONGEST_PATTERN else "(?!)"
        return str(regex.sub(whole, replacement, text, flags=regex.IGNORECASE, timeout=_LONGEST))
    except (regex.error, TimeoutError, IndexError, ValueError, RecursionError, MemoryError):
        return text


def groups_at_start(pattern: str, text: str) -> dict[str, str]:
    """Return the named groups of an expression that matches from the beginning of a text on; none if it does not, or cannot be used."""
    import regex

    if len(pattern) > _LONGEST_PATTERN:
        return {}
    try:
        found = regex.match(pattern, text, timeout=_LONGEST)
    except (regex.error, TimeoutError, ValueError, RecursionError, MemoryError):
        return {}
    return {key: value for key, value in found.groupdict().items() if value is not None} if found else {}
