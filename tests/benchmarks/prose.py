"""English news sentences of no meaning, from the words and the templates in `words.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random


def add_articles(words: Sequence[str]) -> list[str]:
    """Return each word after `a` or `an`, by its first letter: no word of the lists sounds unlike it is written."""
    return [f"{'an' if word[0] in 'aeiou' else 'a'} {word}" for word in words]


_SOURCE = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = {name: text.split() for name, text in _SOURCE["words"].items()}
PHRASES: dict[str, list[str]] = _SOURCE["phrases"]
TEMPLATES: dict[str, list[str]] = _SOURCE["templates"]

TOWNS = [*map("".join, product(WORDS["town_starts"], WORDS["town_ends"])), *PHRASES["towns_abroad"]]
KINDS_OF_STREET = ("Street", "Avenue", "Road", "Lane", "Drive")
# One name in some seventy is not in Latin letters; each of the few such names therefore counts as many.
ABROAD_WEIGHT = 20
# What may stand in a blank of a template.
LEXICON: dict[str, Sequence[str]] = {
    "a noun": add_articles(WORDS["nouns"]),
    "a adj": add_articles(WORDS["adjectives"]),
    "noun": WORDS["nouns"],
    "nouns": [f"{noun}s" for noun in WORDS["nouns"] if not re.search("(s|x|ch|sh|y)$", noun)],
    "adj": WORDS["adjectives"],
    "verb": WORDS["verbs"],
    "last": WORDS["last_names"],
    "weekday": WORDS["weekdays"],
    "role": PHRASES["roles"],
    "elsewhere": TOWNS,
    "person": [
        *map(" ".join, product(WORDS["first_names"], WORDS["last_names"])),
        *PHRASES["people_abroad"] * ABROAD_WEIGHT,
    ],
    "street": [*map(" ".join, product(WORDS["streets"], KINDS_OF_STREET))],
    "date": [f"{month} {day}" for month, day in product(WORDS["months"], range(1, 29))],
    "time": [f"{hour}:{minute:02} {half}" for hour, minute, half in product(range(1, 13), range(60), ("a.m.", "p.m."))],
    "number": [str(number) for number in range(2, 400)],
    "age": [str(age) for age in range(18, 95)],
    "money": [f"${number:,}" for number in range(1200, 98000, 350)],
}
# About every third sentence has no opening, or no ending.
OPENINGS = [""] * 9 + TEMPLATES["openings"]
ENDINGS = [""] * 9 + TEMPLATES["endings"]
FULL_STOP = (".",)

# Shares of the paragraphs; in the measured corpus a paragraph has 126 characters, which is one or two sentences.
MARKED_SHARE = 0.02
QUOTED_SHARE = 0.2
# A text ends with a whole paragraph: half of one is how far it goes beyond this, on average.
HALF_PARAGRAPH = 70


@dataclass(frozen=True, slots=True)
class Voice:
    """Gives a random word for every name of a blank in a template, and one incident's theme and town."""

    rng: Random
    theme: str
    town: str

    def __getitem__(self, blank: str) -> str:
        """Fill one blank."""
        if words := LEXICON.get(blank):
            return pick(self.rng, words)
        if blank == "claim":
            return write_sentence(self, TEMPLATES["claims"])
        return {"theme": self.theme, "Theme": self.theme.capitalize(), "town": self.town}[blank]


def write_headline(voice: Voice) -> str:
    """Return a headline of about 50 characters."""
    return write_sentence(voice, TEMPLATES["headlines"])


def write_text(voice: Voice, length: int) -> str:
    """Return paragraphs of Markdown that are together about this many characters long."""
    paragraphs = [write_paragraph(voice)]
    missing = length - HALF_PARAGRAPH - len(paragraphs[0])
    while missing > 0:
        paragraphs.append(write_paragraph(voice))
        missing -= len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def write_paragraph(voice: Voice) -> str:
    """Return one to three sentences, now and then a quotation, seldom anything that Markdown marks up."""
    share = voice.rng.random()
    if share < MARKED_SHARE:
        return write_sentence(voice, TEMPLATES["marked"])
    if share < MARKED_SHARE + QUOTED_SHARE:
        return write_sentence(voice, TEMPLATES["quotes"])
    sentences = range(voice.rng.choice((1, 1, 2, 3)))
    return " ".join(write_sentence(voice, OPENINGS, TEMPLATES["claims"], ENDINGS, FULL_STOP) for _ in sentences)


def write_sentence(voice: Voice, *parts: Sequence[str]) -> str:
    """Return one template of each part, filled, with a capital letter where it begins and one full stop after `p.m.`."""
    text = "".join(pick(voice.rng, part) for part in parts).format_map(voice).replace("..", ".")
    return text[:1].upper() + text[1:]


def pick(rng: Random, choices: Sequence[str]) -> str:
    """Return one of these: a text takes hundreds, and `Random.choice` needs three times as long."""
    return choices[int(rng.random() * len(choices))]


def slugify(text: str) -> str:
    """Return the text in lower-case ASCII letters and digits, with single hyphens for all else."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
