"""The stages of an import, joined: what reads, cleans, completes and names an article. Each is loaded when first needed."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from digest.adapters.serialization import fingerprint, pack, unpack
from digest.importing.record import ContentKind, Folder, Form, MediaFile, NewArticle, Record, Skipped, Suggestion, Value
from digest.model.config import Config
from digest.model.reports.imported import Note
from digest.model.url import fold, slugify


class Kept(NamedTuple):
    """An article as the spool has it, and the folder that its media are in; empty if it has none."""

    article: NewArticle
    folder: str


class Keys(NamedTuple):
    """What an article is known by: its id, its canonical URL, and a fingerprint of its text. Each may be empty."""

    id: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of one import, for the site with these settings."""

    config: Config

    def read_site(self, folder: Folder) -> Iterator[Record | Skipped] | None:
        """Return the texts of a folder that a generator made; None if it is another one."""
        from digest.importing.sites.detect import detect_site
        from digest.importing.sites.read import read_site

        site = detect_site(folder)
        return None if site is None else read_site(site, folder)

    def read_file(
        self,
        name: str,
        head: bytes,  # noqa: ARG002 - until formats are detected
        stream: BinaryIO,
        names: Mapping[str, str],  # noqa: ARG002 - likewise
    ) -> Iterator[Record | Skipped] | None:
        """Return the texts of a file; None if nothing is known that reads it."""
        return _read_lines(stream, name) if name.endswith(".jsonl") else None

    def article_of(self, record: Record) -> NewArticle | Skipped:
        """Return a record with its fields in digest's names and its text as Markdown or plain text; or why it is none."""
        from digest.importing.markup.convert import to_markdown

        fields = {key: value for key, value in record.fields.items() if key in {"id", "title", "date"}}
        if url := record.fields.get("url"):
            fields["source"] = {"url": url}
        text, form, notes = record.text, record.form, record.notes
        if form != "plain":
            text, told = to_markdown(text, form, record.dialect)
            form, notes = "markdown", (*notes, *told)
        return NewArticle(record.place, fields, text, form, record.kind, record.is_own, record.media, notes=notes)

    def known_article(self, record: Record) -> NewArticle:
        """Return a file that is here already as an article, whether it can be built or not."""
        article = self.article_of(record)
        return article if isinstance(article, NewArticle) else NewArticle(record.place, {}, "", "markdown", record.kind)

    def lines_of(self, article: NewArticle) -> Iterator[str]:
        """Return the normalised lines of an article by which repetition is counted."""
        return iter({line.strip().lower() for line in article.text.split("\n") if line.strip()})

    def finish(self, article: NewArticle, repeated: Callable[[str], int]) -> NewArticle:  # noqa: ARG002 - until there is cleaning
        """Return an article without litter, with all that is known of it. `repeated` says how many articles of its outlet have a line."""
        return article

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


def outlet_of(article: NewArticle) -> str:
    """Return what tells an article's outlet from others: the host of its URL, else its name; empty if neither is known."""
    try:
        host = urlsplit(url_of(article)).hostname or ""
    except ValueError:
        host = ""
    source = article.fields.get("source")
    name = source.get("name") if isinstance(source, dict) else None
    return host.removeprefix("www.") or (name if isinstance(name, str) and name != "?" else "")


def _read_lines(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    for number, line in enumerate(stream, 1):
        fields: dict[str, Value] = json.loads(line)
        text = str(fields.pop("text", ""))
        yield Record(f"{name}:{number}", fields, text, "plain")
