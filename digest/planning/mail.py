"""An edition as an e-mail: which edition is meant, and what of it the e-mail shows. It is no page of the site."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from digest.model.config import Accent, Config
from digest.model.content.article import Correction, Update
from digest.model.page import Page, PublishPhase
from digest.model.reports.mail import Placeholders
from digest.model.text.brief import brief
from digest.model.text.colour import ACCENT, for_dark
from digest.model.views.archive import UpdateEntry
from digest.model.views.common import ArticleCard, ImageView, IncidentCard, Link
from digest.model.views.incident import CorrectionEntry
from digest.model.views.mail import MailReport, MailSection, MailView
from digest.planning.pages.editions.contents import Part, edition_link
from digest.planning.pages.editions.pages import EditionPage
from digest.planning.site.images import picture_of, to_send
from digest.planning.site.nodes import ArticleNode
from digest.planning.site.sections import SITE_ORIGIN

TEMPLATE = "mail.html"
# In letters: longer headlines and texts are cut.
_HEADLINE, _TEXT, _SUBJECT, _PREHEADER = 250, 350, 110, 140
# Formats that every mail program shows. Outlook for Windows shows neither WebP nor AVIF, and none shows SVG.
_SHOWN = (".gif", ".jpeg", ".jpg", ".png")
_IN_PREHEADER = 3
_NEAREST = 3


class Most(NamedTuple):
    """How much of an edition an e-mail lists: incidents and corrections, and reports and updates of each incident."""

    incidents: int
    reports: int


_ALL = 1_000_000
# From the whole edition down to one report: an e-mail has the first of these with which it is small enough. So first each incident has
# fewer reports, then there are fewer incidents.
STEPS = (
    *(Most(_ALL, reports) for reports in (_ALL, 50, 20, 12, 8, 5, 3, 2, 1)),
    *(Most(incidents, 1) for incidents in (100, 60, 40, 25, 15, 10, 5, 2, 1)),
)


class UnknownEditionError(Exception):
    """There is no such edition. The message names the nearest or the latest ones."""


def editions_in(pages: Iterable[Page]) -> list[Page]:
    """Return the pages of editions among the pages of a site, oldest first."""
    found = [(page.spec.name[0].start, page) for page in pages if isinstance(page.spec, EditionPage)]
    return [page for _, page in sorted(found, key=lambda pair: pair[0])]


def find_edition(name: str, editions: Sequence[Page], base_url: str) -> Page:
    """Return the edition that people call so: by a day, a month, its address or its URL; the latest if the name is empty.

    A day means the edition that it belongs to. Raise `UnknownEditionError`; there must be an edition.
    """
    if not name:
        return editions[-1]
    wanted = name.strip().removeprefix(base_url).removesuffix("index.html").strip("/").removeprefix("editions/")
    wanted = wanted.replace("/", "-")
    names = {_name_of(page): page for page in editions}
    if wanted in names:
        return names[wanted]
    day, is_whole = _day_of(wanted)
    if day is None:
        latest = ", ".join(list(names)[: -_NEAREST - 1 : -1])
        raise UnknownEditionError(f"there is no edition “{name}”; the latest are {latest}")
    for page in editions if is_whole else ():
        if _span(page)[0] <= day <= _span(page)[1]:
            return page
    nearest = sorted(names, key=lambda one: abs(_span(names[one])[0] - day))[:_NEAREST]
    raise UnknownEditionError(f"there is no edition “{name}”; the nearest are {', '.join(sorted(nearest))}")


def _name_of(page: Page) -> str:
    """Return what people call an edition: `2024-03-26` for `editions/2024/03/26/`."""
    return page.address.removeprefix("editions/").strip("/").replace("/", "-")


def _day_of(name: str) -> tuple[date | None, bool]:
    """Return the day that a name means, or the first of its month or year, and whether it names a day; None if it is no date."""
    for rest in ("", "-01", "-01-01"):
        try:
            return date.fromisoformat(f"{name}{rest}"), not rest
        except ValueError:
            continue
    return None, False


def _span(page: Page) -> tuple[date, date]:
    spec = page.spec
    assert isinstance(spec, EditionPage)  # noqa: S101 - `editions_in` returns no others
    return spec.name[0].start, spec.name[0].end


def plan_mail(page: Page, placeholders: Placeholders, most: Most) -> Page:
    """Return the e-mail of an edition's page as a page that is rendered like others, but never published."""
    spec = page.spec
    assert isinstance(spec, EditionPage)  # noqa: S101 - `editions_in` returns no others
    return Page(page.address, TEMPLATE, MailSpec(spec, placeholders, most), PublishPhase.PAGE, SITE_ORIGIN, "")


def date_of(page: Page) -> datetime:
    """Return the date of an edition's e-mail: that of the last thing in it, within its days. It never depends on the clock."""
    spec = page.spec
    assert isinstance(spec, EditionPage)  # noqa: S101 - `editions_in` returns no others
    span, zone = spec.name[0], spec.site.config.zone
    first, last = (datetime.combine(day, time(), zone) for day in (span.start, span.end))
    last = last.replace(hour=23, minute=59)
    moments = [update.date.at for part in spec.parts for _, update in part.updates]
    moments += [node.publication.at for part in spec.parts for node in part.nodes]
    moments += [correction.date.at for _, correction in spec.corrections]
    moment = max((one.astimezone(UTC) for one in moments), default=first)
    return min(max(moment, first), last).astimezone(zone).replace(microsecond=0)


class MailSpec(NamedTuple):
    """The spec of an edition's e-mail: that of its page, what the sender fills in, and how much of it is listed."""

    edition: EditionPage
    placeholders: Placeholders
    most: Most

    def build_view(self, _title: str) -> MailView:
        """Return the view of the e-mail."""
        edition, most = self.edition, self.most
        config = edition.site.config
        link = edition_link(edition.name, edition.site)
        sections = tuple(_section(part, most.reports) for part in edition.parts[: most.incidents])
        subject, *others = [*_headlines(sections), link.text][: _IN_PREHEADER + 1]
        accent = _accent(config)
        return MailView(
            title=link.text,
            address=link.address,
            subject=brief(f"{brief(subject, _SUBJECT)} · {link.text}" if others else link.text, 2 * _SUBJECT),
            preheader=brief(" · ".join(others[:-1]) or _first_words(sections) or config.title, _PREHEADER),
            picture=_picture(edition.parts),
            sections=sections,
            more=len(edition.parts[most.incidents :]),
            corrections=tuple(_correction(*one) for one in edition.corrections[: most.incidents]),
            more_corrections=len(edition.corrections[most.incidents :]),
            accent=accent.light,
            accent_in_dark=accent.dark,
            unsubscribe=self.placeholders.unsubscribe,
            postal_address=self.placeholders.postal_address,
        )


def _accent(config: Config) -> Accent:
    return config.theme.accent or Accent(ACCENT, for_dark(ACCENT))


def _headlines(sections: Iterable[MailSection]) -> list[str]:
    """Return what the e-mail is about: the titles of incidents, and the headlines of reports without one."""
    found: list[str] = []
    for section in sections:
        if section.incident:
            found.append(section.incident.title)
        else:
            found += [report.card.title for report in section.reports]
            found += [update.title or update.article.text for update in section.updates]
    return found


def _first_words(sections: Iterable[MailSection]) -> str:
    return next((report.card.summary for section in sections for report in section.reports if report.card.summary), "")


def _section(part: Part, most: int) -> MailSection:
    incident, articles, updates, _ = part  # where matters stand is said of each incident
    return MailSection(
        incident=_incident_card(incident.card) if incident else None,
        reports=tuple(MailReport(_card(first), tuple(map(_card, copies))) for first, copies in articles[:most]),
        updates=tuple(_update(node, update) for node, update in updates[:most]),
        is_new=incident is not None and len(part.nodes) == len(incident.reports),
        more=len(articles[most:]) + len(updates[most:]),
    )


def _card(node: ArticleNode) -> ArticleCard:
    card = node.card
    source = replace(card.source, name=brief(card.source.name, _HEADLINE))
    return replace(card, title=brief(card.title, _HEADLINE), summary=brief(card.summary, _TEXT), source=source)


def _incident_card(card: IncidentCard) -> IncidentCard:
    return replace(
        card,
        title=brief(card.title, _HEADLINE),
        place=brief(card.place, _HEADLINE),
        kind=brief(card.kind, _HEADLINE),
        summary=brief(card.summary, _TEXT),
    )


def _update(node: ArticleNode, update: Update) -> UpdateEntry:
    return UpdateEntry(update.date, brief(update.title, _HEADLINE), _link_to(node, update.anchor), update.text)


def _correction(node: ArticleNode, correction: Correction) -> CorrectionEntry:
    return CorrectionEntry(correction.date, _link_to(node, correction.anchor), correction.text)


def _link_to(node: ArticleNode, anchor: str) -> Link:
    link = node.link_to(anchor)
    return replace(link, text=brief(link.text, _HEADLINE))


def _picture(parts: Sequence[Part]) -> ImageView | None:
    """Return the picture of the first incident, if its size is known and every mail program shows its format.

    It is the picture itself: its copies may have other addresses when somebody opens an old e-mail.
    """
    incident = parts[0][0] if parts else None
    if incident is None:
        return None
    picture = to_send(picture_of(incident.incident), incident.medium)
    if picture is None or not (picture.width and picture.height) or not picture.src.lower().endswith(_SHOWN):
        return None
    return replace(picture, alt=brief(picture.alt, _HEADLINE), credit=brief(picture.credit, _HEADLINE))
