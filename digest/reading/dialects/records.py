"""Translate a record of an import, in any tool's names, to digest's own fields, by the same code as that of a build.

What a build would refuse, an import passes over or takes for the stricter of two meanings, and says so: nothing is lost in silence, and
what was hidden elsewhere is a draft here.
"""

from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from digest.model.diagnostic import Diagnostic
from digest.model.reports.imported import Note
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.decisions import is_appearance, is_expiry
from digest.reading.dialects.names import IGNORED_FIELDS, OWN, Kind, plain_name
from digest.reading.dialects.own_form.fields import OwnForm
from digest.reading.dialects.translate import translate
from digest.reading.yaml.plain_values import Value, node_of, plain_value
from digest.reading.yaml.schema import Fields

# The text itself, which is not among the fields, in the names of the usual tools.
_TEXTS = frozenset({"text", "maintext", "raw_text", "content", "content_html", "content_text", "body", "html"})
# Parts of unknown names that may hide a text if their value is yes, or if it is no.
_HIDES = ("draft", "privat", "secret", "embargo", "withdr", "retract", "confiden", "unpubl")
_SHOWS = ("publi", "approv")
# No numbers and no empty values: an unknown field may count something, or say nothing.
_YES, _NO = frozenset({"true", "yes", "on", "always"}), frozenset({"false", "no", "off", "never"})


class TranslatedRecord(NamedTuple):
    """Fields in digest's own names and form, as docs/content.md lists them, and notes of what was unread or passed over.

    A date that cannot be read is not among the fields. `unknown` are the names of fields that no tool is known for.
    """

    fields: dict[str, Value]
    notes: tuple[Note, ...]
    unknown: tuple[str, ...] = ()


def translate_record(
    fields: Mapping[str, Value], place: str, conventions: Conventions, zone: ZoneInfo, kind: Kind = "articles"
) -> TranslatedRecord:
    """Return the fields of a record in digest's own names and form. `place` says where the record is; `zone` is the site's."""
    findings = DiagnosticCollector()
    mapping = node_of(fields, place)
    ignored = (IGNORED_FIELDS if kind == "articles" else frozenset()) | _TEXTS
    translated = translate(Fields(mapping, findings, zone, ignored=ignored), kind, conventions)
    own = {key: plain_value(node) for key, (_, _, node) in translated.mapping.pairs.items() if key in OWN[kind]}
    unknown = tuple(key for key in translated.mapping.pairs if key not in OWN[kind] and key not in ignored)
    form = OwnForm(zone, kind)
    found = form.written(own)
    notes = [*map(_note, findings.all), *form.notes, *_passed_over(unknown)]
    reason = _hidden(findings.all, fields, unknown)
    if reason or translated.is_left_out:
        _hide(found, kind)
    if reason:
        notes.append(Note("passed-over", "perhaps-hidden", f"{reason}: so it is imported as a draft"))
    return TranslatedRecord(found, tuple(notes), unknown)


def _hide(fields: dict[str, Value], kind: Kind) -> None:
    """Make a draft of a document. Incidents and pages have no status of that kind, but a build leaves out what says `draft: true`."""
    if kind != "articles":
        fields["draft"] = True
    elif fields.get("status") != "withdrawn":
        fields["status"] = "draft"


def _hidden(found: tuple[Diagnostic, ...], fields: Mapping[str, Value], unknown: tuple[str, ...]) -> str:
    """Return why a document may be one that is not published; empty if nothing says so."""
    unclear = next((one for one in found if one.code == "not-a-flag"), None)
    if unclear is not None:
        return f"{unclear.message}, which is neither yes nor no"
    for key in unknown:
        name, word = plain_name(key), str(fields.get(key, "")).strip().lower()
        hides = any(part in name for part in _HIDES)
        if is_expiry(key) or is_appearance(key):  # only articles have such dates
            return f"`{key}: {word[:60]}` says from or until when it is published, which only articles can"
        if (hides and word in _YES) or (not hides and word in _NO and any(part in name for part in _SHOWS)):
            return f"`{key}: {word[:60]}` may say that the text is not published"
    return ""


def _note(found: Diagnostic) -> Note:
    return Note("passed-over", found.code, found.message)


def _passed_over(unknown: tuple[str, ...]) -> list[Note]:
    return [
        Note("passed-over", "unknown-field", f"`{key[:60]}` is a field that digest does not know") for key in unknown
    ]
