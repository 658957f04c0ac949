"""What tells that a text repeats another one: hashes of its sentences, few enough to be kept of every article."""

import re
from struct import pack
from zlib import crc32

from digest.model.content.article import LEADING, MOST_SHINGLES, Shingles
from digest.model.text.characters import count_words

# Shorter ones, such as a line of credit, stand in many texts that have nothing else in common.
_LEAST = 40
_LEAST_WORDS = 7  # about as long, where a letter says more than one of the Latin alphabet
# How many sentences at the beginning count however short they are: "Six are dead." before a text that is known is news.
_BEGINNING = 8

# What ends a sentence beyond a full stop: before white space, and, in scripts that may put none, anywhere.
_ENDERS = ("! ", "? ", "… ")
_ENDERS_ELSEWHERE = "。！？｡．।॥؟۔։።"

# What newspapers put before an agency's text, or leave out: "BALTIMORE, Md. (AP) — ". It names no figure: that would be news.
_DATELINE = re.compile(
    r"(?:(?:[A-Z][A-Z .'’-]{2,30}(?:, ?[A-Z][A-Za-z.]{1,8}(?: ?[A-Z]\.)?)?)?,? ?(?:\([^()]{2,30}\))?,? ?(?:--? |[–—] ?)){1,2}"
)


def shingles_of(text: str) -> Shingles:
    """Return the 32-bit hashes of a text's first sentences, and of all of them the smallest.

    Of two texts the smallest ones are, as far as both are known, those of the same sentences: a bottom-k sketch (Broder, 1997). Where
    sentences end is guessed, by their signs alone: a text that was copied is cut in the same places.
    """
    sentences = _sentences(text)
    said = list(dict.fromkeys(crc32(sentence.encode()) for sentence in sentences if _is_long(sentence)))
    smallest = sorted(said)[:MOST_SHINGLES]
    return Shingles(len(said), _leading(sentences, said[:LEADING]), pack(f">{len(smallest)}I", *smallest))


def _leading(sentences: list[str], long: list[int]) -> tuple[int, ...]:
    """Return the hashes of the first sentences, long or short, up to the last of these long ones."""
    first = [crc32(sentence.encode()) for sentence in sentences[:_BEGINNING] if sentence]
    end = first.index(long[-1]) if long and long[-1] in first else len(first)
    return tuple(dict.fromkeys((*first[:end], *long)))


def _sentences(text: str) -> list[str]:
    # Replacing signs that hardly ever occur costs a tenth of what a regular expression does.
    line = " ".join(text.split())
    if dateline := _DATELINE.match(line):
        line = line[dateline.end() :]
    for ender in _ENDERS:
        line = line.replace(ender, ". ")
    if not line.isascii():
        for ender in _ENDERS_ELSEWHERE:
            line = line.replace(ender, ". ")
    return [sentence.strip(" .!?…") for sentence in line.split(". ")]


def _is_long(sentence: str) -> bool:
    return len(sentence) >= _LEAST or (not sentence.isascii() and count_words(sentence) >= _LEAST_WORDS)
