"""The export of Ghost (JSON, versions 1 to 6): posts and pages."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from digest.importing.exports.ghost_cards import words_of_cards
from digest.importing.exports.links import Uploads, localised, own_path, plain_words, remote_picture, uploads_in
from digest.importing.record import ContentKind, Form, MediaFile, Record, Skipped, Value
from digest.model.reports.imported import Note

_UPLOADS = "content/images"
_HOST = "__GHOST_URL__"
_OWN = "ghost-url.invalid"  # replaces `__GHOST_URL__`, by which an export names the site's own host
_HINT = "export the content again in Ghost: Settings → Import/Export → Export"


class _Tables(NamedTuple):
    """What posts need to know of the other tables: by the id of a post, and by that of an author."""

    tags: Mapping[str, list[str]]
    authors: Mapping[str, list[str]]
    meta: Mapping[str, Mapping[str, Value]]
    users: Mapping[str, str]


def read_ghost(
    stream: BinaryIO, name: str, names: Mapping[str, str], files: tuple[str, ...] = ()
) -> Iterator[Record | Skipped]:
    """Yield the posts and pages of an export of Ghost. `files` are the paths of the folder that it is in, for its pictures."""
    try:
        data = _data(json.loads(stream.read()))
    except (ValueError, RecursionError) as broken:
        yield Skipped(name, f"this is no JSON that can be read: {' '.join(str(broken).split())}", _HINT)
        return
    if data is None:
        yield Skipped(name, "this JSON has no posts of Ghost", _HINT)
        return
    tables, uploads = _tables(data), uploads_in(files, _UPLOADS)
    for number, post in enumerate(_rows(data, "posts"), 1):
        yield _record(post, tables, uploads, f"{name}: post {number}", names)


def _data(value: Value) -> Mapping[str, Value] | None:
    """Return the tables of an export, of whichever version."""
    if isinstance(value, dict) and isinstance(value.get("db"), list):
        value = next(iter(value["db"]), None)  # type: ignore[arg-type] # a list, as has just been seen
    if isinstance(value, dict):
        data = value.get("data")
        if isinstance(data, dict) and isinstance(data.get("posts"), list):
            return data
    return None


def _rows(data: Mapping[str, Value], table: str) -> list[dict[str, Value]]:
    rows = data.get(table)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _text(row: Mapping[str, Value], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _tables(data: Mapping[str, Value]) -> _Tables:
    names = {_text(tag, "id"): _text(tag, "name") for tag in _rows(data, "tags")}
    users = {_text(user, "id"): _text(user, "name") for user in _rows(data, "users")}
    meta = {_text(row, "post_id"): row for row in _rows(data, "posts_meta")}
    return _Tables(
        _joined(_rows(data, "posts_tags"), "tag_id", names),
        _joined(_rows(data, "posts_authors"), "author_id", users),
        meta,
        users,
    )


def _joined(rows: list[dict[str, Value]], key: str, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the names that posts are joined with, by the id of a post, in the order of the table."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (_text(row, "post_id"), _number(row.get("sort_order")))):
        name = names.get(_text(row, key), "")
        if name and not name.startswith("#"):  # of tags, those that readers of Ghost do not see
            found[_text(row, "post_id")].append(name)
    return found


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _record(post: dict[str, Value], tables: _Tables, uploads: Uploads, place: str, names: Mapping[str, str]) -> Record:
    meta = {
        **tables.meta.get(_text(post, "id"), {}),
        **{key: value for key, value in post.items() if value is not None},
    }
    notes: list[Note] = []
    html, form = _body(post, notes)
    body = localised(html.replace(_HOST, f"https://{_OWN}"), frozenset({_OWN}), uploads)
    notes += [replace(note, text=note.text.replace(f"https://{_OWN}", "")) for note in body.notes]
    media = {file.target: file for file in body.media}
    kind: ContentKind = "pages" if _text(post, "type") == "page" or post.get("page") == 1 else "articles"
    fields: dict[str, Value] = {
        "title": _text(post, "title"),
        "slug": _text(post, "slug"),
        "date": _text(post, "published_at") or _text(post, "created_at"),
        "updated_at": _text(post, "updated_at"),
        "custom_excerpt": _text(meta, "custom_excerpt") or _text(meta, "meta_description"),
        "canonical_url": _text(meta, "canonical_url"),
        "tags": list(tables.tags.get(_text(post, "id"), [])),
        "author": _authors(post, tables),
        "lang": _text(post, "locale") or _text(post, "language"),
        "image": _picture(meta, uploads, notes, media),
        **_decisions(post, meta, notes),
    }
    if "status" not in fields and _text(post, "slug"):
        fields["aliases"] = [f"/{_text(post, 'slug')}/"]
    for theirs, ours in names.items():
        if meta.get(theirs) not in (None, "", []):
            fields[ours] = meta[theirs]
    kept = {key: value for key, value in fields.items() if value not in ("", [], None)}
    return Record(
        place,
        kept,
        body.text.replace(f"https://{_OWN}", ""),
        form,
        kind,
        is_own=True,
        dialect="ghost",
        media=tuple(media.values()),
        notes=tuple(notes),
    )


def _body(post: Mapping[str, Value], notes: list[Note]) -> tuple[str, Form]:
    """Return the text of a post: its HTML, or else the words of its cards or its plain text."""
    html = _text(post, "html")
    if html:
        return html, "html"
    markdown = _text(post, "markdown")  # of Ghost 0.x
    if markdown:
        return markdown, "markdown"
    plain = words_of_cards(_text(post, "lexical") or _text(post, "mobiledoc")) or _text(post, "plaintext")
    if plain:
        notes.append(
            Note(
                "passed-over",
                "no-html",
                "the export has no HTML of this text: its words are taken, without links and pictures",
            )
        )
    return plain, "plain"


def _authors(post: Mapping[str, Value], tables: _Tables) -> Value:
    names = tables.authors.get(_text(post, "id")) or [tables.users.get(_text(post, "author_id"), "")]
    return [name for name in names if name]


def _picture(meta: Mapping[str, Value], uploads: Uploads, notes: list[Note], media: dict[str, MediaFile]) -> Value:
    """Return the picture of a post, if its file is beside the export."""
    url = (_text(meta, "feature_image") or _text(meta, "image")).replace(_HOST, f"https://{_OWN}")
    path = own_path(url, frozenset({_OWN})) or url
    file = uploads.find(path.partition("?")[0]) if path.startswith("/") else None
    if file is None:
        if url:
            notes.append(remote_picture(url.replace(f"https://{_OWN}", "")))
        return None
    media[file.target] = file
    caption = plain_words(_text(meta, "feature_image_caption"))
    alt = _text(meta, "feature_image_alt") or caption or _text(meta, "title")
    return {"src": f"media/{file.target}", "alt": alt, **({"credit": caption} if caption else {})}


def _decisions(post: Mapping[str, Value], meta: Mapping[str, Value], notes: list[Note]) -> dict[str, Value]:
    """Return what is decided of publishing: only what everybody could read is published."""
    status, visibility = _text(post, "status") or "published", _text(post, "visibility") or "public"
    if status != "published":
        return {"status": status}
    if visibility != "public":
        message = (
            f"only some could read it in Ghost (visibility: {visibility}): it is a draft until you delete `status`"
        )
        notes.append(Note("passed-over", "members-only", message))
        return {"status": "protected"}
    if meta.get("email_only") == 1:
        notes.append(
            Note("passed-over", "members-only", "it was only sent by e-mail: it is a draft until you delete `status`")
        )
        return {"status": "sent"}
    return {}
