"""The last parts of addresses as generators made them of titles and names: old addresses must be found again letter by letter."""

import re
import unicodedata
from collections.abc import Sequence

from digest.importing.sites.literals.expressions import replaced

#: What Pelican does to a title (SLUG_REGEX_SUBSTITUTIONS), unless its settings say otherwise.
PELICAN = ((r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-"))

_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_HEXO_SPECIAL = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
_LONGEST = 2_000  # characters: a longer text is no title


def pelican_slug(
    text: str, rules: Sequence[tuple[str, str]] = PELICAN, *, keep_case: bool = False, keep_letters: bool = False
) -> str:
    """Return the slug that Pelican makes of a title or of the name of a category (`pelican.utils.slugify`).

    `rules` are regular expressions and what takes the place of their matches; one that cannot be read is passed over. `keep_letters` are
    those beyond ASCII (SLUGIFY_USE_UNICODE).
    """
    slug = unicodedata.normalize("NFKC", _TAG.sub("", text[:_LONGEST]))
    if not keep_letters:
        slug = in_ascii(slug)
    for pattern, replacement in rules:
        own = (pattern, replacement) in PELICAN
        slug = re.sub(pattern, replacement, slug) if own else replaced(pattern, replacement, slug)
    return slug.strip() if keep_case else slug.lower().strip()


def nikola_slug(name: str) -> str:
    """Return the slug that Nikola makes of the name of a file or of a tag (`nikola.utils.slugify`)."""
    plain = re.sub(r"[^+\w\s-]", "", in_ascii(name[:_LONGEST])).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


def hexo_slug(text: str, *, lower: bool = False) -> str:
    """Return the slug that Hexo makes of a title, a file or a category (`slugize` of hexo-util)."""
    plain = "".join(letter for letter in _without_accents(text[:_LONGEST]) if letter >= " ")
    slug = _HEXO_SPECIAL.sub("-", plain).strip("-")
    return slug.lower() if lower else slug


def github_slug(text: str) -> str:
    """Return the slug that Astro makes of a part of a path (`github-slugger`): in lower case, words joined by `-`."""
    return re.sub(r"[^\w\- ]", "", text[:_LONGEST].lower()).replace(" ", "-")


def in_ascii(text: str) -> str:
    """Return a text in the letters of ASCII, as Pelican and Nikola write it: `uber` of `über`, `Kiev` of `Киев`."""
    if text.isascii():
        return text
    from text_unidecode import unidecode

    return str(unidecode(text))


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in decomposed if not ("\u0300" <= letter <= "\u036f"))
    return unicodedata.normalize("NFC", bare).translate(_HEXO_LETTERS)


# Letters of Latin that have no accent apart from them, as hexo-util's `escapeDiacritic` writes them.
_HEXO_LETTERS = str.maketrans(
    {
        "ß": "s",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
    }
)
