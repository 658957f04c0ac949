"""How well an import cleans: `python tests/benchmarks/litter.py CORPUS LABELS…`, on articles that somebody has labelled line by line.

CORPUS has one JSON object a line (it may be packed as .xz or .gz): `id`, `title`, `url` and `text`, as collectors write them. LABELS have
`id`, `line` (the index in `text.split("\\n")`) and `label`: `story` if the line reports something, `litter` if it belongs to the website,
`either` if an editor could keep or drop it. Repeated lines are counted over the whole corpus, as in an import.
"""

import argparse
import gzip
import json
import lzma
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from digest.adapters.serialization import read_toml  # noqa: E402 - the repository's own, whatever is installed
from digest.importing.cleaning.clean import clean  # noqa: E402
from digest.importing.cleaning.repetition import lines_of, outlet_of  # noqa: E402
from digest.importing.cleaning.rules import Litter, LitterRules  # noqa: E402
from digest.importing.record import NewArticle  # noqa: E402
from digest.reading.files.program import read_litter  # noqa: E402

OPENERS = {".xz": lzma.open, ".gz": gzip.open}
LONGEST = 150


@dataclass
class Score:
    """How labelled lines were treated: lines of litter found and missed, lines of the story kept and lost, and either kind taken."""

    found: int = 0
    kept: int = 0
    taken: int = 0
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of litter that was found."""
        return self.found / max(1, self.found + len(self.missed))

    @property
    def precision(self) -> float:
        """The share of what was taken that is no story; lines that may go count for nothing."""
        return self.found / max(1, self.found + len(self.lost))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and return 1 if a line of a story was lost."""
    parser = argparse.ArgumentParser(description="Measure how well an import takes litter out of articles.")
    parser.add_argument("corpus", metavar="CORPUS", type=Path, help="the articles, one JSON object a line")
    parser.add_argument("labels", metavar="LABELS", type=Path, nargs="+", help="the labels of their lines")
    parser.add_argument("--missed", action="store_true", help="print the litter that was not found, too")
    options = parser.parse_args(arguments)
    articles = {one.place: one for one in read_articles(options.corpus)}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in articles.values():
        counts[outlet_of(one)].update(lines_of(one))
    started = time.process_time()
    rules = Litter(read_toml(read_litter(), LitterRules))
    gone = {one.place: removed_from(one, rules, counts[outlet_of(one)]) for one in articles.values()}
    seconds = time.process_time() - started
    _say(
        f"{len(articles)} articles, {sum(map(len, gone.values()))} lines taken out, {len(articles) / seconds:.0f} a second"
    )
    lost = 0
    for file in options.labels:
        score = score_of(file, articles, gone)
        lost += len(score.lost)
        _say(
            f"{file.name}: litter found {score.found} of {score.found + len(score.missed)} ({score.recall:.1%}), precision"
            f" {score.precision:.1%}, story lines kept {score.kept}, lost {len(score.lost)}, taken of either kind {score.taken}"
        )
        for one in score.lost:
            _say(f"  LOST {one}")
        for one in score.missed if options.missed else ():
            _say(f"  MISSED {one}")
    return 1 if lost else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def read_lines(file: Path) -> Iterator[dict[str, str]]:
    """Return the JSON objects of a file, one a line."""
    stream: IO[str]
    with OPENERS.get(file.suffix, open)(file, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def read_articles(file: Path) -> Iterator[NewArticle]:
    """Return the articles of a corpus as an import has them before they are cleaned."""
    for one in read_lines(file):
        fields = {"title": one.get("title", ""), "source": {"url": one.get("url", "")}}
        yield NewArticle(one["id"], fields, one["text"], "plain")


def removed_from(article: NewArticle, rules: Litter, counts: Counter[str]) -> dict[int, str]:
    """Return the indexes of the lines that go, each with the code of the reason."""
    return {note.line - 1: note.code for note in clean(article, rules, lambda line: counts[line]).notes}


def score_of(file: Path, articles: dict[str, NewArticle], gone: dict[str, dict[int, str]]) -> Score:
    """Return how the labelled lines of a file were treated. Articles that are not in the corpus are passed over."""
    score = Score()
    for label in read_lines(file):
        if label["id"] not in articles:
            continue
        number = int(label["line"])
        code = gone[label["id"]].get(number)
        shown = f"{label['id']}:{number} [{code}] {articles[label['id']].text.split(chr(10))[number][:LONGEST]}"
        if label["label"] == "litter":
            score.found += code is not None
            score.missed += [] if code else [shown]
        elif label["label"] == "story":
            score.kept += code is None
            score.lost += [shown] if code else []
        else:
            score.taken += code is not None
    return score


if __name__ == "__main__":
    sys.exit(main())
