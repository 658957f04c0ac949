"""What search engines are told of a page: whole dictionaries in the words of schema.org."""

import json
from pathlib import Path
from typing import Any

from tests.rendering.strict import json_ld_of, page_of
from tests.support.sites import CONFIG, article, built, write_site

BASE = "https://harbour.example/news/"
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "name": "Harbour Press",
    "url": "https://press.example/",
    "correctionsPolicy": f"{BASE}policy/",
}
SITE = CONFIG + "corrections_policy: policy\npublisher:\n  name: Harbour Press\n  url: https://press.example/\n"
FILES: dict[str, str | bytes] = {
    "content/media/crane.png": b"png",
    "content/pages/policy.md": "---\ntitle: How we correct\n---\nBy saying so.\n",
    "content/articles/crane.md": article(
        "Crane <falls>",
        "2024-03-26T05:30:00+01:00",
        incident="case",
        source='{name: Gazette, author: Ada, url: "https://gazette.example/?a=1&b=2"}',
        summary="It fell.",
        tags="[harbour, cranes]",
        places="[Pier 1]",
        image="{src: media/crane.png, alt: A crane}",
        lang="en-GB",
        corrections="[{date: 2024-03-29, text: 'It was *one* crane.'}]",
    ),
    "content/articles/ship.md": article("Ship waits", "2024-03-27", incident="case"),
    "content/incidents/case.yaml": (
        "title: The case\ndate: 2024-03\nsummary: In short.\nplace: {name: Pier 1, lat: 39.5, lon: -76.5}\nnumber: 7\ntags: [harbour]\n"
    ),
}


def data_of(site: dict[str, bytes], address: str) -> Any:  # noqa: ANN401 - whatever JSON says
    [data] = json_ld_of(page_of(site[f"{address}index.html"]))
    return data


def crumbs(*steps: tuple[str, str]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": f"{BASE}{at}"}
        for n, (name, at) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def test_an_article_an_incident_and_the_site_are_described(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, FILES, SITE))
    here, case = f"{BASE}articles/2024/03/crane/", f"{BASE}incidents/case/"
    assert data_of(site, "articles/2024/03/crane/") == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "@id": here,
                "url": here,
                "mainEntityOfPage": here,
                "headline": "Crane <falls>",
                "description": "It fell.",
                "datePublished": "2024-03-26T05:30:00+01:00",
                "dateModified": "2024-03-29",
                "inLanguage": "en-GB",
                "author": {"@type": "Person", "name": "Ada"},
                "publisher": PUBLISHER,
                "image": f"{BASE}media/crane.png",
                "isBasedOn": "https://gazette.example/?a=1&b=2",
                "isPartOf": [{"@type": "CollectionPage", "@id": case, "name": "The case"}],
                "contentLocation": [{"@type": "Place", "name": "Pier 1"}],
                "keywords": ["harbour", "cranes"],
                "correction": [
                    {
                        "@type": "CorrectionComment",
                        "url": f"{here}#correction-2024-03-29",
                        "text": "It was *one* crane.",
                        "datePublished": "2024-03-29",
                    }
                ],
            },
            crumbs(
                ("Home", ""),
                ("Incidents", "incidents/"),
                ("The case", "incidents/case/"),
                ("Crane <falls>", "articles/2024/03/crane/"),
            ),
        ],
    }
    assert data_of(site, "articles/2024/03/ship/")["@graph"][0] == {
        "@type": "NewsArticle",
        **dict.fromkeys(("@id", "url", "mainEntityOfPage"), f"{BASE}articles/2024/03/ship/"),
        "headline": "Ship waits",
        "description": "The crane fell. Nobody was hurt.",
        "datePublished": "2024-03-27",
        "dateModified": "2024-03-27",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "Harbour Press", "url": "https://press.example/"},
        "publisher": PUBLISHER,
        "image": f"{BASE}media/crane.png",
        "isPartOf": [{"@type": "CollectionPage", "@id": case, "name": "The case"}],
    }
    place = {
        "@type": "Place",
        "name": "Pier 1",
        "geo": {"@type": "GeoCoordinates", "latitude": 39.5, "longitude": -76.5},
    }
    assert data_of(site, "incidents/case/") == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "CollectionPage",
                "@id": case,
                "url": case,
                "name": "The case",
                "description": "In short.",
                "dateModified": "2024-03-29",
                "inLanguage": "en",
                "publisher": PUBLISHER,
                "about": {
                    "@type": "Event",
                    "name": "The case",
                    "startDate": "2024-03-01",
                    "endDate": "2024-03-31",
                    "location": place,
                },
                "image": f"{BASE}media/crane.png",
                "hasPart": [
                    {
                        "@type": "NewsArticle",
                        "@id": f"{BASE}articles/2024/03/ship/",
                        "headline": "Ship waits",
                        "datePublished": "2024-03-27",
                    },
                    {
                        "@type": "NewsArticle",
                        "@id": here,
                        "headline": "Crane <falls>",
                        "datePublished": "2024-03-26T05:30:00+01:00",
                    },
                ],
                "keywords": ["harbour"],
            },
            crumbs(("Home", ""), ("Incidents", "incidents/"), ("The case", "incidents/case/")),
        ],
    }
    assert data_of(site, "") == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebSite",
                "name": "Harbour Digest",
                "url": BASE,
                "description": "What happened in the harbour.",
                "inLanguage": "en",
                "publisher": PUBLISHER,
            }
        ],
    }


def test_an_incident_names_its_newest_ten_reports_without_copies(tmp_path: Path) -> None:
    text = " ".join(f"The crane {n} on Pier {n} fell at {n} o’clock." for n in range(30))
    files: dict[str, str | bytes] = {
        f"content/articles/r{n:02}.md": article(
            f"Report {n}", f"2024-03-{n + 1:02}", f"{n} {n} {n} was said.", incident="case"
        )
        for n in range(12)
    }
    files["content/articles/z1.md"] = article("First", "2024-04-01", text, incident="case")
    files["content/articles/z2.md"] = article("Copy", "2024-04-02", text, incident="case")
    parts = data_of(built(write_site(tmp_path, files)), "incidents/case/")["@graph"][0]["hasPart"]
    assert [part["headline"] for part in parts] == ["First", *(f"Report {n}" for n in range(11, 2, -1))]


def test_an_article_has_its_picture_else_that_of_its_incident_else_that_of_the_site(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/media/a.png": b"png",
        "content/articles/own.md": article("Own", image="{src: media/a.png, alt: A crane}"),
        "content/articles/hidden.md": article("Hidden", image="{src: media/a.png, alt: A crane, warning: Blood}"),
        "content/articles/drawn.md": article("Drawn", incident="case", source="{name: Gazette}"),
        "content/incidents/case.yaml": "title: The case\n",
    }
    site = built(write_site(tmp_path, files))
    said = {name: data_of(site, f"articles/2024/03/{name}/")["@graph"][0] for name in ("own", "hidden", "drawn")}
    [card] = [path for path in site if path.startswith("pictures/card-")]
    assert {name: one["image"] for name, one in said.items()} == {
        "own": f"{BASE}media/a.png",
        "hidden": f"{BASE}static/card.png",
        "drawn": BASE + card,
    }
    assert said["drawn"]["author"] == {"@type": "Organization", "name": "Gazette", "url": f"{BASE}sources/gazette/"}


def test_pages_of_lists_describe_nothing(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, FILES, SITE))
    described = {path for path, raw in site.items() if b"ld+json" in raw}
    assert described == {
        "index.html",
        "articles/2024/03/crane/index.html",
        "articles/2024/03/ship/index.html",
        "incidents/case/index.html",
    }


def test_no_text_can_end_the_script_element(tmp_path: Path) -> None:
    title = "</script><!--<script>&amp;\u2028\u2029"
    site = built(write_site(tmp_path, {"content/articles/a.md": article(title)}))
    raw = (
        site["articles/2024/03/a/index.html"]
        .decode()
        .partition('<script type="application/ld+json">')[2]
        .partition("</script>")[0]
    )
    assert set(raw) & set("<>&\u2028\u2029") == set()
    assert json.loads(raw)["@graph"][0]["headline"] == " ".join(title.split())
