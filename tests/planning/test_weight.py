"""What the home page leads with: recency x independent accounts x change of status, and never what was only copied most."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Article, Source
from digest.model.content.incident import Incident, IncidentFile, Note, Pin
from digest.model.content.shingles import shingles_of
from digest.model.views.archive import HomeView
from digest.planning.content.assemble import make_incident
from digest.planning.content.weight import HALF_LIFE, by_weight, independent_accounts, weight_of
from tests.planning.plans import article, incident_file, moment, plan, update, view
from tests.support.growth import growth

TODAY = date(2024, 3, 26)
DAYS = st.integers(0, 30)
# On how many days before today each of some outlets reported.
REPORTS = st.lists(DAYS, min_size=1, max_size=12)


def text(key: object, length: int = 12) -> str:
    """Write sentences that no text of another key has."""
    return "".join(
        f"The {number}th sentence of the text {key} tells of what the crane did then. " for number in range(length)
    )


def report(stem: str, days: int = 0, outlet: str = "", words: str = "", **fields: Any) -> Article:  # noqa: ANN401 - fields of any type
    """Make a report from so many days before today, in an outlet and with a text of its own unless they are given."""
    day = TODAY - timedelta(days=days)
    source = Source(outlet or f"Outlet of {stem}")
    known: dict[str, Any] = {"shingles": shingles_of(words or text(stem)), "source": source} | fields
    return article(stem, day.isoformat(), **known)


def status(days: int) -> Note:
    return Note(moment((TODAY - timedelta(days=days)).isoformat()), "It has changed.")


def case(stem: str, *articles: Article, file: IncidentFile | None = None) -> Incident:
    ordered = tuple(sorted(articles, key=lambda one: (one.date.at, one.id)))
    return make_incident(stem, ordered, file)


def weight(*articles: Article, statuses: tuple[int, ...] = (), half_life: float = 1.0) -> float:
    file = incident_file("case", status=tuple(map(status, statuses)))
    return weight_of(case("case", *articles, file=file), TODAY, half_life)


def reports(days: list[int]) -> list[Article]:
    return [report(f"r{number}", age) for number, age in enumerate(days)]


def wave(size: int, words: str, **fields: Any) -> list[Article]:  # noqa: ANN401 - fields of any type
    """Make a text that so many outlets copied on one day."""
    return [report(f"copy-{number:03}", words=words, **fields) for number in range(size)]


def test_the_numbers_of_the_documents() -> None:
    assert weight(report("a"), report("b"), report("c")) == 3
    assert weight(report("a"), report("b", 1), report("c", 2)) == 1 + 1 / 2 + 1 / 4
    assert weight(report("a"), statuses=(0,)) == (1 + 1) * 2
    assert weight(report("a", 30), statuses=(1,)) == pytest.approx((0.5 + 0) * 1.5)
    assert weight(report("a", 7), half_life=HALF_LIFE["week"]) == pytest.approx(1 / 4)


@given(REPORTS, DAYS, st.lists(DAYS, max_size=2))
def test_another_account_never_lessens_the_weight(days: list[int], new: int, statuses: list[int]) -> None:
    before = reports(days)
    assert weight(*before, report("new", new), statuses=tuple(statuses)) > weight(*before, statuses=tuple(statuses))


@given(REPORTS, st.integers(1, 30), st.lists(DAYS, max_size=2))
def test_of_two_incidents_alike_the_newer_one_weighs_more(days: list[int], older: int, statuses: list[int]) -> None:
    new = weight(*reports(days), statuses=tuple(statuses))
    old = weight(*reports([one + older for one in days]), statuses=tuple(one + older for one in statuses))
    assert new > old


@given(REPORTS, st.lists(DAYS, max_size=2), DAYS)
def test_a_change_of_status_never_lessens_the_weight(days: list[int], statuses: list[int], new: int) -> None:
    before = weight(*reports(days), statuses=tuple(statuses))
    after = weight(*reports(days), statuses=(*statuses, new))
    assert after > before if new < min(statuses, default=31) else after == before


@pytest.mark.parametrize("length", [1, 2, 3, 40])
def test_a_wave_of_a_hundred_copies_weighs_as_much_as_the_first_of_them(length: int) -> None:
    words = text("wire", length)
    copies = wave(100, words, opening=(words,))
    assert weight(*copies) == weight(copies[0]) == 1
    assert weight(*copies) < weight(report("a"), report("b"), report("c"))


def test_copies_under_other_headlines_with_another_beginning_or_without_a_text_are_copies() -> None:
    words = text("wire")
    begun = [report(f"b{n}", words=f"Here in town number {n} nobody had thought of this. {words}") for n in range(50)]
    bare = [report(f"l{n}", words="-", opening=(), summary="A crane fell.") for n in range(50)]
    same = [report(f"h{n}", title="Crane falls on pier") for n in range(50)]
    mixed = [report(f"m{n}", words=text("wire") + text(n, 11)) for n in range(50)]
    assert [weight(*some) for some in (begun, bare, same, mixed)] == [1, 1, 1, 1]


def test_later_copies_keep_nothing_fresh() -> None:
    first = report("first", 9, words=text("wire"))
    later = [report(f"copy-{days}", days, words=text("wire")) for days in range(9)]
    assert weight(first, *later) == weight(first)


def test_an_outlet_counts_once_as_of_the_last_that_it_told() -> None:
    """What it tells with the same background is new; the same text again is not."""
    background = text("background", 6)
    told = [report(f"g{days}", days, "Gazette", text(days, 6) + background) for days in range(5)]
    again = report("again", 0, "gazette", text(4, 6) + background)
    assert independent_accounts(told) == {"gazette": TODAY}
    assert independent_accounts([told[4], again]) == {"gazette": TODAY - timedelta(days=4)}
    own = [report(f"own-{number}", source=Source()) for number in range(9)]
    assert weight(*own) == 1


def test_an_update_is_news_of_its_outlet() -> None:
    assert weight(report("a", 9, updates=(update("2024-03-26"),))) == weight(report("b"))


def names(*incidents: Incident) -> list[str]:
    return [ranked.incident.id for ranked in by_weight(incidents, "day")]


def test_three_accounts_lead_before_a_wave_of_copies_and_a_ruling_of_yesterday_before_four_short_reports() -> None:
    copied = case("copied", *wave(100, text("wire")))
    told = case("told", report("a"), report("b"), report("c"))
    assert names(copied, told) == ["told", "copied"]
    four = case("four", *[report(f"s{number}", words=text("short", 2)) for number in range(4)])
    file = incident_file("fire", status=(status(1),))
    fire = case("fire", report("f1", 1), report("f2", 1), file=file)
    assert names(four, fire) == ["fire", "four"]


def test_a_pinned_incident_leads_to_the_end_of_its_last_day() -> None:
    new = case("new", report("a"), report("b"))
    for pin, leads in (
        (Pin(), True),
        (Pin(moment("2024-03-26")), True),
        (Pin(moment("2024-03-25")), False),
        (None, False),
    ):
        pinned = case("pinned", report("old", 900), file=incident_file("pinned", pin=pin))
        assert names(new, pinned)[0] == ("pinned" if leads else "new"), pin
    two = [case(stem, report(stem, days), file=incident_file(stem, pin=Pin())) for stem, days in (("x", 3), ("y", 2))]
    assert names(*two, new) == ["y", "x", "new"], "of two, the heavier one"


def test_of_equal_weights_the_latest_news_lead_and_then_the_alphabet_whatever_the_order() -> None:
    noon = [case(stem, article(f"n{stem}", "2024-03-26T12:00", source=Source(stem))) for stem in "cab"]
    one = case("z", article("later", "2024-03-26T13:00", source=Source("z")))
    assert names(*noon, one) == names(one, *reversed(noon)) == ["z", "a", "b", "c"]


def test_what_leads_comes_first_on_the_home_page_also_when_it_is_not_in_the_latest_edition() -> None:
    articles = [report(f"f{number}", 1, incidents=("fire",)) for number in range(3)]
    made = plan(*articles, report("new", incidents=("ferry",)), report("mast", incidents=("mast",)))
    home = view(made, "", HomeView)
    assert home.lead is not None
    assert home.lead.incident.address == "incidents/fire/"
    assert [entry.link.text for entry in home.lead.news] == ["F2", "F1"]
    assert [card.line.address for card in home.cards] == ["incidents/ferry/", "incidents/mast/"]


@pytest.mark.parametrize("size", [3, 100])
def test_a_wave_of_copies_never_comes_before_what_two_outlets_found(size: int) -> None:
    """Neither as the lead nor among the cards, and whatever the copies are called."""
    copies = wave(size, text("wire"), incidents=("copied",))
    told = [[report(f"{name}{n}", n, incidents=(name,)) for n in range(2)] for name in ("x", "y", "z")]
    home = view(plan(*copies, *(one for some in told for one in some)), "", HomeView)
    assert home.lead is not None
    assert [home.lead.incident.address, *(card.line.address for card in home.cards)] == [
        f"incidents/{name}/" for name in ("x", "y", "z", "copied")
    ]
    assert [entry.link.text for entry in home.news if entry.link.text.startswith("Copy")] == []


def test_a_wave_costs_as_much_as_it_is_long() -> None:
    def work(size: int) -> None:
        by_weight([case("case", *wave(size, text("wire")))], "day")

    assert max(growth(work, 100, 200, 400)) < 3
