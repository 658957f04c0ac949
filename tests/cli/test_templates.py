"""`digest templates`: what a site can replace, what it has replaced, and a copy to begin with."""

import re
from pathlib import Path

from digest.reading.theme.overrides import read_head
from tests.support.sites import article, build, built, run, tree, write_site

THEME = Path(__file__).parents[2] / "templates"
FILES = tree(THEME)
CRANE: dict[str, str | bytes] = {"content/articles/crane.md": article()}


def listed(folder: Path) -> dict[str, str]:
    """Run the command, and give what it says of each file, on whichever lines."""
    ended = run("templates", "--folder", str(folder))
    assert (ended.code, ended.err) == (0, "")
    found: dict[str, str] = {}
    name = ""
    for line in ended.out.partition("\n\n")[0].splitlines():
        name = line.split()[0] if not line.startswith(" ") else name
        found[name] = f"{found.get(name, '')} {line.removeprefix(name).strip()}".strip()
    return found


def test_every_default_begins_with_a_comment_of_one_line_that_says_what_it_is_for() -> None:
    for path, raw in FILES.items():
        first = raw.partition(b"\n")[0].decode(errors="replace")
        if not path.endswith(".png"):  # a picture has a description instead
            assert re.fullmatch(r"\{# .+\. #\}|/\* .+\. \*/|<!-- .+\. -->|(?://|#) .+\.", first), path
        assert read_head(raw).sentence[-1:] in {".", ":"}, path


def test_the_list_says_of_each_default_what_its_first_line_says(tmp_path: Path) -> None:
    write_site(tmp_path, CRANE)
    assert listed(tmp_path) == {path: read_head(raw).sentence for path, raw in FILES.items()}


def test_the_list_says_what_the_site_has_replaced_and_which_copies_are_old(tmp_path: Path) -> None:
    files = {"templates/404.html": "{{ page.title }}", "templates/hom.html": "", "templates/static/x.css": ""}
    write_site(tmp_path, {**CRANE, **files})
    assert run("templates", "home.html", "--folder", str(tmp_path)).code == 0
    assert run("templates", "data.html", "--folder", str(tmp_path)).code == 0
    copy = tmp_path / "templates/data.html"
    copy.write_text(re.sub(r"version [0-9a-f]{12}", f"version {'0' * 12}", copy.read_text()))
    own = " -> yours is in its place"
    expected = {path: read_head(raw).sentence for path, raw in FILES.items()}
    expected["404.html"] += own
    expected["home.html"] += own
    expected["data.html"] += f"{own}, and is a copy of an older one: compare the two"
    assert listed(tmp_path) == expected
    assert (
        "which replace none of these:\n  hom.html\n  static/x.css\n" in run("templates", "--folder", str(tmp_path)).out
    )


def test_a_site_of_copies_is_the_site_without_them(tmp_path: Path) -> None:
    plain = built(write_site(tmp_path / "plain", CRANE))
    write_site(tmp_path / "copied", CRANE)
    for path in FILES:
        ended = run("templates", path, "--folder", str(tmp_path / "copied"))
        assert (ended.code, ended.err, ended.out.splitlines()[0].partition(":")[0]) == (0, "", f"templates/{path}")
    copied = built(tmp_path / "copied")
    # What an editor writes is published: also a script of the search, which the theme's own site without a search leaves out.
    assert copied.keys() - plain.keys() == {"static/search.js"}
    different = {path for path in copied if plain.get(path) != copied[path]}
    assert different == {path for path in FILES if path.startswith("static/")}
    different.remove("static/search.js")
    different.remove("static/card.png")  # where the site has none, the picture says its name
    # The others hold the note of what they are copies of.
    assert all(copied[path].endswith(plain[path]) for path in different)


def test_nothing_is_overwritten_guessed_or_written_elsewhere(tmp_path: Path) -> None:
    write_site(tmp_path / "site", {**CRANE, "templates/home.html": "mine"})
    (tmp_path / "empty").mkdir()
    before = tree(tmp_path)
    asked = [("site", name) for name in ("home.html", "../x", "/etc/hosts", "arcive.html")] + [("empty", "home.html")]
    ended = [run("templates", name, "--folder", str(tmp_path / folder)) for folder, name in asked]
    assert [(one.code, one.out) for one in ended] == [(1, "")] * 5
    assert [one.err.splitlines()[0].partition(": error: ")[2] for one in ended] == [
        "templates/home.html is there already, and stays as it is",
        "there is no default “../x”",
        "there is no default “/etc/hosts”",
        "there is no default “arcive.html”",
        "this folder has no config.yaml",
    ]
    assert ended[3].err.splitlines()[1] == "    did you mean archive.html?"
    assert tree(tmp_path) == before


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    write_site(tmp_path, CRANE)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/home.html").symlink_to(tmp_path / "elsewhere.html")
    assert run("templates", "home.html", "--folder", str(tmp_path)).code == 1
    assert not (tmp_path / "elsewhere.html").exists()


def test_a_copy_can_be_changed_and_is_used(tmp_path: Path) -> None:
    write_site(tmp_path, CRANE)
    run("templates", "parts/frame.html", "--folder", str(tmp_path))
    copy = tmp_path / "templates/parts/frame.html"
    begin = "{% macro navigation(current) %}\n"
    assert begin in copy.read_text()
    copy.write_text(copy.read_text().replace(begin, f'{begin}<p class="meta">News of the harbour.</p>\n'))
    assert b'<p class="meta">News of the harbour.</p>' in built(tmp_path)["index.html"]
    assert build(tmp_path).code == 0


def test_help_teaches_with_an_example() -> None:
    said = run("templates", "--help").out
    assert "digest templates parts/frame.html" in said
    assert "digest build" in said


def test_templates_are_listed_and_copied_for_machines(tmp_path: Path) -> None:
    write_site(tmp_path, {"templates/home.html": "x", "templates/mine.html": "y"})
    listed = run("templates", "--folder", str(tmp_path), "--json")
    assert (listed.code, listed.report["exit"], listed.report["further"]) == (0, 0, ["mine.html"])
    own = {one["name"]: one["own"] for one in listed.report["files"]}
    assert (own["home.html"], own["article.html"]) == (True, False)
    copied = run("templates", "article.html", "--folder", str(tmp_path), "--json")
    assert (copied.code, copied.report["copied"], copied.report["error"]) == (0, "templates/article.html", None)
    again = run("templates", "article.html", "--folder", str(tmp_path), "--json")
    assert (again.code, again.err, again.report["exit"], again.report["copied"]) == (1, "", 1, None)
    assert again.report["error"]["message"]
