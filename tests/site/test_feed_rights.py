"""What may not be shown is in no output at all: neither a page nor a feed nor a file for machines."""

from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.rendering.feeds import items_of
from tests.support.sites import CONFIG, article, build, built, write_site

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
OTHERS = '{name: Gazette, url: "https://gazette.example/x"}'
LICENSED = '{name: Gazette, url: "https://gazette.example/x", licence: CC BY 4.0}'
NAMED = "{name: Gazette}"
OWN = "{author: Ada}"
KINDS = {
    "own": (OWN, ""),
    "own-excerpt": (OWN, "excerpt"),
    "own-link": (OWN, "link"),
    "own-named": ("{name: Harbour Digest, author: Ada}", ""),
    "named": (NAMED, ""),
    "other": (OTHERS, ""),
    "other-full": (OTHERS, "full"),
    "licensed": (LICENSED, ""),
    "licensed-excerpt": (LICENSED, "excerpt"),
    "licensed-link": (LICENSED, "link"),
}
SHOWN = {
    "own": 8,
    "own-excerpt": 4,
    "own-link": 0,
    "own-named": 8,
    "named": 4,
    "other": 4,
    "other-full": 8,
    "licensed": 8,
    "licensed-excerpt": 4,
    "licensed-link": 0,
}
CASES: dict[str, dict[str, int]] = {
    "text: excerpt": {},
    "text: full": {"named": 8, "other": 8},
    "text: link": {"named": 0, "other": 0},
    "excerpt_words: 12": {"own-excerpt": 1, "named": 1, "other": 1, "licensed-excerpt": 1},
    "excerpt_words: 23": {"own-excerpt": 2, "named": 2, "other": 2, "licensed-excerpt": 2},
}


def sentences(kind: str) -> list[str]:
    """Return eight sentences of eight words each."""
    return [f"Here sentence {number} of {kind} speaks of harbours." for number in NUMBERS]


def seen(kind: str, site: dict[str, bytes]) -> dict[str, int]:
    """Return how many of the sentences, from the first on, each output holds, for those that hold any."""
    found = {
        path: [number for number, text in enumerate(sentences(kind), 1) if text.encode() in raw]
        for path, raw in site.items()
    }
    return {path: max(numbers) for path, numbers in found.items() if numbers}


@pytest.mark.parametrize("rights", CASES)
def test_no_output_holds_a_sentence_more_than_may_be_shown(rights: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for kind, (source, show) in KINDS.items():
        text = " ".join(sentences(kind)[:4]) + "\n\n" + " ".join(sentences(kind)[4:])
        extra = {"show": show} if show else {}
        files[f"content/articles/{kind}.md"] = article(
            kind, text=text, source=source, incident=f"case-{kind}", tags=f"[tag-{kind}]", **extra
        )
    site = built(write_site(tmp_path, files, CONFIG.replace("text: full", rights)))
    for kind, most in (SHOWN | CASES[rights]).items():
        found = seen(kind, site)
        assert {path: number for path, number in found.items() if number > most} == {}
        for path in (
            f"articles/2024/03/{kind}/index.html",
            "updates.xml",
            f"tags/tag-{kind}/feed.xml",
            f"incidents/case-{kind}/feed.xml",
        ):
            assert found.get(path, 0) == most
        page = site[f"articles/2024/03/{kind}/index.html"]
        assert (b"https://gazette.example/x" in page) is not kind.startswith(("own", "named"))
        is_credited = kind == "named" and most < 8
        assert (b"<li>Source: Gazette</li>" in page) is is_credited


SCRAPED = {
    "sitename": "sitename: Harbour Gazette",
    "hostname": "hostname: gazette.example",
    "source_domain": "source_domain: gazette.example",
    "source as a text": "source: Harbour Gazette",
}


@pytest.mark.parametrize("case", SCRAPED)
def test_a_text_with_an_outlet_and_without_a_url_is_announced_as_an_excerpt(case: str, tmp_path: Path) -> None:
    text = " ".join(sentences("a"))
    files: dict[str, str | bytes] = {
        "content/articles/a.md": f"---\ntitle: A\ndate: 2024-03-26\n{SCRAPED[case]}\n---\n{text}\n"
    }
    folder = write_site(tmp_path, files, CONFIG.replace("text: full", "text: excerpt"))
    for _ in range(2):  # the second build has nothing to do
        ended = build(folder)
        assert "\n1 article is shown as an excerpt (rights.text), because the source is not the publisher." in ended.out
    shown = seen("a", built(folder))
    assert shown.pop("index.html") == 2  # a sentence or two on the home page, and the whole excerpt elsewhere
    assert set(shown.values()) == {4}
    counts = build(folder, "--json").report["counts"]
    assert (counts["excerpts"], counts["links"]) == (1, 0)


def test_links_are_announced_as_links_and_own_texts_not_at_all(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/{name}.md": article(name, text=" ".join(sentences(name)), source=OTHERS) for name in "ab"
    }
    folder = write_site(tmp_path, files, CONFIG.replace("text: full", "text: link"))
    assert "\n2 articles are shown as links (rights.text)" in build(folder).out
    assert "rights.text" not in build(write_site(tmp_path, files)).out


def test_an_excerpt_is_at_most_half_of_a_text(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/articles/a.md": article(text=" ".join(sentences("a")[:2]), source=OTHERS)}
    site = built(write_site(tmp_path, files, CONFIG.replace("text: full", "excerpt_words: 60")))
    assert set(seen("a", site).values()) == {1}


HIDDEN = {
    "draft": {"status": "draft"},
    "embargoed": {"publish_at": "2030-01-01"},
    "dated tomorrow": {"date": "2026-01-02"},
    "expired": {"expires": "2025-12-31"},
    "withdrawn": {"status": "withdrawn"},
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_is_not_visible_is_in_no_output(case: str, tmp_path: Path) -> None:
    fields = {
        "incident": "case",
        "tags": "[secret-tag]",
        "places": "[Secretville]",
        "source": "{name: Secret Gazette}",
        "people": "[Secret Person]",
    }
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("Open news"),
        "content/articles/secret.md": article(
            "Secret headline", text="A secret text. Indeed.", **(fields | HIDDEN[case])
        ),
    }
    site = built(write_site(tmp_path, files))
    for shown in ("index.html", "archive/index.html", "articles/2024/03/a/index.html"):
        assert b"Open news" in site[shown] or b'March</a> <span class="count">1</span>' in site[shown], shown
    assert [
        path
        for path, raw in site.items()
        if (path != "static/style.css" and b"ecret " in raw) or b"Secretville" in raw or b"secret-tag" in raw
    ] == []
    gone = {path for path in site if "secret" in path}
    assert gone == ({"articles/2024/03/secret/index.html"} if case in {"expired", "withdrawn"} else set())
    assert [item["title"] for path in ("feed.xml", "updates.xml") for item in items_of(site[path])] == ["Open news"] * 2
    ledger = (tmp_path / "content/ledger.jsonl").read_bytes()
    assert b"articles/2024/03/a/" in ledger
    assert b"secret" not in ledger


@pytest.mark.parametrize("case", ["expired", "withdrawn"])
def test_what_was_public_leaves_a_notice_and_its_words_are_gone_from_every_output(case: str, tmp_path: Path) -> None:
    plain = {"content/articles/secret.md": article("Secret headline", text="A secret text. Indeed.", incident="case")}
    built(write_site(tmp_path, plain))
    hidden: dict[str, str | bytes] = {
        "content/articles/secret.md": article("Secret headline", text="A secret text.", incident="case", **HIDDEN[case])
    }
    write_site(tmp_path, hidden)
    ended = build(tmp_path)
    assert ended.code == 0, ended.err
    site = {
        file.relative_to(tmp_path / "site").as_posix(): file.read_bytes()
        for file in (tmp_path / "site").rglob("*")
        if file.is_file()
    }
    assert [path for path, raw in site.items() if b"ecret headline" in raw or b"secret text" in raw] == []
    assert b"This article has been withdrawn" in site["articles/2024/03/secret/index.html"]
    notice = {
        "title": "This article has been withdrawn",
        "link": "https://harbour.example/news/articles/2024/03/secret/",
        "published": "Tue, 26 Mar 2024 00:00:00 +0100",
        "author": "Harbour Digest",
        "tags": [],
        "summary": "Its text is no longer published here.",
        "content": ["<p>Its text is no longer published here.</p>"],
    }
    assert items_of(site["feed.xml"]) == items_of(site["updates.xml"]) == [notice]
    [register] = items_of(site["incidents.xml"])
    assert register["title"] == "The reports on this incident have been withdrawn"


def test_items_stand_newest_first_and_those_of_one_day_at_distinct_times(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/a{n}.md": article(f"Report {n}", "2024-03-26" if n % 2 else f"2024-03-{n + 1:02d}")
        for n in range(20)
    }
    feed = items_of(built(write_site(tmp_path, files))["updates.xml"])
    dates = [parsedate_to_datetime(item["published"]) for item in feed]
    assert all(later > earlier for later, earlier in pairwise(dates))
