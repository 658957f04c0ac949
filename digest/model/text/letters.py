"""Plain letters: without what may differ between two spellings of a word, such as accents, compatibility forms, invisible characters.

Redaction and the leak gate compare names in this form. Apart from the rules, this is the only code that they share.
"""

import re
import unicodedata

# Soft hyphen, joiners, zero-width and bidirectional marks, variation selectors, tags: they are invisible (Unicode, Default_Ignorable).
INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff"
)
# Combining accents, and the optional points of Hebrew and Arabic.
ACCENTS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_DROPPED = re.compile(f"[{INVISIBLE}{ACCENTS}]+")

# Letters that Unicode does not decompose, but that are also written without their stroke, or as two letters.
_STROKES = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T",
    "ŋ": "n", "Ŋ": "N", "ƒ": "f", "ƶ": "z", "Ƶ": "Z", "ɨ": "i", "Ɨ": "I", "ʉ": "u",
}  # fmt: skip
_STROKED = re.compile(f"[{''.join(_STROKES)}]")


def plain_letters(text: str) -> str:
    """Return a text without accents, invisible characters and compatibility forms (Unicode, UAX 15, NFKD); case stays.

    Hangul and Kana stay whole; `ø`, `ł`, `ß` and the like become the letters that people type if a keyboard lacks them. An
    ASCII text is returned unchanged.
    """
    if text.isascii():
        return text
    decomposed = _DROPPED.sub("", unicodedata.normalize("NFKD", text))
    decomposed = _STROKED.sub(lambda match: _STROKES[match[0]], decomposed)
    return unicodedata.normalize("NFC", decomposed)
