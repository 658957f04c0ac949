"""Every field of an article and of an incident, each with two values, for the tests that a field must pass to be a field of digest."""

import json
from typing import Any, TypeAlias

# By the field: what most documents of a test have, and another value. None: most documents do not have the field.
Values: TypeAlias = dict[str, tuple[Any, Any]]
# The fields of a document; those within groups as `source.url`.
Fields: TypeAlias = dict[str, Any]

ARTICLE: Values = {
    "title": ("Crane falls", "Mast falls"),
    "date": ("2024-03-26", "2024-04-05"),
    "incident": ("case", "other-case"),
    "incidents": ("second-case", "other-case"),
    "source.name": ("Gazette", "Post"),
    "source.url": ("https://gazette.example/a", "https://post.example/b"),
    "source.author": ("Ann Miller", "Cy Dorn"),
    "source.archive": ("https://archive.example/a", "https://archive.example/b"),
    "source.licence": ("CC BY 4.0", "CC0"),
    "source.retrieved": ("2024-03-27", "2024-03-28"),
    "summary": ("A crane fell.", "A mast fell."),
    "updated": ("2024-04-06", "2024-04-07"),
    "updates.date": ("2024-04-05", "2024-04-06"),
    "updates.title": ("The crane is up", "The mast is up"),
    "updates.text": ("It is up.", "It is up again."),
    "corrections.date": ("2024-04-05", "2024-04-06"),
    "corrections.text": ("It was green.", "It was blue."),
    "places.name": ("North quay", "South quay"),
    "places.lat": (53.5, 54.5),
    "places.lon": (10.0, 11.0),
    "places.precision": ("town", "region"),
    "tags": ("crane", "quay"),
    "people.name": ("Bo Berg", "Di Dahl"),
    "people.role": ("witness", "victim"),
    "image.src": ("media/a.svg", "media/b.svg"),
    "image.alt": ("A crane", "A mast"),
    "image.credit": ("Ann", "Bob"),
    "image.warning": ("injured people", "a dead animal"),
    "lang": ("en", "es"),
    "translation_of": (None, "the-original"),
    "show": ("full", "excerpt"),
    "status": ("published", "withdrawn"),
    "withdrawal.date": (None, "2024-04-07"),
    "withdrawal.reason": (None, "It was not true."),
    "publish_at": ("2024-03-27", "2031-03-27"),
    "expires": ("2032-03-27", "2024-04-07"),
    "announce": ("true", "false"),
    "noindex": ("false", "true"),
    "slug": (None, "another-slug"),
    "aliases": (None, "/old/address.html"),
    "accept": (None, "broken-link"),
    "id": (None, "another-id"),
}

INCIDENT: Values = {
    "title": ("The fall of the crane", "The fall of the mast"),
    "date": ("2024-03-26", "~2024-03"),
    "place.name": ("North quay", "South quay"),
    "place.lat": (53.5, 54.5),
    "place.lon": (10.0, 11.0),
    "place.precision": ("town", "region"),
    "kind": ("crane accident", "fall of a mast"),
    "summary": ("A crane fell.", "A mast fell."),
    "status.date": ("2024-04-05", "2024-04-06"),
    "status.text": ("An inquiry is open.", "The inquiry is closed."),
    "status.source.name": ("Gazette", "Post"),
    "status.source.url": ("https://gazette.example/a", "https://post.example/b"),
    "people.name": ("Bo Berg", "Di Dahl"),
    "people.role": ("defendant", "suspect"),
    "people.note": ("The driver.", "The owner."),
    "people.charges.charge": ("Negligence", "Fraud"),
    "people.charges.outcomes.date": ("2024-05-01", "2024-05-02"),
    "people.charges.outcomes.text": ("Charged.", "Acquitted."),
    "people.charges.outcomes.source.name": ("Gazette", "Post"),
    "people.charges.outcomes.source.url": ("https://gazette.example/c", "https://post.example/c"),
    "facts.name": ("Dead", "Injured"),
    "facts.value": ("0", "1"),
    "facts.date": ("2024-03-26", "2024-03-27"),
    "facts.source.name": ("Gazette", "Post"),
    "facts.source.url": ("https://gazette.example/d", "https://post.example/d"),
    "disputed.claim": ("The brake had failed.", "The rope had failed."),
    "disputed.says": ("The owner", "The insurer"),
    "disputed.denies": ("The maker", "The union"),
    "disputed.date": ("2024-03-27", "2024-03-28"),
    "disputed.source.name": ("Gazette", "Post"),
    "disputed.source.url": ("https://gazette.example/f", "https://post.example/f"),
    "disputed.settled.date": ("2024-04-05", "2024-04-06"),
    "disputed.settled.text": ("It had not.", "It had."),
    "disputed.settled.source.name": ("Court", "Jury"),
    "disputed.settled.source.url": ("https://court.example/f", "https://jury.example/f"),
    "timeline.date": ("2023", "2022"),
    "timeline.text": ("The crane is bought.", "The mast is bought."),
    "timeline.source.name": ("Gazette", "Post"),
    "timeline.source.url": ("https://gazette.example/e", "https://post.example/e"),
    "related": ("case", "other-case"),
    "not_related": ("second-case", "other-case"),
    "tags": ("crane", "quay"),
    "image.src": ("media/a.svg", "media/b.svg"),
    "image.alt": ("A crane", "A mast"),
    "image.credit": ("Ann", "Bob"),
    "image.warning": ("injured people", "a dead animal"),
    "noindex": ("false", "true"),
    "number": ("12", "13"),
    "merged_into": (None, "case"),
    "follow_up": ("2024-06-01", "2024-07-01"),
    "pin": ("true", "2024-07-01"),
    "slug": (None, "another-slug"),
    "aliases": (None, "/old/incident.html"),
    "accept": (None, "broken-link"),
    "id": (None, "another-incident"),
}
# What a field needs beside it.
TOGETHER = {
    "withdrawal.date": {"status": "withdrawn", "withdrawal.date": "2024-04-06", "withdrawal.reason": "It was wrong."},
    "withdrawal.reason": {"status": "withdrawn", "withdrawal.date": "2024-04-06", "withdrawal.reason": "It was wrong."},
}


def pair(values: Values, field: str) -> tuple[Fields, Fields]:
    """Return the fields of two documents that differ in one field alone."""
    before = {name: value for name, (value, _) in values.items() if value is not None} | TOGETHER.get(field, {})
    return before, before | {field: values[field][1]}


def written(fields: Fields) -> str:
    """Write a document: front matter, in which what may be a list of groups is one group, and a text."""
    whole: dict[str, Any] = {}
    for path, value in fields.items():
        *groups, name = path.split(".")
        group = whole
        for one in groups:
            group = group.setdefault(one, {})
        group[name] = value
    return f"---\n{json.dumps(whole, indent=0)}\n---\nNobody was hurt.\n"
