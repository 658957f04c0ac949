"""What waits for an editor: drafts, embargoes, cases to look at again, and what else a newsroom should not forget.

Everything is as of `now`, and as readers see it then, whether or not the site is a preview that shows drafts.
"""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TypeVar

from digest.adapters.localization import word_day, word_moment
from digest.model.config import Config
from digest.model.content.article import Article, Correction
from digest.model.content.incident import Incident
from digest.model.diagnostic import Diagnostic, Origin, Position, Severity
from digest.model.moment import Moment, in_zone
from digest.model.redaction import Rule
from digest.model.reports.desk import Desk, DeskEntry, DeskSection, SectionId
from digest.model.reports.upcoming import Upcoming, UpcomingKind
from digest.model.site import Content
from digest.planning.agenda.upcoming import due_follow_ups, upcoming
from digest.planning.content.assemble import Assembly
from digest.planning.content.undecided import Undecided, undecided_charges
from digest.planning.content.visibility import Visibility, VisibilityContext, appears, visibility_of
from digest.planning.site.nodes import article_address, incident_address

T = TypeVar("T")

# How many entries of a section are shown. Whoever has more begins with these.
MOST_ENTRIES = 50
# The desk is a tool in English, as the command line is.
_LANGUAGE = "en-GB"
# The code by which an editor says that a case is known to be undecided.
_STALE = "undecided-case"
_WEEK = timedelta(days=7)

_SECTIONS: dict[SectionId, tuple[str, str]] = {
    "due": ("Follow-ups due", "Cases that you wanted to look at again by now (follow_up)."),
    "drafts": ("Drafts", "Texts that nobody else can see yet."),
    "embargoes": ("Embargoes", "Texts that appear by themselves. Nothing to do, unless you change your mind."),
    "lone-reports": ("Reports without an incident", "The newest first. Some reports are about no incident; that is fine."),
    "outdated-statuses": ("Statuses older than the news", "Incidents whose newest report is newer than their status."),
    "stale-cases": ("Cases without an outcome", "Charges of which nothing was recorded for 14 months."),
    "suspicions": ("Suspicions", "What the build warns of, and what is odd in dates, headlines and summaries. digest check looks further."),
    "corrections": ("Corrections of the week", "What was corrected in the last seven days."),
    "next": ("What changes next", "Moments at which the next build publishes something else, though no file has changed."),
}  # fmt: skip
_NEXT: dict[UpcomingKind, str] = {
    "embargo": "Appears",
    "expiry": "Expires",
    "sunset": "A rule of redaction takes effect",
    "follow-up": "Look again",
}


@dataclass(frozen=True)
class DeskInputs:
    """What the desk is made of. The content is redacted; `rules` are the private rules, of which only numbers are said."""

    content: Content
    assembly: Assembly
    config: Config
    diagnostics: tuple[Diagnostic, ...]
    now: datetime
    rules: tuple[Rule, ...] = ()
    rules_file: str = ""

    @cached_property
    def articles(self) -> dict[Visibility, list[Article]]:
        """All articles, by whether readers see them now."""
        context = VisibilityContext(self.now)
        found: dict[Visibility, list[Article]] = {"visible": [], "draft": [], "embargoed": [], "gone": []}
        for article in self.content.articles:
            found[visibility_of(article, context)].append(article)
        return found

    @cached_property
    def incidents(self) -> dict[str, str]:
        """The addresses of all incidents that have a page, by their ids."""
        return {incident.id: incident_address(incident) for incident in self.assembly.incidents}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses of all articles that have a page in the preview, by their ids."""
        return {article.id: article_address(article) for article in self.assembly.articles}

    @cached_property
    def pages(self) -> dict[str, str]:
        """The addresses of the pages of articles and incidents, by their files."""
        incidents = {one.file.origin.file: incident_address(one) for one in self.assembly.incidents}
        return incidents | {one.origin.file: article_address(one) for one in self.assembly.articles}

    def said(self, moment: Moment) -> str:
        """Return a moment in words, with the name of its time zone: `1 December 2026, 09:00 CET`."""
        here = Moment(in_zone(moment.at, self.config.zone), moment.precision)
        return word_moment(here, _LANGUAGE) + ("" if here.bare else f" {here.at.tzname()}")

    def said_with_hour(self, moment: Moment) -> str:
        """Return a moment in words, with its hour also if it is a bare date: the day begins then."""
        return self.said(Moment(moment.at))


def make_desk(inputs: DeskInputs) -> Desk:
    """Return the desk."""
    sections = (
        _due(inputs),
        _drafts(inputs),
        _embargoes(inputs),
        _lone_reports(inputs),
        _outdated_statuses(inputs),
        _stale_cases(inputs),
        _suspicions(inputs),
        _corrections(inputs),
        _next(inputs),
    )
    return Desk(inputs.config.title, inputs.said(Moment(inputs.now)), sections)


def _section(section: SectionId, found: Sequence[T], entry: Callable[[T], DeskEntry]) -> DeskSection:
    """Return a section with the first entries of what was found: only these are put into words."""
    return DeskSection(section, *_SECTIONS[section], len(found), tuple(map(entry, found[:MOST_ENTRIES])))


def _due(inputs: DeskInputs) -> DeskSection:
    def entry(one: Upcoming) -> DeskEntry:
        why, page = f"Due since {inputs.said(one.at)}.", inputs.incidents.get(one.id, "")
        return DeskEntry(one.position, one.title, why, one.settle, edit(one.position.file), page)

    return _section("due", due_follow_ups(inputs.content, inputs.now), entry)


def _drafts(inputs: DeskInputs) -> DeskSection:
    def entry(article: Article) -> DeskEntry:
        alone = "" if article.incidents else " It names no incident."
        why = f"A draft, dated {inputs.said(article.date)}.{alone}"
        line = article.origin.at("status").line
        settle = (
            f"to publish it, delete line {line}" if line else "to publish it, move the file out of its folder of drafts"
        )
        return _of_article(article, "status", why, settle)

    return _section("drafts", _newest_first(inputs.articles["draft"]), entry)


def _embargoes(inputs: DeskInputs) -> DeskSection:
    def entry(article: Article) -> DeskEntry:
        at = appears(article)
        field = "date" if at is article.date else "publish_at"
        why = f"Embargoed until {inputs.said_with_hour(at)}."
        return _of_article(article, field, why, f"to publish it earlier, give {field}: another date")

    found = sorted(inputs.articles["embargoed"], key=lambda article: (appears(article).at, article.id))
    return _section("embargoes", found, entry)


def _lone_reports(inputs: DeskInputs) -> DeskSection:
    """Return the reports on no incident; none for a site that has no incidents at all."""

    def entry(article: Article) -> DeskEntry:
        why, settle = (
            f"A report of {inputs.said(article.date)}.",
            "if it reports on one, write incident: and its id into the file",
        )
        return _of_article(article, "title", why, settle)

    has_incidents = any(article.incidents for article in inputs.content.articles)
    shown = (*inputs.articles["visible"], *inputs.articles["embargoed"]) if has_incidents else ()
    found = [article for article in shown if not article.incidents]
    return _section("lone-reports", _newest_first(found), entry)


def _outdated_statuses(inputs: DeskInputs) -> DeskSection:
    def entry(one: tuple[Moment, Moment | None, Incident]) -> DeskEntry:
        newest, status, incident = one
        known = f"its status of {inputs.said(status)}" if status else "it has no status yet"
        why = f"The newest report is of {inputs.said(newest)}, {known}."
        where, command = incident.file.origin.at("status"), _status_command(incident.id)
        return DeskEntry(where, incident.title, why, "say where matters stand now", command, incident_address(incident))

    visible = {article.id for article in inputs.articles["visible"]}
    found: list[tuple[Moment, Moment | None, Incident]] = []
    for incident in inputs.assembly.incidents:
        reports = [report for report in incident.articles if report.id in visible]
        if reports and incident.file.origin.file.startswith("content/incidents/"):
            newest = max(map(_newest_of, reports), key=lambda moment: moment.at)
            status = max((note.date for note in incident.file.status), key=lambda moment: moment.at, default=None)
            if status is None or is_later(newest, status):
                found.append((newest, status, incident))
    found.sort(key=lambda one: (one[0].at, one[2].id), reverse=True)
    return _section("outdated-statuses", found, entry)


def _status_command(incident: str) -> str:
    """Return the command that shows how a status would be written; the editor puts in the text."""
    return quoted(
        "digest", "status", *(["--"] if incident.startswith("-") else []), incident, "Where matters stand now."
    )


def _newest_of(article: Article) -> Moment:
    """Return when an article last said something new. A correction says nothing new of the incident."""
    moments = [article.date, *(update.date for update in article.updates)]
    return max(moments if article.updated is None else [*moments, article.updated], key=lambda moment: moment.at)


def is_later(one: Moment, other: Moment) -> bool:
    """Return whether a moment is certainly later than another one, as precisely as both are known."""
    known = {"time": 32, "day": 10, "month": 7, "year": 4}
    length = min(known[one.precision], known[other.precision])
    if length > 10:
        return one.at > other.at
    return one.at.isoformat()[:length] > other.at.isoformat()[:length]


def _stale_cases(inputs: DeskInputs) -> DeskSection:
    def entry(one: Undecided) -> DeskEntry:
        file, page = one.incident.file.origin, incident_address(one.incident)
        why = f"{one.person.name}, {one.charge.charge}: nothing recorded since {word_day(one.since, _LANGUAGE)}."
        settle = "ask the court, and write what came of it into outcomes: of the charge"
        return DeskEntry(file.at("people"), one.incident.title, why, settle, edit(file.file), page)

    today = in_zone(inputs.now, inputs.config.zone).date()
    accepted = {one.code for one in inputs.config.accept}
    found = [
        one
        for one in undecided_charges(inputs.assembly.incidents)
        if one.is_stale(today) and _STALE not in accepted.union(answer.code for answer in one.incident.file.accept)
    ]
    return _section("stale-cases", sorted(found, key=lambda one: one.since), entry)


def _suspicions(inputs: DeskInputs) -> DeskSection:
    def entry(one: Diagnostic) -> DeskEntry:
        why = f"{one.severity.capitalize()}: {one.code}."
        command, page = quoted("digest", "explain", one.code), inputs.pages.get(one.position.file, "")
        return DeskEntry(one.position, one.message, why, one.hint, command, page)

    found = sorted(inputs.diagnostics, key=lambda one: (one.severity is not Severity.ERROR, one.position))
    return _section("suspicions", found, entry)


def _corrections(inputs: DeskInputs) -> DeskSection:
    def entry(one: tuple[Correction, Article]) -> DeskEntry:
        correction, article = one
        why, where = f"Corrected on {inputs.said(correction.date)}: {correction.text}", article.origin.at("corrections")
        return DeskEntry(where, article.title, why, address=article_address(article))

    found = [
        (correction, article)
        for article in inputs.articles["visible"]
        for correction in article.corrections
        if inputs.now - _WEEK < correction.date.at <= inputs.now
    ]
    return _section("corrections", sorted(found, key=lambda one: (one[0].date.at, one[1].id), reverse=True), entry)


def _next(inputs: DeskInputs) -> DeskSection:
    def entry(one: Upcoming) -> DeskEntry:
        title = ": ".join(filter(None, (_NEXT[one.what], one.title)))
        page = (inputs.incidents if one.what == "follow-up" else inputs.addresses).get(one.id, "")
        said = inputs.said_with_hour(one.at) if one.changes_output else inputs.said(one.at)
        return DeskEntry(one.position, title, f"{said}.", one.settle, address=page)

    return _section("next", upcoming(inputs.content, inputs.rules, inputs.rules_file, inputs.now), entry)


def _newest_first(articles: Sequence[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (article.date.at, article.id), reverse=True)


def _of_article(article: Article, field: str, why: str, settle: str) -> DeskEntry:
    where = _position(article.origin, field)
    return DeskEntry(where, article.title, why, settle, edit(article.origin.file), article_address(article))


def _position(origin: Origin, field: str) -> Position:
    """Return the position of a field; that of the title if the file does not have the field in digest's name."""
    found = origin.at(field)
    return found if found.line else origin.at("title")


def edit(file: str) -> str:
    """Return the command that opens a file in the editor that the environment names (POSIX: EDITOR)."""
    words = quoted(file)
    return words and f"${{EDITOR:-vi}} {words}"


def quoted(*words: str) -> str:
    """Return a command for a POSIX shell; empty if a word holds a character that a terminal would obey."""
    return shlex.join(words) if all(map(str.isprintable, words)) else ""
