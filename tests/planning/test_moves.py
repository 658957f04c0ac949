"""No address ever dies: aliases and what the ledger knows lead on, and titles tell every page from every other."""

from dataclasses import replace

import pytest

from digest.model.article import Source
from digest.model.ledger import Entry, Ledger
from digest.model.views import RedirectView
from digest.planning.pages import Plan
from tests.planning.plans import CONFIG, addresses, article, incident_file, moment, own_page, plan, plan_all, view


def moves(made: Plan) -> dict[str, str]:
    return {page.address: page.view.target for page in made.pages if isinstance(page.view, RedirectView)}


def test_an_alias_leads_to_the_page() -> None:
    made = plan(
        article("a", incidents=("case",), aliases=("2024/old.html", "old/")),
        incidents=[incident_file("case", aliases=("cases/1/",))],
        own_pages=[own_page("about", aliases=("about-us/",))],
    )
    assert moves(made) == {
        "2024/old.html": "articles/2024/03/a/",
        "old/": "articles/2024/03/a/",
        "cases/1/": "incidents/case/",
        "about-us/": "about/",
    }
    assert view(made, "old/", RedirectView).head.noindex
    sitemap = next(page.view for page in made.pages if page.address == "sitemap.xml")
    assert "old/" not in [entry.address for entry in getattr(sitemap, "entries", ())]


def test_an_alias_of_a_withdrawn_article_leads_to_its_notice_and_says_nothing_of_it() -> None:
    made = plan(article("a", title="Secret", status="withdrawn", aliases=("old/",)))
    assert moves(made) == {"old/": "articles/2024/03/a/"}
    assert "Secret" not in repr([page.view for page in made.pages])


@pytest.mark.parametrize(
    "alias",
    [
        "articles/2024/03/a/",
        "articles/2024/03/b/",
        "incidents/",
        "feed.xml",
        "old.html",
        "Articles/2024/03/B/",
        "articles/2024",
    ],
)
def test_an_alias_that_is_the_address_of_a_page_is_an_error(alias: str) -> None:
    _, diagnostics = plan_all([article("a", aliases=(alias,)), article("b", aliases=("old.html",))])
    assert [(found.code, found.severity.value) for found in diagnostics] == [("alias-collides", "error")]


def test_a_page_that_moved_is_found_at_every_address_that_it_had() -> None:
    first = plan(article("a", incidents=("case",)), own_pages=[own_page("about")])
    second = plan(
        article("a", slug="b", incidents=("case",)),
        incidents=[incident_file("case", slug="matter")],
        own_pages=[own_page("about", aliases=("x/",))],
        ledger=first.ledger,
    )
    assert moves(second) == {
        "articles/2024/03/a/": "articles/2024/03/b/",
        "incidents/case/": "incidents/matter/",
        "x/": "about/",
    }
    third = plan(
        article("a", "2024-05-01", slug="c", incidents=("case",)), own_pages=[own_page("about")], ledger=second.ledger
    )
    assert moves(third) == {
        "articles/2024/03/a/": "articles/2024/05/c/",
        "articles/2024/03/b/": "articles/2024/05/c/",
        "incidents/matter/": "incidents/case/",
        "editions/2024/03/26/": "editions/",
    }
    [entry] = [entry for entry in third.ledger.entries if entry.kind == "article"]
    assert entry.addresses == ("articles/2024/03/a/", "articles/2024/03/b/", "articles/2024/05/c/")
    assert [entry.guid for one in (first, second, third) for entry in one.ledger.entries if entry.id == "a"] == [
        entry.guid
    ] * 3


def test_an_address_that_another_page_has_taken_is_that_page_s() -> None:
    first = plan(article("a", slug="crane"))
    second = plan(article("a", slug="mast"), article("b", slug="crane"), ledger=first.ledger)
    assert moves(second) == {}
    assert "articles/2024/03/crane/" in addresses(second)


def test_what_was_published_and_is_gone_is_told() -> None:
    first = plan(article("a", incidents=("case",)), article("b"), own_pages=[own_page("about")])
    _, diagnostics = plan_all([article("b")], ledger=first.ledger)
    assert [(found.code, found.severity.value, found.position.file) for found in diagnostics] == [
        ("lost-address", "warning", "content/ledger.jsonl"),
    ] * 3


def test_a_withdrawn_article_is_not_lost_and_its_guid_stays() -> None:
    first = plan(article("a"), article("b"))
    second = plan(article("a", status="withdrawn"), article("b"), ledger=first.ledger)
    assert second.ledger == first.ledger


def test_a_withdrawn_article_that_had_another_address_leads_to_its_notice() -> None:
    ledger = Ledger((Entry("article", "a", "urn:uuid:0", ("articles/2024/03/old/", "articles/2024/03/a/")),))
    made = plan(article("a", status="withdrawn"), article("b"), ledger=ledger)
    assert moves(made) == {"articles/2024/03/old/": "articles/2024/03/a/"}


def test_every_title_is_unique() -> None:
    gazette, herald = Source("Gazette"), Source("Herald")
    made = plan(
        article("a", title="Crane falls", source=gazette, incidents=("case",)),
        article("b", title="Crane falls", source=herald),
        article("c", title="Crane falls", source=herald),
        article("d", "2024-03-27", title="Crane falls"),
        article("e", title="Feeds", tags=("x",)),
        article("f", title="Tag: x"),
        own_pages=[own_page("archive-2", "Archive"), own_page("digest", "Digest")],
        config=replace(CONFIG, per_page=5),
    )
    titles = [page.view.head.title for page in made.pages if hasattr(page.view, "head")]
    assert [title for title in titles if titles.count(title) > 1] == []
    assert sorted(title for title in titles if title.startswith("Crane")) == [
        *("Crane falls", "Crane falls (2024-03-27)", "Crane falls (Gazette, 2024-03-26)"),
        *("Crane falls (Herald, 2024-03-26) (b)", "Crane falls (Herald, 2024-03-26) (c)"),
    ]


def test_titles_stay_unique_when_an_editor_writes_what_would_tell_them_apart() -> None:
    made = plan(article("a", title="T"), article("b", title="T"), article("c", "2023-03-26", "T (2024-03-26)"))
    titles = [page.view.head.title for page in made.pages if hasattr(page.view, "head")]
    assert [title for title in titles if titles.count(title) > 1] == []


def test_a_move_in_time_leaves_no_address_dead() -> None:
    first = plan(article("a", "2024-03-31T23:30:00Z"))
    second = plan(replace(article("a"), date=moment("2024-03-31")), ledger=first.ledger)
    assert moves(second) == {"articles/2024/04/a/": "articles/2024/03/a/", "editions/2024/04/01/": "editions/"}
