"""Redaction of names in a build: read the private rules, take names out of the content, and make the leak gate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from digest.adapters.serialization import fingerprint, fingerprint_of
from digest.app.context import SITE, Job
from digest.model.config import Config
from digest.model.content.article import Article, Body
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, Position, error, has_errors, warning
from digest.model.ledger import holds_pseudonym
from digest.model.page import Page
from digest.model.redaction import Level, Rule, next_beginning
from digest.model.site import Content, ContentItem
from digest.planning.redaction.apply import apply_redaction
from digest.planning.redaction.pseudonyms import RedactionSetup
from digest.planning.redaction.strings import strings_of
from digest.privacy.leak_gate.gate import Gate
from digest.privacy.redact.redactor import Redactor
from digest.reading.config.redactions import read_redactions
from digest.reading.content.body import read_text

# What a text belongs to: the id of its article, the ids of its incidents, and more text of the same piece.
Context = tuple[str, tuple[str, ...], str]
_NOWHERE: Context = ("", (), "")


@dataclass(frozen=True)
class Redaction:
    """The rules as of `now`, and the salt of pseudonyms. `contexts` says by body key what a text belongs to."""

    file: Path
    rules: tuple[Rule, ...]
    salt: str
    now: datetime
    contexts: Mapping[str, Context] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type["Redaction"], tuple[Any, ...]]:
        """Pickle without the cached properties: each process makes its own."""
        return Redaction, (self.file, self.rules, self.salt, self.now, self.contexts)

    @property
    def key(self) -> str:
        """The fingerprint of the rules in force and of the salt. It is part of the fingerprint of every page."""
        return fingerprint(
            fingerprint_of([rule for rule in self.rules if rule.holds(self.now)]).encode(), self.salt.encode()
        )

    @property
    def until(self) -> datetime:
        """When the next rule begins; the latest possible moment if none does."""
        return next_beginning(self.rules, self.now)

    @cached_property
    def redactor(self) -> Redactor:
        """The redactor, which takes names out of texts."""
        return Redactor(self.rules, self.now)

    @cached_property
    def gate(self) -> Gate:
        """The leak gate, which finds names in files."""
        return Gate(self.rules, self.now)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """The ids of all articles and incidents that the rules name."""
        scopes = (scope for rule in self.rules for scope in (*rule.exceptions, *rule.only))
        return frozenset(filter(None, (scope.article or scope.incident for scope in scopes)))

    def shown_in(self, page: Page | None) -> frozenset[str] | None:
        """Return the ids of the articles and incidents that a page shows, for the gate; None if no rule depends on it.

        For lists, feeds and other files these are all ids that the rules name: any of their texts may be there.
        """
        if not self.scopes:
            return None
        if page is None:
            return self.scopes
        # Imported where it is used: a build with nothing to render has no need of it.
        from digest.planning.pages.article import ArticlePage
        from digest.planning.pages.incident.page import IncidentPage

        match page.spec:
            case ArticlePage(node=node):
                return frozenset((node.id, *(identity for identity, _ in node.incidents)))
            case IncidentPage(node=incident):
                return frozenset((incident.id, *(report.id for report in incident.reports)))
            case _:
                return self.scopes

    def redact(self, text: str, body: Body) -> str:
        """Return a text without redacted names."""
        return self.redactor.redact(text, *self.contexts.get(body.key, _NOWHERE))


def read_rules(job: Job, config: Config) -> tuple[Redaction | None, tuple[Diagnostic, ...]]:
    """Read the private rules, if the environment or the settings name their file; None if there are none, or with a mistake."""
    given = job.options.redactions or (Path(config.redactions) if config.redactions else None)
    if given is None:
        return None, ()
    file = (job.folder / given).resolve()
    shown = str(given)
    for public in ("content", "templates", SITE):
        if file.is_relative_to((job.folder / public).resolve()):
            hint = (
                "move the file out of the site's folder, and write its new path into redactions: or DIGEST_REDACTIONS"
            )
            return None, (error("public-redactions", Position(shown), f"the private rules lie in {public}/", hint),)
    try:
        raw = file.read_bytes()
    except OSError as problem:
        hint = "nothing is published without the rules: put the file there, or mend the path"
        message = f"the private rules cannot be read: {problem.strerror}"
        return None, (error("no-redactions", Position(shown), message, hint),)
    rules, salt, diagnostics = read_redactions(raw, shown, config.zone)
    if not config.redactions:
        message = "`redactions` is not set: without DIGEST_REDACTIONS, the next build would publish the names again"
        hint = "write redactions: and where the rules usually lie, such as ../redactions.yaml; a build that does not find them is refused"
        diagnostics += (warning("redactions-not-set", Position("config.yaml"), message, hint),)
    if has_errors(diagnostics):
        return None, diagnostics
    return Redaction(file, rules, salt, job.options.visibility.now), diagnostics


def redact_content(
    content: Content, redaction: Redaction | None, folder: Path
) -> tuple[Content, Redaction | None, tuple[Diagnostic, ...]]:
    """Return the content as it may be published, and the redaction with `contexts` filled in."""
    if redaction is None:
        if not holds_pseudonym(content.ledger):
            return content, None, ()
        message = "this site has forgotten names, and the private rules are not here: they would be published again"
        hint = "say where the rules are: redactions: in config.yaml, or DIGEST_REDACTIONS in the environment"
        return content, None, (error("no-redactions", Position("content/ledger.jsonl"), message, hint),)
    contexts = _contexts(content) if any(rule.exceptions or rule.only for rule in redaction.rules) else {}
    redaction = Redaction(redaction.file, redaction.rules, redaction.salt, redaction.now, contexts)
    setup = RedactionSetup(redaction.redactor, redaction.salt, _levels(content, redaction, folder))
    return apply_redaction(content, setup, redaction.key), redaction, ()


def _contexts(content: Content) -> dict[str, Context]:
    found: dict[str, Context] = {}
    for article in content.articles:
        found[article.body.key] = (article.id, article.incidents, "\n".join(strings_of(article)))
    for file in content.incident_files:
        found[file.body.key] = ("", (file.id,), "\n".join(strings_of(file)))
    return found


def _levels(content: Content, redaction: Redaction, folder: Path) -> dict[str, frozenset[Level]]:
    """Return by file the levels of all rules whose names are in it. Texts are read only if a rule has another level than `name`."""
    if all(rule.level == "name" or not rule.holds(redaction.now) for rule in redaction.rules):
        return {}
    things: Iterable[ContentItem] = (
        *content.articles,
        *content.incident_files,
        *content.own_pages,
    )
    found: dict[str, frozenset[Level]] = {}
    for thing in things:
        rules = rules_of(thing, redaction, folder)
        if rules:
            found[thing.origin.file] = frozenset(rule.level for rule in rules)
    return found


def rules_of(thing: ContentItem, redaction: Redaction, folder: Path) -> tuple[Rule, ...]:
    """Return the rules, of any level, whose name is in an article, incident or page. Raise `ChangedWhileReadError`."""
    text = "\n".join((*strings_of(thing), read_text(folder, thing.body_location, thing.body)))
    if isinstance(thing, Article):
        return redaction.redactor.rules_in(text, thing.id, thing.incidents, text)
    return redaction.redactor.rules_in(text, "", (thing.id,) if isinstance(thing, IncidentFile) else (), text)
