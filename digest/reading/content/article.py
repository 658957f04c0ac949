"""Read a document of `content/articles/` as an `Article`. Fields have digest's own names or those of the usual extraction tools."""

from dataclasses import replace
from datetime import UTC, datetime

from digest.model.config import Show
from digest.model.content.article import Article, Person, Place, Source
from digest.model.content.shingles import shingles_of
from digest.model.moment import Moment
from digest.model.url import host_of, is_web_url, slugify
from digest.reading.content.field_groups import (
    read_accepted,
    read_addresses,
    read_id,
    read_language,
    read_person,
    read_picture,
    read_place,
    read_slug,
)
from digest.reading.content.front_matter import SourceDocument
from digest.reading.content.suspicions import report_suspicions
from digest.reading.content.updates import read_corrections, read_updates, read_withdrawal
from digest.reading.dialects.authors import outlet_name, without_mail
from digest.reading.dialects.values import without_markup
from digest.reading.files.decode import one_line
from digest.reading.yaml.schema import Fields


def read_article(document: SourceDocument) -> Article | None:
    """Return the article of a document; None, and an error, without a title or a date."""
    fields = document.fields
    title = _title(document)
    date = _date(document)
    language = read_language(fields, "lang") or document.name.language
    article = Article(
        origin=fields.origin(document.file),
        id=read_id(fields, document.stem),
        slug=read_slug(fields, document.name.title),
        title=title,
        date=date or _UNDATED,
        body_location=document.body_location,
        body=document.body(),
        opening=document.opening(language or "en"),
        incidents=_incidents(fields),
        source=_completed(fields.text_or_group("source", _source_group, _named_source, Source())),
        summary=one_line(without_markup(fields.text("summary"))),
        updated=fields.moment("updated"),
        updates=read_updates(fields),
        corrections=read_corrections(fields),
        places=fields.groups("places", read_place, Place),
        tags=_tags(fields),
        people=fields.groups("people", read_person, Person),
        image=document.with_image_beside(read_picture(fields)),
        language=language,
        show=_show(fields),
        status=fields.choice(
            "status", ("published", "draft", "withdrawn"), "draft" if document.name.is_draft else "published"
        ),
        withdrawal=read_withdrawal(fields),
        publish_at=fields.moment("publish_at"),
        expires=fields.moment("expires"),
        announce=fields.flag("announce", default=True),
        noindex=fields.flag("noindex"),
        translation_of=one_line(fields.text("translation_of")),
        aliases=read_addresses(fields, "aliases"),
        references=document.references(),
        accept=read_accepted(fields),
        shingles=shingles_of(document.text),
    )
    report_suspicions(document, title, article.summary)
    fields.finish()
    _check_text(article, fields)
    return article if title and date else None


def _title(document: SourceDocument) -> str:
    """Return the title from the field, or else from the first heading of the text."""
    fields, hint = document.fields, "write the headline, such as title: Bridge reopens"
    given = fields.text("title") if document.heading else fields.required("missing-title", hint, "title")
    return one_line(without_markup(given)) or document.heading


def _date(document: SourceDocument) -> Moment | None:
    """Return the date from the field, or else from the file's name."""
    if document.named_date is not None and not document.fields.has("date"):
        return document.named_date
    return document.fields.required_moment("date")


_UNDATED = Moment(datetime.min.replace(tzinfo=UTC))  # only in an article that is not returned


def _check_text(article: Article, fields: Fields) -> None:
    if article.body.key or article.show == "link" or article.status == "withdrawn":
        return
    fields.fail(
        "empty-body",
        "title",
        "the article has no text",
        "write its text below the front matter, or show: link if only the link shall stand",
    )


def _show(fields: Fields) -> Show | None:
    shows: tuple[Show, ...] = ("full", "excerpt", "link")
    return fields.choice("show", shows, "full") if fields.has("show") else None


def _named_source(text: str) -> Source:
    named = outlet_name(one_line(text))
    return Source(url=named) if is_web_url(named) else Source(name=named)


def _source_group(fields: Fields) -> Source:
    return Source(
        name=outlet_name(one_line(fields.text("name"))),
        url=fields.url("url"),
        author=one_line(", ".join(filter(None, map(without_mail, fields.texts("author", "authors"))))),
        archive=fields.url("archive"),
        licence=one_line(fields.text("licence", "license")),
        retrieved=fields.moment("retrieved"),
    )


def _completed(source: Source) -> Source:
    """Return the source with the name of its host, if it has a URL and no name."""
    return replace(source, name=host_of(source.url)) if source.url and not source.name else source


def _incidents(fields: Fields) -> tuple[str, ...]:
    """Return the names of the incidents, each once; report those of which no slug can be made."""
    named = (*fields.texts("incident"), *fields.texts("incidents"))
    found = dict.fromkeys(named)
    for name in found:
        if not slugify(name):
            fields.fail(
                "bad-incident",
                "incident",
                f"“{name}” cannot name an incident",
                "write a short name, such as bridge-collapse",
            )
    return tuple(found)


def _tags(fields: Fields) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(tag) for tag in fields.texts("tags") if slugify(tag)))
