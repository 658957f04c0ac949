"""Diagnostics, progress and reports of builds as text for the terminal, and as JSON."""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import groupby, pairwise
from typing import Any, Literal, TextIO

from digest.model.diagnostic import Diagnostic, Kind, Severity, documentation_of
from digest.model.reports.build import LeftOut, Result
from digest.model.reports.feeds_diff import Forecast, ThingKind

Volume = Literal["quiet", "normal", "verbose"]

_MOST_OF_A_KIND = 3
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_KINDS: dict[ThingKind, tuple[str, str]] = {
    "report": ("{} report", "{} reports"),
    "update": ("{} update", "{} updates"),
    "correction": ("{} correction", "{} corrections"),
    "status": ("{} status", "{} statuses"),
}
_RESET, _DIM, _CLEAR = "\x1b[0m", "\x1b[2m", "\r\x1b[K"


def volume_of(options: argparse.Namespace) -> Volume:
    """Return how much to print, by `--quiet` and `--verbose`."""
    return "quiet" if options.quiet else "verbose" if options.verbose else "normal"


def format_diagnostics(
    found: tuple[Diagnostic, ...], volume: Volume, *, colour: bool = False, command: str = "digest build"
) -> Iterator[str]:
    """Return the lines to print: errors always, warnings unless quiet; those of one kind together, the first ones only unless verbose.

    What to do is said once for all kinds of a code to which it applies, and so is the address of the documentation. `command` is the one
    that was given.
    """
    codes: dict[tuple[Severity, str], dict[Kind, list[Diagnostic]]] = {}
    for one in sorted(found, key=lambda one: one.severity is not Severity.ERROR):
        if one.severity is Severity.ERROR or volume != "quiet":
            codes.setdefault((one.severity, one.code), {}).setdefault(one.kind, []).append(one)
    for (_, code), kinds in codes.items():
        hints = [_shared_hint(group) for group in kinds.values()]
        ordered = sorted(kinds.values(), key=lambda group: hints.index(_shared_hint(group)))
        for hint, groups in groupby(ordered, _shared_hint):
            for group in groups:
                yield from _format_kind(group, len(group) if volume == "verbose" else _MOST_OF_A_KIND, colour=colour)
            if hint:
                yield _dimmed(shown(hint), colour=colour)
        yield _dimmed(documentation_of(code), colour=colour)
    if volume != "verbose" and any(
        len(group) > _MOST_OF_A_KIND for kinds in codes.values() for group in kinds.values()
    ):
        yield f"{command} -v lists them all."


def _shared_hint(group: list[Diagnostic]) -> str:
    """Return what to do, if it is the same for all of a kind; empty otherwise."""
    hints = {one.hint for one in group}
    return hints.pop() if len(hints) == 1 else ""


def _format_kind(group: list[Diagnostic], number: int, *, colour: bool) -> Iterator[str]:
    """Return the lines of diagnostics of one kind: `file:line:column: error: what is wrong [code]`, and how many more there are.

    What to do is below each line if it is not the same for all.
    """
    is_shared = bool(_shared_hint(group))
    first, more = group[:number], group[number:]
    for hint, lines in groupby(first, key=lambda one: one.hint):
        for one in lines:
            severity = f"{_COLOURS[one.severity]}{one.severity}{_RESET}" if colour else str(one.severity)
            yield f"{one.position}: {severity}: {shown(one.message)} [{one.code}]"
        if hint and not is_shared:
            yield _dimmed(shown(hint), colour=colour)
    if more:
        files = len({one.position.file for one in more})
        yield f"    … and {len(more)} more in {plural(files, 'file')}"


def _dimmed(text: str, *, colour: bool) -> str:
    """Return a text below a diagnostic: indented, and on a terminal less bright."""
    return f"{_DIM}    {text}{_RESET}" if colour else f"    {text}"


def format_left_out(left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    """Return a line for each article that the site leaves out: its file, and why or until when."""
    for one in left_out:
        said = {
            "draft": "left out, a draft",
            "embargoed": f"left out until {_spoken(one.moment)}",
            "expired": f"left out, expired on {_spoken(one.moment)}",
        }[one.reason]
        yield f"{shown(one.file)}: {said}"


def _spoken(moment: str) -> str:
    """Return a moment in ISO 8601 as people read it: `2024-03-26 05:30 -04:00`."""
    day, _, time = moment.partition("T")
    return f"{day} {time[:5]} {time[8:]}" if time else day


def shown(text: str) -> str:
    """Return a text with control characters escaped, so that content cannot control the terminal."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)


_MOST_NAMED = 3
_PREVIEW = "This is a preview, in .digest/preview/; site/ and the ledger are as they were. To look at it: digest serve"


def summarize(result: Result, seconds: float, *, preview: bool) -> str:
    """Return the summary line: what the site contains, what was written, and how many seconds it took."""
    counts = result.counts
    errors = sum(found.severity is Severity.ERROR for found in result.diagnostics)
    warnings = len(result.diagnostics) - errors
    counted = ", ".join(filter(None, (plural(errors, "error"), plural(warnings, "warning"))))
    if result.is_partial:
        return f"Published in part: {counted}. Some files of site/ are new, some are old; mend it and build again ({seconds:.2f} s)."
    if counts is None:
        nothing = "No preview was made" if preview else "Nothing was published"
        return f"{nothing}: {counted}. {'.digest/preview' if preview else 'site'}/ is as it was ({seconds:.2f} s)."
    hidden = ", ".join(
        filter(None, (plural(counts.drafts, "draft"), f"{counts.embargoed} embargoed" if counts.embargoed else ""))
    )
    parts = [
        f"{plural(counts.articles, 'article') or 'no articles'} in {plural(counts.incidents, 'incident') or 'no incidents'}",
        f" ({hidden} left out)" if hidden else "",
        f", {counts.pages} pages, {counts.feeds} feeds: {counts.written} files written, {counts.removed} removed",
        f", {counts.files - counts.written} unchanged in {seconds:.2f} s",
        f"; {counted}" if counted else "",
        ".",
    ]
    parts += _format_shortened(counts.excerpts, "an excerpt", "excerpts")
    parts += _format_shortened(counts.links, "a link", "links")
    parts += _format_ledger(result)
    if preview:
        parts.append(f"\n{_PREVIEW}")
    elif result.forecast is not None:
        parts.append(f"\n{_format_forecast(result.forecast)}")
    return "".join(parts)


def _format_ledger(result: Result) -> Iterator[str]:
    """Return what became free again of what was only built here, and what the ledger had lost."""
    addresses = [one for one in result.let_go if "#" not in one] or result.let_go
    if addresses:
        named = ", ".join(map(shown, addresses[:_MOST_NAMED])) + (", …" if len(addresses) > _MOST_NAMED else "")
        were = "address that was" if len(addresses) == 1 else "addresses that were"
        yield f"\nLet go of {len(addresses)} {were} only built here: {named}"
    if result.taken_back:
        yield f"\nTook back {plural(result.taken_back, 'line')} of the ledger that git knows and the file had lost."


def _format_shortened(number: int, one: str, several: str) -> Iterator[str]:
    """Return how many articles are not shown whole, why, and what to write to show them."""
    if number:
        said = f"1 article is shown as {one}" if number == 1 else f"{number} articles are shown as {several}"
        yield f"\n{said} (rights.text), because the source is not the publisher. To show a text whole, write show: full, or the licence:"
        yield "\nunder source:, into its file; to show all of them whole, write rights: {text: full} into config.yaml."


def _format_forecast(forecast: Forecast) -> str:
    if forecast.is_compared:
        return f"Subscribers will see: {_format_counts(forecast)}."
    return (
        "Nothing here tells what was published before. So this build cannot say what subscribers will see; the next one can.\n"
        "To compare with a copy of the site as it is on the web: digest feeds diff --against FOLDER"
    )


def summarize_forecast(result: Result, volume: Volume) -> Iterator[str]:
    """Return what subscribers will see, in one line; if verbose, a line for each item before it."""
    if result.forecast is None:
        errors = sum(found.severity is Severity.ERROR for found in result.diagnostics)
        yield f"Nothing was compared: {plural(errors, 'error')}."
        return
    if volume == "verbose":
        yield from format_sights(result.forecast)
        for reader in result.forecast.readers:
            counts = f"{reader.new} new, {reader.changed} changed, {reader.repeated} repeated, {reader.lost} lost"
            yield f"{reader.reader}: {counts}"
    yield _format_counts(result.forecast)


def format_sights(forecast: Forecast) -> Iterator[str]:
    """Return a line for each item that subscribers will see or miss, feed by feed, and why if there is more to say."""
    for feed, sights in groupby(forecast.sights, key=lambda sight: sight.feed):
        yield f"{feed}.xml:" if feed else "feeds:"
        for sight in sights:
            reason = f" ({sight.reason})" if sight.reason else ""
            yield f"  {sight.fate:<9} {shown(sight.title)} <{shown(sight.url)}>{reason}"


def _format_counts(forecast: Forecast) -> str:
    """Return what subscribers will see in one line: `3 reports, 1 update in 2 incidents: 4 new, 0 repeated, 0 lost`."""
    new = "nothing new"
    if forecast.new:
        kinds = ", ".join(_KINDS[kind][count > 1].format(count) for kind, count in forecast.kinds.items())
        incidents = f" in {plural(forecast.incidents, 'incident')}" if forecast.incidents else ""
        new = f"{kinds}{incidents}: {forecast.new} new"
    elif forecast.others:
        new = f"{plural(forecast.others, 'item')} of incidents or editions: {forecast.others} new"
    changed = f", {forecast.changed} changed" if forecast.changed else ""
    more = " more" if forecast.repeated else ""
    linked = f" ({forecast.linked}{more} for the few readers that go by links)" if forecast.linked else ""
    return f"{new}{changed}, {forecast.repeated} repeated{linked}, {forecast.lost} lost"


def plural(number: int, word: str) -> str:
    """Return a number with its word in the singular or plural; empty for 0."""
    return "" if number == 0 else f"{number} {word}" if number == 1 else f"{number} {word}s"


def report(result: Result, seconds: float, code: int, *, listed: bool = False) -> str:
    """Return the result as JSON; the forecast of feeds as numbers, or, if `listed`, item by item."""
    data: dict[str, Any] = {
        "exit": code,
        "counts": None if result.counts is None else asdict(result.counts),
        "subscribers": None if result.forecast is None else _forecast_data(result.forecast, listed=listed),
        "seconds": round(seconds, 3),
        "let_go": list(result.let_go),
        "taken_back": result.taken_back,
        "left_out": [{"file": one.file, "reason": one.reason, "moment": one.moment or None} for one in result.left_out],
        "diagnostics": diagnostics_data(result.diagnostics),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def diagnostics_data(found: tuple[Diagnostic, ...]) -> list[dict[str, Any]]:
    """Return diagnostics as values for JSON."""
    return [
        {
            "severity": str(one.severity),
            "code": one.code,
            "file": one.position.file,
            "line": one.position.line,
            "column": one.position.column,
            "message": one.message,
            "hint": one.hint,
            "documentation": one.documentation,
        }
        for one in found
    ]


def _forecast_data(forecast: Forecast, *, listed: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "compared": forecast.is_compared,
        "new": forecast.new,
        "kinds": dict(forecast.kinds),
        "incidents": forecast.incidents,
        "others": forecast.others,
        "changed": forecast.changed,
        "repeated": forecast.repeated,
        "repeated_by_link": forecast.linked,
        "lost": forecast.lost,
        "readers": [asdict(reader) for reader in forecast.readers],
    }
    return data | ({"list": [asdict(sight) for sight in forecast.sights]} if listed else {})


class ProgressLine:
    """One line on a terminal that shows progress; nothing elsewhere. It also measures the time of each stage."""

    def __init__(self, stream: TextIO, clock: Callable[[], float], *, shown: bool) -> None:
        """Show progress on a stream, or, unless `shown`, nowhere. `clock` returns seconds."""
        self._stream = stream
        self._clock = clock
        self._shown = shown
        self._percent = -1
        self._starts: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how much of a stage is done; a `total` of 0 is not known. A stage begins when it is first named."""
        if stage not in self._starts:
            self._starts[stage] = self._clock()
            self._percent = -1
        percent = 100 * done // total if total else done
        if self._shown and percent != self._percent:
            self._percent = percent
            self._stream.write(
                f"{_CLEAR}{stage} {done} of {total} ({percent} %)" if total else f"{_CLEAR}{stage} {done}"
            )
            self._stream.flush()

    def end(self) -> None:
        """Remove the line, and end the last stage."""
        self._starts["end"] = self._clock()
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def timings(self) -> str:
        """Return how many seconds each stage took."""
        moments = list(self._starts.items())
        return ", ".join(f"{stage} {after - start:.2f} s" for (stage, start), (_, after) in pairwise(moments))
