"""A post or page of WordPress as a record."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from html import escape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from digest.importing.exports.links import Uploads, hosts_of, localised, own_path, plain_words, remote_picture
from digest.importing.markup.trees import Element
from digest.importing.record import ContentKind, MediaFile, Record, Value
from digest.model.reports.imported import Note

_NO_DATE = "0000-00-00 00:00:00"
_LONGEST_OFFSET = timedelta(hours=14)


class Item(NamedTuple):
    """An element with its children: texts by name, such as `wp:post_name`; categories and the fields of plug-ins."""

    texts: Mapping[str, str]
    terms: tuple[tuple[str, str, str], ...]  # domain, short name, name
    meta: Mapping[str, tuple[str, ...]]
    comments: int

    @classmethod
    def of(cls, element: Element) -> "Item":
        """Return an element's children as values."""
        texts: dict[str, str] = {}
        terms: list[tuple[str, str, str]] = []
        meta: dict[str, list[str]] = {}
        comments = 0
        for child in element:
            name = _name(child)
            if name == "category":
                terms.append((child.get("domain", ""), child.get("nicename", ""), " ".join((child.text or "").split())))
            elif name == "wp:postmeta":
                pair = {_name(one): one.text or "" for one in child}
                meta.setdefault(pair.get("wp:meta_key", ""), []).append(pair.get("wp:meta_value", ""))
            elif name == "wp:comment":
                comments += 1
            elif name:
                texts.setdefault(name, child.text or "")
        return cls(texts, tuple(terms), {key: tuple(values) for key, values in meta.items()}, comments)

    def one(self, name: str) -> str:
        """Return the text of a child, without white space around it; empty if it is not there."""
        return self.texts.get(name, "").strip()

    def plugin(self, key: str) -> str:
        """Return the first value of a field of a plug-in; empty if there is none."""
        return next((value.strip() for value in self.meta.get(key, ())), "")


def _name(element: Element) -> str:
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    if "/excerpt" in space:
        return f"excerpt:{local}"
    if "wordpress.org/export" in space:
        return f"wp:{local}"
    if space.endswith("content/"):
        return f"content:{local}"
    return f"dc:{local}" if "purl.org/dc" in space else local


@dataclass
class Site:
    """What texts need to know of the rest of an export."""

    urls: list[str] = field(default_factory=list)
    authors: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, tuple[str, str]] = field(default_factory=dict)  # by id: URL and alternative text
    originals: dict[str, str] = field(
        default_factory=dict
    )  # by group of translations: the short name of its first post
    names: dict[str, str] = field(default_factory=dict)  # by id: the short names of posts

    def add(self, item: Item) -> None:
        """Learn what others need of an item."""
        if item.one("wp:post_type") == "attachment":
            url = item.one("wp:attachment_url") or item.one("guid")
            self.attachments[item.one("wp:post_id")] = (url, item.plugin("_wp_attachment_image_alt"))
            return
        self.names[item.one("wp:post_id")] = item.one("wp:post_name")
        for group in _terms(item, "post_translations", short=True):
            self.originals.setdefault(group, item.one("wp:post_name"))


def record_of(item: Item, site: Site, uploads: Uploads, place: str, names: Mapping[str, str]) -> Record:
    """Return a post or page as a record. `names` gives fields of the export and of plug-ins other names."""
    hosts = hosts_of(site.urls)
    html = localised(_with_footnotes(item), hosts, uploads)
    media = {file.target: file for file in html.media}
    notes = [*html.notes]
    fields: dict[str, Value] = {
        "title": plain_words(item.one("title")),
        "date": _moment(item.one("wp:post_date"), item.one("wp:post_date_gmt")),
        "modified": _moment(item.one("wp:post_modified"), item.one("wp:post_modified_gmt")),
        "slug": unquote(item.one("wp:post_name")),
        "excerpt": plain_words(item.one("excerpt:encoded")) or plain_words(item.plugin("_yoast_wpseo_metadesc")),
        "author": _author(item, site),
        "tags": [*_terms(item, "category"), *_terms(item, "post_tag")],
        **_decisions(item),
        **_translation(item, site),
    }
    if "status" not in fields:
        fields["aliases"] = _addresses(item, hosts, notes)
    if (picture := _picture(item, site, uploads, hosts, notes, media)) is not None:
        fields["image"] = picture
    if item.comments:
        notes.append(Note("passed-over", "comments", "comments of readers stay behind", text=str(item.comments)))
    name = re.sub(r"[-_]+", " ", str(fields["slug"])).strip()
    if not fields["title"] and name and not name.isdigit():
        fields["title"] = name[:1].upper() + name[1:]
        notes.append(Note("guessed", "title-of-name", f"the title is made of the address: {fields['title']}"))
    for theirs, ours in names.items():
        value = item.one(theirs) or item.plugin(theirs)
        if value:
            fields[ours] = value
    kind: ContentKind = "pages" if item.one("wp:post_type") == "page" else "articles"
    kept = {key: value for key, value in fields.items() if value not in ("", [], None)}
    return Record(
        place,
        kept,
        html.text,
        "html",
        kind,
        is_own=True,
        dialect="wordpress",
        media=tuple(media.values()),
        notes=tuple(notes),
    )


def _terms(item: Item, domain: str, *, short: bool = False) -> list[str]:
    found = [
        (nicename if short else name)
        for one, nicename, name in item.terms
        if one == domain and nicename != "uncategorized"
    ]
    return list(dict.fromkeys(filter(None, found)))


def _author(item: Item, site: Site) -> str:
    login = item.one("dc:creator")
    return site.authors.get(login) or login


def _moment(local: str, utc: str) -> str:
    """Return a moment with the zone that the two clocks of WordPress differ by; empty if there is none."""
    here, there = _parsed(local), _parsed(utc)
    if here is None or there is None:
        moment = here or there
        return "" if moment is None else moment.isoformat() + ("Z" if here is None else "")
    offset = here - there
    if abs(offset) > _LONGEST_OFFSET or offset % timedelta(minutes=15):
        return f"{there.isoformat()}Z"
    return here.replace(tzinfo=timezone(offset)).isoformat() if offset else f"{there.isoformat()}Z"


def _parsed(text: str) -> datetime | None:
    try:
        return None if text in {"", _NO_DATE} else datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _decisions(item: Item) -> dict[str, Value]:
    """Return what is decided of publishing: status, password, end, and search engines."""
    fields: dict[str, Value] = {}
    status = item.one("wp:status")
    if status not in {"publish", "inherit", ""}:
        fields["status"] = status
    elif item.one("wp:post_password"):
        fields["status"] = "password"
    elif item.plugin("_members_access_role") or item.plugin("_members_access_error"):
        fields["status"] = "protected"
    robots = item.plugin("rank_math_robots") + item.plugin("_aioseop_noindex").replace("on", "noindex")
    if item.plugin("_yoast_wpseo_meta-robots-noindex") == "1" or "noindex" in robots:
        fields["noindex"] = True
    if item.plugin("_expiration-date-status") == "saved" and item.plugin("_expiration-date").isdigit():
        fields["expires"] = item.plugin("_expiration-date")
    return fields


def _translation(item: Item, site: Site) -> dict[str, Value]:
    """Return language and original of a post, as Polylang and WPML export them."""
    fields: dict[str, Value] = {}
    languages = _terms(item, "language", short=True)
    if languages:
        fields["lang"] = languages[0]
    own = item.one("wp:post_name")
    groups = [site.originals.get(group, "") for group in _terms(item, "post_translations", short=True)]
    original = next(iter(groups), "") or site.names.get(item.plugin("_icl_lang_duplicate_of"), "")
    if original and original == own and groups:
        fields["id"] = unquote(own)
    elif original:
        fields["translation_of"] = unquote(original)
    return fields


def _addresses(item: Item, hosts: frozenset[str], notes: list[Note]) -> list[Value]:
    """Return the old addresses of a post: that of its link, and those with earlier short names."""
    link = item.one("link")
    path = own_path(link, hosts) if hosts else urlsplit(link).path
    if not path or path == "/":
        return []
    if "?" in path:
        message = "the old address has a query: no host of files can redirect it"
        notes.append(Note("unknown", "query-address", message, text=link))
        return []
    name = item.one("wp:post_name")
    parent = path.rstrip("/").rpartition("/")
    addresses: list[Value] = [path]
    if name and parent[2] == name:
        addresses += [f"{parent[0]}/{old}/" for old in item.meta.get("_wp_old_slug", ()) if old and "/" not in old]
    return addresses


def _picture(
    item: Item, site: Site, uploads: Uploads, hosts: frozenset[str], notes: list[Note], media: dict[str, MediaFile]
) -> dict[str, Value] | None:
    url, alt = site.attachments.get(item.plugin("_thumbnail_id"), ("", ""))
    path = own_path(url, hosts)
    file = uploads.find(path) if path else None
    if file is None:
        if url:
            notes.append(remote_picture(url))
        return None
    media[file.target] = file
    return {"src": f"media/{file.target}", "alt": alt or plain_words(item.one("title"))}


def _with_footnotes(item: Item) -> str:
    """Return the text with the footnotes that WordPress keeps beside it."""
    text = item.texts.get("content:encoded", "")
    try:
        notes = json.loads(item.plugin("footnotes") or "[]")
    except (ValueError, RecursionError):
        return text
    listed = [
        f'<li id="{escape(str(note.get("id", "")))}">{note.get("content", "")}</li>'
        for note in (notes if isinstance(notes, list) else [])
        if isinstance(note, dict)
    ]
    return f'{text}\n<ol class="wp-block-footnotes">{"".join(listed)}</ol>' if listed else text
