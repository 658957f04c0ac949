"""Make a whole digest site from a corpus, to measure with: `corpus.py jsonl PATH OUT` or `corpus.py synthetic N OUT`.

A JSONL corpus has one object a line: `id incident title date url text`. It may be compressed (`.xz`, `.gz`).
"""

import argparse
import gzip
import json
import lzma
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TextIO
from uuid import NAMESPACE_URL, uuid5

from prose import slugify
from synthetic import Article, make_articles

BASE_URL = "https://digest.example/news/"
FIELDS = ("id", "incident", "title", "date", "url", "text")
SLUG_LENGTH = 50
ID_LENGTH = 8
# What JSON lets stand in a string and YAML does not, or folds as a line's end.
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was written."""

    articles: int
    incidents: int
    sources: int
    characters: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the site that the command line asks for; 2 if that cannot be."""
    options = read_arguments(arguments)
    try:
        refuse_full(options.out)
        articles: Iterable[Article]
        if options.corpus == "jsonl":
            articles, note = prepare_articles(
                list(read_articles(options.path, options.limit)), mend=options.dates == "mend"
            )
        else:
            articles, note = make_articles(options.amount, options.seed), ""
        counts = write_site(articles, options.out)
    except (OSError, ValueError, EOFError, lzma.LZMAError) as problem:
        sys.stderr.write(f"corpus.py: {problem}\n")
        return 2
    sys.stdout.write(
        f"{counts.articles} articles, {counts.incidents} incidents, {counts.sources} sources, "
        f"{counts.characters} characters{note}\n"
    )
    return 0


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(prog="corpus.py", description="Make a digest site to measure with.")
    commands = parser.add_subparsers(dest="corpus", required=True)
    jsonl = commands.add_parser("jsonl", help="from a JSONL file")
    jsonl.add_argument("path", type=Path, metavar="PATH")
    jsonl.add_argument("--limit", type=read_amount, metavar="N", help="take only the first N articles")
    jsonl.add_argument("--dates", choices=("keep", "mend"), default="mend", help="what to do with a date that is none")
    synthetic = commands.add_parser("synthetic", help="of articles that are made up")
    synthetic.add_argument("amount", type=read_amount, metavar="N")
    synthetic.add_argument("--seed", type=int, default=1)
    for command in (jsonl, synthetic):
        command.add_argument("out", type=Path, metavar="OUT", help="a folder that is empty or does not exist")
    return parser.parse_args(arguments)


def read_amount(text: str) -> int:
    """Return the positive number that this text is."""
    if (amount := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return amount


def refuse_full(folder: Path) -> None:
    """Raise an OSError if there is anything in this folder, or in its place."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already and is not an empty folder")


def open_text(path: Path) -> TextIO:
    """Open a text for reading, uncompressed."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_articles(path: Path, limit: int | None) -> Iterator[Article]:
    """Return the articles of a JSONL corpus as they are, or the first of them. A ValueError names a line that is none."""
    with open_text(path) as lines:
        for number, line in enumerate(islice(lines, limit), start=1):
            try:
                record = json.loads(line)
                identity, incident, title, day, url, text = (str(record[field]) for field in FIELDS)
            except (KeyError, TypeError, json.JSONDecodeError) as problem:
                raise ValueError(f"{path}:{number}: {problem!r}") from problem
            yield Article(identity, incident, title, day, url, text)


def prepare_articles(articles: list[Article], *, mend: bool) -> tuple[list[Article], str]:
    """Return the articles, with mended dates if that is wanted, and what to say about those dates."""
    bad = sum(not is_date(article.date) for article in articles)
    return (mend_dates(articles), f", {bad} dates mended") if mend else (articles, f", {bad} bad dates kept")


def mend_dates(articles: Sequence[Article]) -> list[Article]:
    """Return a bad date the earliest one of its incident, or else the median of all, so that every article has one."""
    dated = sorted((article for article in articles if is_date(article.date)), key=lambda article: article.date)
    if not dated:
        raise ValueError("no article has a date")
    earliest = {article.incident: article.date for article in reversed(dated)}
    median = dated[len(dated) // 2].date
    return [
        article if is_date(article.date) else replace(article, date=earliest.get(article.incident, median))
        for article in articles
    ]


def is_date(text: str) -> bool:
    """Return whether this is a day such as 2024-03-26."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def write_site(articles: Iterable[Article], folder: Path) -> Counts:
    """Write the configuration and one file an article."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_bytes(format_config().encode())
    incidents, sources, stems, characters = set(), set(), set[str](), 0
    for article in articles:
        stem = name_file(article, stems)
        path = folder / "content" / "articles" / sha256(article.id.encode()).hexdigest()[:2] / f"{stem}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(format_article(article).encode())
        stems.add(stem)
        incidents.add(article.incident)
        sources.add(name_host(article.url))
        characters += len(article.text)
    return Counts(len(stems), len(incidents), len(sources), characters)


def name_file(article: Article, taken: set[str]) -> str:
    """Return a file's stem: the title and the start of the id, or all of the id where others start alike."""
    title, identity = slugify(article.title)[:SLUG_LENGTH].strip("-"), slugify(article.id)
    stem = f"{title}-{identity[:ID_LENGTH]}".strip("-")
    return f"{title}-{identity}".strip("-") if stem in taken else stem


def name_host(url: str) -> str:
    """Return the host's name, by a pattern that no malformed address makes fail."""
    found = re.match(r"[a-z]+://([^/:?#]+)", url, re.IGNORECASE)
    return found[1].lower() if found else "unknown"


def format_config() -> str:
    """Return the site's configuration."""
    return (
        f"id: {uuid5(NAMESPACE_URL, BASE_URL)}\ntitle: News to measure with\nbase_url: {BASE_URL}\n"
        "language: en\ntimezone: America/Chicago\nsearch: off\nrights:\n  text: full\n"
    )


def format_article(article: Article) -> str:
    """Return an article's file: the front matter, and the text exactly as it is."""
    lists = (("tags", article.tags), ("places", article.places))
    lines = [
        f"title: {quote(article.title)}",
        f"date: {article.date if is_date(article.date) else quote(article.date)}",
        f"incident: incident-{slugify(article.incident)}",
        f"source:\n  name: {quote(name_host(article.url))}\n  url: {quote(article.url)}",
        *(f"{key}: [{', '.join(map(quote, values))}]" for key, values in lists if values),
    ]
    return "---\n" + "\n".join(lines) + f"\n---\n{article.text}\n"


def quote(text: str) -> str:
    """Return a text as a double-quoted YAML scalar on one line."""
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
