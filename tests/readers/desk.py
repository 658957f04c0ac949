"""A small newsroom: what lies on its desk, as values, and what its editors do to it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from digest.model.url import slugify
from tests.support.sites import NOW, article

SITE_ID = "0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11"


@dataclass(frozen=True, slots=True)
class Note:
    """An update, a correction or a status."""

    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article. Dates are as an editor writes them; `updates` and `corrections` stand by the dates that they had at first."""

    title: str
    date: str
    incident: str = ""
    text: str = ""
    slug: str = ""
    updates: Mapping[str, Note] = field(default_factory=dict)
    corrections: Mapping[str, Note] = field(default_factory=dict)
    status: str = "published"
    publish_at: str = ""
    expires: str = ""
    announce: str = ""
    updated: str = ""
    folder: str = ""
    stem: str = ""
    id: str = ""

    @property
    def body(self) -> str:
        return self.text or f"This is said of {self.title.lower()}. Nobody was hurt."

    @property
    def source(self) -> str:
        fields = {
            "id": self.id,
            "incident": self.incident,
            "slug": self.slug,
            "status": self.status,
            "publish_at": self.publish_at,
            "expires": self.expires,
            "announce": self.announce,
            "updated": self.updated,
            "updates": _dated(self.updates),
            "corrections": _dated(self.corrections),
        }
        return article(self.title, self.date, self.body, **{name: value for name, value in fields.items() if value})

    def is_visible(self, now: str, zone: ZoneInfo) -> bool:
        """Return whether readers see it: it is neither withdrawn nor expired, and its embargo is over."""
        moment = datetime.fromisoformat(now)
        begun = not self.publish_at or moment_of(self.publish_at, zone) <= moment
        ended = bool(self.expires) and moment_of(self.expires, zone) <= moment
        return self.status == "published" and begun and not ended


def _dated(notes: Mapping[str, Note]) -> str:
    listed = ", ".join(f"{{date: {note.date}, text: {note.text}}}" for note in notes.values())
    return f"[{listed}]" if listed else ""


@dataclass(frozen=True, slots=True)
class Case:
    """The file of an incident. `status` stands by the dates that its notes had at first."""

    title: str
    slug: str = ""
    status: Mapping[str, Note] = field(default_factory=dict)
    merged_into: str = ""

    @property
    def source(self) -> str:
        fields = {"slug": self.slug, "status": _dated(self.status), "merged_into": self.merged_into}
        lines = [f"title: {self.title}", *(f"{name}: {value}" for name, value in fields.items() if value)]
        return "\n".join([*lines, ""])


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything of which a site is made. Reports and cases stand by their ids, which are the stems of their files.

    `now` is when the site is built: it is in no file.
    """

    reports: Mapping[str, Report]
    cases: Mapping[str, Case]
    base_url: str = "https://harbour.example/news/"
    title: str = "Harbour Digest"
    timezone: str = "Europe/Berlin"
    language: str = "en"
    items: int = 50
    now: str = NOW

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

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
                "search: off",
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


def write_all(reports: Mapping[str, Report]) -> Edit:
    """Write several articles at once."""
    return lambda desk: replace(desk, reports={**desk.reports, **reports})


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


def write_status(name: str, first: str, text: str, date: str = "") -> Edit:
    """Write a status of an incident below those that it has, or change the one that was of that date at first."""
    return lambda desk: change_case(name, status={**desk.cases[name].status, first: Note(date or first, text)})(desk)


def delete_update(name: str, first: str) -> Edit:
    """Delete the update of an article that was of that date at first."""

    def edit(desk: Desk) -> Desk:
        left = {date: note for date, note in desk.reports[name].updates.items() if date != first}
        return change(name, updates=left)(desk)

    return edit


def merge(name: str, into: str) -> Edit:
    """Merge an incident into another one, as `digest merge` does: its articles name that one, and its file says so."""

    def edit(desk: Desk) -> Desk:
        reports = {
            key: replace(report, incident=into) if report.incident == name else report
            for key, report in desk.reports.items()
        }
        return change_case(name, merged_into=into)(replace(desk, reports=reports))

    return edit


def both(*edits: Edit) -> Edit:
    """Make some edits at once."""
    return lambda desk: reduce(lambda edited, edit: edit(edited), edits, desk)


def setting(**fields: Any) -> Edit:  # noqa: ANN401 - any setting
    """Change some settings of the site."""
    return lambda desk: replace(desk, **fields)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is published one by one: a report, an update, a correction or a status.

    `date` is its own, as an editor wrote it; of what is part of an article, not before that appears. `owner` is the incident that it is
    news of, or the lone article. `announce` is false for one of a back catalogue.
    """

    name: str
    owner: str
    date: str
    announce: bool = True


def things(desk: Desk) -> dict[str, Thing]:
    """Return everything that readers see of a desk, by its name: its kind and its id."""
    found = [thing for name, report in desk.reports.items() for thing in _things_of(name, report, desk)]
    with_reports = {report.incident for report in desk.reports.values() if report.is_visible(desk.now, desk.zone)}
    for name, case in desk.cases.items():
        if name in with_reports and not case.merged_into:
            owner = f"incident:{name}"
            found += [
                Thing(f"status:{name}#status-{slugify(first)}", owner, note.date) for first, note in case.status.items()
            ]
    return {thing.name: thing for thing in found}


def _things_of(name: str, report: Report, desk: Desk) -> list[Thing]:
    if not report.is_visible(desk.now, desk.zone):
        return []
    owner = f"incident:{report.incident}" if report.incident else f"article:{name}"
    begun = _later(report.date, report.publish_at, desk)
    announce = report.announce != "false"
    return [
        Thing(f"article:{name}", owner, begun, announce),
        *(
            Thing(f"{kind}:{name}#{kind}-{slugify(first)}", owner, _later(note.date, begun, desk), announce)
            for kind, notes in (("update", report.updates), ("correction", report.corrections))
            for first, note in notes.items()
        ),
    ]


def _later(date: str, other: str, desk: Desk) -> str:
    return max((date, other or date), key=lambda one: moment_of(one, desk.zone))


def said(desk: Desk) -> set[str]:
    """Return the headlines and texts that readers see of a desk."""
    reports = [report for report in desk.reports.values() if report.is_visible(desk.now, desk.zone)]
    cases = [desk.cases[name] for name in {report.incident for report in reports} if name in desk.cases]
    dated = [*(report.updates for report in reports), *(report.corrections for report in reports)]
    notes = [note.text for one in (*dated, *(case.status for case in cases)) for note in one.values()]
    return {
        *(case.title for case in cases),
        *(report.title for report in reports),
        *(report.body for report in reports),
        *notes,
    }


def moment_of(date: str, zone: ZoneInfo) -> datetime:
    """Return the moment that a written date means: a day begins in the site's zone."""
    moment = datetime.fromisoformat(date)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def guid_of(name: str) -> str:
    """Return the guid of a thing: minted from the site's id and the thing's name, for ever in this way."""
    return uuid.uuid5(uuid.UUID(SITE_ID), name).urn
