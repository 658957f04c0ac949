"""The desk, section by section: what waits for an editor, with the file and the command that settles it."""

import shlex
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from digest.model.content.article import Article, Update
from digest.model.content.incident import Charge, IncidentFile, Note, Participant
from digest.model.diagnostic import Accepted, Origin, Position, error, warning
from digest.model.ledger import Ledger
from digest.model.moment import Span
from digest.model.redaction import Rule
from digest.model.reports.desk import Desk, DeskEntry, DeskSection, SectionId
from digest.model.site import Content
from digest.planning.agenda.desk import MOST_ENTRIES, DeskInputs, edit, is_later, make_desk, quoted
from digest.planning.content.assemble import assemble
from digest.planning.content.visibility import VisibilityContext
from tests.planning.plans import CONFIG, NOW, article, correction, incident_file, moment


def desk(*articles: Article, files: tuple[IncidentFile, ...] = (), **more: Any) -> Desk:  # noqa: ANN401 - as `DeskInputs` has them
    """Make the desk of a site as the server shows it: with drafts, and with what is to come."""
    content = Content(articles, files, (), (), Ledger())
    assembly, _ = assemble(content, VisibilityContext(NOW, drafts=True, future=True))
    return make_desk(DeskInputs(content, assembly, CONFIG, more.pop("diagnostics", ()), NOW, **more))


def section(made: Desk, name: SectionId) -> DeskSection:
    [found] = [section for section in made.sections if section.id == name]
    assert found.count == len(found.entries)
    return found


def entries(made: Desk, name: SectionId) -> tuple[DeskEntry, ...]:
    return section(made, name).entries


def placed(one: Article, fields: str) -> Article:
    return replace(one, origin=Origin(one.origin.file, fields))


def case(stem: str = "case", fields: str = "", **values: Any) -> IncidentFile:  # noqa: ANN401 - fields of any type
    return replace(incident_file(stem, f"The {stem}", **values), origin=Origin(f"content/incidents/{stem}.md", fields))


def status(date: str) -> Note:
    return Note(moment(date), "It goes on.", anchor=f"status-{date}")


def test_drafts_are_listed_the_newest_first_with_the_line_that_makes_them_drafts() -> None:
    old = placed(article("old", "2024-03-26", status="draft", incidents=("case",)), "title 2:8 status 4:9")
    new = placed(article("new", "2025-12-31T09:00", status="draft"), "title 2:8")
    assert entries(desk(old, new, article("seen")), "drafts") == (
        DeskEntry(
            Position("content/articles/new.md", 2, 8),
            "New",
            "A draft, dated 31 December 2025, 09:00 CET. It names no incident.",
            "to publish it, move the file out of its folder of drafts",
            "${EDITOR:-vi} content/articles/new.md",
            "articles/2025/12/new/",
        ),
        DeskEntry(
            Position("content/articles/old.md", 4, 9),
            "Old",
            "A draft, dated 26 March 2024.",
            "to publish it, delete line 4",
            "${EDITOR:-vi} content/articles/old.md",
            "articles/2024/03/old/",
        ),
    )


def test_embargoes_have_their_hour_in_the_zone_of_the_site_the_first_to_end_first() -> None:
    held = placed(article("held", publish_at=moment("2026-07-01T07:00Z")), "title 2:8 publish_at 4:13")
    dated = placed(article("dated", "2026-02-01"), "title 2:8 date 3:7")
    assert entries(desk(held, dated), "embargoes") == (
        DeskEntry(
            Position("content/articles/dated.md", 3, 7),
            "Dated",
            "Embargoed until 1 February 2026, 00:00 CET.",
            "to publish it earlier, give date: another date",
            "${EDITOR:-vi} content/articles/dated.md",
            "articles/2026/02/dated/",
        ),
        DeskEntry(
            Position("content/articles/held.md", 4, 13),
            "Held",
            "Embargoed until 1 July 2026, 09:00 CEST.",
            "to publish it earlier, give publish_at: another date",
            "${EDITOR:-vi} content/articles/held.md",
            "articles/2024/03/held/",
        ),
    )


def test_reports_without_an_incident_are_listed_if_others_have_one() -> None:
    alone, other = article("alone"), article("other", incidents=("case",))
    draft, gone = article("draft", status="draft"), article("gone", status="withdrawn")
    assert entries(desk(alone, draft, gone), "lone-reports") == ()
    assert entries(desk(alone, other, draft, gone), "lone-reports") == (
        DeskEntry(
            Position("content/articles/alone.md", 2, 8),
            "Alone",
            "A report of 26 March 2024.",
            "if it reports on one, write incident: and its id into the file",
            "${EDITOR:-vi} content/articles/alone.md",
            "articles/2024/03/alone/",
        ),
    )


def test_a_status_is_outdated_if_a_published_report_is_newer() -> None:
    reports = (
        article("first", "2025-01-01", incidents=("case", "known", "silent")),
        article("again", "2025-03-01", incidents=("case",), updates=(Update(moment("2025-04-01"), "", "New.", "u"),)),
        article("draft", "2025-12-01", incidents=("known",), status="draft"),
        article("loose", incidents=("no-file",)),
        article("same-day", "2025-02-01T10:00", incidents=("day",)),
    )
    files = (
        case("case", "title 2:8 status 3:1", status=(status("2025-03-15"), status("2025-01-02"))),
        case("known", status=(status("2025-01-01"),)),
        case("silent", "title 2:8"),
        case("day", status=(status("2025-02-01"),)),
    )
    assert entries(desk(*reports, files=files), "outdated-statuses") == (
        DeskEntry(
            Position("content/incidents/case.md", 3, 1),
            "The case",
            "The newest report is of 1 April 2025, its status of 15 March 2025.",
            "say where matters stand now",
            "digest status case 'Where matters stand now.'",
            "incidents/case/",
        ),
        DeskEntry(
            Position("content/incidents/silent.md"),
            "The silent",
            "The newest report is of 1 January 2025, it has no status yet.",
            "say where matters stand now",
            "digest status silent 'Where matters stand now.'",
            "incidents/silent/",
        ),
    )


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2025-03-02", "2025-03-01", True),
        ("2025-03-01T23:00", "2025-03-01", False),
        ("2025-03-01T23:00", "2025-03-01T22:00", True),
        ("2025-03-31", "2025-03", False),
        ("2025-04-01", "2025-03", True),
        ("2025-12-31", "2025", False),
        ("2025-03", "2025-03-31", False),
    ],
)
def test_what_is_as_late_as_far_as_is_known_is_not_later(one: str, other: str, *, later: bool) -> None:
    assert is_later(moment(one), moment(other)) == later


def test_a_charge_without_an_outcome_for_fourteen_months_is_stale() -> None:
    def accused(charge: str, *outcomes: Note) -> Participant:
        return Participant("Jan Example", "defendant", charges=(Charge(charge, outcomes),))

    files = (
        case("case", "people 5:3", people=(accused("bribery", Note(moment("2024-10-31"), "Charged.")),)),
        case("late", people=(accused("fraud", Note(moment("2024-11-02"), "Charged.")),)),
        case(
            "known",
            people=(accused("arson"),),
            date=Span(date(2020, 1, 1), date(2020, 1, 1)),
            accept=(Accepted("undecided-case"),),
        ),
        case("over", people=(accused("theft", Note(moment("2023-01-01"), "Acquitted.")),)),
    )
    reports = (article("a", incidents=("case", "known", "late", "over")),)
    assert entries(desk(*reports, files=files), "stale-cases") == (
        DeskEntry(
            Position("content/incidents/case.md", 5, 3),
            "The case",
            "Jan Example, bribery: nothing recorded since 31 October 2024.",
            "ask the court, and write what came of it into outcomes: of the charge",
            "${EDITOR:-vi} content/incidents/case.md",
            "incidents/case/",
        ),
    )


def test_suspicions_are_what_the_build_says_errors_first_with_the_page_of_their_file() -> None:
    where, elsewhere = Position("content/articles/a.md", 7, 5), Position("config.yaml", 1, 1)
    found = (warning("broken-link", where, "there is no page at /x/", "write another"), error("bad", elsewhere, "no"))
    assert entries(desk(article("a"), diagnostics=found), "suspicions") == (
        DeskEntry(elsewhere, "no", "Error: bad.", "", "digest explain bad"),
        DeskEntry(
            where, "there is no page at /x/", "Warning: broken-link.", "write another", "digest explain broken-link",
            "articles/2024/03/a/",
        ),
    )  # fmt: skip


def test_corrections_of_the_last_seven_days_are_listed() -> None:
    dates = ("2025-12-24", "2025-12-25T01:00", "2025-12-26", "2025-12-31", "2026-01-02")
    one = article("a", corrections=tuple(map(correction, dates)))
    hidden = article("draft", status="draft", corrections=(correction("2025-12-30"),))
    assert entries(desk(one, hidden), "corrections") == tuple(
        DeskEntry(
            Position("content/articles/a.md"), "A", f"Corrected on {day} December 2025: Wrong.",
            address="articles/2024/03/a/",
        )
        for day in (31, 26)
    )  # fmt: skip


def test_follow_ups_that_are_due_come_first_and_those_to_come_last() -> None:
    files = (
        case("late", "follow_up 3:12", follow_up=moment("2025-12-31")),
        case("soon", follow_up=moment("2026-01-02")),
    )
    made = desk(article("a", incidents=("late", "soon")), files=files)
    settle = "look at the case again; then give follow_up: another date, or delete the line"
    assert entries(made, "due") == (
        DeskEntry(
            Position("content/incidents/late.md", 3, 12), "The late", "Due since 31 December 2025.", settle,
            "${EDITOR:-vi} content/incidents/late.md", "incidents/late/",
        ),
    )  # fmt: skip
    assert entries(made, "next") == (
        DeskEntry(
            Position("content/incidents/soon.md"), "Look again: The soon", "2 January 2026.", settle,
            address="incidents/soon/",
        ),
    )  # fmt: skip
    assert [section.id for section in made.sections][::8] == ["due", "next"]


def test_what_changes_next_names_no_name_that_a_rule_forgets() -> None:
    rule = Rule(2, "Zyra Quillon", instead="a resident", reason="Zyra was acquitted", since=moment("2026-02-01"))
    made = desk(article("a", publish_at=moment("2026-03-01T08:30")), rules=(rule,), rules_file="../private.yaml")
    assert entries(made, "next") == (
        DeskEntry(
            Position("../private.yaml"),
            "A rule of redaction takes effect",
            "1 February 2026, 00:00 CET.",
            "nothing to do: the first build after that applies rule 2 of the private rules",
        ),
        DeskEntry(
            Position("content/articles/a.md"),
            "Appears: A",
            "1 March 2026, 08:30 CET.",
            "nothing to do: the first build after that publishes it",
            address="articles/2024/03/a/",
        ),
    )
    assert "Zyra" not in repr(made)


def test_an_empty_desk_says_so_in_each_section_and_nothing_waits() -> None:
    made = desk(article("a"))
    assert ({section.count for section in made.sections}, made.waiting, made.site, made.now) == (
        {0}, 0, "Digest", "1 January 2026, 01:00 CET",
    )  # fmt: skip


def test_what_happens_by_itself_does_not_wait() -> None:
    held = article("held", publish_at=moment("2026-02-01"), corrections=())
    assert desk(held, article("draft", status="draft")).waiting == 1


def test_a_long_section_has_its_count_and_its_first_entries() -> None:
    made = desk(*(article(f"a{number:03}", status="draft") for number in range(MOST_ENTRIES + 7)))
    [drafts] = [section for section in made.sections if section.id == "drafts"]
    assert (drafts.count, len(drafts.entries), drafts.entries[0].title) == (MOST_ENTRIES + 7, MOST_ENTRIES, "A056")


HOSTILE = ("it's; rm -rf ~", "$(reboot) `id`", "-rf", "a b\\", '"x"', "*?[a]", "é\u0301", "~root", "!!", "#x")


@pytest.mark.parametrize("word", HOSTILE)
def test_a_shell_takes_every_word_of_a_command_as_it_is(word: str) -> None:
    assert shlex.split(quoted("digest", "status", word)) == ["digest", "status", word]
    assert shlex.split(edit(f"content/{word}.md"))[-1] == f"content/{word}.md"


def test_a_command_that_a_terminal_would_obey_is_not_offered() -> None:
    assert (quoted("digest", "a\x1b[2J"), quoted("a\nb"), edit("content/a\rb.md")) == ("", "", "")


def test_an_id_like_an_option_is_an_argument() -> None:
    made = desk(article("a", incidents=("-rf",)), files=(case("-rf"),))
    [entry] = entries(made, "outdated-statuses")
    assert entry.command == "digest status -- -rf 'Where matters stand now.'"
