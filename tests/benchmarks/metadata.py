"""Measure how often dates and places by evidence are right: `metadata.py CORPUS LABELS`.

CORPUS is a file of JSON lines (`id`, `title`, `date`, `url`, `text`), perhaps packed (`.xz`); LABELS is `places.jsonl` of
`tests/importing/labels/`. Dates are found without the date that the corpus has. `-v` prints what is wrong and what was not found.
"""

import argparse
import json
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from digest.importing.metadata.complete import complete, observe
from digest.importing.metadata.context import MetadataContext, Observation, learn, metadata_context
from digest.importing.metadata.evidence import fold_name
from digest.importing.record import NewArticle
from digest.reading.files.gazetteer import read_cities
from digest.reading.files.program import read_evidence_tables


def read_corpus(file: Path) -> list[dict[str, Any]]:
    """Return the articles of a corpus."""
    raw = file.read_bytes()
    text = (lzma.decompress(raw) if file.suffix == ".xz" else raw).decode()
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def article_of(record: dict[str, Any]) -> NewArticle:
    """Return a record as the import hands it on, without its date."""
    fields = {"id": record["id"], "title": record["title"], "source": {"url": record["url"]}}
    return NewArticle(record["id"], fields, record["text"], "plain")


def learnt(articles: list[NewArticle], context: MetadataContext) -> MetadataContext:
    """Return the context after the import's first pass."""
    return learn(context, Counter[Observation](found for article in articles for found in observe(article, context)))


def place_of(article: NewArticle) -> str:
    """Return the name of the first place that was found; empty if there is none."""
    places = article.fields.get("places")
    first = places[0] if isinstance(places, list) and places else ""
    return str(first.get("name", "")) if isinstance(first, dict) else str(first)


def judge_place(found: str, label: dict[str, Any], context: MetadataContext) -> str:
    """Return `right`, `wrong`, `region` (only the county is named, as in the text), `none`, or `rightly none`."""
    if not found:
        return "none" if label["place"] else "rightly none"
    town, _, region = found.partition(", ")
    names = {fold_name(name) for name in (label["place"], *label.get("also", [])) if name}
    is_there = context.regions.named(region).code == label["region"]
    if fold_name(town) in names and is_there:
        return "right"
    return "region" if is_there and town.endswith(("County", "Parish")) and not label["place"] else "wrong"


def judge_date(found: object, label: dict[str, Any]) -> str:
    """Return `right`, `wrong`, `none` or `unknown` (nothing found, and nothing there); a label may be only a month."""
    if not isinstance(found, str):
        return "none" if len(label["date"]) == len("2016-08-05") else "unknown"
    if not label["date"]:
        return "unlabelled"
    return "right" if found.startswith(label["date"]) else "wrong"


def say(line: str) -> None:
    """Print a line of the report."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    began = time.process_time()
    context = metadata_context(
        language="en", zone=UTC, now=datetime.now(UTC), evidence=read_evidence_tables(), cities=read_cities()
    )
    say(f"towns and tables loaded in {time.process_time() - began:.2f} s")
    records = read_corpus(options.corpus)
    articles = [article_of(record) for record in records]
    began = time.process_time()
    context = learnt(articles, context)
    say(f"first pass: {len(articles) / (time.process_time() - began):,.0f} articles/s (of one processor)")
    began = time.process_time()
    done = {article.place: complete(article, context) for article in articles}
    say(f"second pass: {len(articles) / (time.process_time() - began):,.0f} articles/s")
    labels = [json.loads(line) for line in options.labels.read_text(encoding="utf-8").splitlines()]
    for line in judged(labels, done, context, wordy=options.v):
        say(line)


def judged(
    labels: list[dict[str, Any]], done: dict[str, NewArticle], context: MetadataContext, *, wordy: bool
) -> Iterator[str]:
    """Yield what is right and wrong."""
    places, dates = Counter[str](), Counter[str]()
    for label in labels:
        article = done[label["id"]]
        place, day = judge_place(place_of(article), label, context), judge_date(article.fields.get("date"), label)
        places[place] += 1
        dates[day] += 1
        if wordy and (place in {"wrong", "none"} or day in {"wrong", "none", "unlabelled"}):
            evidence = [found.evidence for found in article.suggestions if found.field in {"places", "date"}]
            yield f"{place}/{day}: {label} found {place_of(article)!r} {article.fields.get('date')} {evidence}"
    yield f"places: {dict(places)}"
    yield f"dates: {dict(dates)}"


if __name__ == "__main__":
    main()
