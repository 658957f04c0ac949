"""One file with many dated sections: each becomes an article."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from digest.importing.exports.headings import Heading, dated_headings, headings_in
from digest.importing.record import Form, Record, Skipped, Value

_LONGEST_TITLE = 110
_HINT = "make a file of its own of it, if it is an article"
_SENTENCE = re.compile(r"(?<=[.!?…。])\s")
_MARKUP = re.compile(r"[*_`#>]+|!?\[([^\]]*)\]\([^)]*\)")


def read_sections(stream: BinaryIO, name: str, names: Mapping[str, str]) -> Iterator[Record | Skipped]:
    """Yield an article for each dated section of a text. `names` is not used: a section has no fields of its own."""
    del names
    text = stream.read().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    dated = dated_headings(text)
    lines = text.split("\n")
    if not dated:
        yield Skipped(name, "no heading of it says a date")
        return
    form: Form = "markdown" if any(heading.level for heading in dated) else "plain"
    ends = [heading.line - 1 for heading in dated[1:]]
    others = {
        heading.line - 1
        for heading in headings_in(text)
        if heading.level and not heading.date and heading.level <= dated[0].level
    }
    if before := [line for line in lines[: dated[0].line - 1] if line.strip() and not line.startswith("# ")]:
        yield _left(name, 1, before)
    for heading, end in zip(dated, chain(ends, [len(lines)]), strict=True):
        start = heading.line - 1 + heading.height
        stop = min((line for line in others if start <= line < end), default=end)
        yield _record(heading, lines[start:stop], name, form)
        if rest := [line for line in lines[stop + 1 : end] if line.strip()]:
            yield _left(name, stop + 1, rest)


def _left(name: str, line: int, lines: list[str]) -> Skipped:
    begins = lines[0].strip()[:60]
    return Skipped(
        f"{name}:{line}",
        f"this part belongs to no dated section: “{begins}”",
        "make a file of its own of it, if it is an article",
    )


def _record(heading: Heading, lines: list[str], name: str, form: Form) -> Record:
    body = "\n".join(lines).strip("\n")
    fields: dict[str, Value] = {"date": heading.date, "title": heading.title or _title(body) or heading.date}
    return Record(f"{name}:{heading.line}", fields, body, form, is_own=True)


def _title(body: str) -> str:
    """Return the first sentence of a text as its title; empty if there is none of a fair length."""
    paragraph = next((block for block in body.split("\n\n") if block.strip()), "")
    plain = " ".join(_MARKUP.sub(lambda found: found[1] or "", paragraph).split())
    sentence = _SENTENCE.split(plain, maxsplit=1)[0].rstrip(".")
    if len(sentence) <= _LONGEST_TITLE:
        return sentence
    return sentence[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + "…"
