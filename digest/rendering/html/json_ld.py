"""Structured data of a page for search engines: JSON-LD with the vocabulary of https://schema.org/."""

from typing import Any

from digest.adapters.serialization import pack
from digest.model.url import absolute
from digest.model.views.archive import HomeView
from digest.model.views.article import ArticleView, Translation
from digest.model.views.common import PageMeta, SiteView, View
from digest.model.views.files import SITE_CARD
from digest.model.views.incident import IncidentView, Report

# Characters that are escaped: those that could end the element, and two that older JavaScript takes for line ends.
_ESCAPED = (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))

# How many reports of an incident are named: the newest, without copies of others. The page links to all.
_MOST_PARTS = 10


def json_ld(view: View, site: SiteView) -> str:
    """Return the JSON-LD of a page, safe within a script element; empty if a page has none.

    `<`, `>` and `&` are escaped as in JSON, so that no text can end the element (HTML, section 4.12.1.3).
    """
    if isinstance(view, ArticleView):
        graph = [_article(view, site), _crumbs(view.head, site)]
    elif isinstance(view, IncidentView):
        graph = [_incident(view, site), _crumbs(view.head, site)]
    elif isinstance(view, HomeView):
        graph = [_site(site)]
    else:
        return ""
    data = pack({"@context": "https://schema.org", "@graph": graph}).decode()
    for character, escape in _ESCAPED:  # thirty times faster than `translate`, if not all of it is ASCII
        data = data.replace(character, escape)
    return data


def _publisher(site: SiteView) -> dict[str, Any]:
    """Return the publisher of the site, with its corrections policy (https://schema.org/correctionsPolicy)."""
    policy = site.corrections_policy
    return _without_empty(
        {
            "@type": "NewsMediaOrganization",
            "name": site.publisher_name,
            "url": site.publisher_url or site.base_url,
            "email": site.publisher_email,
            "logo": absolute(site.base_url, site.logo.src) if site.logo else "",
            "correctionsPolicy": absolute(site.base_url, policy) if policy else "",
        }
    )


def _site(site: SiteView) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "WebSite",
            "name": site.title,
            "url": site.base_url,
            "description": site.description,
            "inLanguage": site.language,
            "publisher": _publisher(site),
        }
    )


def _article(view: ArticleView, site: SiteView) -> dict[str, Any]:
    """Return an article with what Google's documentation asks for (Article structured data): headline, image, dates, author, publisher.

    A date without a time of day stays one: a time and a zone for it would be made up.
    """
    url = absolute(site.base_url, view.head.address)
    return _without_empty(
        {
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": view.title,
            "description": view.summary,
            "datePublished": view.date.iso,
            "dateModified": (view.updated or view.date).iso,
            "inLanguage": view.language,
            "author": _author(view, site),
            "publisher": _publisher(site),
            "image": absolute(site.base_url, view.head.picture.src if view.head.picture else SITE_CARD),
            "isBasedOn": view.source.url,
            "translationOfWork": next((_work(one, site) for one in view.translations if one.is_original), None),
            "workTranslation": _translations(view, site),
            "isPartOf": [
                {"@type": "CollectionPage", "@id": absolute(site.base_url, link.address), "name": link.text}
                for link in (place.incident for place in view.incidents)
            ],
            "contentLocation": [{"@type": "Place", "name": place.text} for place in view.places],
            "keywords": [tag.text for tag in view.tags],
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "url": f"{url}#{correction.anchor}",
                    "text": correction.text,
                    "datePublished": correction.date.iso,
                }
                for correction in view.corrections
            ],
        }
    )


def _work(translation: Translation, site: SiteView) -> dict[str, Any]:
    url = absolute(site.base_url, translation.address)
    return {"@type": "NewsArticle", "@id": url, "url": url, "inLanguage": translation.language}


def _translations(view: ArticleView, site: SiteView) -> list[dict[str, Any]]:
    """Return the translations of an original. Of translations, schema.org has no word for each other."""
    if any(one.is_original for one in view.translations):
        return []
    return [_work(one, site) for one in view.translations]


def _author(view: ArticleView, site: SiteView) -> dict[str, Any]:
    if view.source.author:
        return {"@type": "Person", "name": view.source.author}
    outlet = view.outlet
    if outlet.name:
        url = absolute(site.base_url, outlet.address) if outlet.address else ""
        return _without_empty({"@type": "Organization", "name": outlet.name, "url": url})
    return {"@type": "Organization", "name": site.publisher_name, "url": site.publisher_url or site.base_url}


def _part(report: Report, site: SiteView) -> dict[str, Any]:
    """Return a report as a part of its incident."""
    card = report.card
    return {
        "@type": "NewsArticle",
        "@id": absolute(site.base_url, card.address),
        "headline": card.title,
        "datePublished": card.date.iso,
    }


def _incident(view: IncidentView, site: SiteView) -> dict[str, Any]:
    """Return an incident's page and the event that it is about.

    Disputes are left out: a ClaimReview (https://schema.org/ClaimReview) is a fact checker's verdict with a rating, which no editor gave.
    """
    url = absolute(site.base_url, view.head.address)
    place: dict[str, Any] = {}
    if view.location is not None:
        place = {"@type": "Place", "name": view.location.name}
        if view.location.latitude is not None:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": view.location.latitude,
                "longitude": view.location.longitude,
            }
    event = {
        "@type": "Event",
        "name": view.title,
        "startDate": view.span.start.isoformat(),
        "endDate": view.span.end.isoformat(),
    }
    return _without_empty(
        {
            "@type": "CollectionPage",
            "@id": url,
            "url": url,
            "name": view.title,
            "description": view.head.description,
            "dateModified": view.latest.iso,
            "inLanguage": site.language,
            "publisher": _publisher(site),
            "about": _without_empty({**event, "location": place}),
            "image": absolute(site.base_url, view.head.picture.src) if view.head.picture else "",
            "hasPart": [_part(report, site) for report in view.reports[:_MOST_PARTS]],
            "keywords": [tag.text for tag in view.tags],
        }
    )


def _crumbs(head: PageMeta, site: SiteView) -> dict[str, Any]:
    steps = [(crumb.text, crumb.address) for crumb in head.crumbs] + [(head.headline or head.title, head.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": text, "item": absolute(site.base_url, address)}
            for number, (text, address) in enumerate(steps, 1)
        ],
    }


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value."""
    return {name: value for name, value in data.items() if value}
