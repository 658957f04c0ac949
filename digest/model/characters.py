"""Characters that no page and no feed may hold, wherever they come from: a file's bytes or a character reference."""

import re

# What XML 1.0 (section 2.2) forbids, the noncharacters that HTML forbids as well, and the two overrides of writing direction
# (Unicode, UAX 9), with which a text could make the words after it read backwards.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
_FORBIDDEN_BEYOND = re.compile(
    f"[{''.join(chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))}]"
)

# Windows-1252 read as Latin-1: the control characters U+0080 to U+009F stand for quotation marks, dashes and the like.
_C1 = re.compile("[\x80-\x9f]")
_C1_MEANT = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}

# One pass over the characters up to U+FFFF, for which the pattern engine has a table: nearly every text ends here.
_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")


def is_suspect(text: str) -> bool:
    """Tell whether `clean` would change a text."""
    if _SUSPECT.search(text):
        return True
    return (
        not text.isascii()
        and len(text.encode("utf-16-le", errors="replace")) > 2 * len(text)
        and _FORBIDDEN_BEYOND.search(text) is not None
    )


def clean(text: str) -> str:
    """Drop the characters that no output may hold, and turn Windows-1252 controls into what was meant."""
    if not is_suspect(text):
        return text
    return _FORBIDDEN_BEYOND.sub("", _FORBIDDEN.sub("", text.translate(_C1_MEANT)))


def forbidden_in(text: str) -> list[str]:
    """Give the characters that `clean` drops."""
    return _FORBIDDEN.findall(text) + _FORBIDDEN_BEYOND.findall(text)


def windows_controls_in(text: str) -> list[tuple[str, str]]:
    """Give the Windows-1252 controls of a text, each with the character that was meant."""
    return [(found, _C1_MEANT[ord(found)]) for found in _C1.findall(text)]


# Scripts that put no space between words (Thai to Khmer, Kana, Han): about two characters make a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
LETTERS = 12  # what is longer than this, on average, is no text in words


def count_words(text: str) -> int:
    """Count the words of a text: what white space separates, or what is as long as words are where nothing does."""
    words = len(text.split())
    if not text.isascii():
        words += len(_UNSPACED.findall(text)) // 2
    return max(words, len(text) // LETTERS)
