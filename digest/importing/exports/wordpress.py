"""The export of WordPress (WXR): posts and pages, one after the other."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import BinaryIO

from digest.importing.exports.links import Uploads, uploads_in
from digest.importing.exports.mended_xml import MendedXml
from digest.importing.exports.wordpress_posts import Item, Site, record_of
from digest.importing.markup.trees import BrokenXmlError, Element, xml_elements
from digest.importing.record import Record, Skipped

# What is no text of its own, or is none of this site's business: menus, templates, forms and what was sent with them, orders.
_INTERNAL = re.compile(
    r"attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-\w+|elementor_\w+|wpcf7\w*|feedback"
    r"|flamingo\w*|shop_\w+|jp_\w+|mc4wp\w*|et_\w+|amp_\w+|polylang_mo|scheduled-action|wpforms\w*|nf_sub|tablepress_table|vc_grid_item"
)
_UPLOADS = "wp-content/uploads"
_NEEDED = "{*}item", "{*}author", "{*}base_site_url", "{*}base_blog_url"


def read_wxr(
    stream: BinaryIO, name: str, names: Mapping[str, str], files: tuple[str, ...] = ()
) -> Iterator[Record | Skipped]:
    """Yield the posts and pages of an export of WordPress. `files` are the paths of the folder that it is in, for its pictures."""
    uploads = uploads_in(files, _UPLOADS)
    site, known = Site(), stream.seekable()
    try:
        if known:
            _read_ahead(stream, site)
        yield from _records(stream, name, names, site, uploads, known=known)
    except BrokenXmlError as broken:
        hint = "open the file in a text editor and repair this line, or export a smaller part of the site again"
        yield Skipped(name, f"the XML breaks off here, and what follows is not read: {broken}", hint)


def _read_ahead(stream: BinaryIO, site: Site) -> None:
    """Learn what texts need to know of the rest of the export: pictures and authors may come after them."""
    start = stream.tell()
    with suppress(BrokenXmlError):  # which is told when the texts before are read
        for element in xml_elements(MendedXml(stream), *_NEEDED):
            _learn(site, element)
    stream.seek(start)


def _records(
    stream: BinaryIO, name: str, names: Mapping[str, str], site: Site, uploads: Uploads, *, known: bool
) -> Iterator[Record | Skipped]:
    others: Counter[str] = Counter()
    for element in xml_elements(MendedXml(stream), *_NEEDED):
        if not known:
            _learn(site, element)
        if not element.tag.endswith("item"):
            continue
        item = Item.of(element)
        kind = item.one("wp:post_type") or "post"
        if kind in {"post", "page"}:
            yield record_of(item, site, uploads, f"{name}:{element.sourceline or 0}", names)
        elif not _INTERNAL.fullmatch(kind):
            others[kind] += 1
    for kind, count in sorted(others.items()):
        yield Skipped(
            name,
            f"neither posts nor pages: entries of the kind “{kind}” ({count})",
            f"if they are articles, write <wp:post_type>post</wp:post_type> in place of {kind} in the file",
        )


def _learn(site: Site, element: Element) -> None:
    local = element.tag.rpartition("}")[2]
    if local == "item":
        site.add(Item.of(element))
    elif local == "author":
        fields = Item.of(element)
        site.authors[fields.one("wp:author_login")] = fields.one("wp:author_display_name")
    elif element.text:
        site.urls.append(element.text)
