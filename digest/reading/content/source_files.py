"""Group the files of `content/` into documents: a text, its metadata in a file of the same stem, or one file with both.

What is neither belongs to the texts beside it (pictures, documents to download), or is a text in a format that digest does not read.
"""

import re
from collections import defaultdict
from typing import Literal, NamedTuple

from digest.model.diagnostic import Position
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.names import is_index
from digest.reading.files.walk import FoundFile

Kind = Literal["articles", "incidents", "pages"]
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext")
TEXTS = (*MARKDOWN, ".txt")
METADATA = (".yaml", ".yml", ".json", ".toml", ".meta")

_PANDOC = (
    "convert it to Markdown, such as with pandoc: pandoc {file} -t gfm -o {stem}.md; "
    "then add title: and date: between lines of ---"
)
_ROWS = "make one file a row or a line of it: a .json file with title, date and text each, or a Markdown file"
_EXPORT = (
    "save it as Markdown or plain text in the program that it comes from, with title: and date: between lines of ---"
)
# How to get in what digest does not read, by ending.
_UNREAD = {
    **dict.fromkeys(
        "html htm xhtml rst rest adoc asciidoc asc org textile docx odt rtf ipynb tex epub fb2".split(), _PANDOC
    ),
    **dict.fromkeys("wiki mediawiki creole muse typ t2t opml docbook dbk".split(), _PANDOC),
    **dict.fromkeys("csv tsv jsonl ndjson xlsx xls ods sql xml rss atom wxr".split(), _ROWS),
    **dict.fromkeys("pdf doc pages wpd eml mbox msg mht mhtml".split(), _EXPORT),
    **dict.fromkeys(
        "mdx mdoc markdoc rmd qmd njk liquid hbs pug haml".split(),
        "rename it to {stem}.md, and write what its components show as Markdown",
    ),
}
# What a text shows or links to; published only if it does.
_BESIDE = frozenset(
    "png jpg jpeg jpe jfif gif webp avif svg bmp tif tiff heic heif ico jxl "
    "mp3 m4a ogg oga opus wav flac aac mp4 m4v webm mov avi mkv ogv vtt srt zip gz tgz kml gpx geojson ics key ppt pptx odp".split()
)
_LIST_PAGE = "_index"
# Settings of other generators (Docusaurus, Eleventy, Jekyll).
_FOREIGN_SETTINGS = re.compile(
    r"(?:authors|tags|_category_|_defaults|.*\.11tydata)\.(?:yml|yaml|json|toml)", re.IGNORECASE
)


class SourceFiles(NamedTuple):
    """The files of one document that is not read yet: a text, metadata, or one of each, sorted by path.

    `kind` is the folder of `content/` that the files are in.
    """

    kind: Kind
    files: tuple[FoundFile, ...]

    @property
    def path(self) -> str:
        """The path of the first file, by which the document is found in the cache."""
        return self.files[0].path

    @property
    def stem(self) -> str:
        """The path of its files without their ending."""
        return self.path.rpartition(".")[0]

    @property
    def text(self) -> str:
        """The path of the file with the text; empty if there is none."""
        return next((file.path for file in self.files if _has_ending(file.path, TEXTS)), "")

    @property
    def metadata(self) -> str:
        """The path of the file with the metadata only; empty if there is none."""
        return next((file.path for file in self.files if _has_ending(file.path, METADATA)), "")

    @property
    def main(self) -> str:
        """The path of the file that contains the fields. Diagnostics name this file."""
        return self.metadata or self.text


class GroupedFiles(NamedTuple):
    """The documents among some files, and the files beside them that texts may show or link to."""

    documents: tuple[SourceFiles, ...]
    beside: tuple[FoundFile, ...]


def is_plain(file: str) -> bool:
    """Return whether a text is plain text, by the ending of its file."""
    return file[-4:].lower() == ".txt"


def _has_ending(path: str, endings: tuple[str, ...]) -> bool:
    return path.endswith(endings) or path.lower().endswith(endings)


def group_files(kind: Kind, found: tuple[FoundFile, ...], findings: DiagnosticCollector) -> GroupedFiles:
    """Group the files of one kind into documents, sorted by file."""
    stems: dict[str, list[FoundFile]] = defaultdict(list)
    others: list[FoundFile] = []
    for file in found:
        stem, dot, ending = file.path.rpartition(".")
        if dot and "/" not in ending and f".{ending.lower()}" in _READ:
            stems[stem].append(file)
        else:
            others.append(file)
    bundles = {stem.rpartition("/")[0] for stem in stems if is_index(stem.rpartition("/")[2])}
    documents = []
    for stem, files in stems.items():
        if _is_resource(stem, files, bundles):
            others += files
        elif not _is_passed_over(files, findings) and _can_be_told_apart(files, findings):
            documents.append(SourceFiles(kind, tuple(files)))
    beside = [file for file in others if _belongs_to_texts(file.path, bundles, findings)]
    return GroupedFiles(tuple(documents), tuple(beside))


_READ = frozenset(TEXTS + METADATA)


def _is_resource(stem: str, files: list[FoundFile], bundles: set[str]) -> bool:
    """Return whether these files lie in a page bundle, or in a folder of it, and are no document of their own."""
    folder, _, name = stem.rpartition("/")
    if not bundles or is_index(name):
        return False
    is_document = len(files) > 1 or _has_ending(files[0].path, MARKDOWN)
    return not is_document and _is_in_bundle(folder, bundles)


def _is_in_bundle(folder: str, bundles: set[str]) -> bool:
    while folder:
        if folder in bundles:
            return True
        folder = folder.rpartition("/")[0]
    return False


def _belongs_to_texts(path: str, bundles: set[str], findings: DiagnosticCollector) -> bool:
    """Return whether texts may show this file or link to it; report it if not."""
    stem, _, ending = path.rpartition(".")
    if ending.lower() in _BESIDE or (bundles and _is_in_bundle(path.rpartition("/")[0], bundles)):
        return True
    if ending.lower() in _UNREAD:
        findings.error(
            "unread-text",
            Position(path),
            f"digest does not read texts that end in .{ending}",
            _UNREAD[ending.lower()].format(file=path, stem=stem),
        )
        return False
    findings.warn(
        "unknown-file",
        Position(path),
        "digest does not read this file",
        "texts end in .md or .txt, metadata in .yaml or .json; pictures belong into content/media/",
    )
    return False


def _is_passed_over(files: list[FoundFile], findings: DiagnosticCollector) -> bool:
    """Return whether files are pages or settings that only other generators need; warn of them."""
    path = files[0].path
    name = path.rpartition("/")[2]
    if name.partition(".")[0] == _LIST_PAGE:
        what, hint = "this is the list page of a folder, which digest makes by itself", "delete the file"
    elif len(files) == 1 and _FOREIGN_SETTINGS.fullmatch(name):
        what, hint = "these are settings of another generator, which digest does not read", "delete the file"
    else:
        return False
    findings.warn("unknown-file", Position(path), what, hint)
    return True


def _can_be_told_apart(files: list[FoundFile], findings: DiagnosticCollector) -> bool:
    """Return whether at most one of the files is a text and at most one is metadata; report an error if not."""
    if len(files) == 1:
        return True
    for endings in (TEXTS, METADATA):
        same = [file.path for file in files if _has_ending(file.path, endings)]
        if len(same) > 1:
            findings.error(
                "two-files-one-name",
                Position(same[1]),
                f"“{same[0]}” has the same name but for its ending",
                "rename one of the two",
            )
            return False
    return True
