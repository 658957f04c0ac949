"""Who says what an incident's page says."""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from digest.model.content.article import Citation
from digest.model.content.incident import IncidentFile
from digest.model.moment import Moment
from digest.model.text.words import Words
from digest.model.url import name_key
from digest.model.views.common import Link, SourceLine
from digest.model.views.incident import CitedSource, Outlets, Report
from digest.planning.site.nodes import IncidentNode

# The outlets with most reports are named.
_MOST_NAMED = 6
# Of fewer reports, everybody sees who wrote them.
_LEAST_REPORTS = 3


def outlets_of(reports: Sequence[Report]) -> Outlets | None:
    """Return who reports on an incident, of its reports with those that repeat them; None if there are few, or of one outlet alone."""
    cards = [one.card for report in reports for one in (report, *report.repeats)]
    numbers = Counter(_outlet(card.source) for card in cards)
    if len(cards) < _LEAST_REPORTS or len(numbers) < 2:
        return None
    named = {_outlet(card.source): card.source for card in cards if card.source.address}
    ranked = sorted(named, key=lambda outlet: (-numbers[outlet], outlet))
    return Outlets(
        number=len(numbers),
        own=len(reports),
        copies=len(cards) - len(reports),
        copied=sum(bool(report.repeats) for report in reports),
        most=tuple(Link(named[one].name, named[one].address, numbers[one]) for one in ranked[:_MOST_NAMED]),
        more=len(ranked[_MOST_NAMED:]),
    )


def _outlet(source: SourceLine) -> str:
    """Return what is the same for all reports of an outlet. Those without a source are the site's own."""
    return source.address or name_key(source.name) or urlsplit(source.url).netloc.removeprefix("www.")


_Use = tuple[Citation, Moment | None, str]


def cited_of(node: IncidentNode, words: Words) -> tuple[CitedSource, ...]:
    """Return each cited source once, in the order of first citation, with all that it is cited for; not the sources of reports."""
    reported = {report.article.source.url for report in node.reports}
    uses: dict[str, list[_Use]] = {}
    for use in _uses(node.incident.file, words):
        if use[0].url and use[0].url not in reported:
            uses.setdefault(use[0].url, []).append(use)
    return tuple(
        CitedSource(
            next((citation.name for citation, _, _ in found if citation.name), ""),
            url,
            min((date for _, date, _ in found if date), key=lambda date: date.at, default=None),
            tuple(dict.fromkeys(subject for _, _, subject in found)),
        )
        for url, found in uses.items()
    )


def _uses(file: IncidentFile, words: Words) -> Iterator[_Use]:
    for note in file.status:
        yield note.source, note.date, words.say("Status")
    for fact in file.facts:
        yield fact.source, fact.date, fact.name
    for dispute in file.disputed:
        yield dispute.source, dispute.date, words.say("Disputed")
        if dispute.settled:
            yield dispute.settled.source, dispute.settled.date, words.say("Disputed")
    for note in file.timeline:
        yield note.source, note.date, words.say("Event")
    for person in file.people:
        for charge in person.charges:
            for note in charge.outcomes:
                yield note.source, note.date, words.say("Proceedings")
