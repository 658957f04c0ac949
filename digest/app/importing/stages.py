"""The stages of an import, joined: what reads, cleans, completes and names an article. Each is loaded when first needed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, replace
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple
from zoneinfo import ZoneInfo

from digest.adapters.serialization import pack, read_toml, unpack
from digest.app.importing.folder import parse_document
from digest.importing.identity import Keys, keys_of
from digest.importing.metadata.context import MetadataContext, Observation, Outlet, host_of, learn, metadata_context
from digest.importing.metadata.evidence import Regions, read_evidence
from digest.importing.placing import file_text, stem_of
from digest.importing.record import ContentKind, Folder, Form, MediaFile, NewArticle, Record, Skipped, Suggestion
from digest.importing.urls import with_original_url
from digest.model.config import Config
from digest.model.reports.imported import Note
from digest.model.url import fold
from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.records import TranslatedRecord, translate_record
from digest.reading.files.gazetteer import read_cities
from digest.reading.files.program import read_evidence_tables, read_litter

if TYPE_CHECKING:
    from digest.importing.cleaning.rules import Litter


# The heading with which a Markdown text begins, if it is its title.
_HEADING = re.compile(r"\s*# +(.+?)[ \t#]*(?:\n+|\Z)")


# A placeholder: each import sets its own moment.
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


# Files beside an export that its texts show or link to.
_UPLOADED = re.compile(
    r"\.(?:avif|gif|jpe?g|png|svg|webp|ico|bmp|heic|mp3|m4a|ogg|wav|mp4|m4v|webm|mov|pdf|zip|css|js|php|woff2?)$",
    re.IGNORECASE,
)


class Kept(NamedTuple):
    """An article as the spool has it, and the folder that its media are in; empty if it has none."""

    article: NewArticle
    folder: str


class Stages:
    """The stages of one import, for the site with these settings."""

    def __init__(self, config: Config, now: datetime) -> None:
        """Load nothing yet."""
        self._config = config
        self._now = now
        self._outlets: dict[str, Outlet] = {}
        self._observations: Counter[Observation] = Counter()

    @cached_property
    def _litter(self) -> "Litter":
        from digest.importing.cleaning.rules import Litter, LitterRules

        return Litter(read_toml(read_litter(), LitterRules))

    def read_folder(
        self, folder: Folder, names: Mapping[str, str]
    ) -> tuple[Iterator[Record | Skipped], tuple[str, ...]]:
        """Return the texts of a folder that belongs to a generator or holds exports, and the paths of the files to read one by one."""
        from digest.importing.exports.detect import is_cstate
        from digest.importing.exports.folders import exports_in, read_export_folder
        from digest.importing.sites.detect import detect_site
        from digest.importing.sites.read import read_site

        if is_cstate(folder):  # Hugo makes it, but its issues are no articles
            return read_export_folder(folder, names) or iter(()), ()
        site = detect_site(folder)
        if site is not None:
            return read_site(site, folder), ()
        exports = {path for path, _ in exports_in(folder)}
        others = (path for path in folder.files() if path not in exports)
        if not exports:
            return iter(()), tuple(others)
        uploaded = _UPLOADED.search
        return read_export_folder(folder, names) or iter(()), tuple(path for path in others if not uploaded(path))

    def read_file(
        self, name: str, head: bytes, stream: BinaryIO, names: Mapping[str, str]
    ) -> Iterator[Record | Skipped]:
        """Return the texts of a file, or why there are none."""
        from digest.importing.formats.detect import detect, unknown
        from digest.importing.formats.read import read_records

        form = detect(name, head)
        if form is None:
            return iter((unknown(name, head),))
        return read_records(form, stream, name, names, parse_document)

    def article_of(self, record: Record) -> NewArticle:
        """Return a record with its fields in digest's names and its text as Markdown or plain text, mended."""
        from digest.importing.cleaning.mend import mend
        from digest.importing.markup.convert import to_markdown

        translated = self._translated(record)
        text, form, notes = record.text, record.form, (*record.notes, *translated.notes)
        if form != "plain":
            text, told = to_markdown(text, form, record.dialect)
            form, notes = "markdown", (*notes, *told)
        fields = translated.fields
        if isinstance(source := fields.get("source"), dict):
            fields["source"] = with_original_url(source)
        if "title" not in fields and form == "markdown" and (found := _HEADING.match(text)):
            fields, text = {"title": found[1], **fields}, text[found.end() :]
        return mend(NewArticle(record.place, fields, text, form, record.kind, record.is_own, record.media, notes=notes))

    def known_article(self, record: Record) -> NewArticle:
        """Return a file that is here already as an article, whether it can be built or not."""
        fields = self._translated(record).fields
        fields.setdefault("id", record.place.rpartition("/")[2].rpartition(".")[0])
        return NewArticle(record.place, fields, record.text, "markdown", record.kind, is_own=True)

    def _translated(self, record: Record) -> TranslatedRecord:
        config = self._config
        conventions = Conventions(config.base_url, config.fields)
        return translate_record(record.fields, record.place, conventions, config.zone, record.kind)

    def outlet_of(self, article: NewArticle) -> str:
        """Return whose lines are counted together; empty if nobody knows."""
        from digest.importing.cleaning.repetition import outlet_of

        return outlet_of(article)

    def lines_of(self, article: NewArticle) -> Iterator[str]:
        """Return the lines of an article by which repetition is counted, each once."""
        from digest.importing.cleaning.repetition import lines_of

        return lines_of(article)

    def know_outlet(self, article: NewArticle) -> None:
        """Keep the name that an editor has given an outlet, and where its articles are."""
        from digest.importing.metadata.complete import observe_places

        self._observations.update(observe_places(article, self._regions))
        source = article.fields.get("source")
        name = source.get("name") if isinstance(source, dict) else None
        host = host_of(article)
        if host and isinstance(name, str):
            self._outlets.setdefault(host, Outlet(name, is_certain=True))

    def observe(self, article: NewArticle) -> None:
        """Count what an article says of its outlet."""
        from digest.importing.metadata.complete import observe

        self._observations.update(observe(article, self._towns))

    @property
    def learnt(self) -> str:
        """What was observed, for an import that goes on."""
        return pack((self._outlets, list(self._observations.items()))).decode()

    def learn(self, learnt: str) -> None:
        """Take up what was observed before an import was interrupted."""
        outlets, observations = unpack(learnt, tuple[dict[str, Outlet], list[tuple[Observation, int]]])
        self._outlets, self._observations = outlets, Counter(dict(observations))

    @cached_property
    def _regions(self) -> Regions:
        return Regions(read_evidence(read_evidence_tables()))

    @cached_property
    def _towns(self) -> MetadataContext:
        context = _towns_and_tables(self._config.language, self._config.zone)
        return replace(context, now=self._now, outlets=self._outlets)

    @cached_property
    def _context(self) -> MetadataContext:
        return learn(self._towns, self._observations)

    def finish(self, article: NewArticle, repeated: Callable[[str], int]) -> NewArticle | Skipped:
        """Return an article with all that is known of it, and without litter, or why it is none.

        `repeated` says how many articles of its outlet have a line.
        Evidence comes first: lines with the date or the outlet's name are often litter.
        """
        from digest.importing.cleaning.clean import clean
        from digest.importing.metadata.complete import complete

        with suppress(ModuleNotFoundError):  # without the extra, less is known
            article = self._without_dateline(complete(article, self._context))
        return _with_text(clean(article, self._litter, repeated))

    def _without_dateline(self, article: NewArticle) -> NewArticle:
        """Return an article without its dateline, if the settings say so and the text is somebody else's."""
        from digest.importing.cleaning.datelines import without_dateline
        from digest.importing.metadata.datelines import find_dateline

        if self._config.imports.datelines == "keep" or article.is_own:
            return article
        dateline = find_dateline(article.text, self._context.evidence, self._context.regions)
        return without_dateline(article, dateline.words) if dateline else article

    def keys_of(self, article: NewArticle, stem: str = "") -> Keys:
        """Return by what an article is known again. `stem` is the name of its file, if it has one."""
        return keys_of(article, fold(stem) if stem else stem_of(article))

    def file_of(self, article: NewArticle) -> str:
        """Return the whole text of the file that an article becomes."""
        from digest.importing.markup.convert import to_markdown

        return file_text(article, to_markdown(article.text, article.form).text)


def _with_text(article: NewArticle) -> NewArticle | Skipped:
    """Return an article that a build can show: without a text, as a link to its source, or with its summary as text."""
    if article.text.strip() or article.kind == "incidents":
        return article
    summary = article.fields.get("summary")
    if article.is_own and isinstance(summary, str):
        fields = {key: value for key, value in article.fields.items() if key != "summary"}
        note = Note("guessed", "summary-as-text", "there is no text but the summary")
        return replace(article, text=summary, fields=fields, notes=(*article.notes, note))
    if not article.is_own and "source.url" not in unknown_in(article):
        note = Note("guessed", "link-alone", "there is no text: the article is shown as a link to its source")
        return replace(article, fields={**article.fields, "show": "link"}, notes=(*article.notes, note))
    return Skipped(article.place, "it has no text", "import it again when it has")


def unknown_in(article: NewArticle) -> Iterator[str]:
    """Return the fields that an article must have and that nothing says: its file has a question mark there, which a build refuses."""
    suggested = {one.field for one in article.suggestions if one.written}
    if article.kind != "articles":
        return
    if not article.fields.get("title"):
        yield "title"
    if article.fields.get("date", "?") == "?" and "date" not in suggested:
        yield "date"
    source = article.fields.get("source")
    url = source.get("url", "?") if isinstance(source, dict) else "?"
    if not article.is_own and url == "?" and "source.url" not in suggested:
        yield "source.url"


@cache
def _towns_and_tables(language: str, zone: ZoneInfo) -> MetadataContext:
    """Return what evidence is compared with. Loading it takes a second; without the extra, no place is found by its name."""
    try:
        cities = read_cities()
    except ModuleNotFoundError:
        cities = b"{}"
    return metadata_context(language=language, zone=zone, now=_LONG_AGO, evidence=read_evidence_tables(), cities=cities)


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
