"""Parse fields in any format of front matter into the same nodes."""

from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.formats.fences import FrontMatterFormat
from digest.reading.formats.headers import parse_headers
from digest.reading.formats.json import parse_json
from digest.reading.yaml.nodes import Mapping
from digest.reading.yaml.parser import parse_mapping


def format_of(file: str) -> FrontMatterFormat:
    """Return the format of a file that contains fields only, by its ending."""
    ending = file.rpartition(".")[2].lower()
    formats: dict[str, FrontMatterFormat] = {"json": "json", "toml": "toml", "meta": "nikola"}
    return formats.get(ending, "yaml")


def parse_fields(
    text: str, form: FrontMatterFormat, file: str, findings: DiagnosticCollector, *, first_line: int
) -> Mapping | None:
    """Return the fields; None, and an error, if the text is not in its format. It begins at the file's line `first_line`."""
    if form == "yaml":
        return parse_mapping(text, file, findings, first_line=first_line)
    if form == "toml":
        from digest.reading.formats.toml import parse_toml

        return parse_toml(text, file, findings, first_line=first_line)
    if form == "json":
        return parse_json(text, file, findings, first_line=first_line)
    if form == "members":
        return parse_json(f"{{\n{text}}}", file, findings, first_line=first_line - 1)
    return parse_headers(text, file, findings, first_line=first_line, nikola=form == "nikola")
