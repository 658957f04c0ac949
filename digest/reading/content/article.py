"""Read a document of `content/articles/` as an `Article`. Fields have digest's own names or those of the usual extraction tools."""

from datetime import UTC, datetime

from digest.model.config import Show
from digest.model.content.article import Article, Image, Person, Place, Source
from digest.model.moment import Moment
from digest.model.url import host_of, is_web_url, slugify
from digest.reading.content.field_groups import (
    read_addresses,
    read_id,
    read_image,
    read_language,
    read_person,
    read_place,
    read_slug,
)
from digest.reading.content.front_matter import SourceDocument
from digest.reading.content.shingles import shingles_of
from digest.reading.content.updates import read_corrections, read_updates, read_withdrawal
from digest.reading.files.decode import one_line
from digest.reading.yaml.schema import Fields

# Fields that trafilatura, newspaper4k and news-please write and that digest does not need.
IGNORED_FIELDS = frozenset(
    "additional_data article_html authors_raw body canonical comments commentsbody doc_id download_exception_msg download_state "
    "download_url feed_url filename fingerprint history html images is_parsed keyword_scores "
    "is_media_news keyword link_hash localpath meta_data meta_favicon meta_img meta_site_name movies pagetype publish_timestamp raw-text "
    "read_more_link scraped_at source-hostname tags_html text_cleaned text_html title_page title_rss top_img version videos image_url "
    "top_image meta_description date_modify_raw".split()
)


def read_article(document: SourceDocument) -> Article | None:
    """Return the article of a document; None, and an error, without a title or a date."""
    fields = document.fields
    title = one_line(
        fields.required("missing-title", "write the headline, such as title: Bridge reopens", "title", "headline")
    )
    date = fields.required_moment("date", "date_publish", "publish_date", "date_published")
    language = read_language(fields, "lang", "language", "meta_lang")
    source = _source(fields)
    article = Article(
        origin=fields.origin(document.file),
        id=read_id(fields, document.stem),
        slug=read_slug(fields, document.stem),
        title=title,
        date=date or _UNDATED,
        body_location=document.body_location,
        body=document.body(),
        opening=document.opening(language or "en"),
        incidents=_incidents(fields),
        source=source,
        summary=one_line(fields.text("summary", "description", "excerpt")),
        updated=fields.moment("updated", "date_modify", "date_modified"),
        updates=read_updates(fields),
        corrections=read_corrections(fields),
        places=fields.groups("places", read_place, Place),
        tags=_tags(fields),
        people=fields.groups("people", read_person, Person),
        image=_image(fields),
        language=language,
        show=_show(fields),
        status=fields.choice("status", ("published", "draft", "withdrawn"), "published"),
        withdrawal=read_withdrawal(fields),
        publish_at=fields.moment("publish_at"),
        expires=fields.moment("expires"),
        noindex=fields.flag("noindex"),
        aliases=read_addresses(fields, "aliases"),
        references=document.references(),
        shingles=shingles_of(document.text),
    )
    fields.finish()
    _check_text(article, fields)
    return article if title and date else None


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


def _source(fields: Fields) -> Source:
    """Return the source from a group `source`, or from the single fields that extraction tools write."""
    outer_author = ", ".join(fields.texts("author", "authors"))
    flat = Source(
        name=one_line(fields.text("sitename", "source_domain", "hostname")),
        url=fields.url("url", "source_url", "canonical_link"),
        author=one_line(outer_author),
        licence=one_line(fields.text("licence", "license")),
        retrieved=fields.moment("date_download", "filedate"),
    )
    if fields.is_text("source"):
        named = one_line(fields.text("source"))
        if is_web_url(named):
            return _completed(Source(url=named), flat)
        return _completed(Source(name=named), flat)
    return _completed(fields.group("source", _source_group, Source()), flat)


def _source_group(fields: Fields) -> Source:
    return Source(
        name=one_line(fields.text("name")),
        url=fields.url("url"),
        author=one_line(", ".join(fields.texts("author", "authors"))),
        archive=fields.url("archive"),
        licence=one_line(fields.text("licence", "license")),
        retrieved=fields.moment("retrieved"),
    )


_UNKNOWN = Source()


def _completed(source: Source, flat: Source) -> Source:
    """Return `source` with its empty fields filled from `flat`; a URL without a name gets the name of its host."""
    if source.name and flat == _UNKNOWN:
        return source
    url = source.url or flat.url
    return Source(
        name=source.name or flat.name or (host_of(url) if url else ""),
        url=url,
        author=source.author or flat.author,
        archive=source.archive or flat.archive,
        licence=source.licence or flat.licence,
        retrieved=source.retrieved or flat.retrieved,
    )


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
    named = (*fields.texts("tags"), *fields.texts("categories"), *fields.texts("keywords", "meta_keywords"))
    return tuple(dict.fromkeys(one_line(tag) for tag in named if slugify(tag)))


def _image(fields: Fields) -> Image | None:
    """Return the image. A single text is ignored: extraction tools write the URL of an image on another host there."""
    return None if fields.is_text("image") else fields.group("image", read_image, None)
