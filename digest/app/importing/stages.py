"""The stages of an import, joined: what reads, cleans, completes and names an article. Each is loaded when first needed."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from digest.adapters.serialization import fingerprint, pack, read_toml, unpack
from digest.app.importing.folder import parse_document
from digest.importing.record import ContentKind, Folder, Form, MediaFile, NewArticle, Record, Skipped, Suggestion, Value
from digest.model.config import Config
from digest.model.reports.imported import Note
from digest.model.url import fold, slugify
from digest.reading.files.program import read_litter

if TYPE_CHECKING:
    from digest.importing.cleaning.rules import Litter


class Kept(NamedTuple):
    """An article as the spool has it, and the folder that its media are in; empty if it has none."""

    article: NewArticle
    folder: str


class Keys(NamedTuple):
    """What an article is known by: its id, its canonical URL, and a fingerprint of its text. Each may be empty."""

    id: str
    url: str
    text: str


class Stages:
    """The stages of one import, for the site with these settings."""

    def __init__(self, config: Config) -> None:
        """Load nothing yet."""
        self._config = config

    @cached_property
    def _litter(self) -> "Litter":
        from digest.importing.cleaning.rules import Litter, LitterRules

        return Litter(read_toml(read_litter(), LitterRules))

    def read_site(self, folder: Folder) -> Iterator[Record | Skipped] | None:
        """Return the texts of a folder that a generator made; None if it is another one."""
        from digest.importing.sites.detect import detect_site
        from digest.importing.sites.read import read_site

        site = detect_site(folder)
        return None if site is None else read_site(site, folder)

    def read_file(
        self, name: str, head: bytes, stream: BinaryIO, names: Mapping[str, str]
    ) -> Iterator[Record | Skipped]:
        """Return the texts of a file, or why there are none."""
        from digest.importing.formats.detect import detect, unknown
        from digest.importing.formats.read import read_records

        form = detect(name, head)
        if form is None:
            return iter((unknown(name, head),))
        return read_records(form, stream, name, names, lambda path, text: parse_document(text.encode(), path))

    def article_of(self, record: Record) -> NewArticle | Skipped:
        """Return a record with its fields in digest's names and its text as Markdown or plain text, mended; or why it is none."""
        from digest.importing.cleaning.mend import mend
        from digest.importing.markup.convert import to_markdown

        fields = {key: value for key, value in record.fields.items() if key in {"id", "title", "date"}}
        if url := record.fields.get("url"):
            fields["source"] = {"url": url}
        text, form, notes = record.text, record.form, record.notes
        if form != "plain":
            text, told = to_markdown(text, form, record.dialect)
            form, notes = "markdown", (*notes, *told)
        return mend(NewArticle(record.place, fields, text, form, record.kind, record.is_own, record.media, notes=notes))

    def known_article(self, record: Record) -> NewArticle:
        """Return a file that is here already as an article, whether it can be built or not."""
        fields: dict[str, Value] = {key: value for key, value in record.fields.items() if key in {"id", "source"}}
        return NewArticle(record.place, fields, record.text, "markdown", record.kind, is_own=True)

    def outlet_of(self, article: NewArticle) -> str:
        """Return whose lines are counted together; empty if nobody knows."""
        from digest.importing.cleaning.repetition import outlet_of

        return outlet_of(article)

    def lines_of(self, article: NewArticle) -> Iterator[str]:
        """Return the lines of an article by which repetition is counted, each once."""
        from digest.importing.cleaning.repetition import lines_of

        return lines_of(article)

    def finish(self, article: NewArticle, repeated: Callable[[str], int]) -> NewArticle:
        """Return an article without litter, with all that is known of it. `repeated` says how many articles of its outlet have a line."""
        from digest.importing.cleaning.clean import clean

        return clean(article, self._litter, repeated)

    def keys_of(self, article: NewArticle) -> Keys:
        """Return what an article is known by."""
        return Keys(str(article.fields.get("id") or ""), url_of(article), fingerprint(article.text.encode()))

    def path_of(self, article: NewArticle, taken: Callable[[str], bool]) -> str:
        """Return the path of the file that an article becomes, which is not taken."""
        date = str(article.fields.get("date") or "")
        folder = f"{date[:4]}/{date[5:7]}" if date else "undated"
        stem = slugify(str(article.fields.get("title") or "")) or "article"
        path, number = f"content/articles/{folder}/{stem}.md", 1
        while taken(path):
            number += 1
            path = f"content/articles/{folder}/{stem}-{number}.md"
        return path

    def file_of(self, article: NewArticle) -> str:
        """Return the whole text of the file that an article becomes."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in article.fields.items()]
        return "\n".join(("---", *lines, "---", article.text, ""))


class _PackedSuggestion(NamedTuple):
    field: str
    value: Any
    evidence: str
    written: bool


class _Packed(NamedTuple):
    """The same in types that can be unpacked: that of a value is recursive."""

    place: str
    fields: dict[str, Any]
    text: str
    form: Form
    kind: ContentKind
    is_own: bool
    media: tuple[MediaFile, ...]
    suggestions: tuple[_PackedSuggestion, ...]
    notes: tuple[Note, ...]
    folder: str


def pack_kept(kept: Kept) -> bytes:
    """Return an article of the spool as bytes."""
    one = kept.article
    suggestions = tuple(_PackedSuggestion(*astuple(suggestion)) for suggestion in one.suggestions)
    text = one.text.encode(errors="replace").decode()  # half a surrogate pair, as broken JSON has it, is no character
    packed = _Packed(
        one.place,
        dict(one.fields),
        text,
        one.form,
        one.kind,
        one.is_own,
        one.media,
        suggestions,
        one.notes,
        kept.folder,
    )
    return pack(packed)


def unpack_kept(raw: bytes) -> Kept:
    """Return the article that `pack_kept` packed."""
    one = unpack(raw, _Packed)
    suggestions = tuple(Suggestion(*suggestion) for suggestion in one.suggestions)
    article = NewArticle(
        one.place, one.fields, one.text, one.form, one.kind, one.is_own, one.media, suggestions, one.notes
    )
    return Kept(article, one.folder)


def stem_of(path: str) -> str:
    """Return what files of one kind must not have in common: their name without the ending, which is their id."""
    return fold(f"{path.split('/')[1]}/{path.rpartition('/')[2].rpartition('.')[0]}")


def names_of(keys: Keys, path: str) -> list[tuple[str, str]]:
    """Return by which names the spool finds the article at a path again, each with its kind."""
    names = [("stem", stem_of(path)), ("id", keys.id), ("url", keys.url), ("text", keys.text)]
    return [name for name in names if name[1]]


def url_of(article: NewArticle) -> str:
    """Return the URL of the source of an article; empty if it is not known."""
    source = article.fields.get("source")
    url = source.get("url") if isinstance(source, dict) else None
    return url if isinstance(url, str) and url != "?" else ""
