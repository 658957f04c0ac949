"""Read a document of `content/incidents/` as an `IncidentFile`."""

from digest.model.content.incident import Charge, Dispute, Fact, IncidentFile, Participant, Pin
from digest.reading.content.field_groups import (
    ROLES,
    read_accepted,
    read_addresses,
    read_id,
    read_note,
    read_picture,
    read_place,
    read_slug,
    read_source_field,
)
from digest.reading.content.front_matter import SourceDocument
from digest.reading.content.updates import read_status
from digest.reading.dialects.markup.report import report_short_markup
from digest.reading.dialects.values import without_markup
from digest.reading.files.decode import one_line
from digest.reading.yaml.schema import Fields


def read_incident(document: SourceDocument) -> IncidentFile:
    """Return the incident file of a document. All its fields may be missing."""
    fields = document.fields
    if fields.is_text("status"):
        fields.fail(
            "status-needs-date",
            "status",
            "where matters stand is a dated list, never one word",
            "write status: and below it - date: …, text: …",
        )
    incident = IncidentFile(
        origin=fields.origin(document.file),
        id=read_id(fields, document.stem),
        slug=read_slug(fields, document.stem),
        title=one_line(without_markup(fields.text("title"))) or document.heading,
        body_location=document.body_location,
        body=document.body(),
        opening=document.opening("en"),
        date=fields.span("date"),
        place=fields.group("place", read_place, None),
        kind=one_line(fields.text("kind")),
        summary=one_line(without_markup(fields.text("summary"))),
        status=() if fields.is_text("status") else read_status(fields),
        people=fields.groups("people", _participant),
        facts=fields.groups("facts", _fact),
        disputed=fields.groups("disputed", _dispute),
        timeline=fields.groups("timeline", read_note),
        related=fields.texts("related"),
        not_related=fields.texts("not_related"),
        tags=fields.texts("tags"),
        image=document.with_image_beside(read_picture(fields)),
        noindex=fields.flag("noindex"),
        number=one_line(fields.text("number")),
        merged_into=one_line(fields.text("merged_into")),
        follow_up=fields.moment("follow_up"),
        pin=_pin(fields),
        aliases=read_addresses(fields, "aliases"),
        references=document.references(),
        accept=read_accepted(fields),
    )
    fields.finish()
    return incident


def _pin(fields: Fields) -> Pin | None:
    """Return whether, and until when, the incident leads the home page: `true`, `false` or its last day."""
    value = fields.text("pin").lower()
    if value in {"true", "false", ""}:
        return Pin() if value == "true" else None
    if not value[0].isdigit():
        hint = "write true, or the last day on which it leads, such as 2024-03-26"
        fields.fail("not-a-flag", "pin", f"`pin` is “{value}”", hint)
        return None
    until = fields.moment("pin")
    return Pin(until) if until else None


def _participant(fields: Fields) -> Participant | None:
    name = fields.required("missing-name", "write name: and the person's name", "name")
    note = one_line(fields.text("note"))
    report_short_markup(note, "note", fields)
    participant = Participant(name, fields.choice("role", ROLES, ""), note, fields.groups("charges", _charge))
    return participant if name else None


def _charge(fields: Fields) -> Charge | None:
    charge = one_line(fields.required("missing-text", "write what the person is accused of", "charge"))
    outcomes = tuple(sorted(fields.groups("outcomes", read_note), key=lambda note: note.date))
    return Charge(charge, outcomes) if charge else None


def _fact(fields: Fields) -> Fact | None:
    name = one_line(fields.required("missing-name", "write name: and what the fact is about", "name"))
    value = one_line(fields.required("missing-text", "write value: and the figure or the fact", "value"))
    date, source = fields.coarse_moment("date"), read_source_field(fields)
    return Fact(name, value, date, source) if name and value else None


def _dispute(fields: Fields) -> Dispute | None:
    claim = one_line(fields.required("missing-text", "write claim: and what is disputed, in one sentence", "claim"))
    report_short_markup(claim, "claim", fields)
    says, denies = _who(fields, "says", "who says so"), _who(fields, "denies", "who denies it")
    date, source = fields.required_moment("date", coarse=True), read_source_field(fields)
    settled = fields.group("settled", read_note, None)
    return Dispute(claim, says, denies, date, source, settled) if claim and says and denies and date else None


def _who(fields: Fields, name: str, meaning: str) -> tuple[str, ...]:
    """Return who takes one side of a dispute: a text or a list of texts."""
    if not fields.has(name):
        fields.required("missing-name", f"write {name}: and {meaning}, a name or a list of names", name)
    return tuple(filter(None, (one_line(text) for text in fields.texts(name))))
