"""The moments at which output changes without a commit, and those at which editors want to look at a case again."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Position
from digest.model.redaction import Rule
from digest.model.reports.upcoming import Upcoming
from digest.model.site import Content
from digest.planning.content.visibility import appears

END = datetime.max.replace(tzinfo=UTC)


def upcoming(
    content: Content, rules: Iterable[Rule], rules_file: str, after: datetime, until: datetime = END
) -> tuple[Upcoming, ...]:
    """Return all moments after `after`, up to and including `until`, the earliest first.

    The content must be redacted as it is for a build. Of a rule, only its number and `rules_file` are said, never its name.
    """
    found: list[Upcoming] = []
    for article in content.articles:
        ends = article.expires is not None and article.expires.at > after
        if article.status == "published" and (ends or appears(article).at > after):
            found += [one for one in _of_article(article) if after < one.at.at <= until]
    for file in content.incident_files:
        found += [one for one in _follow_ups(file) if after < one.at.at <= until]
    for rule in rules:
        found += [one for one in _sunsets(rule, rules_file) if after < one.at.at <= until]
    return tuple(sorted(found, key=lambda one: (one.at.at, one.position, one.what)))


def due_follow_ups(content: Content, now: datetime) -> tuple[Upcoming, ...]:
    """Return the follow-ups whose moment has come, the earliest first. They stay until an editor moves or deletes them."""
    found = [one for file in content.incident_files for one in _follow_ups(file) if one.at.at <= now]
    return tuple(sorted(found, key=lambda one: (one.at.at, one.position)))


def _of_article(article: Article) -> Iterator[Upcoming]:
    """Yield when an article is published and when it expires. One that expires before it is published never is."""
    start, end = appears(article), article.expires
    if end is not None and end.at <= start.at:
        return
    field = "date" if start is article.date else "publish_at"
    told = "nothing to do: the first build after that publishes it"
    yield Upcoming(start, "embargo", article.id, article.origin.at(field), article.title, told)
    if end is not None:
        told = "nothing to do: the first build after that puts a notice in its place; to keep it, give expires: another date"
        yield Upcoming(end, "expiry", article.id, article.origin.at("expires"), article.title, told)


def _follow_ups(file: IncidentFile) -> Iterator[Upcoming]:
    """Yield when an incident's editors want to look at it again; nothing if another incident has replaced it."""
    if file.follow_up is not None and not file.merged_into:
        told = "look at the case again; then give follow_up: another date, or delete the line"
        where = file.origin.at("follow_up")
        yield Upcoming(file.follow_up, "follow-up", file.id, where, file.title or file.id, told)


def _sunsets(rule: Rule, rules_file: str) -> Iterator[Upcoming]:
    if rule.since is not None:
        told = f"nothing to do: the first build after that applies rule {rule.number} of the private rules"
        yield Upcoming(rule.since, "sunset", str(rule.number), Position(rules_file), "", told)
