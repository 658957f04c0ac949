"""A new site, and a new article, incident or page: what an editor asks for, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.model.diagnostic import Diagnostic

Texts = Literal["own", "others", "both"]
Host = Literal["github", "gitlab", "netlify", "cloudflare", "server", "later"]
NewKind = Literal["article", "incident", "page"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new site is called, whose texts it will have, and where it will be published."""

    title: str
    texts: Texts = "both"
    host: Host = "later"


@dataclass(frozen=True, slots=True)
class SiteSeed:
    """What makes a new site unlike any other: its permanent `id` (a UUID), and when it begins."""

    id: str
    now: datetime


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A new article, incident or page: its title, the incident that an article reports on, and its slug; both may be empty."""

    kind: NewKind
    title: str
    incident: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """The files that were written, by their paths from the site's folder, and those of them with a placeholder."""

    files: tuple[str, ...]
    placeholders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotStarted:
    """Nothing was written: why, and what to do instead; or what is wrong with the settings of the site."""

    message: str
    hint: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
