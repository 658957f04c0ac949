"""Read a document of `content/pages/` as an `OwnPage`: a page that the newsroom writes about itself."""

from digest.model.site import OwnPage
from digest.reading.content.field_groups import read_accepted, read_addresses, read_id, read_language, read_slug
from digest.reading.content.front_matter import SourceDocument
from digest.reading.dialects.values import without_markup
from digest.reading.files.decode import one_line


def read_own_page(document: SourceDocument) -> OwnPage | None:
    """Return the page of a document; None, and an error, without a title."""
    fields = document.fields
    hint = "write the page's title, such as title: About us"
    given = fields.text("title") if document.heading else fields.required("missing-title", hint, "title")
    title = one_line(without_markup(given)) or document.heading
    language = read_language(fields, "lang") or document.name.language
    page = OwnPage(
        origin=fields.origin(document.file),
        id=read_id(fields, document.stem),
        slug=read_slug(fields, document.stem),
        title=title,
        body_location=document.body_location,
        body=document.body(),
        opening=document.opening(language or "en"),
        summary=one_line(without_markup(fields.text("summary"))),
        updated=fields.moment("updated"),
        in_navigation=fields.flag("nav"),
        language=language,
        noindex=fields.flag("noindex"),
        layout=one_line(fields.text("layout")),
        aliases=read_addresses(fields, "aliases"),
        references=document.references(),
        accept=read_accepted(fields),
    )
    fields.finish()
    if not page.body.key:
        fields.fail("empty-body", "title", "the page has no text", "write its text below the front matter")
    return page if title else None
