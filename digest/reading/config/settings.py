"""Read `config.yaml` as a `Config`."""

import uuid
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.model.config import (
    Config,
    FeedSettings,
    Host,
    ImportSettings,
    MediaSettings,
    Publisher,
    Rights,
    ThemeSettings,
)
from digest.model.diagnostic import Diagnostic, Position
from digest.model.feed_formats import FeedFormat
from digest.model.url import is_mail_address, is_web_url
from digest.reading.config.theme_settings import read_theme_settings
from digest.reading.content.field_groups import read_accepted, read_addresses, read_language
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.decode import decode, report_controls
from digest.reading.theme.catalogue import read_words
from digest.reading.yaml.parser import parse_mapping
from digest.reading.yaml.schema import Fields

FILE = "config.yaml"
HOSTS: tuple[Host, ...] = ("any", "apache", "cloudflare", "netlify", "nginx", "s3")

# Used in place of a missing address while the other files are checked. The build ends with an error before anything contains it.
_NOWHERE = "https://site.invalid/"
_NO_SITE = "run digest anywhere inside of a site, or name the site's folder; digest init makes a new site"


def read_config(folder: Path) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Return the settings of a site, and diagnostics; None if the file cannot be read as YAML."""
    findings = DiagnosticCollector()
    config = _read(folder, findings)
    return config, findings.all


def _text(folder: Path, findings: DiagnosticCollector) -> str | None:
    try:
        raw = (folder / FILE).read_bytes()
    except OSError as problem:
        if isinstance(problem, FileNotFoundError):
            message, hint = "there is no config.yaml in this folder, so that it is no site", _NO_SITE
        else:
            message, hint = f"the site's settings cannot be read: {problem.strerror}", "make this file readable for you"
        findings.error("no-config", Position(FILE), message, hint)
        return None
    return decode(raw, FILE, findings)


def _read(folder: Path, findings: DiagnosticCollector) -> Config | None:
    text = _text(folder, findings)
    mapping = None if text is None else parse_mapping(text, FILE, findings)
    if text is None or mapping is None:
        return None
    report_controls(text, FILE, findings)
    fields = Fields(mapping, findings, ZoneInfo("UTC"))
    language = read_language(fields, "language") or "en"
    config = Config(
        id=_site_id(fields),
        title=fields.required("missing-title", "write the name of the digest, such as title: Harbour Digest", "title"),
        base_url=_base_url(fields),
        description=fields.text("description"),
        publisher=fields.group("publisher", _publisher, Publisher("")),
        language=language,
        timezone=_timezone(fields),
        licence=fields.text("licence"),
        corrections_policy=fields.text("corrections_policy").strip("/"),
        editions=fields.choice("editions", ("day", "week", "month"), "day"),
        per_page=fields.whole_number("per_page", 50, least=5, most=1000),
        rights=fields.group("rights", _rights, Rights()),
        feeds=fields.group("feeds", _feeds, FeedSettings()),
        hub=fields.url("hub"),
        host=fields.choice("host", HOSTS, "any"),
        gone=read_addresses(fields, "gone"),
        redactions=fields.text("redactions"),
        theme=fields.group("theme", read_theme_settings, ThemeSettings()),
        search=fields.choice("search", ("auto", "on", "off"), "auto"),
        fields=fields.texts("fields"),
        media=fields.group("media", _media, MediaSettings()),
        reader_memory=fields.flag("reader_memory", default=True),
        accept=read_accepted(fields),
        imports=fields.group("import", _imports, ImportSettings()),
        words=read_words(folder, language, findings, fields.at("language")),
    )
    fields.finish()
    return config


def _site_id(fields: Fields) -> str:
    value = fields.text("id")
    try:
        return str(uuid.UUID(value))
    except ValueError:
        said = "is missing" if not value else f"is “{value}”, which is not a UUID"
        fields.fail(
            "no-site-id",
            "id",
            f"`id` {said}; feeds know the site by it for ever",
            f"write this line and never change it: id: {uuid.uuid4()}",
        )
        return str(uuid.UUID(int=0))


def _base_url(fields: Fields) -> str:
    value = fields.required(
        "no-base-url", "write the site's address on the web, such as base_url: https://news.example.org/", "base_url"
    )
    if not value:
        return _NOWHERE
    if not is_web_url(value) or "?" in value or "#" in value or "//" in value.partition("://")[2] or "/." in value:
        fields.fail(
            "bad-url",
            "base_url",
            f"“{value}” is not the address of a site",
            "write it whole, such as https://example.org/news/",
        )
        return _NOWHERE
    if not value.isascii():
        fields.fail(
            "bad-url",
            "base_url",
            f"“{value}” has letters that feeds and links to the site cannot carry",
            "write the host as your registrar shows it, beginning with xn--, and the path in plain letters",
        )
        return _NOWHERE
    return value if value.endswith("/") else f"{value}/"


def _timezone(fields: Fields) -> str:
    value = fields.text("timezone") or "UTC"
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fields.fail(
            "unknown-zone",
            "timezone",
            f"“{value}” is not a time zone",
            "write a name such as Europe/Berlin or America/Chicago",
        )
        return "UTC"


def _publisher(fields: Fields) -> Publisher:
    return Publisher(fields.text("name"), fields.url("url"), _email(fields))


def _email(fields: Fields) -> str:
    value = fields.text("email")
    if not value or is_mail_address(value):
        return value
    fields.fail(
        "bad-email",
        "email",
        f"“{value}” is not an address for mail",
        "write it alone and in plain letters, such as email: desk@news.example.org",
    )
    return ""


def _media(fields: Fields) -> MediaSettings:
    return MediaSettings(
        fields.choice("positions", ("remove", "keep"), "remove"),
        fields.choice("cards", ("on", "off"), "on"),
    )


def _imports(fields: Fields) -> ImportSettings:
    return ImportSettings(fields.choice("datelines", ("keep", "drop"), "keep"))


def _rights(fields: Fields) -> Rights:
    return Rights(
        fields.choice("text", ("full", "excerpt", "link"), "excerpt"),
        fields.whole_number("excerpt_words", 60, least=10, most=150),
    )


def _feeds(fields: Fields) -> FeedSettings:
    return FeedSettings(
        fields.whole_number("items", 50, least=1, most=1000),
        fields.choice("text", ("full", "summary"), "full"),
        _formats(fields),
    )


def _formats(fields: Fields) -> tuple[FeedFormat, ...]:
    words, further = fields.texts("also"), tuple(row for row in FeedFormat if row != FeedFormat.RSS)
    for word in words:
        if word not in further:
            fields.fail(
                "unknown-word",
                "also",
                f"`also`: “{word}” is no further format of feeds",
                f"write one of: {', '.join(further)}, or {'both' if len(further) == 2 else 'several'} as a list; RSS is there anyway",
            )
    return tuple(row for row in further if row in words)
