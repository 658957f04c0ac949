"""How much an incident weighs, which decides what the home page leads with: recency x independent accounts x change of status.

The weight is `accounts * (1 + status)`. Each independent account counts 1 on the day of the newest news of the site, and half as much with
each half-life before; `accounts` is their sum. A status counts as an account, and, by the same measure, raises the whole. No clock is
asked: the same content has the same weights.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import fsum
from struct import iter_unpack
from typing import NamedTuple

from digest.model.config import Period
from digest.model.content.article import Article
from digest.model.content.incident import Incident
from digest.model.url import name_key
from digest.planning.content.assemble import latest_of_article
from digest.planning.content.near_duplicates import near_duplicates_of

# In days: half an edition, but at least one day.
HALF_LIFE: Mapping[Period, float] = {"day": 1.0, "week": 3.5, "month": 15.0}
# In half-lives. What is older weighs less than a thousandth, and costs no time.
_HORIZON = 10
# A report of which another outlet has said so much is no account of its own. It is a part of its known sentences.
_HALF = 0.5


class Ranked(NamedTuple):
    """An incident with its rank on the home page: `weight` is 0 if its newest news is older than ten half-lives."""

    incident: Incident
    is_pinned: bool
    weight: float
    at: float

    @property
    def order(self) -> tuple[bool, float, float, str]:
        """The sort key: pinned ones first, then the heaviest, then those with the latest news, then by id."""
        return not self.is_pinned, -self.weight, -self.at, self.incident.id


def by_weight(incidents: Iterable[Incident], period: Period) -> list[Ranked]:
    """Return incidents with their weights, the one to lead with first: pinned ones, then those of the greatest weight.

    Of equal ones, the one with the latest news is first; of those, the one whose id is first in the alphabet.
    """
    known = list(incidents)
    newest = [_newest(incident) for incident in known]
    today = max((day for day, _ in newest), default=date.min)

    def ranked(incident: Incident, day: date, at: float) -> Ranked:
        is_old = (today - day).days > _HORIZON * HALF_LIFE[period]
        weight = 0.0 if is_old else weight_of(incident, today, HALF_LIFE[period])
        return Ranked(incident, is_pinned(incident, today), weight, at)

    found = [ranked(incident, *newest[position]) for position, incident in enumerate(known)]
    return sorted(found, key=lambda one: one.order)


def is_pinned(incident: Incident, today: date) -> bool:
    """Return whether an editor wants the incident to lead. `today` is the day of the newest news of the site."""
    pin = incident.file.pin
    return pin is not None and (pin.until is None or today <= pin.until.day)


def weight_of(incident: Incident, today: date, half_life: float) -> float:
    """Return the weight of an incident. `today` is the day of the newest news of the site, `half_life` is in days."""
    statuses = [note.date.day for note in incident.file.status]
    return weigh(independent_accounts(incident.articles).values(), statuses, today, half_life)


def weigh(accounts: Iterable[date], statuses: Iterable[date], today: date, half_life: float) -> float:
    """Return the weight of independent accounts and of statuses, each of a day. `half_life` is in days."""

    def recency(day: date) -> float:
        return recency_of(day, today, half_life)

    status = max(map(recency, statuses), default=0.0)
    return fsum((status, *map(recency, accounts))) * (1 + status)


def recency_of(day: date, today: date, half_life: float) -> float:
    """Return what an account of a day weighs: 1 today, and half as much with each half-life (in days) before."""
    return float(0.5 ** (max(0, (today - day).days) / half_life))


def independent_accounts(articles: Iterable[Article]) -> dict[str, date]:
    """Return the outlets that tell something of their own, each with the day on which it last did so.

    Copies count for nothing: reports that repeat an earlier one, begin with the same words or have the same summary, and those that share
    half of their sentences, or the headline, with another outlet. So a text in a hundred newspapers is one account, as old as its
    first copy.
    """
    found: dict[str, date] = {}
    for article in originals(list(articles)):
        outlet = outlet_key(article)
        day = latest_of_article(article).day
        found[outlet] = max(day, found.get(outlet, day))
    return found


def originals(articles: Sequence[Article], repeats: Container[str] | None = None) -> Iterator[Article]:
    """Yield the articles that are no copy of an earlier one, oldest first. `repeats` are the ids of near duplicates, if they are known."""
    if len(articles) < 2:  # as in most incidents: half of the time
        yield from articles
        return
    ordered = sorted(articles, key=lambda article: (article.date.at, article.id))
    repeated = near_duplicates_of(ordered) if repeats is None else repeats
    words: set[str] = set()
    headlines: dict[str, str] = {}
    outlets_of: dict[int, set[str]] = defaultdict(set)
    for article in ordered:
        outlet, headline = outlet_key(article), name_key(article.title)
        said = [trace for (trace,) in iter_unpack(">I", article.shingles.smallest)]
        shared = Counter(other for trace in said for other in outlets_of.get(trace, ()) if other != outlet)
        own = {text.lower() for text in (" ".join(article.opening), article.summary) if text}
        is_copy = (
            article.id in repeated
            or not words.isdisjoint(own)
            or headlines.get(headline, outlet) != outlet
            or max(shared.values(), default=0) >= _HALF * max(1, len(said))
        )
        words |= own
        headlines.setdefault(headline, outlet)
        if not is_copy:
            for trace in said:
                outlets_of[trace].add(outlet)
            yield article


def outlet_key(article: Article) -> str:
    """Return what is the same for all reports of an outlet. The site's own reports are those of one outlet."""
    return name_key(article.source.name) or article.source.url.partition("://")[2].partition("/")[0].removeprefix(
        "www."
    )


def _newest(incident: Incident) -> tuple[date, float]:
    """Return the day and the moment of the newest report, update or status."""
    moments = [latest_of_article(article) for article in incident.articles]
    newest = max([*moments, *(note.date for note in incident.file.status)], key=lambda moment: moment.at)
    return newest.day, newest.at.timestamp()
