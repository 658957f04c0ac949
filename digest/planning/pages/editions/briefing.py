"""An edition as a briefing: what it begins with, what it tells in full and what in brief.

Of an edition with much in it, few incidents are told, the heaviest ones, and few reports of each; all others are folded, so that a month
fits on a telephone.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from digest.model.config import Config
from digest.model.content.article import Correction, Update
from digest.model.text.characters import count_words
from digest.model.text.words import Words
from digest.model.views.archive import EditionCounts, EditionLead, EditionNews, EditionStory
from digest.planning.content.excerpts import first_sentences
from digest.planning.pages.editions.contents import Part
from digest.planning.site.nodes import ArticleNode, Fold
from digest.planning.site.statuses import Status

# Up to so many reports, updates and statuses, everything is shown, with summaries.
_FEW = 12
# Of more: how many incidents are told, and how many only named; how many reports of each and of the first one, how many updates and
# statuses; and how many reports that are no part of a story.
_STORIES, _OTHERS, _REPORTS, _REPORTS_OF_FIRST, _NEWS, _BRIEFS = 5, 6, 3, 5, 3, 10
# In words: how long the lead, the sentence on an incident and a headline made of a status are at most.
_MOST_WORDS = 40
# A shorter first sentence, such as “Follow us.”, says too little.
_FEWEST_WORDS = 6
# Ends a sentence of at least 20 letters.
_SENTENCE_END = re.compile(r"(?<=.{20})[.!?…؟。！？](?=\s|$)|(?<=.{10})[。！？]", re.DOTALL)
_MARKUP = frozenset("*_`[]<>#\\\n")

# What is said in an edition: a report, an update of one, or a status. A correction is the newest word only where there is nothing else.
Word = ArticleNode | tuple[ArticleNode, Update | Correction] | Status


class Briefing(NamedTuple):
    """The parts of an edition as its page shows them: see the fields of `EditionView`."""

    is_long: bool
    stories: tuple[EditionStory, ...]
    others: tuple[EditionStory, ...]
    last: tuple[EditionStory, ...]
    briefs: tuple[Fold, ...]
    more: tuple[Fold, ...]
    updates: tuple[EditionNews, ...]


def brief_on(parts: Sequence[Part], config: Config) -> Briefing:
    """Return what the page of an edition shows of its parts, which are in the order of their weight.

    An incident is a story if it has several reports, or an update or a status. The others, and reports without an incident, are told in
    brief.
    """
    is_long = sum(len(part.articles) + len(part.updates) + len(part.statuses) for part in parts) > _FEW
    told = [part for part in parts if _is_story(part)]
    count = _STORIES if is_long else len(told)
    stories = [
        _story(part, _room(position, is_long=is_long), config, is_long=is_long) for position, part in enumerate(told)
    ]
    briefs = tuple(chain.from_iterable(_newest_first(part) for part in parts if not _is_story(part)))
    shown = _BRIEFS if is_long else len(briefs)
    lone = parts[-1] if parts and parts[-1].incident is None else None
    return Briefing(
        is_long,
        tuple(stories[:count]),
        tuple(stories[count : count + _OTHERS]),
        tuple(stories[count + _OTHERS :]),
        briefs[:shown],
        briefs[shown:],
        _news_of(lone, config) if lone else (),
    )


def _is_story(part: Part) -> bool:
    return part.incident is not None and bool(part.updates or part.statuses or len(part.articles) > 1)


def _room(position: int, *, is_long: bool) -> tuple[int | None, int | None]:
    """Return how many reports, and how many updates and statuses, a story shows; None for all. What is folded has room for all."""
    if not is_long or position >= _STORIES:
        return None, None
    return _REPORTS if position else _REPORTS_OF_FIRST, _NEWS


def _story(part: Part, room: tuple[int | None, int | None], config: Config, *, is_long: bool) -> EditionStory:
    incident = part.incident
    assert incident is not None  # noqa: S101 - `_is_story` says so
    news, reports = _news_of(part, config), _newest_first(part)
    most, most_news = room
    said = incident.card.summary
    is_said = not is_long and any(fold.first.card.summary == said for fold in reports)
    return EditionStory(
        name=incident.address.strip("/").replace("/", "-"),
        incident=incident.link,
        is_new=part.is_new,
        sentence="" if is_said or not said else first_sentences((said,), _MOST_WORDS),
        news=news[:most_news],
        articles=tuple(fold.report for fold in reports[:most]),
        folded=() if most is None else tuple(fold.report for fold in reports[most:]),
        more=() if most_news is None else news[most_news:],
    )


def _newest_first(part: Part) -> list[Fold]:
    return sorted(part.articles, key=lambda fold: (fold.first.article.date.at, fold.first.id), reverse=True)


def _news_of(part: Part, config: Config) -> tuple[EditionNews, ...]:
    """Return the updates and statuses of a part, newest first."""
    news = [
        EditionNews(
            "update",
            update.date,
            update.title or node.article.title,
            node.link_to(update.anchor).address,
            update.text,
            _language(node, config),
        )
        for node, update in part.updates
    ]
    news += [EditionNews("status", one.note.date, "", one.link.address, one.note.text, "") for one in part.statuses]
    return tuple(sorted(news, key=lambda one: (one.date.at, one.address), reverse=True))


def _language(node: ArticleNode, config: Config) -> str:
    return "" if node.language == config.language else node.language


def count_all(parts: Iterable[Part], corrections: int) -> EditionCounts:
    """Return how much is new in an edition."""
    known = list(parts)
    return EditionCounts(
        incidents=sum(part.is_new for part in known),
        reports=sum(len(part.articles) for part in known),
        copies=sum(len(fold.copies) for part in known for fold in part.articles),
        updates=sum(len(part.updates) + len(part.statuses) for part in known),
        corrections=corrections,
    )


def newest_word(part: Part) -> Word:
    """Return the newest report, update or status of a part. Copies of a text are as old as the first of them."""
    words: list[Word] = [*(fold.first for fold in part.articles), *part.updates, *part.statuses]
    return max(words, key=_moment)


def _moment(word: Word) -> tuple[datetime, str]:
    match word:
        case ArticleNode():
            return word.article.date.at, word.id
        case Status():
            return word.note.date.at, word.id
        case (node, update):
            return update.date.at, node.id


def headline_of(word: Word, words: Words) -> str:
    """Return the headline of a report or an update; if it has none, the text that is shown instead."""
    match word:
        case ArticleNode():
            return word.article.title
        case Status(note=note):
            if _MARKUP & {*note.text}:
                return words.say("Status: {incident}", incident=word.about.text)
            return first_sentences((_first_sentence(note.text),), _MOST_WORDS)
        case (node, Correction()):
            return words.say("Correction: {article}", article=node.article.title)
        case (node, update):
            return update.title or node.article.title


def language_of(word: Word, config: Config) -> str:
    """Return the code of the language of a headline, if it is not the site's."""
    match word:
        case ArticleNode():
            return _language(word, config)
        case Status():
            return ""
        case (node, _):
            return _language(node, config)


def lead_of(parts: Sequence[Part], config: Config) -> EditionLead | None:
    """Return the sentence with which an edition begins.

    It is the newest status of the heaviest incident, if that is new in this edition; else its newest update; else what its newest report
    says first. An edition without incidents begins with its newest report or update.
    """
    if not parts:
        return None
    part = parts[0]
    of = part.incident.link if part.incident and len(parts) > 1 else None
    if part.statuses:
        return EditionLead(of, "", _shortened(max(part.statuses, key=_moment).note.text), "")
    if part.updates:
        node, update = max(part.updates, key=_moment)
        return EditionLead(of, "", _shortened(update.text), _language(node, config))
    node = max((fold.first for fold in part.articles), key=_moment)
    article, summary = node.article, node.card.summary
    first = article.opening[0] if article.opening and not article.summary else ""
    is_enough = count_words(first) >= _FEWEST_WORDS and summary.startswith(first)
    text = first if is_enough else first_sentences((summary,), _MOST_WORDS)
    return EditionLead(of, text or article.title, "", _language(node, config))


def _first_sentence(text: str) -> str:
    """Return what is before the first full stop, unless that is so short that it may belong to an abbreviation."""
    found = _SENTENCE_END.search(text)
    return text[: found.end()].rstrip() if found else text


def _shortened(note: str) -> str:
    """Return the beginning of a text in Markdown; all of it if it has markup, which could be cut in two."""
    return note if _MARKUP & {*note} else first_sentences((note,), _MOST_WORDS)
