"""The report of an import, from the spool: counts, and what is said of several texts in the same words as one entry."""

from collections.abc import Iterator

from digest.model.reports.imported import Group, GroupKind, Imported, Unknown
from digest.writing.spool import Spool

# Kinds of notes that are only counted: files that were copied, articles that feeds do not announce, and fields that nothing says.
MEDIA, QUIET, MISSING = "media", "quiet", "missing"
_MOST_PLACES = 3
_MOST_FILES = 3
_ALL = -1  # SQLite: no limit
_KINDS: tuple[GroupKind, ...] = ("skipped", "passed-over", "repeated", "unknown", "mended", "guessed")
# In how many places texts were skipped because something is wrong with the input, by code.
_FAILED = ("unreadable", "not-installed", "bug")


def report_of(spool: Spool, *, lists_all: bool, is_dry: bool, report: str) -> Imported:
    """Return the report of an import that is done. `report` is the file with the removed lines."""
    outcomes = spool.outcomes()
    groups = tuple(_groups(spool, _ALL if lists_all else _MOST_PLACES))
    skipped = sum(group.count for group in groups if group.kind == "skipped")
    removed = spool.removed()
    return Imported(
        read=sum(outcomes.values()) - outcomes.get("skipped", 0) + skipped,
        written=outcomes.get("written", 0),
        known=outcomes.get("known", 0),
        repeated=outcomes.get("repeated", 0),
        skipped=skipped,
        media=spool.count_noted(MEDIA)[0],
        removed=removed,
        quiet=spool.count_noted(QUIET)[1],
        to_mend=spool.count_noted(MISSING)[1],
        files=spool.paths("written", _ALL if lists_all else _MOST_FILES),
        groups=groups,
        unknown=tuple(Unknown(code, outlet, count) for code, outlet, count in spool.by_outlet(MISSING)),
        report=report if removed and not is_dry else "",
        is_dry=is_dry,
        has_failed=any(group.kind == "skipped" and group.code in _FAILED for group in groups),
    )


def _groups(spool: Spool, most: int) -> Iterator[Group]:
    """Return what is said of several texts in the same words, in the order in which it is told."""
    found = list(spool.groups())
    for kind in _KINDS:
        for one, code, message, hint, count in found:
            if one == kind:
                yield Group(kind, code, message, hint, count, spool.places((one, code, message, hint), most))
