"""A small newsroom: what lies on its desk, as values, and what its editors do to it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from digest.model.url import slugify
from tests.support.sites import article

SITE_ID = "0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11"


@dataclass(frozen=True, slots=True)
class Note:
    """An update or a correction."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article. Dates are as an editor writes them; `updates` and `corrections` stand by the dates that they had at first."""

    title: str
    date: str
    incident: str = ""
    text: str = "So it was said. Nobody was hurt."
    slug: str = ""
    updates: Mapping[str, Note] = field(default_factory=dict)
    corrections: Mapping[str, Note] = field(default_factory=dict)
    status: str = "published"
    publish_at: str = ""
    expires: str = ""
    folder: str = ""
    stem: str = ""
    id: str = ""

    @property
    def source(self) -> str:
        fields = {
            "id": self.id,
            "incident": self.incident,
            "slug": self.slug,
            "status": self.status,
            "publish_at": self.publish_at,
            "expires": self.expires,
            "updates": _dated(self.updates),
            "corrections": _dated(self.corrections),
        }
        return article(self.title, self.date, self.text, **{name: value for name, value in fields.items() if value})


def _dated(notes: Mapping[str, Note]) -> str:
    listed = ", ".join(f"{{date: {note.date}, text: {note.text}}}" for note in notes.values())
    return f"[{listed}]" if listed else ""


@dataclass(frozen=True, slots=True)
class Case:
    """The file of an incident."""

    title: str
    slug: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        lines = [f"title: {self.title}", f"aliases: [{', '.join(self.aliases)}]"]
        return "\n".join([*lines, *([f"slug: {self.slug}"] if self.slug else []), ""])


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything of which a site is made. Reports and cases stand by their ids, which are the stems of their files."""

    reports: Mapping[str, Report]
    cases: Mapping[str, Case]
    base_url: str = "https://harbour.example/news/"
    title: str = "Harbour Digest"
    timezone: str = "Europe/Berlin"
    language: str = "en"
    items: int = 50

    @property
    def files(self) -> dict[str, str | bytes]:
        files: dict[str, str | bytes] = {
            f"content/articles/{report.folder}{report.stem or name}.md": report.source
            for name, report in self.reports.items()
        }
        return files | {f"content/incidents/{name}.yaml": case.source for name, case in self.cases.items()}

    @property
    def config(self) -> str:
        return "\n".join(
            [
                f"id: {SITE_ID}",
                *(f"{name}: {getattr(self, name)}" for name in ("title", "base_url", "timezone", "language")),
                f"feeds: {{items: {self.items}, also: [atom, json]}}",
                "",
            ]
        )


Edit = Callable[[Desk], Desk]


def unchanged(desk: Desk) -> Desk:
    """Do nothing."""
    return desk


def write(name: str, report: Report) -> Edit:
    """Write an article."""
    return lambda desk: replace(desk, reports={**desk.reports, name: report})


def change(name: str, **fields: Any) -> Edit:  # noqa: ANN401 - any field of a report
    """Change some fields of an article."""
    return lambda desk: replace(desk, reports={**desk.reports, name: replace(desk.reports[name], **fields)})


def write_update(name: str, first: str, text: str, date: str = "") -> Edit:
    """Write an update below those that an article has, or change the one that was of that date at first."""
    return lambda desk: change(name, updates={**desk.reports[name].updates, first: Note(date or first, text)})(desk)


def write_correction(name: str, first: str, text: str, date: str = "") -> Edit:
    """Write a correction below those that an article has, or change the one that was of that date at first."""
    return lambda desk: change(name, corrections={**desk.reports[name].corrections, first: Note(date or first, text)})(
        desk
    )


def change_case(name: str, **fields: Any) -> Edit:  # noqa: ANN401 - any field of a case
    """Change some fields of an incident's file."""
    return lambda desk: replace(desk, cases={**desk.cases, name: replace(desk.cases[name], **fields)})


def merge(name: str, into: str) -> Edit:
    """Merge an incident into another one, as the documents say: its articles name that one, which gets its address."""

    def edit(desk: Desk) -> Desk:
        case, other = desk.cases[name], desk.cases[into]
        aliases = (*other.aliases, *case.aliases, f"incidents/{case.slug or name}/")
        reports = {
            key: replace(report, incident=into) if report.incident == name else report
            for key, report in desk.reports.items()
        }
        cases = {key: value for key, value in desk.cases.items() if key != name}
        return replace(desk, reports=reports, cases={**cases, into: replace(other, aliases=aliases)})

    return edit


def setting(**fields: Any) -> Edit:  # noqa: ANN401 - any setting
    """Change some settings of the site."""
    return lambda desk: replace(desk, **fields)


def shown(desk: Desk) -> dict[str, set[str]]:
    """Name everything that each feed of the whole site has to bring, and each incident's, by the feed's address without its ending.

    The name of a thing is its kind and its id. Nothing on this desk is under an embargo or has expired.
    """
    feeds: dict[str, set[str]] = {"feed": set(), "updates": set(), "editions": set()}
    for name, report in desk.reports.items():
        if report.status != "published":
            continue
        dated = {f"update:{name}#update-{slugify(first)}": note.date for first, note in report.updates.items()}
        dated |= {
            f"correction:{name}#correction-{slugify(first)}": note.date for first, note in report.corrections.items()
        }
        case = desk.cases.get(report.incident, Case(""))
        feeds["feed"].add(f"incident:{report.incident}" if report.incident else f"article:{name}")
        feeds["updates"] |= {f"article:{name}", *dated}
        feeds["editions"] |= {_edition_of(date, desk) for date in (report.date, *dated.values())}
        if report.incident:
            feeds.setdefault(f"incidents/{case.slug or report.incident}/feed", set()).update(
                (f"article:{name}", *dated)
            )
    return feeds


def _edition_of(date: str, desk: Desk) -> str:
    moment = datetime.fromisoformat(date)
    day = moment.astimezone(ZoneInfo(desk.timezone)) if moment.tzinfo else moment
    return f"edition:editions/{day:%Y/%m/%d}/"


def guid_of(name: str) -> str:
    """Return the guid of a thing: minted from the site's id and the thing's name, for ever in this way."""
    return uuid.uuid5(uuid.UUID(SITE_ID), name).urn
