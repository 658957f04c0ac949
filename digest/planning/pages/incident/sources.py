"""Who says what an incident's page says."""

from collections.abc import Iterator

from digest.model.content.article import Citation
from digest.model.content.incident import IncidentFile
from digest.model.moment import Moment
from digest.model.text.words import Words
from digest.model.views.incident import CitedSource
from digest.planning.site.nodes import IncidentNode

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
