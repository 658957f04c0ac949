"""What the home page tells, and in which order: one story leads, the next ones have cards, the others a line; nothing is told twice."""

from typing import Any

from digest.model.content.article import Article, Body, Image, Source
from digest.model.content.incident import IncidentFile, Note
from digest.model.content.shingles import shingles_of
from digest.model.site import Asset
from digest.model.views.archive import HomeView, NewsEntry, StoryLine
from digest.model.views.common import Link
from tests.planning.plans import article, correction, incident_file, moment, places, plan, update, view

SENTENCES = "".join(f"The {number}th sentence tells of what the crane did then. " for number in range(12))


def home_of(*articles: Article, incidents: tuple[IncidentFile, ...] = (), **more: Any) -> HomeView:  # noqa: ANN401 - as `plan` has them
    return view(plan(*articles, incidents=incidents, **more), "", HomeView)


def report(stem: str, date: str = "2024-03-26", incident: str = "", **fields: Any) -> Article:  # noqa: ANN401 - fields of any type
    """Make a report of an outlet of its own, on an incident if one is named."""
    known: dict[str, Any] = {"source": Source(f"Outlet of {stem}"), "body": Body(f"key-{stem}", 40)} | fields
    return article(stem, date, incidents=(incident,) if incident else (), **known)


def several(incident: str, date: str = "2024-03-26", number: int = 2) -> list[Article]:
    return [report(f"{incident}-{letter}", date, incident) for letter in "abcdef"[:number]]


def titles(stories: tuple[StoryLine, ...]) -> list[str]:
    return [story.title for story in stories]


def cards(home: HomeView) -> list[str]:
    return [card.line.title for card in home.cards]


def news(entries: tuple[NewsEntry, ...]) -> list[tuple[str, str]]:
    return [(entry.kind, entry.link.text) for entry in entries]


def test_the_heaviest_incident_leads_the_next_ones_have_cards_and_those_of_one_report_a_line() -> None:
    reports = [one for n, name in enumerate(("fire", "ferry", "mast")) for one in several(name, number=4 - n)]
    many = [report(f"short-{n}", f"2024-03-{20 + n}", f"s{n}") for n in range(6)]
    home = home_of(*reports, *many)
    assert home.lead is not None
    assert (home.lead.incident.title, home.lead.outlets, home.lead.incident.reports) == ("Fire-a", 4, 4)
    assert cards(home)[:2] == ["Ferry-a", "Mast-a"]
    assert cards(home)[2:] == ["Short-5", "Short-4"], "a few short ones fill up"
    assert news(home.news) == [("report", title) for title in ("Mast-b", "Ferry-c", "Ferry-b", "Short-3")]
    assert titles(home.briefs) == ["Short-2", "Short-1", "Short-0"]
    assert home.earlier == ()


def test_what_weighs_nothing_any_more_is_an_earlier_story() -> None:
    new = [one for n in range(5) for one in several(f"new-{n}")]
    old = [one for n in range(3) for one in several(f"old-{n}", f"2024-01-0{n + 1}")]
    home = home_of(*new, *old)
    assert len(home.cards) == 4
    assert [(line.title, line.reports) for line in home.earlier] == [("Old-2-a", 2), ("Old-1-a", 2), ("Old-0-a", 2)]
    few = home_of(*new, *old[:4])
    assert (cards(few)[4:], few.earlier) == (["Old-1-a", "Old-0-a"], ()), "two are no list"


def test_a_status_alone_makes_a_story_worth_a_card() -> None:
    file = incident_file("quay", status=(Note(moment("2024-03-25"), "It is *closed*."),))
    home = home_of(*several("fire"), report("q", "2024-01-01", "quay"), incidents=(file,))
    (card,) = home.cards
    assert (card.line.title, card.status, card.line.date.iso) == ("Q", "It is *closed*.", "2024-03-25")


def test_a_report_of_the_sites_own_keeps_its_card_for_three_half_lives_whatever_else_is_new() -> None:
    new = [one for n in range(7) for one in several(f"new-{n}", number=3)]
    for day, kept in (("2024-03-26", True), ("2024-03-23", True), ("2024-03-22", False)):
        home = home_of(*new, article("own", day, source=Source()), report("lone", "2024-03-26"))
        assert ("Own" in cards(home), len(home.cards)) == (kept, 6)
        assert [card.line.title for card in home.cards if card.is_own] == ["Own"] * kept
        assert titles(home.earlier) == (["New-6-a"] if kept else ["Own"])
        assert "Lone" in [*titles(home.briefs), *(entry.link.text for entry in home.news)], "of another, a line"


def test_what_is_new_of_the_lead_are_its_newest_three_without_copies_and_without_its_own_headline() -> None:
    same = shingles_of(SENTENCES)
    told = [
        report("first", "2024-03-01", "fire", updates=(update("2024-03-20", "They found it"), update("2024-03-02"))),
        report("wire", "2024-03-21", "fire", shingles=same),
        report("copy", "2024-03-22", "fire", shingles=same),
        report("again", "2024-03-23", "fire", title="Wire"),
        report("last", "2024-03-19", "fire", corrections=(correction("2024-03-24"),)),
    ]
    lead = home_of(*told).lead
    assert lead is not None
    assert news(lead.news) == [("correction", "Last"), ("report", "Wire"), ("update", "They found it")]
    assert [entry.link.address for entry in lead.news][:2] == [
        "articles/2024/03/last/#correction-2024-03-24",
        "articles/2024/03/again/",
    ]
    assert (lead.outlets, lead.corrections, lead.incident.reports) == (5, 1, 5)
    assert lead.incident.sentence == "Text of again."


def test_of_own_reports_alone_no_outlet_is_counted() -> None:
    lead = home_of(*[article(stem, incidents=("fire",), source=Source()) for stem in "ab"]).lead
    assert lead is not None
    assert (lead.outlets, lead.incident.source.name) == (0, "")


def test_just_in_tells_what_was_published_last_of_other_stories_with_what_it_belongs_to() -> None:
    home = home_of(
        *several("fire", number=4),
        report("old", "2024-01-01", "ferry", corrections=(correction("2024-03-25"),)),
        report("newer", "2024-03-24", "ferry"),
        report("mast", "2024-02-01", "mast", updates=(update("2024-03-23", "It stands"),)),
        report("alone", "2024-03-22"),
        *[report(f"r{n}", f"2024-02-0{n}", f"i{n}") for n in range(1, 7)],
    )
    assert [(entry.kind, entry.link.text, entry.about) for entry in home.news] == [
        ("report", "Newer", Link("Old", "incidents/ferry/", 2)),
        ("update", "It stands", Link("Mast", "incidents/mast/", 1)),
        *(("report", f"R{n}", None) for n in (5, 4)),
    ]


def test_no_headline_is_told_twice_and_no_copy_has_a_line_of_its_own() -> None:
    same = shingles_of(SENTENCES)
    wire = [report(f"wire-{n}", f"2024-03-{10 + n}", f"w{n}" if n % 2 else "", shingles=same) for n in range(5)]
    others = [report(f"r{n}", "2024-03-01", f"i{n}") for n in range(12)]
    home = home_of(
        *several("fire"), *several("ferry"), *several("quay"), *several("mast"), *several("pier"), *wire, *others
    )
    (folded,) = [line for line in home.briefs if line.repeats]
    assert (folded.title, [one.card.title for one in folded.repeats], folded.outlets) == (
        "Wire-0",
        ["Wire-1", "Wire-2", "Wire-3", "Wire-4"],
        4,
    )
    assert home.lead is not None
    told = [home.lead.incident.title, *cards(home), *titles(home.earlier), *titles(home.briefs)]
    told += [entry.link.text for entry in (*home.lead.news, *home.news)]
    assert sorted(told) == sorted(set(told))
    assert not {"Wire-1", "Wire-2", "Wire-3", "Wire-4"} & set(told)


def test_a_copy_of_what_was_just_told_has_no_line() -> None:
    same = shingles_of(SENTENCES)
    fill = [one for name in ("fire", "ferry", "quay", "mast", "pier") for one in several(name, "2024-03-01")]
    home = home_of(*fill, report("wire", "2024-03-25", shingles=same), report("copy", "2024-03-26", shingles=same))
    assert (news(home.news)[0], home.briefs) == (("report", "Wire"), ())


def test_a_card_says_the_status_else_the_summary_else_how_the_newest_report_begins_that_copies_none() -> None:
    same = shingles_of(SENTENCES)
    wire = [report(f"wire-{n}", f"2024-03-1{n}", "ferry", shingles=same, opening=(f"Wire {n}.",)) for n in range(2)]
    home = home_of(
        *several("fire", number=5),
        *wire,
        *several("mast", "2024-03-09"),
        *several("quay", "2024-03-08"),
        article("own", "2024-03-07", source=Source(), summary="What we found.", language="de"),
        incidents=(
            incident_file("mast", "The mast", summary="It broke."),
            incident_file("quay", "The quay", status=(Note(moment("2024-03-08"), "Closed."),), summary="It sank."),
        ),
    )
    said = {card.line.title: (card.status, card.text, card.language, card.line.source.name) for card in home.cards}
    assert said == {
        "The quay": ("Closed.", "It sank.", "", ""),
        "Wire-0": ("", "Wire 0.", "", "Outlet of wire-0"),
        "The mast": ("", "It broke.", "", ""),
        "Own": ("", "What we found.", "de", ""),
    }


def test_a_site_without_incidents_has_cards_of_its_own_reports_and_lines_of_others() -> None:
    own = [article(f"own-{n}", f"2024-03-2{n}", source=Source()) for n in range(5)]
    links = [report(f"link-{n}", f"2024-03-1{n}", places=places("Pier 9")) for n in range(6)]
    home = home_of(*own, *links)
    assert (home.lead, home.counts.incidents) == (None, 0)
    assert cards(home) == ["Own-4", "Own-3", "Own-2", "Own-1", "Own-0"]
    assert news(home.news) == [("report", f"Link-{n}") for n in (5, 4, 3, 2)]
    assert [(line.title, line.place, line.source.name) for line in home.briefs] == [
        ("Link-1", "Pier 9", "Outlet of link-1"),
        ("Link-0", "Pier 9", "Outlet of link-0"),
    ]


def test_an_empty_site_and_a_site_of_one_article_have_a_home_page() -> None:
    empty = home_of()
    assert (empty.lead, empty.cards, empty.news, empty.edition, empty.editions) == (None, (), (), None, 0)
    one = home_of(article("a", source=Source()))
    assert (one.lead, cards(one), one.news, one.editions) == (None, ["A"], (), 1)
    single = home_of(report("a", incident="fire"))
    assert single.lead is not None
    assert (single.lead.news, single.cards, single.briefs, single.news) == ((), (), (), ())
    assert single.lead.incident.source.name == "Outlet of a"


def test_the_latest_edition_and_the_commonest_terms_lead_on() -> None:
    reports = [report(f"r{n}", f"2024-03-0{n}", f"i{n}", tags=(f"t{n}", "all")) for n in range(1, 9)]
    home = home_of(*reports)
    assert home.edition is not None
    assert (home.edition.address, home.editions) == ("editions/2024/03/08/", 8)
    assert [(link.text, link.count) for link in home.tags] == [("all", 8), *((f"t{n}", 1) for n in range(1, 6))]


def test_each_story_says_when_its_newest_thing_was_published_here() -> None:
    home = home_of(*several("fire"), report("q", "2024-03-01", "quay", updates=(update("2024-03-02"),)))
    assert home.lead is not None
    berlin = [moment("2024-03-26"), moment("2024-03-02")]
    assert [home.lead.incident.at // 60, home.cards[0].line.at // 60] == [
        int(one.at.timestamp()) // 60 for one in berlin
    ]


def test_a_picture_with_a_warning_is_not_on_the_home_page() -> None:
    image = Image("media/a.png", "A pier", warning="Wreckage")
    lead = home_of(
        report("a", incident="fire", image=image), media=(Asset("media/a.png", "media/a.png", 5, "hash"),)
    ).lead
    assert lead is not None
    assert (lead.picture, lead.incident.picture) == (None, None)
