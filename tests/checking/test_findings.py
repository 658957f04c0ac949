"""What `digest check` finds in whole sites, and what it leaves alone."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.sites import CONFIG, article, check, write_site

Files = Mapping[str, str | bytes]


def found(folder: Path, files: Files, config: str = CONFIG) -> list[tuple[str, str]]:
    """Return the codes that a check finds, each with its place, without the folder of the content."""
    report = check(write_site(folder, files, config), "--json").report
    return [
        (one["code"], f"{one['file'].removeprefix('content/')}:{one['line']}:{one['column']}")
        for one in report["diagnostics"]
    ]


def messages(folder: Path, files: Files, config: str = CONFIG) -> list[str]:
    return [one["message"] for one in check(write_site(folder, files, config), "--json").report["diagnostics"]]


def incident(title: str = "Fall of the crane", text: str = "", **fields: str) -> str:
    lines = "\n".join(f"{name}: {value}" for name, value in {"title": title, **fields}.items())
    return f"---\n{lines}\n---\n{text}\n"


def people(outcome: str, day: str = "2025-10-01", name: str = "Dorian Pell") -> str:
    return f"[{{name: {name}, role: defendant, charges: [{{charge: arson, outcomes: [{{date: {day}, text: {outcome}}}]}}]}}]"


REPORT = (
    "The operator said on Monday: “We had no warning of any kind, and we'd have stopped.” A surveyor found a crack in the boom. "
    "The port authority closed the quay for two days. Its director promised new rules for storms by the summer. The families "
    "of the injured asked for a public report, and the ministry said that such a report would follow within the year."
)
SOURCE = '{name: Quay Post, url: "https://post.example/crane"}'


def test_a_site_without_mistakes_has_no_findings(tmp_path: Path) -> None:
    ended = check(write_site(tmp_path, {"content/articles/crane.md": article()}), "--strict")
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(
        r"Checked 1 article, no incidents, \d+ pages: nothing to mend\. Nothing was written \(\d\.\d\d s\)\.\n",
        ended.out,
    )


def test_wording_is_judged_by_the_case_of_the_articles_incidents(tmp_path: Path) -> None:
    text = "First line.\n\nOn Monday the arsonist, Dorian Pell, came to court."
    files = {
        "content/articles/a.md": article(
            text=text, incident="crane", updates="[{date: 2024-04-01, title: X, text: Arsonist Pell sat.}]"
        )
    }
    for outcome, codes in {
        "Pleaded not guilty": [("presumed-guilty", "articles/a.md:5:10"), ("presumed-guilty", "articles/a.md:9:15")],
        "Convicted": [],
        "Acquitted": [("presumed-guilty", "articles/a.md:5:10"), ("presumed-guilty", "articles/a.md:9:15")],
    }.items():
        case = {"content/incidents/crane.md": incident(people=people(outcome))}
        assert found(tmp_path, files | case) == codes, outcome
    assert found(tmp_path, files | {"content/incidents/crane.md": incident()}) == []


def test_a_headline_is_outdated_only_where_readers_see_it_first(tmp_path: Path) -> None:
    files = {
        "content/articles/a.md": article("Pell charged with arson", "2024-01-01", incident="crane"),
        "content/articles/b.md": article("Court clears Pell", "2025-10-01", incident="crane", text="It was short."),
        "content/incidents/crane.md": incident(people=people("Acquitted")),
    }
    assert found(tmp_path, files) == []
    newest = {"content/articles/b.md": article("Pell charged with arson", "2025-11-01", incident="crane", text="Old.")}
    assert found(tmp_path, files | newest) == [("outdated-charge", "articles/b.md:2:8")]
    title = {"content/incidents/crane.md": incident("Clerk accused of arson", people=people("Acquitted"))}
    assert found(tmp_path, files | title) == [("outdated-charge", "incidents/crane.md:2:8")]
    untitled = {"content/incidents/crane.md": incident("", people=people("Acquitted"))}
    assert found(tmp_path, files | untitled) == [("outdated-charge", "articles/a.md:2:8")]


def test_drafts_are_checked_too(tmp_path: Path) -> None:
    draft = article("Police seek two people", text="An alleged suspect fled.", status="draft")
    assert found(tmp_path, {"content/articles/a.md": draft}) == [("doubled-alleged", "articles/a.md:6:4")]


def test_an_anchor_is_a_heading_an_update_or_a_correction_of_the_page(tmp_path: Path) -> None:
    other = article(
        "Crane stands", text="## The *new* rules\n\nText.", updates="[{date: 2024-04-01, title: More, text: More.}]"
    )
    good = (
        "[a](/articles/2024/03/b/#text-the-new-rules) [b](/articles/2024/03/b/#update-2024-04-01) [c](#here) [d](#)"
        " [e](/articles/2024/03/b/#:~:text=Crane)"
        " [f](https://harbour.example/news/articles/2024/03/b/#text-the-new-rules) [g](https://x.example/#y)\n\n## Here\n"
    )
    files = {"content/articles/a.md": article(text=good), "content/articles/b.md": other}
    assert found(tmp_path, files) == []
    bad = "First.\n\n[a](/articles/2024/03/b/#the-new-rules) [b](#nowhere) [again](/articles/2024/03/b/#the-new-rules)"
    assert found(tmp_path, files | {"content/articles/a.md": article(text=bad)}) == [
        ("broken-anchor", "articles/a.md:7:25"),
        ("broken-anchor", "articles/a.md:7:45"),
    ]
    report = check(tmp_path, "--json").report["diagnostics"]
    assert [one["hint"] for one in report] == [
        "write #text-the-new-rules",
        "write the words of a heading, such as #the-new-rules, or leave the link out",
    ]


HIDDEN = article(
    "Owner knew of the crack for years", text="The owner had known of it since the spring of 2019.", status="draft"
)


@pytest.mark.parametrize(
    ("path", "text", "canary"),
    [
        ("templates/404.html", "<p>owner-knew-of-it", "slug"),
        ("templates/404.html", "<p>The owner had known of it\nsince the spring of 2019", "text"),
        ("templates/404.html", "<p>Owner knew of the crack for years", "title"),
        ("content/articles/crane.md", article(text="More in “Owner knew of the crack for years”."), ""),
    ],
)
def test_what_only_a_hidden_article_says_shows_nowhere(tmp_path: Path, path: str, text: str, canary: str) -> None:
    files: Files = {"content/articles/crane.md": article(), "content/articles/owner-knew-of-it.md": HIDDEN}
    assert found(tmp_path, files) == []
    text = text.replace(
        "<p>", '{# Not found. Sees a NotFoundView. #}\n<!DOCTYPE html><html lang="en"><title>x</title><p>'
    )
    said = found(tmp_path, {**files, path: text})
    assert said == (
        [("draft-leaks", "articles/owner-knew-of-it.md:2:8")]
        if canary in ("title", "text")
        else [("draft-leaks", "articles/owner-knew-of-it.md:0:0")]
        if canary
        else []
    )


def test_an_embargo_is_kept_as_a_draft_is(tmp_path: Path) -> None:
    later = article("Owner knew of the crack for years", publish_at="2026-02-01")
    config = f'{CONFIG}theme:\n  footer: "Soon: Owner knew of the crack for years"\n'
    assert found(tmp_path, {"content/articles/a.md": later}, config) == [("draft-leaks", "articles/a.md:2:8")]


def test_pictures_need_a_description_and_a_credit(tmp_path: Path) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    text = "![](media/a.svg) ![A crane](media/a.svg) <img src='/media/a.svg' alt=''> <img src='/media/a.svg'>"
    files: Files = {
        "content/media/a.svg": svg,
        "content/articles/a.md": article(text=text, image="{src: media/a.svg}"),
        "content/articles/b.md": article("B", image="{src: media/a.svg, alt: A crane, credit: Ann Lee}", text="Else."),
    }
    assert found(tmp_path, files) == [
        ("missing-alt", "articles/a.md:4:8"),
        ("missing-credit", "articles/a.md:4:8"),
        ("missing-alt", "articles/a.md:6:1"),
        ("missing-alt", "articles/a.md:6:74"),
    ]


def test_a_picture_that_another_tool_names_is_not_judged(tmp_path: Path) -> None:
    files: Files = {
        "content/media/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "content/articles/a.md": article(cover="media/a.svg"),
    }
    assert found(tmp_path, files) == []


def test_what_was_withdrawn_or_merged_is_not_judged(tmp_path: Path) -> None:
    files = {
        "content/articles/a.md": article(text="An alleged suspect fled.", status="withdrawn"),
        "content/articles/b.md": article("Mast", text="It stood.", incident="mast"),
        "content/incidents/mast.md": incident("Mast"),
        "content/incidents/old.md": incident("Old", text="An alleged suspect fled.", merged_into="mast"),
    }
    assert found(tmp_path, files) == []


def test_only_published_pictures_can_be_too_heavy(tmp_path: Path) -> None:
    heavy = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b" " * 1_100_000 + b"</svg>"
    files: Files = {"content/articles/a.md": article(), "content/media/a.svg": heavy, "content/media/a.zip": heavy}
    assert messages(tmp_path, files) == ["the picture has 1.1 MB"]


def test_dates_that_cannot_follow_each_other_are_found_as_far_as_they_are_known(tmp_path: Path) -> None:
    wrong = article(
        date="2024-03-26T12:00",
        updates="[{date: 2024-03-26T11:00, title: X, text: Y}, {date: 2024-03-26T12:00, title: X, text: Z},"
        " {date: 2024-03-26, title: X, text: W}]",
        corrections="[{date: 2024-03-25, text: Y}]",
        source="{name: Post, retrieved: 2024-03-25}",
        incident="crane",
    )
    file = incident(
        date="2024-03-26",
        status="[{date: 2024-03, text: A}, {date: 2024-02, text: B}]",
        people="[{name: A, charges: [{charge: x, outcomes: [{date: 2024-05-01, text: Convicted}, {date: 2024-06-01, text: Charged}]}]}]",
    )
    said = messages(tmp_path, {"content/articles/a.md": wrong, "content/incidents/crane.md": file})
    assert [one.partition(": one of")[0] for one in said] == [
        "the update of 2024-03-26T11:00:00+01:00 is before the article itself, 2024-03-26T12:00:00+01:00",
        "the correction of 2024-03-25 is before the article, 2024-03-26T12:00:00+01:00",
        "`retrieved`, 2024-03-25, is before the report was published, 2024-03-26T12:00:00+01:00",
        "the status of 2024-02 is before the incident, 2024-03-26",
        "the outcome of 2024-05-01 is before the charge, 2024-06-01",
    ]


def test_links_that_track_are_found_in_fields_and_texts_once_each(tmp_path: Path) -> None:
    text = "See <https://a.example/x?fbclid=1>, [b](https://b.example/(y)?id=3&utm_medium=z#part). <https://a.example/x?fbclid=1> https://c.example/?q=utm_x"
    files = {"content/articles/a.md": article(text=text, source='{name: P, url: "https://p.example/?gclid=9"}')}
    report = check(write_site(tmp_path, files), "--json").report["diagnostics"]
    assert [(one["code"], one["line"], one["hint"]) for one in report] == [
        ("tracking-link", 4, "write https://p.example/"),
        ("tracking-link", 6, "write https://a.example/x"),
        ("tracking-link", 6, "write https://b.example/(y)?id=3#part"),
    ]


@pytest.mark.parametrize(
    ("quote", "is_there"),
    [
        ("“We had no warning of any kind”", True),
        ('"we had NO warning, of any kind …"', True),
        ("„We had no warning […] and we’d have stopped“", True),
        ("«had no warning of any kind, and we would»", False),
        ("“we had a warning of every kind”", False),
        ("“no such warning”", True),
        ("“not one of us knew”", False),
        ("“none of us knew”", True),
        ("“no warning of any kind … closed the quay for two days”", True),
        ("“[The crew] had no warning of any kind”", True),
    ],
)
def test_a_quotation_has_the_words_of_a_report(tmp_path: Path, quote: str, *, is_there: bool) -> None:
    files = {
        "content/articles/a.md": article(text=REPORT, incident="crane", source=SOURCE),
        "content/incidents/crane.md": incident(text=f"The operator: {quote}."),
    }
    assert [code for code, _ in found(tmp_path, files)] == ([] if is_there else ["unsourced-quote"])


def test_ones_own_article_is_compared_with_the_reports_of_others(tmp_path: Path) -> None:
    own = article("Own report", text="He said: “This is what nobody else has heard.”", incident="crane")
    other = article(text=REPORT, incident="crane", source=SOURCE)
    assert found(tmp_path / "alone", {"content/articles/own.md": own}) == []
    files = {"content/articles/a.md": other, "content/articles/own.md": own}
    assert found(tmp_path / "both", files) == [("unsourced-quote", "articles/own.md:6:10")]


def test_a_text_of_others_that_is_shown_whole_by_its_own_file_needs_a_licence(tmp_path: Path) -> None:
    for fields, codes in (
        ({"show": "full"}, ["missing-licence"]),
        ({"show": "full", "source": SOURCE.replace("}", ", licence: CC BY 4.0}")}, []),
        ({"show": "excerpt"}, []),
        ({}, []),
    ):
        files = {"content/articles/a.md": article(**{"source": SOURCE, **fields})}
        assert [code for code, _ in found(tmp_path, files)] == codes


def test_a_case_is_stale_after_14_months(tmp_path: Path) -> None:
    for day, codes in (("2024-11-02", []), ("2024-11-01", ["undecided-case"])):
        files = {
            "content/articles/a.md": article(incident="crane"),
            "content/incidents/crane.md": incident(people=people("Pleaded not guilty", day)),
        }
        assert [code for code, _ in found(tmp_path, files)] == codes


def test_a_near_copy_in_one_incident_by_another_outlet_is_shown_with_the_first(tmp_path: Path) -> None:
    def said(**fields: str) -> list[str]:
        files = {
            "content/articles/a.md": article("A", text=REPORT, incident="crane", source="Quay Post"),
            "content/articles/b.md": article("B", text=f"{REPORT} It gave no date.", **fields),
        }
        return [code for code, _ in found(tmp_path, files) if code == "near-copy"]

    assert said(incident="crane", source="Gazette") == []
    assert said(incident="other-thing", source="Gazette") == ["near-copy"]
    assert said(incident="crane", source="Quay Post") == ["near-copy"]


def test_a_copy_of_one_source_is_told_once(tmp_path: Path) -> None:
    files = {
        "content/articles/a.md": article("A", text=REPORT, source=SOURCE),
        "content/articles/b.md": article("B", text=f"{REPORT} It gave no date.", source=SOURCE),
    }
    assert found(tmp_path, files) == [("repeated-source", "articles/b.md:4:9")]
