"""The page of the desk as HTML: everything in it is escaped, and it allows no script but its own."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import html5lib

from digest.app.looking.desk import render_desk
from digest.model.diagnostic import Position
from digest.model.reports.desk import Desk, DeskEntry, DeskSection
from tests.support.live import live_site
from tests.support.sites import CONFIG, article, write_site

HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>{{ 7 * 7 }}&amp;"


def page(*entries: DeskEntry, count: int = 0) -> str:
    sections = (
        DeskSection("drafts", "Drafts", "Texts.", count or len(entries), entries),
        DeskSection("embargoes", "Embargoes", "More.", 0, ()),
    )
    return render_desk(Desk(HOSTILE, "today", sections), "/news/").decode()


def test_hostile_content_stays_text() -> None:
    html = page(DeskEntry(Position(HOSTILE, 3, 1), HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE))
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert [one.tag for one in tree.iter() if one.tag in {"img", "script"}] == ["script"]
    assert [one.get("data-copy") for one in tree.iter("button")] == [HOSTILE, HOSTILE]
    [title] = tree.iter("h3")
    assert ("".join(title.itertext()), str(title[0].get("href"))[:9]) == (HOSTILE, "/news/%22")
    assert "49" not in html.partition("<body>")[2]


def test_the_policy_allows_the_style_sheet_and_the_script_by_their_hashes_and_nothing_else_inline() -> None:
    html = page().replace("onerror=", "")
    for element in ("style", "script"):
        [text] = re.findall(rf"<{element}>(.*?)</{element}>", html, re.DOTALL)
        assert len(text) > 500
        assert f"{element}-src 'self' 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in html
    assert (
        re.search(r"unsafe|https?:| on\w+=| style=", html.partition("<style>")[0] + html.partition("</style>")[2])
        is None
    )


def test_empty_sections_say_so_and_long_ones_how_much_is_missing() -> None:
    html = page(DeskEntry(Position("a.md"), "A", "Why."), count=9)
    assert html.count("Nothing waits here.") == 1
    assert '<p class="more">8 more are not shown.</p>' in html
    assert "<strong>9</strong> things wait for you" in html
    assert "Nothing waits for you" in page()


def test_a_name_that_is_forgotten_is_not_on_the_desk(tmp_path: Path) -> None:
    rules = "\n".join(
        f"  - {{name: {name}, instead: a resident, reason: acquitted, from: {day}}}"
        for name, day in (("Zyra Quillon", "2025-01-01"), ("Wim Later", "2027-01-01"))
    )
    (tmp_path / "private.yaml").write_text(f"salt: {'0' * 32}\nrules:\n{rules}\n", encoding="utf-8")
    files = {"content/articles/a.md": article("Zyra Quillon is charged", status="draft")}
    site = write_site(tmp_path / "site", files, f"{CONFIG}redactions: ../private.yaml\n")
    html = live_site(site).answer("/_desk/").body.decode()
    assert ("A resident is charged" in html, "applies rule 2 of the private rules" in html) == (True, True)
    assert re.findall("Zyra|Quillon|Wim|Later", html) == []


def suspicions(html: str) -> list[str]:
    """Return why each entry among the suspicions is there."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    [section] = [one for one in tree.iter("section") if one.get("id") == "suspicions"]
    return ["".join(one.itertext()) for one in section.iter("p") if one.get("class") == "why"]


def test_the_quick_checks_are_among_the_suspicions_unless_they_are_accepted(tmp_path: Path) -> None:
    case = (
        "---\ntitle: The case\npeople: [{name: Jan Example, role: defendant, charges: [{charge: murder, outcomes: "
        "[{date: 2025-12-01, text: Charged.}]}]}]\nstatus: [{date: 2025-12-31, text: It goes on.}]\n---\n"
    )
    files: dict[str, str | bytes] = {
        "content/incidents/case.md": case,
        "content/articles/a.md": article("Killer Jan Example in court", "2025-12-02", incident="case"),
        "content/articles/b.md": article("Fair", corrections="[{date: 2024-01-01, text: So.}]"),
    }
    site = write_site(tmp_path, files)
    found = suspicions(live_site(site).answer("/_desk/").body.decode())
    assert found == ["Warning: presumed-guilty.", "Warning: dates-out-of-order."]
    write_site(site, {}, f"{CONFIG}accept: [presumed-guilty]\n")
    assert suspicions(live_site(site).answer("/_desk/").body.decode()) == found[1:]
