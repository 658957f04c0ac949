"""A site in which every field of every kind of file holds the same text, however hostile."""

import json
from collections.abc import Iterable
from typing import Any

PIXEL = b"\x89PNG\r\n\x1a\n"


def as_yaml(fields: dict[str, Any]) -> str:
    """Write fields as YAML that holds any character but half a surrogate pair (YAML 1.2, section 5.7)."""
    plain = json.dumps(fields, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in plain) + "\n"


def config_with(text: str) -> str:
    """Write settings that hold a text wherever they hold words."""
    fields: dict[str, Any] = {
        "id": "0b9f2c1e-5a44-4c58-9a43-2f4f6f0f6a11",
        "title": text,
        "description": text,
        "base_url": "https://harbour.example/news/",
        "publisher": {"name": text, "url": "https://publisher.example/", "email": "desk@publisher.example"},
        "licence": text,
        "rights": {"text": "full"},
    }
    return as_yaml(fields)


def article_with(text: str, name: str = "incident-1", date: str = "2024-03-26") -> dict[str, Any]:
    """Return the fields of an article that hold a text wherever they hold words."""
    return {
        "title": text,
        "date": date,
        "incident": name,
        "summary": text,
        "source": {"name": text, "author": text, "licence": text, "url": "https://gazette.example/a?b=1&c=2"},
        "tags": [text],
        "places": [text],
        "people": [{"name": text, "role": "victim"}],
        "image": {"src": "media/bridge.png", "alt": text, "credit": text},
        "updates": [{"date": date, "title": text, "text": text}],
        "corrections": [{"date": date, "text": text}],
    }


def incident_with(text: str) -> dict[str, Any]:
    """Return the fields of an incident that hold a text wherever they hold words."""
    source = {"name": text, "url": "https://court.example/1"}
    note = {"date": "2024-03-27", "text": text, "source": source}
    person = {
        "name": text,
        "role": "suspect",
        "note": text,
        "charges": [{"charge": text, "outcomes": [note]}, {"charge": text}],
    }
    return {
        "title": text,
        "date": "2024-03-26",
        "place": {"name": text, "lat": 39.2, "lon": -76.5},
        "kind": text,
        "summary": text,
        "status": [note, note | {"date": "2024-03-28"}],
        "people": [person],
        "facts": [{"name": text, "value": text, "date": "2024-03", "source": text}],
        "disputed": [
            {"claim": text, "says": [text, text], "denies": text, "date": "2024-03", "source": source, "settled": note},
            {"claim": text, "says": text, "denies": text, "date": "2024-03"},
        ],
        "timeline": [note],
        "tags": [text],
        "image": {"src": "media/bridge.png", "alt": text, "credit": text},
        "number": text,
    }


def hostile_files(texts: Iterable[str], markdown: Iterable[str]) -> dict[str, str | bytes]:
    """Write an article, an incident and an own page for each text, and an article for each Markdown text, with one incident for these."""
    files: dict[str, str | bytes] = {"content/media/bridge.png": PIXEL}
    for number, text in enumerate(texts, 1):
        body = _body(text)
        files |= {
            f"content/articles/article-{number}.json": json.dumps(article_with(text, f"incident-{number}")),
            f"content/articles/article-{number}.md": body,
            f"content/incidents/incident-{number}.json": json.dumps(incident_with(text)),
            f"content/incidents/incident-{number}.md": body,
            f"content/pages/own-{number}.json": json.dumps({"title": text, "summary": text, "nav": number < 3}),
            f"content/pages/own-{number}.md": body,
        }
    notes = [{"date": "2024-03-27", "text": text} for text in markdown]
    files["content/incidents/links.json"] = json.dumps({"title": "Links", "status": notes, "timeline": notes})
    for number, text in enumerate((*texts, *markdown), 1):
        fields = {
            "title": f"Text {number}",
            "date": "2024-03-25",
            "incident": "links",
            "updates": [{"date": "2024-03-26", "text": text}],
        }
        files |= {
            f"content/articles/text-{number}.json": json.dumps(fields | {"corrections": fields["updates"]}),
            f"content/articles/text-{number}.md": _body(text),
            f"content/articles/plain-{number}.json": json.dumps({"title": f"Plain {number}", "date": "2024-03-25"}),
            f"content/articles/plain-{number}.txt": _body(text),
        }
    return files


def _body(text: str) -> str:
    return "Before.\n\n" + text.encode(errors="replace").decode() + "\n\nAfter.\n"
