"""What pages say of themselves to search engines: each something, and none what another one says."""

from collections import Counter
from dataclasses import replace
from typing import Any

from digest.model.content.article import Source
from tests.planning.plans import CONFIG, article, correction, own_page, places, plan, update


def descriptions(*articles: Any, **options: Any) -> dict[str, str]:  # noqa: ANN401 - whatever a plan takes
    """Return the description of each page that search engines may list."""
    made = plan(*articles, **options)
    views = {page.address: page.view for page in made.pages if page.title is not None and not page.noindex}
    return {address: view.head.description for address, view in views.items() if hasattr(view, "head")}


def test_every_page_of_a_list_says_what_is_on_it_and_no_two_say_the_same() -> None:
    gazette = Source("Gazette")
    found = descriptions(
        *(
            article(
                f"a{n}",
                f"2024-0{1 + n // 4}-0{1 + n % 4}",
                incidents=(f"case-{n // 3}",),
                tags=("Fire",),
                places=places("Pier 1"),
                source=gazette,
                corrections=(correction("2024-05-02"),) if n < 6 else (),
                updates=(update("2024-06-01"),) if n == 1 else (),
            )
            for n in range(12)
        ),
        own_pages=[replace(own_page("about"), summary="About us.")],
        config=replace(CONFIG, per_page=5, description=""),
    )
    assert [address for address, said in found.items() if not said] == []
    assert {said: count for said, count in Counter(found.values()).items() if count > 1} == {}
    told = {address: said for address, said in found.items() if not address.startswith(("articles/", "sources/"))}
    assert {
        address: said for address, said in told.items() if "case" not in address and "editions/2" not in address
    } == {
        "": "4 incidents · 12 reports · 1 source",
        "about/": "About us.",
        "archive/": "Archive · 12 reports: 2024",
        "archive/2024/": "Archive: 2024 · 12 reports: A9 · A6 · A0",
        "archive/2024/01/": "Archive: January 2024 · 4 reports: A3 · A2 · A1",
        "archive/2024/02/": "Archive: February 2024 · 4 reports: A7 · A6 · A5",
        "archive/2024/03/": "Archive: March 2024 · 4 reports: A11 · A10 · A9",
        "corrections/": "Corrections · 6 corrections: A5 · A4 · A3",
        "corrections/page-2.html": "Corrections, page 2 · 6 corrections: A0",
        "data/": "Every incident and article of Digest as data, and how they are counted.",
        "editions/": "Editions · Digest: June 1, 2024 · May 2, 2024 · March 4, 2024",
        "feeds/": "Follow Digest in a feed reader: stories, everything, editions, or one subject.",
        "incidents/": "Incidents · 4 incidents: A0 · A3 · A9",
        "places/": "Places · Digest: Pier 1",
        "places/pier-1/": "Place: Pier 1 · 12 reports: A11 · A10 · A9",
        "places/pier-1/page-2.html": "Place: Pier 1, page 2 · 12 reports: A6 · A5 · A4",
        "places/pier-1/page-3.html": "Place: Pier 1, page 3 · 12 reports: A1 · A0",
        "tags/": "Tags · Digest: Fire",
        "tags/fire/": "Tag: Fire · 12 reports: A11 · A10 · A9",
        "tags/fire/page-2.html": "Tag: Fire, page 2 · 12 reports: A6 · A5 · A4",
        "tags/fire/page-3.html": "Tag: Fire, page 3 · 12 reports: A1 · A0",
    }
    assert found["incidents/case-0/"] == "3 reports · Gazette, January 3, 2024: A2"
    assert found["editions/2024/01/01/"] == "January 1, 2024: A0"
    assert found["editions/2024/05/02/"] == "May 2, 2024: A0 · A1 · A2"


def test_an_incident_of_one_report_does_not_describe_itself_as_that_report_does() -> None:
    found = descriptions(
        article("a", incidents=("case",)), article("b", "2024-03-27", incidents=("other",), opening=())
    )
    assert (found["articles/2024/03/a/"], found["incidents/case/"]) == (
        "Text of a.",
        "1 report · March 26, 2024: Text of a.",
    )
    assert found["incidents/other/"] == "1 report · March 27, 2024"


def test_a_description_is_short() -> None:
    long = "Überlandstraßenbahn " * 30
    found = descriptions(*(article(f"a{n}", title=f"{n} {long}", tags=("Fire",)) for n in range(4)))
    assert 150 < len(found["tags/fire/"]) <= 200
