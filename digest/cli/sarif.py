"""Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code hosts show beside the lines of a change."""

from typing import Any
from urllib.parse import quote

from digest import DOCUMENTATION, __version__
from digest.model.diagnostic import Diagnostic, Position, documentation_of
from digest.model.reports.check import SortedOut

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def sarif_log(found: SortedOut) -> dict[str, Any]:
    """Return a log with one run: what is left to be mended, and what editors accept, as suppressed results with their reasons."""
    codes = sorted({one.code for one in found.left} | {one.diagnostic.code for one in found.accepted})
    results = [_result(one, codes) for one in found.left]
    for accepted in found.accepted:
        suppression = {"kind": "inSource", "status": "accepted", "location": _location(accepted.place)}
        if accepted.reason:
            suppression["justification"] = accepted.reason
        results.append(_result(accepted.diagnostic, codes) | {"suppressions": [suppression]})
    driver = {
        "name": "digest",
        "version": __version__,
        "informationUri": DOCUMENTATION,
        "rules": [{"id": code, "helpUri": documentation_of(code)} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder of the site"}}},
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(found: Diagnostic, codes: list[str]) -> dict[str, Any]:
    text = f"{found.message}\n{found.hint}" if found.hint else found.message
    return {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": str(found.severity),
        "message": {"text": _plain(text)},
        "locations": [_location(found.position)],
    }


def _location(position: Position) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(position.file), "uriBaseId": _ROOT}}
    if position.line:
        physical["region"] = {"startLine": position.line, "startColumn": max(position.column, 1)}
    return {"physicalLocation": physical}


def _plain(text: str) -> str:
    """Return a text in which no brackets make a link: `[text](target)` is one in messages of SARIF (section 3.11.6)."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
