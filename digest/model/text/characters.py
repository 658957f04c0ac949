"""Characters that no page and no feed may contain, whether from a file's bytes or from a character reference."""

import re

# What XML 1.0 (section 2.2) forbids, the noncharacters that HTML forbids as well, and the two overrides of writing direction
# (Unicode, UAX 9), with which a text could reverse the words after it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
_FORBIDDEN_BEYOND = re.compile(
    f"[{''.join(chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))}]"
)

# Windows-1252 read as Latin-1: the control characters U+0080 to U+009F are meant as quotation marks, dashes and the like.
_C1 = re.compile("[\x80-\x9f]")
_C1_MEANT = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}

# One byte of every suspect character in UTF-8, except the two overrides: their first bytes are those of quotation marks, too.
_MARKS = bytes(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xC2, 0xEF, *range(0xF0, 0xF5)]
)  # C2: U+0080 to U+00BF, EF: U+F000 to U+FFFF, F0 to F4: beyond U+FFFF
_OVERRIDES = re.compile(rb"\xe2\x80[\xad\xae]")


def is_surely_clean(raw: bytes) -> bool:
    """Return True only if `clean` would not change this UTF-8 text; False may be wrong. It takes a thousandth of the time of reading."""
    return len(raw.translate(None, _MARKS)) == len(raw) and not _OVERRIDES.search(raw)


def is_suspect(text: str) -> bool:
    """Return whether `clean` would change a text."""
    # A printable text is never suspect. The test stops at the first line end, so that it is fast for values and for long texts.
    if text.isprintable() or is_surely_clean(text.encode(errors="replace")):
        return False
    return any(pattern.search(text) for pattern in (_FORBIDDEN, _C1, _FORBIDDEN_BEYOND))


def clean(text: str) -> str:
    """Return a text without forbidden characters; Windows-1252 controls become the characters that were meant."""
    if not is_suspect(text):
        return text
    return _FORBIDDEN_BEYOND.sub("", _FORBIDDEN.sub("", text.translate(_C1_MEANT)))


def forbidden_in(text: str) -> list[str]:
    """Return the characters that `clean` drops."""
    return _FORBIDDEN.findall(text) + _FORBIDDEN_BEYOND.findall(text)


def windows_controls_in(text: str) -> list[tuple[str, str]]:
    """Return the Windows-1252 controls of a text, each with the character that was meant."""
    return [(found, _C1_MEANT[ord(found)]) for found in _C1.findall(text)]


# Scripts without spaces between words (Thai to Khmer, Kana, Han): about two characters make a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
LETTERS = 12  # words that are longer on average are not separated by white space

# In UTF-8: the first bytes that only those scripts have; the pairs of bytes of white space beyond ASCII and of some of those scripts,
# whose first bytes accented letters, dashes and quotation marks have, too; and a table for texts with neither: space or letter.
_ODD = bytes([0xE0, *range(0xE3, 0xEA), 0xEF])
_ODD_PAIRS = (
    re.compile(rb"\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)"),
    re.compile(rb"\xc2[\x85\xa0]"),
    re.compile(rb"\xe1(?:[\x80-\x82\x9e\x9f]|\x9a\x80)"),
)
_SPACES_AND_LETTERS = bytes(ord(" ") if chr(byte).isspace() and byte < 0x80 else ord("x") for byte in range(256))


def count_words(text: str) -> int:
    """Return the number of words in a text: separated by white space, or, in scripts without it, estimated from the length."""
    raw = text.encode(errors="replace")
    if len(raw.translate(None, _ODD)) != len(raw) or any(pattern.search(raw) for pattern in _ODD_PAIRS):
        words = len(text.split()) + len(_UNSPACED.findall(text)) // 2
    else:
        words = (b" " + raw.translate(_SPACES_AND_LETTERS)).count(b" x")
    return max(words, len(text) // LETTERS)


# Characters that nobody sees: joiners, marks of direction, fillers, variation selectors, tags (Unicode, `Default_Ignorable_Code_Point`),
# white space, and the blank of Braille.
_UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# Those that mean nothing within a headline: byte order marks, zero-width spaces (but Thai, Lao, Burmese and Khmer separate words by
# them), word joiners, and tags (but after a black flag they make that of a region).
_STRAY = re.compile(
    "[\u180e\u2060\ufeff]|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b+(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001-\U000e007f]+"
)


def unseen_in(text: str) -> str:
    """Return the first character of a text in which nobody sees anything, as `U+200B`; an empty text if there is something to see."""
    if not text or text.isascii() or not _UNSEEN.fullmatch(text):
        return ""
    return next((f"U+{ord(character):04X}" for character in text if not character.isspace()), "U+0020")


def without_stray(text: str) -> str:
    """Return a text without the invisible characters that mean nothing in it."""
    return text if text.isascii() else _STRAY.sub("", text)
