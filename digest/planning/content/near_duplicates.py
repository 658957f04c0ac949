"""Near duplicates: reports that only repeat an earlier one of the same incident, such as an agency's text in a second newspaper."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from struct import iter_unpack
from typing import NamedTuple

from digest.model.content.article import Article

_LEAST_SENTENCES = 3
_SAME = 0.95
# A newspaper prints what another one reported within days; later, the same background is told of something new.
_SOON = timedelta(days=14)


class _Said(NamedTuple):
    """An article with the hashes of its sentences that were kept."""

    article: Article
    hashes: frozenset[int]


def near_duplicates_of(articles: Sequence[Article]) -> dict[str, str]:
    """Return the near duplicates among articles in the order of their dates: by id, the id of the earlier article that each repeats.

    An article repeats another of the last days if it begins with sentences of it, has hardly more sentences, and 95 of 100 sentences of
    each, as far as they are known of both, are in the other word for word. Of several, it repeats the one that shares most; of those,
    the first. The cost grows with the number of articles, not with its square, unless thousands of the same days begin alike and go on
    in different ways; what many have in common elsewhere, such as an outlet's last lines, costs nothing.
    """
    repeats: dict[str, str] = {}
    originals: list[_Said] = []
    oldest = 0
    said_by: dict[int, list[int]] = defaultdict(list)
    for article in articles:
        while oldest < len(originals) and article.date.at - originals[oldest].article.date.at > _SOON:
            oldest += 1
        said = _said(article)
        near = _begun_alike([said_by.get(lead, []) for lead in article.shingles.leading], oldest)
        shared = ((place, len(said.hashes & originals[place].hashes)) for place in near)
        found = [(-count, place) for place, count in shared if _repeats(said, originals[place], count)]
        if found:
            repeats[article.id] = originals[min(found)[1]].article.id
        else:
            for trace in said.hashes.union(article.shingles.leading):
                said_by[trace].append(len(originals))
            originals.append(said)
    return repeats


def _begun_alike(places: Iterable[list[int]], oldest: int) -> list[int]:
    """Return the shortest of some sorted lists of positions, without the positions before `oldest`."""
    return min((some[bisect_left(some, oldest) :] for some in places), key=len, default=[])


def _said(article: Article) -> _Said:
    return _Said(article, frozenset(trace for (trace,) in iter_unpack(">I", article.shingles.smallest)))


def _repeats(said: _Said, earlier: _Said, shared: int) -> bool:
    """Return whether an article repeats an earlier one, with which it shares so many of the kept sentences."""
    shingles, known = said.article.shingles, earlier.article.shingles
    if shingles.count * _SAME > known.count:
        return False
    if any(lead not in earlier.hashes and lead not in known.leading for lead in shingles.leading):
        return False
    return shared >= _LEAST_SENTENCES and shared >= _SAME * max(len(said.hashes), len(earlier.hashes))
