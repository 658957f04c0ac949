"""What looks like a slip in a text: letters that were decoded wrongly, marks of a merge, and a first line that repeats the headline."""

import re

from digest.adapters.encoding import first_trace, mend_encoding
from digest.model.diagnostic import Position
from digest.reading.content.front_matter import SourceDocument
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.decode import position_in

_MARKUP = re.compile(r"^[#>*_`\s]+|[#*_`\s.]+$")
_LINE = re.compile(r"\S.*")
# What git leaves where two versions of a text met begins with this line, and ends with one of seven signs the other way round.
_MERGE_MARK = re.compile(r"^<{7} .*", re.MULTILINE)


def report_suspicions(document: SourceDocument, title: str, summary: str) -> None:
    """Warn of wrongly decoded letters in the title, the summary and the text, and of marks of a merge or the headline in the text."""
    findings = document.fields.findings
    for name, value in (("title", title), ("summary", summary)):
        _report_mojibake(value, document.fields.at(name), findings)
    text, file, line = document.text, document.body_location.file, document.first_line
    if (trace := first_trace(text)) >= 0:
        start = text.rfind("\n", 0, trace) + 1
        _report_mojibake(text[start:], position_in(text, trace, file, line), findings)
    if "\n>>>>>>> " in text and (mark := _MERGE_MARK.search(text)):
        findings.warn(
            "merge-marks",
            position_in(text, mark.start(), file, line),
            "git left the marks of a merge in the text, and readers would see both versions of it",
            "keep the version that is right, and delete the other one and the lines with the marks",
        )
    first = _LINE.search(text)
    if first and title and _bare(first[0]) == _bare(title):
        findings.warn(
            "repeated-headline",
            position_in(text, first.start(), file, line),
            "the text begins with the headline, which its page shows above it: readers would see it twice",
            "delete the line; if it is meant, write accept: [repeated-headline] into the front matter",
        )


def _report_mojibake(text: str, position: Position, findings: DiagnosticCollector) -> None:
    """Warn of the first letters that were decoded wrongly. `position` is that of the text, or of the first trace in it."""
    if first_trace(text) < 0:
        return
    wrong: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if (mended := mend_encoding(line)) != line:
            wrong += _differing(line, mended)
    if wrong:
        found, meant = wrong[0]
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        findings.warn(
            "mojibake",
            position,
            f"“{found}” was probably “{meant}”: letters were decoded wrongly{more}",
            "correct them, or save the text as UTF-8 in the program that it comes from",
        )


def _differing(line: str, mended: str) -> list[tuple[str, str]]:
    """Return the words that differ, each with what was meant; the whole line if the words cannot be told apart."""
    found, meant = line.split(), mended.split()
    if len(found) != len(meant):
        return [(line.strip()[:60], mended.strip()[:60])]
    return [(one[:60], other[:60]) for one, other in zip(found, meant, strict=True) if one != other]


def _bare(line: str) -> str:
    return _MARKUP.sub("", line).casefold()
