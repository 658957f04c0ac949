"""No address ever dies: aliases and what the ledger knows lead on, and titles tell every page from every other."""

from dataclasses import replace
from itertools import product

import pytest

from digest.model.config import FeedSettings
from digest.model.content.article import Article, Source
from digest.model.feed_formats import FeedFormat
from digest.model.ledger import Entry, Ledger
from digest.model.site import Asset
from digest.model.views.article import ArticleView, WithdrawnView
from digest.model.views.feed import FeedView
from digest.model.views.files import SitemapView
from digest.model.views.incident import IncidentView
from digest.model.views.service_pages import RedirectView, SignpostView
from digest.planning.plan import Plan
from tests.planning.plans import (
    CONFIG,
    addresses,
    article,
    correction,
    incident_file,
    moment,
    own_page,
    plan,
    plan_all,
    update,
    view,
)


def redirects(made: Plan) -> dict[str, str]:
    return {page.address: page.view.target for page in made.pages if isinstance(page.view, RedirectView)}


def test_an_alias_leads_to_the_page() -> None:
    made = plan(
        article("a", incidents=("case",), aliases=("2024/old.html", "old/")),
        incidents=[incident_file("case", aliases=("cases/1/",))],
        own_pages=[own_page("about", aliases=("about-us/",))],
    )
    assert redirects(made) == {
        "2024/old.html": "articles/2024/03/a/",
        "old/": "articles/2024/03/a/",
        "cases/1/": "incidents/case/",
        "about-us/": "about/",
    }
    assert view(made, "old/", RedirectView).head.noindex
    listed = {entry.address for entry in view(made, "sitemap.xml", SitemapView).entries}
    assert {"articles/2024/03/a/", "incidents/case/", "about/"} <= listed
    assert listed.isdisjoint(redirects(made))


def test_an_alias_of_a_withdrawn_article_leads_to_its_notice_and_says_nothing_of_it() -> None:
    made = plan(article("a", title="Secret", status="withdrawn", aliases=("old/",)))
    assert redirects(made) == {"old/": "articles/2024/03/a/"}
    assert "Secret" not in repr([page.view for page in made.pages])


@pytest.mark.parametrize(
    "alias",
    [
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


@pytest.mark.parametrize("alias", ["articles/2024/03/a/", "Articles/2024/03/A/", "articles/2024/03/a/index.html"])
def test_an_alias_that_is_the_page_s_own_address_is_nothing(alias: str) -> None:
    planned, diagnostics = plan_all([article("a", aliases=(alias,))])
    assert diagnostics == ()
    assert [page.address for page in planned.pages if page.renderer == "redirect.html"] == []


def test_a_page_that_moved_is_found_at_every_address_that_it_had() -> None:
    first = plan(article("a", incidents=("case",)), own_pages=[own_page("about")])
    second = plan(
        article("a", slug="b", incidents=("case",)),
        incidents=[incident_file("case", slug="matter")],
        own_pages=[own_page("about", aliases=("x/",))],
        ledger=first.ledger,
    )
    assert redirects(second) == {
        "articles/2024/03/a/": "articles/2024/03/b/",
        "incidents/case/": "incidents/matter/",
        "x/": "about/",
    }
    third = plan(
        article("a", "2024-05-01", slug="c", incidents=("case",)), own_pages=[own_page("about")], ledger=second.ledger
    )
    assert redirects(third) == {
        "articles/2024/03/a/": "articles/2024/05/c/",
        "articles/2024/03/b/": "articles/2024/05/c/",
        "incidents/matter/": "incidents/case/",
        "archive/2024/03/": "archive/",
    }
    [entry] = [entry for entry in third.ledger.entries if entry.kind == "article"]
    assert entry.addresses == ("articles/2024/03/a/", "articles/2024/03/b/", "articles/2024/05/c/")
    assert [entry.guid for one in (first, second, third) for entry in one.ledger.entries if entry.id == "a"] == [
        entry.guid
    ] * 3


def test_an_address_that_another_page_has_taken_is_that_page_s() -> None:
    first = plan(article("a", slug="crane"))
    second = plan(article("a", slug="mast"), article("b", slug="crane"), ledger=first.ledger)
    assert redirects(second) == {}
    assert "articles/2024/03/crane/" in addresses(second)


def test_what_was_published_and_is_gone_is_told() -> None:
    first = plan(article("a", incidents=("case",)), article("b"), own_pages=[own_page("about")])
    _, diagnostics = plan_all([article("b")], ledger=first.ledger)
    assert [(found.code, found.severity.value, found.position.file) for found in diagnostics] == [
        ("lost-address", "error", "content/ledger.jsonl"),
    ] * 3


def test_of_what_is_hidden_again_the_file_is_named() -> None:
    first = plan(article("a"), article("b"), article("c"))
    hidden = [article("a", status="draft"), article("b", publish_at=moment("2027-01-01")), article("c", "2027-01-01")]
    _, diagnostics = plan_all(hidden, ledger=first.ledger)
    assert [(found.code, found.position.file) for found in diagnostics] == [
        ("lost-address", f"content/articles/{stem}.md") for stem in "abc"
    ]


def test_a_new_article_of_the_same_month_may_be_the_one_that_is_missing() -> None:
    first = plan(article("a"), article("b"))
    _, [found] = plan_all([article("b"), article("x"), article("y", "2024-04-01")], ledger=first.ledger)
    drop = "if it was never online, run digest ledger drop /articles/2024/03/a/; else "
    assert found.hint.startswith(f"{drop}if it is content/articles/x.md now, write id: a there; else ")
    _, [found] = plan_all([article("b"), article("x"), article("y")], ledger=first.ledger)
    assert found.hint.startswith(f"{drop}put its file back")


def test_what_is_gone_with_consent_leaves_a_notice_and_a_file_leaves_nothing() -> None:
    crane = Asset("content/media/crane.png", "media/crane.png", 1, "key")
    quay = Asset("content/media/quay", "media/quay", 1, "key")
    first = plan(article("a", slug="old"), media=(crane, quay))
    first = plan(article("a"), media=(crane, quay), ledger=first.ledger)
    gone = ("articles/2024/03/a/", "media/crane.png", "media/quay/", "never/there/")
    made = plan(config=replace(CONFIG, gone=gone), ledger=first.ledger)
    notices = [page.address for page in made.pages if isinstance(page.view, WithdrawnView)]
    assert notices == ["articles/2024/03/a/", "never/there/"]
    assert redirects(made)["articles/2024/03/old/"] == "articles/2024/03/a/"
    assert [address for address in addresses(made) if address.startswith("media/")] == []
    assert {address for address, target in made.redirects.items() if target is None} == {
        "articles/2024/03/a/",
        "media/crane.png",
        "media/quay",
        "never/there/",
    }


def test_what_the_settings_say_is_gone_and_is_there_is_an_error() -> None:
    _, diagnostics = plan_all([article("a")], config=replace(CONFIG, gone=("articles/2024/03/a/",)))
    assert [found.code for found in diagnostics] == ["gone-but-there"]


FORMS = (".xml", ".atom.xml", ".json")
ALSO = replace(CONFIG, feeds=FeedSettings(items=2, also=(FeedFormat.ATOM, FeedFormat.JSON)))


def case(*stems: str, name: str = "case") -> list[Article]:
    return [article(stem, f"{2020 + number}-06-01", incidents=(name,)) for number, stem in enumerate(stems)]


@pytest.mark.parametrize("by", ["merged_into", "its articles", "merged_into and its articles", "a chain of mergers"])
def test_a_merged_incident_leads_to_its_heir_with_every_document_of_its_feed(by: str) -> None:
    first = plan(*case("a", "b", "c", "d"), *case("x", name="heir"), config=ALSO)
    moved = "heir" if "articles" in by else "case"
    files = [incident_file("case", merged_into="heir")] if "merged_into" in by else []
    if "chain" in by:
        files = [incident_file("case", merged_into="between"), incident_file("between", merged_into="heir")]
    for ledger in (first.ledger, plan(*case("a", "b", "c", "d"), *case("x", name="heir"), config=ALSO).ledger):
        made = plan(
            *case("a", "b", "c", "d", name=moved), *case("x", name="heir"), incidents=files, config=ALSO, ledger=ledger
        )
        again = plan(
            *case("a", "b", "c", "d", name=moved),
            *case("x", name="heir"),
            incidents=files,
            config=ALSO,
            ledger=made.ledger,
        )
        assert redirects(made) == redirects(again)
        assert redirects(made)["incidents/case/"] == "incidents/heir/"
        stems = ("feed", "feed-2020", "feed-2021")
        for form, stem in product(FORMS, stems):
            assert f"incidents/case/{stem}{form}" in addresses(made)
            assert made.redirects[f"incidents/case/{stem}{form}"] == f"incidents/heir/{stem}{form}"
        reports = view(made, "incidents/heir/", IncidentView).reports
        assert sorted(report.card.address for report in reports) == sorted(
            [f"articles/{2020 + number}/06/{stem}/" for number, stem in enumerate("abcd")] + ["articles/2020/06/x/"]
        )


def test_a_merger_into_nothing_or_in_a_circle_is_an_error_and_leaves_things_as_they_were() -> None:
    files = [incident_file("case", merged_into="cases"), incident_file("one", merged_into="two")]
    files.append(incident_file("two", merged_into="one"))
    articles = [*case("a"), *case("b", name="one"), *case("c", name="two")]
    made, diagnostics = plan_all(articles, files)
    assert [(found.code, found.position.file) for found in diagnostics] == [
        ("merged-into-nothing", "content/incidents/case.md"),
        ("merged-in-circle", "content/incidents/one.md"),
        ("merged-in-circle", "content/incidents/two.md"),
    ]
    assert {"incidents/case/", "incidents/one/", "incidents/two/"} <= set(addresses(made))


def test_an_incident_whose_reports_went_different_ways_has_a_signpost_and_an_empty_feed() -> None:
    first = plan(*case("a", "b", "c"))
    made = plan(*case("a", name="one"), *case("b", name="two"), article("c", "2022-06-01"), ledger=first.ledger)
    ways = view(made, "incidents/case/", SignpostView).ways
    assert [way.address for way in ways] == ["articles/2022/06/c/", "incidents/one/", "incidents/two/"]
    assert view(made, "incidents/case/feed.xml", FeedView).items == ()


def test_an_incident_whose_only_report_belongs_to_none_any_more_leads_to_it() -> None:
    first = plan(*case("a"))
    made = plan(article("a", "2020-06-01"), ledger=first.ledger)
    assert redirects(made)["incidents/case/"] == "articles/2020/06/a/"
    assert view(made, "incidents/case/feed.xml", FeedView).items == ()


def test_an_incident_all_of_whose_reports_were_withdrawn_says_so() -> None:
    first = plan(*case("a"), article("b"))
    made = plan(replace(case("a")[0], status="withdrawn"), article("b"), ledger=first.ledger)
    assert view(made, "incidents/case/", WithdrawnView).title == "The reports on this incident have been withdrawn"
    assert [item.title for item in view(made, "incidents/case/feed.xml", FeedView).items] == [
        "This article has been withdrawn"
    ]
    register = {item.address: item.title for item in view(made, "incidents.xml", FeedView).items}
    assert register["incidents/case/"] == "The reports on this incident have been withdrawn"
    assert made.redirects["incidents/case/"] is None


def test_a_list_with_fewer_pages_leads_from_those_that_it_had_to_its_first() -> None:
    few = replace(CONFIG, per_page=5)
    articles = [article(f"a{number}", tags=("fire",)) for number in range(12)]
    first = plan(*articles, config=few)
    made = plan(*articles, ledger=first.ledger)
    assert {address: target for address, target in redirects(made).items() if "page-" in address} == {
        f"{base}page-{number}.html": base for base in ("archive/2024/03/", "tags/fire/") for number in (2, 3)
    }


def test_a_tag_that_nothing_has_any_more_leads_to_all_tags_and_its_feed_is_empty() -> None:
    first = plan(article("a", tags=("fire",)), config=ALSO)
    made = plan(article("a"), config=ALSO, ledger=first.ledger)
    assert redirects(made) == {"tags/fire/": "tags/"}
    assert [view(made, f"tags/fire/feed{form}", FeedView).items for form in FORMS] == [(), (), ()]


def test_a_format_that_feeds_had_goes_on_and_so_do_archives() -> None:
    first = plan(*case("a", "b", "c", "d"), config=ALSO)
    made = plan(*case("a", "b", "c", "d"), ledger=first.ledger)
    before = {page.address for page in first.pages if page.is_feed}
    assert before <= {page.address for page in made.pages if page.is_feed}
    fewer = plan(*case("a", "b", "c", "d"), config=replace(CONFIG, feeds=FeedSettings(items=2)))
    assert not any("atom" in address for address in addresses(fewer, "incidents/"))


def test_an_update_that_was_taken_back_leaves_its_anchor_and_a_notice() -> None:
    first = plan(article("a", updates=(update("2024-03-28"),), corrections=(correction("2024-03-29"),)))
    made = plan(article("a", updates=(update("2024-03-28", text="Other."),)), ledger=first.ledger)
    page = view(made, "articles/2024/03/a/", ArticleView)
    assert page.retracted == ("correction-2024-03-29",)
    assert [one.anchor for one in page.updates] == ["update-2024-03-28"]
    made = plan(article("a"), ledger=first.ledger)
    page = view(made, "articles/2024/03/a/", ArticleView)
    assert sorted(page.retracted) == ["correction-2024-03-29", "update-2024-03-28"]
    entries = {entry.guid: entry for entry in first.ledger.entries}
    gone = [item for item in view(made, "updates.xml", FeedView).items if item.title.endswith(" was withdrawn.")]
    assert sorted(entries[item.guid].kind for item in gone) == ["correction", "update"]
    assert {item.title for item in gone} == {"This update was withdrawn.", "This correction was withdrawn."}
    assert [item.updated for item in gone if item.updated < item.published] == []
    back = plan(article("a", updates=(update("2024-03-28"),)), ledger=made.ledger)
    titles = {entries[item.guid].kind: item.title for item in view(back, "updates.xml", FeedView).items}
    assert titles == {"article": "A", "update": "Update: A", "correction": "This correction was withdrawn."}


def test_a_withdrawn_article_is_not_lost_and_its_guid_stays() -> None:
    first = plan(article("a"), article("b"))
    second = plan(article("a", status="withdrawn"), article("b"), ledger=first.ledger)
    before, after = ({(one.kind, one.id): one for one in made.ledger.entries} for made in (first, second))
    gone = after["article", "a"]
    assert (gone.state, gone.changed is not None) == ("withdrawn", True)
    assert after == before | {
        ("article", "a"): replace(before["article", "a"], state=gone.state, changed=gone.changed),
    }


def test_a_withdrawn_article_that_had_another_address_leads_to_its_notice() -> None:
    ledger = Ledger((Entry("article", "a", "urn:uuid:0", ("articles/2024/03/old/", "articles/2024/03/a/")),))
    made = plan(article("a", status="withdrawn"), article("b"), ledger=ledger)
    assert redirects(made) == {"articles/2024/03/old/": "articles/2024/03/a/"}


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
        *("Crane falls (Herald, 2024-03-26)", "Crane falls (Herald, 2024-03-26, 2)"),
    ]


def test_titles_stay_unique_when_an_editor_writes_what_would_tell_them_apart() -> None:
    made = plan(article("a", title="T"), article("b", title="T"), article("c", "2023-03-26", "T (2024-03-26)"))
    titles = [page.view.head.title for page in made.pages if hasattr(page.view, "head")]
    assert [title for title in titles if titles.count(title) > 1] == []


def test_a_move_in_time_leaves_no_address_dead() -> None:
    first = plan(article("a", "2024-03-31T23:30:00Z"))
    second = plan(replace(article("a"), date=moment("2024-03-31")), ledger=first.ledger)
    assert redirects(second) == {
        "articles/2024/04/a/": "articles/2024/03/a/",
        "archive/2024/04/": "archive/",
    }
