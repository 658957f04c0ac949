"""The view of an edition as an e-mail."""

from dataclasses import dataclass

from digest.model.views.archive import UpdateEntry
from digest.model.views.common import ArticleCard, ImageView, IncidentCard, View
from digest.model.views.incident import CorrectionEntry


@dataclass(frozen=True, slots=True)
class MailReport:
    """A new report in an e-mail."""

    card: ArticleCard  #: the report
    repeats: tuple[ArticleCard, ...]  #: the reports of the same edition that only repeat it


@dataclass(frozen=True, slots=True)
class MailSection:
    """The part of an e-mail about one incident, or about reports without an incident."""

    incident: IncidentCard | None  #: the incident; nothing for the lone reports
    reports: tuple[MailReport, ...]  #: its new reports
    updates: tuple[UpdateEntry, ...]  #: its new updates
    is_new: bool  #: whether nothing had been reported on the incident before
    more: int  #: how many reports and updates are left out here


@dataclass(frozen=True, slots=True)
class MailView(View):
    """An edition as an e-mail. Long texts are cut, and nothing in them looks like a merge tag of a newsletter service."""

    title: str  #: the edition's name: its day, week or month in words
    address: str  #: the edition's page
    subject: str  #: the subject of the e-mail
    preheader: str  #: what mail programs show after the subject
    picture: ImageView | None  #: the picture of the first incident, if all may see it and mail programs can show it
    sections: tuple[MailSection, ...]  #: what was new, incident by incident
    more: int  #: how many incidents are left out
    corrections: tuple[CorrectionEntry, ...]  #: what was corrected
    more_corrections: int  #: how many corrections are left out
    accent: str  #: the colour of links
    accent_in_dark: str  #: the colour of links in dark mode
    unsubscribe: str  #: the URL by which a subscriber unsubscribes: a placeholder, or the merge tag of a service
    postal_address: str  #: the publisher's postal address: a placeholder, or the merge tag of a service
