"""Read JSON as nodes with their lines and columns."""

import json
import re

from digest.model.diagnostic import Position
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.yaml.nodes import Mapping
from digest.reading.yaml.parser import parse_mapping


def parse_json(text: str, file: str, findings: DiagnosticCollector, *, first_line: int = 1) -> Mapping | None:
    """Parse a JSON document that is an object; None, and an error, if it is not one."""
    try:
        json.loads(text)
    except json.JSONDecodeError as problem:
        findings.error(
            "broken-json",
            Position(file, first_line + problem.lineno - 1, problem.colno),
            f"this is not JSON: {problem.msg}",
            "check it with a JSON editor",
        )
        return None
    except RecursionError:
        findings.error(
            "yaml-too-deep",
            Position(file, first_line, 1),
            "lists and fields stand too deep here",
            "write them side by side",
        )
        return None
    return parse_mapping(json_as_yaml(text), file, findings, first_line=first_line)


_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_LONE_SURROGATE = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def json_as_yaml(text: str) -> str:
    """Return JSON as YAML with the same values on the same lines.

    JSON (RFC 8259) is YAML but for two things: tabs between values, and characters beyond U+FFFF that are written as two escapes.
    """
    text = text.replace("\t", " ")
    if "\\u" not in text:
        return text
    text = _SURROGATES.sub(
        lambda m: m[1] + chr(0x10000 + ((int(m[2], 16) - 0xD800) << 10) + int(m[3], 16) - 0xDC00), text
    )
    return _LONE_SURROGATE.sub(r"\1\\uFFFD", text)
