"""Hash the sentences of a text, to find texts that repeat each other. The hashes of a text are few, so that those of all are kept."""

import re
from struct import pack
from zlib import crc32

from digest.model.content.article import LEADING, MOST_SHINGLES, Shingles
from digest.model.text.characters import count_words

# In characters. Shorter sentences, such as a line of credit, are found in many texts that have nothing else in common.
_LEAST = 40
_LEAST_WORDS = 7  # about as long, in scripts whose letters say more than a Latin letter
# So many sentences at the beginning count even if they are short: "Six are dead." before a known text is news.
_BEGINNING = 8

# The signs besides a full stop that end a sentence: before white space, or, in scripts that may have none, anywhere.
_ENDERS = ("! ", "? ", "… ")
_ENDERS_ELSEWHERE = "。！？｡．।॥؟۔։።"

# What newspapers put before an agency's text, or leave out: "BALTIMORE, Md. (AP) — ". It names no figure: that would be news.
_DATELINE = re.compile(
    r"(?:(?:[A-Z][A-Z .'’-]{2,30}(?:, ?[A-Z][A-Za-z.]{1,8}(?: ?[A-Z]\.)?)?)?,? ?(?:\([^()]{2,30}\))?,? ?(?:--? |[–—] ?)){1,2}"
)


def shingles_of(text: str) -> Shingles:
    """Return the 32-bit hashes of the first sentences of a text, and the smallest hashes of all its sentences.

    The smallest hashes of two similar texts are mostly those of the same sentences: a bottom-k sketch (Broder, 1997). Punctuation alone
    decides where a sentence ends. That is a guess, but the same one for a text and its copy.
    """
    sentences = _sentences(text)
    hashes = list(dict.fromkeys(crc32(sentence.encode()) for sentence in sentences if _is_long(sentence)))
    smallest = sorted(hashes)[:MOST_SHINGLES]
    return Shingles(len(hashes), _leading(sentences, hashes[:LEADING]), pack(f">{len(smallest)}I", *smallest))


def _leading(sentences: list[str], long: list[int]) -> tuple[int, ...]:
    """Return the hashes of the first sentences, long or short, up to the last of these long ones."""
    first = [crc32(sentence.encode()) for sentence in sentences[:_BEGINNING] if sentence]
    end = first.index(long[-1]) if long and long[-1] in first else len(first)
    return tuple(dict.fromkeys((*first[:end], *long)))


def _sentences(text: str) -> list[str]:
    # To replace signs that hardly ever occur costs a tenth of a regular expression.
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
