"""Local news that never happened, in any amount: the same seed gives the same articles.

The figures below were measured on a corpus of 4,254 reports of US local news, of which no words are used here.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate, count, islice, pairwise
from random import Random

from prose import PHRASES, TOWNS, WORDS, Voice, slugify, write_headline, write_text

# How many incidents had how many reports.
INCIDENT_SIZES = {1: 403, 2: 418, 3: 177, 4: 198, 5: 99, 6: 75, 7: 26, 8: 25, 9: 7, 10: 4, 11: 4, 12: 4, 13: 3}
INCIDENT_SIZES |= dict.fromkeys((15, 17, 18, 24, 28, 29), 1)
# Characters of text at a share of all articles; mean 1,684. Between two of these, lengths are taken as log-uniform.
LENGTHS = (
    (0.0, 204), (0.01, 292), (0.05, 453), (0.1, 543), (0.25, 762), (0.5, 1220),
    (0.75, 2048), (0.9, 3167), (0.95, 4209), (0.99, 7383), (0.999, 14544), (1.0, 58333),
)  # fmt: skip
# Not measured: a digest gathers fewer, larger sources than that corpus, which had one for 5 articles.
ARTICLES_A_SOURCE = 12
FIRST_INCIDENT = 100_001
FIRST_DAY = date(2014, 1, 1)
# Days on which incidents begin, and days after which the last of their articles may come: none lies in the future.
DAYS = 3000
LONGEST_DELAY = 1000
# Large, so that one id says nothing of the next; odd, so that no multiple of it comes twice below 2**32.
SCATTER = 0x9E3779B1


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a corpus, with its fields as the corpus has them: a date may be anything."""

    id: str
    incident: str
    title: str
    date: str
    url: str
    text: str
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """What the articles of one incident have in common."""

    number: int
    day: date
    theme: str
    town: str
    tags: tuple[str, ...]


class Zipf:
    """Choices of which the n-th is taken 1/n as often as the first."""

    def __init__(self, choices: Sequence[str]) -> None:
        """Take the choices, the most frequent one first."""
        self.choices = choices
        self.weights = list(accumulate(1 / rank for rank in range(1, len(choices) + 1)))

    def draw(self, rng: Random, amount: int = 1) -> list[str]:
        """Return this many choices, some of them perhaps equal."""
        return rng.choices(self.choices, cum_weights=self.weights, k=amount)


def make_articles(amount: int, seed: int) -> Iterator[Article]:
    """Return this many articles, incident by incident. Another seed gives others; so may another amount."""
    rng = Random(seed)
    hosts = Zipf(name_hosts(rng, max(1, amount // ARTICLES_A_SOURCE)))
    tags = Zipf(rng.sample(WORDS["topics"], len(WORDS["topics"])))
    incidents = (draw_incident(rng, number, tags) for number in count(FIRST_INCIDENT))
    subjects = (incident for incident in incidents for _ in range(draw_size(rng)))
    for serial, incident in enumerate(islice(subjects, amount)):
        yield write_article(rng, name_article(serial, seed), incident, hosts.draw(rng)[0])


def draw_incident(rng: Random, number: int, tags: Zipf) -> Incident:
    """Return an incident somewhere, on any of the days, with one to four tags."""
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    chosen = dict.fromkeys(tags.draw(rng, rng.randint(1, 4)))
    return Incident(number, day, rng.choice(PHRASES["themes"]), rng.choice(TOWNS), tuple(chosen))


def draw_size(rng: Random) -> int:
    """Return the number of articles of an incident, as it is distributed in the measured corpus."""
    return rng.choices(list(INCIDENT_SIZES), list(INCIDENT_SIZES.values()))[0]


def draw_length(rng: Random) -> int:
    """Return the characters of a text, as they are distributed in the measured corpus."""
    share = rng.random()
    (low, short), (high, long) = next(step for step in pairwise(LENGTHS) if share < step[1][0])
    return round(short * math.pow(long / short, (share - low) / (high - low)))


def write_article(rng: Random, identity: str, incident: Incident, host: str) -> Article:
    """Report on an incident: half of the articles on its day, most others soon after, a few years later."""
    voice = Voice(rng, incident.theme, incident.town)
    day = incident.day + timedelta(days=rng.choice((0, int(min(rng.paretovariate(0.9), LONGEST_DELAY)))))
    title = write_headline(voice)
    url = f"https://{host}/{day:%Y/%m/%d}/{slugify(title)}-{identity[:8]}.html"
    places = dict.fromkeys((incident.town, *rng.choices(TOWNS, k=rng.choice((0, 0, 1)))))
    text = write_text(voice, draw_length(rng))
    return Article(identity, str(incident.number), title, day.isoformat(), url, text, incident.tags, tuple(places))


def name_article(serial: int, seed: int) -> str:
    """Return 32 hexadecimal digits, of which the first eight differ between any two articles of a corpus."""
    start = (serial * SCATTER + seed) % 2**32
    return f"{start:08x}{sha256(f'{seed} {serial}'.encode()).hexdigest()[:24]}"


def name_hosts(rng: Random, amount: int) -> list[str]:
    """Return this many different host names of newspapers, in random order."""
    names = [f"{town}-{paper}" for town in map(slugify, TOWNS) for paper in WORDS["papers"]]
    rng.shuffle(names)
    return [f"www.{names[n % len(names)]}{n // len(names) or ''}.example" for n in range(amount)]
