"""Report quotations that are in no report: somebody's words must come from somewhere."""

import re
from collections.abc import Iterable, Iterator

from digest.checking.passages import LineOf, Passage, position_in
from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Diagnostic, warning

# Quotation marks of the languages of the interface. Single ones are too often apostrophes.
_QUOTATION = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|«([^«»\n]+)»|„([^„“”\n]+)[“”]|»([^«»\n]+)«")
_WORD = re.compile(r"[^\W_]+")
# What an editor leaves out, or puts in, within a quotation.
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\(…\)|…|\.{3}")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})

LEAST_WORDS = 5
_LEAST_WORDS_OF_A_PART = 2
_SHOWN_WORDS = 12


def words_of(text: str) -> str:
    """Return the words of a text, in small letters, with one blank around each. Punctuation and white space do not count."""
    plain = text.casefold().translate(_APOSTROPHES).replace("'", "")
    return f" {' '.join(_WORD.findall(plain))} "


def unsourced_quotes(
    item: Article | IncidentFile, passages: Iterable[Passage], reports: Iterable[str], line_of: LineOf
) -> Iterator[Diagnostic]:
    """Report each quotation of five words or more of which no report has the words. `reports` are the `words_of` the reports.

    Where words are left out (…), each part must be in the same report.
    """
    known = tuple(reports)
    for passage in passages:
        for found in _QUOTATION.finditer(passage.text):
            said = next(filter(None, found.groups()))
            parts = [words_of(part) for part in _LEFT_OUT.split(said)]
            parts = [part for part in parts if part.count(" ") > _LEAST_WORDS_OF_A_PART]
            if sum(part.count(" ") - 1 for part in parts) < LEAST_WORDS:
                continue
            if not any(all(part in report for part in parts) for report in known):
                words = said.split()
                shown = " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
                yield warning(
                    "unsourced-quote",
                    position_in(passage, found.start(), item, line_of),
                    f"no report of the incident has the words “{shown}”",
                    "correct the quotation, or add the report that it comes from",
                )
