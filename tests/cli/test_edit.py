"""The commands that edit content, on whole sites: what they write, what they refuse, and that nothing happens without --write."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.sites import NOW, Ended, article, build, built, run, tree, write_site

A, B, C = "content/articles/2024/crane.md", "content/articles/ferry.md", "content/articles/tug.json"
FIRE = "content/incidents/quay-fire.md"
ABOUT = "content/pages/about.md"
FILES = {
    A: article(incident="quay-fire # sure"),
    B: article("Ferry sinks", "2024-04-02", incidents="[quay-fire, pier-fire]"),
    C: json.dumps({"title": "Tug", "date": "2024-05-01", "incident": "pier-fire", "text": "A tug came."}, indent=2),
    FIRE: "---\ntitle: Fire on the quay\nfacts: [{name: Injured, value: none}]\n---\nIt burnt.\n",
    ABOUT: "---\ntitle: About\n---\nUs.\n",
}
LAST = "Nothing was changed; add --write to do it.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", FILES)


def edit(folder: Path, *arguments: str, now: str = NOW) -> Ended:
    return run(*arguments, "--folder", str(folder), "--now", now)


def contents(folder: Path) -> dict[str, str]:
    return {path: raw.decode() for path, raw in tree(folder).items() if path.startswith("content/")}


def changed(folder: Path, *arguments: str, before: Mapping[str, str] = FILES) -> dict[str, str]:
    """Run a command that must succeed, without --write and with it; give the files that are not what they were."""
    tried = edit(folder, *arguments)
    assert (tried.code, tried.err, contents(folder)) == (0, "", dict(before))
    assert tried.out.endswith(LAST)
    assert not (folder / ".digest").exists()
    ended = edit(folder, *arguments, "--write")
    after = contents(folder)
    names = {path for path in after if after[path] != before.get(path)}
    assert (ended.code, ended.err) == (0, "")
    told = [line for line in ended.out.splitlines() if not line.startswith("note: ")]
    assert sorted(told) == sorted(f"{path}: {'changed' if path in before else 'new'}" for path in names)
    assert {f"+++ b/{path}" for path in names} == {line for line in tried.out.splitlines() if line.startswith("+++ ")}
    assert [path for path in tree(folder / ".digest") if "staging" in path] == []
    assert build(folder).code == 0
    return {path: after[path] for path in names}


def refused(folder: Path, *arguments: str) -> str:
    """Run a command that must be refused, and change nothing; give what it says."""
    ended = edit(folder, *arguments, "--write")
    assert (ended.code, ended.out, contents(folder)) == (1, "", FILES)
    return ended.err.removeprefix(f"digest {arguments[0]}: error: ")


def test_a_dry_run_shows_a_diff_and_says_how_to_go_on(site: Path) -> None:
    ended = edit(site, "rename", "crane", "crane-falls")
    assert ended == Ended(
        0,
        f"--- a/{A}\n+++ b/{A}\n@@ -2,5 +2,6 @@\n"
        ' title: "Crane falls"\n date: 2024-03-26\n incident: quay-fire # sure\n+slug: crane-falls\n ---\n'
        f" The crane fell. Nobody was hurt.\n{LAST}",
        "",
    )
    assert contents(site) == FILES


def test_a_new_file_is_shown_as_one(site: Path) -> None:
    ended = edit(site, "rename", "pier-fire", "pier-9-fire")
    assert ended.out == (
        "--- /dev/null\n+++ b/content/incidents/pier-fire.md\n@@ -0,0 +1,3 @@\n+---\n+slug: pier-9-fire\n+---\n" + LAST
    )


@pytest.mark.parametrize(
    "name",
    [
        "crane", A, "2024/../2024/crane.md", "articles/2024/03/crane/", "/articles/2024/03/crane", "/articles/2024/03/crane/index.html",
        "https://harbour.example/news/articles/2024/03/crane/#updates",
    ],
)  # fmt: skip
def test_a_thing_is_found_by_its_id_file_address_and_url(
    name: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site / "content/articles")
    for called in {name, str(site / name) if name == A else name}:
        ended = edit(site, "rename", called, "crane-falls")
        assert (ended.code, f"+++ b/{A}" in ended.out) == (0, True)


def test_a_thing_is_found_by_the_address_that_it_had(site: Path) -> None:
    assert edit(site, "rename", "crane", "crane-falls", "--write").code == 0
    built(site)
    assert edit(site, "rename", "crane", "crane-fell", "--write").code == 0
    built(site)
    assert f"+++ b/{A}" in edit(site, "withdraw", "/articles/2024/03/crane-falls/", "--reason", "Wrong.").out


def test_rename_keeps_the_id_and_the_old_address_leads_on(site: Path) -> None:
    built(site)
    assert edit(site, "rename", "quay-fire", "great-fire", "--write").code == 0
    after = built(site)
    assert b"great-fire/" in after["incidents/quay-fire/index.html"]
    assert b"Fire on the quay" in after["incidents/great-fire/index.html"]
    assert contents(site)[FIRE] == FILES[FIRE].replace("}]\n---", "}]\nslug: great-fire\n---")


def test_rename_changes_pages_and_incidents_without_a_file(site: Path) -> None:
    assert changed(site, "rename", "about", "about-us") == {ABOUT: "---\ntitle: About\nslug: about-us\n---\nUs.\n"}
    before = contents(site)
    assert edit(site, "rename", "pier-fire", "pier-9", "--write").code == 0
    assert contents(site) == {**before, "content/incidents/pier-fire.md": "---\nslug: pier-9\n---\n"}


def test_rename_writes_the_id_where_the_lost_slug_stood(tmp_path: Path) -> None:
    files = {
        A: article(incident="Old One"),
        B: article("Ferry sinks", incident="other"),
        FIRE: "---\nslug: old-one\n---\n",
        "content/incidents/other.md": "---\nrelated: [old-one, quay-fire]\nnot_related: [old-one]\n---\n",
    }
    assert changed(write_site(tmp_path, files), "rename", "old-one", "new-one", before=files) == {
        A: article(incident="quay-fire"),
        FIRE: "---\nslug: new-one\n---\n",
        "content/incidents/other.md": "---\nrelated: [quay-fire]\nnot_related: [quay-fire]\n---\n",
    }


def test_rename_refuses_what_cannot_be_or_is_taken(site: Path) -> None:
    assert refused(site, "rename", "crane", "Crane.Falls") == (
        "“Crane.Falls” cannot be the last part of an address\n    write crane-falls\n"
    )
    assert refused(site, "rename", "crane", "crane") == "/articles/2024/03/crane/ is its address already\n"
    assert refused(site, "rename", "quay-fire", "pier-fire") == (
        "/incidents/pier-fire/ is the address of incident /incidents/pier-fire/\n"
        "    write another name; if both are the same incident: digest merge quay-fire --into pier-fire\n"
    )
    assert "address-taken" in edit(site, "rename", "about", "archive").err
    assert refused(site, "rename", "carne", "crane-falls") == (
        "there is no article, incident or page “carne”\n    did you mean crane?\n"
    )


def test_a_name_that_means_two_things_is_refused(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {"content/articles/fire.md": article(incident="fire")})
    ended = edit(folder, "rename", "fire", "flood")
    assert ended.err == (
        "digest rename: error: “fire” means article content/articles/fire.md and incident /incidents/fire/\n"
        "    write which of them: content/articles/fire.md or /incidents/fire/\n"
    )
    assert edit(folder, "rename", "/incidents/fire/", "flood").code == 0
    assert edit(folder, "rename", "content/articles/fire.md", "flood").code == 0


def test_merge_moves_the_articles_and_leaves_a_sign(site: Path) -> None:
    assert changed(site, "merge", "quay-fire", "--into", "pier-fire") == {
        A: article(incident="pier-fire # sure"),
        B: article("Ferry sinks", "2024-04-02", incidents="[pier-fire]"),
        FIRE: FILES[FIRE].replace("}]\n---", "}]\nmerged_into: pier-fire\n---"),
    }


def test_merge_makes_a_file_for_an_incident_that_has_none(site: Path) -> None:
    assert changed(site, "merge", "pier-fire", "--into", FIRE) == {
        B: article("Ferry sinks", "2024-04-02", incidents="[quay-fire]"),
        C: FILES[C].replace("pier-fire", "quay-fire"),
        "content/incidents/pier-fire.md": "---\nmerged_into: quay-fire\n---\n",
    }


def test_merge_tells_what_is_not_shown_any_more(site: Path) -> None:
    ended = edit(site, "merge", "quay-fire", "--into", "pier-fire")
    assert ended.out.splitlines()[-2] == (
        f"note: {FIRE} is not shown any more: take over by hand what you need of title, facts, the text "
        "into a file of its own, content/incidents/pier-fire.md"
    )


def test_merge_refuses_what_makes_no_sense(site: Path) -> None:
    assert refused(site, "merge", "quay-fire", "pier-fire", "--into", "quay-fire") == (
        "“quay-fire” cannot be merged into itself\n    name only the others before --into quay-fire\n"
    )
    assert refused(site, "merge", "quay-fire", "--into", "peer-fire") == (
        "there is no incident “peer-fire”\n    did you mean pier-fire?\n"
    )
    write_site(site, {"content/incidents/storm.md": "---\ntitle: Storm\n---\n"})
    unnamed = edit(site, "merge", "quay-fire", "--into", "storm").err
    write_site(site, {"content/incidents/storm.md": "---\nmerged_into: pier-fire\n---\n"})
    merged = edit(site, "merge", "quay-fire", "--into", "storm").err
    assert unnamed.splitlines()[0] == "digest merge: error: no article names the incident “storm”"
    assert merged == ("digest merge: error: “storm” is itself merged into “pier-fire”\n    write --into pier-fire\n")


def test_split_gives_articles_to_another_incident(site: Path) -> None:
    assert changed(site, "split", "quay-fire", "ferry", "--into", "Ferry fire") == {
        B: article("Ferry sinks", "2024-04-02", incidents="[ferry-fire, pier-fire]")
    }


def test_split_refuses_strangers_and_a_move_of_all(site: Path) -> None:
    assert refused(site, "split", "quay-fire", "tug", "--into", "x") == (
        f"{C}: no report on “quay-fire”\n    its articles are: {A}, {B}\n"
    )
    assert refused(site, "split", "quay-fire", "ferry", "crane", "--into", "x") == (
        "no article would be left with “quay-fire”\n    write digest rename quay-fire x\n"
    )
    assert refused(site, "split", "quay-fire", "ferry", "crane", "--into", "pier-fire") == (
        "no article would be left with “quay-fire”\n    write digest merge quay-fire --into pier-fire\n"
    )
    assert refused(site, "split", "quay-fire", "ferry", "--into", "—") == (
        "“—” cannot name an incident\n    write a short name, such as bridge-collapse\n"
    )


def test_withdraw_and_restore_give_back_the_very_bytes(site: Path) -> None:
    for name, file in (("crane", A), ("tug", C)):
        withdrawn = changed(site, "withdraw", name, "--reason", "It was: wrong")[file]
        assert "It was: wrong" in withdrawn
        assert b"It was: wrong" in built(site)[f"articles/2024/0{3 if file == A else 5}/{name}/index.html"]
        again = edit(site, "withdraw", name, "--reason", "x")
        assert (again.code, "is withdrawn already" in again.err) == (1, True)
        assert edit(site, "restore", name, "--write").code == 0
        assert contents(site) == {**FILES, **{path: text for path, text in contents(site).items() if "ledger" in path}}
        subprocess.run(["rm", "-r", str(site / ".digest"), str(site / "content/ledger.jsonl")], check=True)
    assert refused(site, "restore", "crane") == f"{A} is not withdrawn: its status is published\n"


def test_correct_and_update_say_the_minute_in_the_zone_of_the_site(site: Path) -> None:
    assert edit(site, "correct", "crane", "Two, not three.", "--write", now="2024-07-01T10:20:59Z").code == 0
    assert edit(site, "correct", "crane", "Four: at last", "--write", now="2024-12-01T10:20Z").code == 0
    assert edit(site, "update", "crane", "yes", "--title", "Open again", "--write", now="2025-01-01T23:59Z").code == 0
    assert contents(site)[A] == FILES[A].replace(
        "# sure\n",
        "# sure\ncorrections:\n  - date: 2024-07-01T12:20+02:00\n    text: Two, not three.\n"
        '  - date: 2024-12-01T11:20+01:00\n    text: "Four: at last"\n'
        'updates:\n  - date: 2025-01-02T00:59+01:00\n    title: Open again\n    text: "yes"\n',
    )
    pages = built(site)
    assert b"Four: at last" in pages["articles/2024/03/crane/index.html"]


def test_status_says_where_matters_stand_and_makes_the_file_if_there_is_none(site: Path, tmp_path: Path) -> None:
    said = changed(site, "status", "quay-fire", "It: is out", "--source", "https://gazette.example/fire")
    assert said[FIRE] == (
        "---\ntitle: Fire on the quay\nfacts: [{name: Injured, value: none}]\nstatus:\n"
        "  - date: 2026-01-01T01:00+01:00\n"
        '    text: "It: is out"\n    source: "https://gazette.example/fire"\n---\nIt burnt.\n'
    )
    site = write_site(tmp_path / "other", FILES)
    office = ("--date", "2024-05", "--source", "The\nharbour office")
    made = changed(site, "status", "/incidents/pier-fire/", "Two engines came", *office)
    assert made["content/incidents/pier-fire.md"] == (
        '---\nstatus:\n  - date: "2024-05"\n    text: Two engines came\n    source: The harbour office\n---\n'
    )
    page = (site / "site/incidents/pier-fire/index.html").read_text(encoding="utf-8")
    assert ("Two engines came" in page, "The harbour office" in page) == (True, True)
    edit(site, "status", "pier-fire", "Three came", "--write", "--date", "2024-05-02T12:00")
    assert "  - date: 2024-05-02T12:00+02:00\n" in contents(site)["content/incidents/pier-fire.md"]


def test_status_refuses_what_it_cannot_say(site: Path) -> None:
    assert refused(site, "status", "quay-fir", "x").startswith("there is no incident “quay-fir”\n    did you mean")
    assert refused(site, "status", "quay-fire", " ").startswith("the text is empty")
    ended = edit(site, "status", "quay-fire", "x", "--date", "2024-13")
    assert (ended.code, ended.err.splitlines()[-1]) == (
        2,
        "digest: error: argument --date: there is no month 13: a date is year-month-day",
    )
    edit(site, "merge", "pier-fire", "--into", "quay-fire", "--write")
    ended = edit(site, "status", "pier-fire", "x", "--write")
    assert (ended.code, "write digest status quay-fire" in ended.err) == (1, True)


def test_an_edit_is_reported_to_machines(site: Path) -> None:
    tried = edit(site, "rename", "crane", "crane-falls", "--json")
    assert (tried.code, tried.err, tried.report["written"], tried.report["error"]) == (0, "", False, None)
    assert [(one["file"], one["new"], one["diff"][-1]) for one in tried.report["files"]] == [
        (A, False, " The crane fell. Nobody was hurt.")
    ]
    refusal = edit(site, "rename", "crane", "Crane!", "--json", "--write")
    assert (refusal.code, refusal.err, refusal.report["exit"], refusal.report["files"]) == (1, "", 1, [])
    assert refusal.report["error"]["hint"] == "write crane"
    done = edit(site, "rename", "crane", "crane-falls", "--json", "--write")
    assert (done.report["written"], "slug: crane-falls" in contents(site)[A]) == (True, True)
    (site / A).write_text("---\ntitle: x\n---\n", encoding="utf-8")
    broken = edit(site, "rename", "ferry", "x", "--json", "--write")
    assert {one["code"] for one in broken.report["diagnostics"]} == {"missing-date", "empty-body"}


def test_what_has_no_readers_is_not_corrected(tmp_path: Path) -> None:
    files = {
        "content/articles/draft.md": article(status="draft"),
        "content/articles/gone.md": article(status="withdrawn"),
        "content/articles/later.md": article(date="2030-01-01"),
        "content/articles/over.md": article(expires="2025-01-01"),
    }
    folder = write_site(tmp_path, files)
    told = {name: edit(folder, "correct", name, "x").err for name in ("draft", "gone", "later", "over")}
    assert {name: text.partition(".md ")[2].splitlines()[0] for name, text in told.items()} == {
        "draft": "is a draft: it has no readers yet; change its text",
        "gone": "is withdrawn",
        "later": "is not published yet; change its text",
        "over": "has expired",
    }
    assert "it was not published" in edit(folder, "withdraw", "draft", "--reason", "x").err
    assert contents(folder) == files


def test_a_draft_that_readers_have_seen_can_be_withdrawn(tmp_path: Path) -> None:
    crane = "content/articles/crane.md"
    built(write_site(tmp_path, {crane: article()}))
    write_site(tmp_path, {crane: article(status="draft")})
    assert "lost-address" in build(tmp_path).err
    assert edit(tmp_path, "withdraw", "crane", "--reason", "Too early", "--write").code == 0
    assert b"Too early" in built(tmp_path)["articles/2024/03/crane/index.html"]


def test_mistakes_in_content_are_told_as_a_build_tells_them(site: Path) -> None:
    write_site(site, {B: article(date="2024-02-30")})
    ended = edit(site, "rename", "crane", "crane-falls", "--write")
    said = build(site).err.splitlines()
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines() == [*said[:-1], "Nothing was changed: mend this first."]
    assert contents(site) == {**FILES, B: article(date="2024-02-30")}


def test_a_change_that_a_build_would_refuse_is_refused(tmp_path: Path) -> None:
    files = {"content/articles/empty.md": "---\ntitle: x\ndate: 2024-01-01\nstatus: withdrawn\n---\n"}
    ended = edit(write_site(tmp_path, files), "restore", "empty", "--write")
    assert (ended.code, "[empty-body]" in ended.err, contents(tmp_path)) == (1, True, files)


def test_an_alias_is_left_to_the_editor(tmp_path: Path) -> None:
    files = {A: article(id="&name crane", slug="*name")}
    ended = edit(write_site(tmp_path, files), "rename", "crane", "crane-falls", "--write")
    assert (ended.code, contents(tmp_path)) == (1, files)
    assert f"{A}: `slug` shares its value with another place" in ended.err


def test_bytes_of_every_kind_stay(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf---\r\ntitle:   'Cr\xc3\xa4ne'  # so\r\ndate: 2024-03-26\r\n\r\n# end\r\n---\r\nText.\r\n\r\nWithout an end"
    beside = b'\xef\xbb\xbf{"title": "x", "date": "2024-01-01"}'
    folder = write_site(tmp_path, {A: raw, "content/articles/x.json": beside, "content/articles/x.txt": "Text.\n"})
    assert edit(folder, "rename", "crane", "new", "--write").code == 0
    assert edit(folder, "rename", "content/articles/x.txt", "y", "--write").code == 0
    assert (folder / A).read_bytes() == raw.replace(b"03-26\r\n", b"03-26\r\nslug: new\r\n")
    assert (folder / "content/articles/x.json").read_bytes() == beside.replace(b"}", b', "slug": "y"}')


def test_the_permissions_of_a_file_and_a_link_to_it_stay(site: Path) -> None:
    kept, link = site / "content/kept/ferry.md", site / B
    kept.parent.mkdir()
    link.rename(kept)
    kept.chmod(0o640)
    link.symlink_to("../kept/ferry.md")
    assert edit(site, "rename", "ferry", "new", "--write").code == 0
    assert (link.is_symlink(), kept.stat().st_mode & 0o777) == (True, 0o640)
    assert "slug: new" in kept.read_text(encoding="utf-8")


def test_what_content_says_does_not_steer_a_terminal(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {A: article(summary='"a"', slug="a # \x1b[31mred")})
    ended = edit(folder, "rename", "crane", "b")
    assert (ended.code, "\x1b" in ended.out, "-slug: a # \\x1b[31mred" in ended.out) == (0, False, True)


@pytest.mark.parametrize("command", ["rename", "merge", "split", "withdraw", "restore", "correct", "update", "status"])
def test_the_help_teaches_with_an_example(command: str) -> None:
    told = run(command, "--help")
    assert (told.code, f"\nexample:\n  digest {command} " in told.out, "git restore content" in told.out) == (
        0,
        True,
        True,
    )


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Pump"\ndate = 2024-01-02\n+++\nIt works.\n',
        "Title: Pump\nDate: 2024-01-02\n\nIt works.\n",
        ".. title: Pump\n.. date: 2024-01-02\n\nIt works.\n",
    ],
)
def test_fields_that_are_neither_yaml_nor_json_are_not_edited(tmp_path: Path, text: str) -> None:
    site = write_site(tmp_path, {"content/articles/pump.md": text})
    ended = edit(site, "withdraw", "pump", "--reason", "Wrong.", "--write")
    assert (ended.code, "digest edits fields in YAML and JSON only" in ended.err) == (1, True)
    assert (site / "content/articles/pump.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "title": "Pump",\n  "date": "2024-01-02"\n}\nIt works.\n',
        "\n---\ntitle: Pump\ndate: 2024-01-02\n...\nIt works.\n",
        "title: Pump\ndate: 2024-01-02\n---\nIt works.\n",
    ],
)
def test_fields_in_other_fences_are_edited(tmp_path: Path, text: str) -> None:
    site = write_site(tmp_path, {"content/articles/pump.markdown": text})
    assert edit(site, "withdraw", "pump", "--reason", "Wrong.", "--write").code == 0
    after = (site / "content/articles/pump.markdown").read_text(encoding="utf-8")
    assert "Wrong." in after
    assert after.endswith(text[-10:])
