"""The checks of `digest check` that are quick enough to be made whenever the desk is looked at: of fields, not of texts."""

from collections.abc import Iterator
from functools import cache

from digest.adapters.serialization import read_toml
from digest.app.publishing.publish import Planned
from digest.checking.cases import Case, case_of
from digest.checking.dates import dates_of_article, dates_of_incident
from digest.checking.innocence import unfair_wording
from digest.checking.passages import passages_of
from digest.checking.rights import missing_licences
from digest.checking.wording import Wording, WordingRules
from digest.model.config import Config
from digest.model.content.article import BodyLocation
from digest.model.diagnostic import Diagnostic
from digest.planning.content.excerpts import is_foreign
from digest.planning.content.incident_names import incident_name
from digest.planning.content.suspicions import without_accepted
from digest.reading.files.program import read_wording

# The wording of so many articles is looked at: the newest of those on a case. That takes 0.05 s; all of 10,000 would take 0.6 s.
_MOST_ARTICLES = 500


def quick_checks(planned: Planned, config: Config) -> tuple[Diagnostic, ...]:
    """Return what dates, licences, headlines and summaries make suspicious, without what editors accept."""
    content = planned.content
    whole = (one for one in planned.assembly.articles if one.show == "full" and is_foreign(one, config))
    found = [
        *(found for one in content.articles if one.status != "withdrawn" for found in dates_of_article(one)),
        *(found for one in content.incident_files for found in dates_of_incident(one)),
        *missing_licences(whole),
        *_check_wording(planned),
    ]
    return without_accepted(found, content, config.accept)


def _check_wording(planned: Planned) -> Iterator[Diagnostic]:
    """Check the newest articles on criminal cases, and the files of their incidents."""
    wording, files = _wording(), planned.assembly.files
    cases = {file.id: case_of([file]) for file in planned.content.incident_files if file.people}
    named = {
        article.id: [one for name in article.incidents if (one := incident_name(name, files)) in cases]
        for article in planned.content.articles
    }
    on_cases = [one for one in planned.content.articles if named[one.id] and one.status != "withdrawn"]
    on_cases.sort(key=lambda article: (article.date.at, article.id), reverse=True)
    latest = {incident.articles[-1].id for incident in planned.assembly.incidents}
    for article in on_cases[:_MOST_ARTICLES]:
        case = Case(tuple(accused for name in dict.fromkeys(named[article.id]) for accused in cases[name].accused))
        is_newest = article.id in latest
        yield from unfair_wording(article, passages_of(article, ""), case, wording, _unknown, is_newest=is_newest)
    for name in sorted({name for article in on_cases[:_MOST_ARTICLES] for name in named[article.id]}):
        file = files[name]
        yield from unfair_wording(file, passages_of(file, ""), cases[name], wording, _unknown, is_newest=True)


def _unknown(_: BodyLocation) -> int:
    """Return the line at which a text begins: no texts are looked at."""
    return 0


@cache
def _wording() -> Wording:
    return Wording(read_toml(read_wording(), WordingRules))
