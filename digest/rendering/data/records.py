"""Records of articles and incidents, as in the JSON files. The CSV files are made from the same records."""

from typing import Any

from digest.model.content.article import Citation, Place, Source
from digest.model.content.incident import Dispute, Note
from digest.model.moment import Moment
from digest.model.url import absolute
from digest.model.views.common import SiteView
from digest.model.views.data import ArticleRow, IncidentRow

Record = dict[str, Any]


def article_record(row: ArticleRow, site: SiteView) -> Record:
    """Return the record of an article. Unknown fields are None."""

    def here(anchor: str) -> str:
        return absolute(site.base_url, f"{row.address}#{anchor}")

    return {
        "id": row.id,
        "guid": row.guid,
        "url": absolute(site.base_url, row.address),
        "title": row.title,
        "date": row.date.iso,
        "updated": iso(row.updated),
        "language": row.language,
        "translation_of": row.translation_of or None,
        "summary": row.summary or None,
        "source": _source(row.source),
        "incidents": row.incidents,
        "places": row.places,
        "tags": row.tags,
        "corrections": [{"date": c.date.iso, "url": here(c.anchor), "text": c.text} for c in row.corrections],
        "updates": [{"date": u.date.iso, "url": here(u.anchor), "title": u.title or None} for u in row.updates],
        "words": row.words,
        "show": row.show,
        "noindex": row.noindex,
    }


def incident_record(row: IncidentRow, site: SiteView) -> Record:
    """Return the record of an incident. Unknown fields are None."""
    return {
        "id": row.id,
        "guid": row.guid,
        "url": absolute(site.base_url, row.address),
        "feed": absolute(site.base_url, row.feed),
        "title": row.title,
        "date": row.span.iso,
        "about": row.span.about,
        "kind": row.kind or None,
        "number": row.number or None,
        "place": _place(row.place),
        "places": row.places,
        "tags": row.tags,
        "summary": row.summary or None,
        "status": [_note(note) for note in sorted(row.status, key=lambda note: note.date.at)],
        "facts": [
            {"name": fact.name, "value": fact.value, "date": iso(fact.date), "source": _cited(fact.source)}
            for fact in row.facts
        ],
        "disputed": [_dispute(dispute) for dispute in row.disputed],
        "latest": row.latest.iso,
        "first_report": row.first_report.iso,
        "last_report": row.last_report.iso,
        "reports": len(row.articles),
        "articles": row.articles,
        "noindex": row.noindex,
    }


def iso(moment: Moment | None) -> str | None:
    """Return a moment as ISO 8601; None if there is none."""
    return None if moment is None else moment.iso


def _source(source: Source) -> Record | None:
    known = {name: getattr(source, name) or None for name in ("name", "url", "author", "archive", "licence")}
    known["retrieved"] = iso(source.retrieved)
    return known if any(known.values()) else None


def _cited(citation: Citation) -> Record | None:
    known = citation.name or citation.url
    return {"name": citation.name or None, "url": citation.url or None} if known else None


def _note(note: Note) -> Record:
    return {"date": note.date.iso, "text": note.text, "source": _cited(note.source)}


def _dispute(dispute: Dispute) -> Record:
    return {
        "claim": dispute.claim,
        "says": dispute.says,
        "denies": dispute.denies,
        "date": dispute.date.iso,
        "source": _cited(dispute.source),
        "settled": dispute.settled and _note(dispute.settled),
    }


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision or None,
    }
