"""Which stories the home page tells: one leads, some have cards, the others are told in a line."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from digest.planning.content.excerpts import is_foreign
from digest.planning.content.weight import HALF_LIFE, by_weight, recency_of
from digest.planning.site.index import SiteIndex
from digest.planning.site.nodes import ArticleNode, IncidentNode

# How many stories are told at length, and in lines below these: the more cards, the fewer lines.
_CARDS, _TOLD = 6, 8
# If fewer stories than this weigh enough for a card, others fill up.
_FEWEST_CARDS = 4
# What weighs less than one account of ten half-lives ago is told in a line.
_LEAST = 2.0**-10
# A report of the site's own keeps its card for three half-lives, whatever weighs more. So many do at a time.
_KEPT, _MOST_KEPT = 2.0**-3, 2
# A list of so few has no heading of its own: they have cards.
_A_FEW = 2

# What is told in one place: an incident, or an article without one.
Story = IncidentNode | ArticleNode


class Stories(NamedTuple):
    """The stories of the home page.

    `lead` is the heaviest incident and `cards` are the next ones by weight. `earlier` are others with several reports or a status, and
    reports of the site's own; `short` are all others, with one report. Both have the latest news first.
    """

    lead: IncidentNode | None
    cards: list[Story]
    earlier: list[Story]
    short: list[Story]


def choose_stories(index: SiteIndex) -> Stories:
    """Return the stories of the home page."""
    weights = _weights_of(index)
    lead = next((story for story in weights if isinstance(story, IncidentNode)), None)
    ordered = sorted(weights, key=lambda story: (-weights[story], *_latest(story)))
    large = [story for story in ordered if story is not lead and _is_large(story)]
    short = [story for story in ordered if story is not lead and not _is_large(story)]
    cards = _with_cards(large, short, weights)
    carded = {story.address for story in cards}
    return Stories(
        lead,
        cards,
        sorted((story for story in large if story.address not in carded), key=_latest)[: _TOLD - len(cards)],
        sorted((story for story in short if story.address not in carded), key=_latest),
    )


def _weights_of(index: SiteIndex) -> dict[Story, float]:
    """Return the weights of all incidents, the one to lead with first, and of all articles without one: these are one account each."""
    period = index.config.editions
    ranked = by_weight((node.incident for node in index.incidents.values()), period)
    weights: dict[Story, float] = {index.incidents[one.incident.id]: one.weight for one in ranked}
    lone = [node for node in index.articles.values() if not node.incidents]
    today = max((story.latest.day for story in (*weights, *lone)), default=date.min)
    weights.update((node, recency_of(node.latest.day, today, HALF_LIFE[period])) for node in lone)
    return weights


def is_own(node: ArticleNode) -> bool:
    """Return whether an article is a report of the site's own without an incident."""
    return not node.incidents and not is_foreign(node.article, node.site.config)


def _is_large(story: Story) -> bool:
    """Return whether a story is told at length: an incident with several reports or a status, or a report of the site's own."""
    if isinstance(story, ArticleNode):
        return is_own(story)
    return len(story.reports) > 1 or bool(story.incident.file.status)


def _with_cards(large: list[Story], short: list[Story], weights: Mapping[Story, float]) -> list[Story]:
    """Return the stories that have cards, the heaviest first. Both lists have the heaviest first."""
    kept = [one for one in large if isinstance(one, ArticleNode) and weights[one] >= _KEPT][:_MOST_KEPT]
    heavy = [one for one in large[: _CARDS + len(kept)] if weights[one] >= _LEAST and one not in kept]
    chosen = heavy[: _CARDS - len(kept)] + kept
    for others in (large, short):
        chosen += [one for one in others[:_CARDS] if one not in chosen][: max(0, _FEWEST_CARDS - len(chosen))]
    carded = {one.address for one in chosen}
    rest = [one for one in large if one.address not in carded]
    if len(rest) <= min(_A_FEW, _CARDS - len(chosen)):
        chosen += rest
    return sorted(chosen, key=lambda one: (-weights[one], *_latest(one)))


def _latest(story: Story) -> tuple[float, str]:
    """Return the sort key by which the story with the latest news is first."""
    return -story.latest.at.timestamp(), story.address
