"""The benchmark's own parts: what it counts as whole, what it measures, what it says."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from checking import Feed, Item, check_feeds, check_texts, count_words, read_feed
from contenders import make_digest
from conversion import ArchiveRecord, Digest, chain_archives, read_digest
from corpus import write_site
from hugo_site import name_page, write_hugo_site
from measuring import Cost
from outputs import NOT_PELICANS, Amount, IncompleteError, Output, check_addresses, list_output, name_kind
from pelican_site import write_pelican_site
from reporting import format_growth, format_report
from rounds import Results, Trial, run_round
from synthetic import make_articles
from targets import Report, judge

pytestmark = pytest.mark.slow

BENCHMARKS = Path(__file__).parent
THEME = BENCHMARKS.parents[1] / "templates"
ITEM = Item("https://a.example/1/", "One & two", 3)
OLDER = {"prev-archive": "https://a.example/feed-2023"}
FEEDS = {
    "feed.xml": "<rss xmlns:a='http://www.w3.org/2005/Atom'><channel><a:link rel='prev-archive' href='https://a.example/feed-2023'/>"
    "<item><title>One &amp; two</title><link>https://a.example/1/</link>"
    "<description>Less</description><c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content/'>&lt;p>What it "
    "says&lt;/p></c:encoded></item></channel></rss>",
    "feed.atom.xml": "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='y'/><link rel='prev-archive' "
    "href='https://a.example/feed-2023'/><entry><title>One &amp; two</title><link rel='via' href='x'/>"
    "<link href='https://a.example/1/'/><content>&lt;p>What it says&lt;/p></content></entry></feed>",
    "feed.json": '{"next_url": "https://a.example/feed-2023", "items": [{"url": "https://a.example/1/", "title": "One & two", '
    '"content_html": "<p>What it says</p>"}]}',
}


def write_files(folder: Path, files: dict[str, str]) -> Output:
    for address, text in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list_output(folder.name, folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("digest")
    write_site(make_articles(12, seed=1), folder)
    subprocess.run([sys.executable, "-m", "digest", "build", "--quiet"], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def records(built: Path) -> Digest:
    return read_digest(built)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("articles/2024/03/bridge/index.html", "article"),
        ("articles/index.html", "page of the site"),
        ("archive/2024/03/index.html", "month"),
        ("archive/index.html", "page of the site"),
        ("tags/fire/page-2.html", "tag"),
        ("tags/index.html", "page of the site"),
        ("editions/2024/03/26/index.html", "edition"),
        ("incidents/bridge/feed.xml", "feed per incident"),
        ("incidents/bridge/feed-2024.xml", "feed archive"),
        ("updates.atom.xml", "feed of the site"),
        ("updates-2024-03.json", "feed archive"),
        ("data/v1/articles.schema.json", "file of digest's own"),
        ("data/v1/articles.json", "file"),
    ],
)
def test_an_address_tells_what_kind_of_thing_stands_there(address: str, kind: str) -> None:
    assert name_kind(address) == kind


def test_further_pages_of_a_list_have_one_address_whoever_wrote_them(tmp_path: Path) -> None:
    assert list(write_files(tmp_path, {"tags/fire/page/2/index.html": "x"}).sizes) == ["tags/fire/page-2.html"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"index.html": "x"}, "does not have 1 addresses, such as feed.xml"),
        ({"index.html": "x", "feed.xml": "x", "more.html": "x"}, "alone has 1 addresses, such as more.html"),
        ({"index.html": "", "feed.xml": "x"}, "has as empty files 1 addresses, such as index.html"),
    ],
)
def test_a_site_with_other_addresses_is_not_whole(tmp_path: Path, files: dict[str, str], words: str) -> None:
    digest = write_files(
        tmp_path / "digest", {"index.html": "x", "feed.xml": "x", "data/v1/lookup.json": "only digest's"}
    )
    with pytest.raises(IncompleteError, match=words):
        check_addresses(digest, write_files(tmp_path / "other", files))


def test_pelican_may_lack_what_it_does_not_offer_and_nothing_else(tmp_path: Path) -> None:
    digest = write_files(tmp_path / "digest", {"index.html": "x", "feed.json": "x", "tags/fire/feed-2024.xml": "x"})
    check_addresses(digest, write_files(tmp_path / "pelican", {"index.html": "x"}), NOT_PELICANS)
    with pytest.raises(IncompleteError, match=r"such as tags/fire/feed-2024\.xml"):
        check_addresses(digest, write_files(tmp_path / "hugo", {"index.html": "x", "feed.json": "x"}))
    assert not NOT_PELICANS.search("tags/fire/page-2.html")


@pytest.mark.parametrize("address", FEEDS)
def test_each_format_of_a_feed_says_the_same(tmp_path: Path, address: str) -> None:
    assert read_feed(write_files(tmp_path, FEEDS), address) == Feed((ITEM,), OLDER)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("a.example/1/", "a.example/2/"), "not the 1 of digest's"),
        (("says", "says " * 20), "words on"),
        (("<", "&"), "no feed"),
    ],
)
def test_a_feed_with_other_items_or_texts_is_not_whole(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    digest = write_files(tmp_path / "digest", FEEDS)
    assert check_feeds(digest, digest, 0) == len(FEEDS)
    other = write_files(tmp_path / "other", FEEDS | {"feed.xml": FEEDS["feed.xml"].replace(*change)})
    with pytest.raises(IncompleteError, match=words):
        check_feeds(digest, other, 0)


def test_feeds_lead_to_their_archives_in_a_site_that_has_any(tmp_path: Path) -> None:
    archived = FEEDS | {"feed-2023.json": '{"items": [], "_digest": {"current_url": "https://a.example/feed"}}'}
    digest = write_files(tmp_path / "digest", archived)
    assert read_feed(digest, "feed-2023.json") == Feed((), {"current": "https://a.example/feed"})
    unchained = {
        address: text.replace("prev-archive", "via").replace("next_url", "_") for address, text in FEEDS.items()
    }
    assert check_feeds(digest, write_files(tmp_path / "pelican", unchained), 0) == len(FEEDS)
    with pytest.raises(IncompleteError, match=r"feed\.atom\.xml leads to \{\}, not"):
        check_feeds(digest, write_files(tmp_path / "hugo", archived | unchained), 0)


def test_archives_know_those_next_to_them_in_the_same_feed_and_format() -> None:
    addresses = [
        "feed.xml",
        "feed-2024-03.json",
        "t/feed-2024.xml",
        "feed-2024-01.json",
        "t/feed-2021.xml",
        "t/index.html",
    ]
    assert list(chain_archives(addresses)) == [
        ArchiveRecord("feed", "2024-01", ".json", "", "feed-2024-03"),
        ArchiveRecord("feed", "2024-03", ".json", "feed-2024-01", ""),
        ArchiveRecord("t/feed", "2021", ".xml", "", "t/feed-2024"),
        ArchiveRecord("t/feed", "2024", ".xml", "t/feed-2021", ""),
    ]


def test_hugo_is_told_what_is_in_each_archive(records: Digest, tmp_path: Path) -> None:
    incident = records.incidents[0]
    month = f"{incident.first:%Y-%m}"
    addresses = [f"feed-{month}.atom.xml", "updates-2024-03.json", "editions-2024.xml", "tags/fire/feed-2024.xml"]
    site = replace(records, archives=tuple(chain_archives([*addresses, "tags/fire/feed-2023.xml"])))
    write_hugo_site(site, THEME, tmp_path)
    folder = tmp_path / "content" / "feed-archives"
    said = [yaml.safe_load((folder / f"{name}.md").read_text().strip("-\n")) for name in map(name_page, addresses)]
    assert [page["url"] for page in said] == [f"/{address}" for address in addresses]
    assert [page["outputs"] for page in said] == [["atom"], ["feed"], ["rss"], ["rss"]]
    assert incident.slug in said[0]["slugs"]
    assert [page.get("list") for page in said] == [None, "/archive/2024/03", "/editions", "/tags/fire"]
    assert [page.get("year") for page in said] == [None, None, "2024", "2024"]
    assert said[3]["older"] == "tags/fire/feed-2023"
    newest = json.loads((tmp_path / "data" / "archives.json").read_text())
    assert newest["tags/fire/feed"] == "tags/fire/feed-2024"


def test_words_are_counted_as_readers_see_them() -> None:
    assert count_words("<p class='x'>The <b>bridge</b> &amp; the&nbsp;pier</p>") == {"the": 2, "bridge": 1, "pier": 1}


def test_a_missing_text_is_found(built: Path, records: Digest, tmp_path: Path) -> None:
    output = list_output("digest", built / "site")
    check_texts(records, {"digest": output})
    address = f"{records.articles[0].address}index.html"
    page = write_files(tmp_path, {address: '<div class="prose"><p>Nothing.</p></div><ul class="origin source">'})
    with pytest.raises(IncompleteError, match=r"has 1 words, and its text \d+"):
        check_texts(records, {"other": page})


def test_articles_go_to_the_other_generators_with_their_text_and_all_that_they_are_listed_under(
    records: Digest, tmp_path: Path
) -> None:
    write_hugo_site(records, THEME, tmp_path / "hugo")
    write_pelican_site(records, THEME, tmp_path / "pelican")
    assert len(records.articles) == 12
    for article in records.articles:
        for site in ("hugo", "pelican"):
            copy = tmp_path / site / "content" / "articles" / article.path.parent.name / article.path.name
            front, _, text = copy.read_text(encoding="utf-8").partition("\n---\n" if site == "hugo" else "\n\n")
            assert text == f"{article.read_text()}\n"
            names = [article.slug, article.guid, *article.incidents, article.source.slug]
            assert all(word in front for word in [*names, *(name.slug for name in article.listed_tags)])


@pytest.mark.slow
def test_a_round_leaves_the_site_as_it_was(built: Path, records: Digest, tmp_path: Path) -> None:
    program = tmp_path / "digest"
    program.write_text(f"#!{sys.executable}\nfrom digest.cli.main import main\nraise SystemExit(main())\n")
    program.chmod(0o755)
    before = {path: path.read_bytes() for path in sorted(built.rglob("content/articles/*/*"))}
    edited = tuple(article.path.relative_to(built) for article in records.articles)
    trial = Trial([make_digest(program, built)], [], edited, ("nothing", "edit"), lambda _: None)
    keys, changed = [], []
    for key, command in run_round(trial, 3):
        keys.append(key[1])
        changed.append([path.name for path, content in before.items() if path.read_bytes() != content])
        subprocess.run(command.words, cwd=command.folder, check=True, capture_output=True)
    assert keys == ["cold", "nothing", "imports", "edit"]
    assert changed == [[], [], [], [records.articles[3].path.name]]
    assert {path: path.read_bytes() for path in before} == before


def test_computing_counts_every_process_below_and_failure_is_told() -> None:
    burn = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    spawn = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}])"
    hold = "x = (7).to_bytes() * 50_000_000; import time; time.sleep(1)"
    script = (
        "import sys; from pathlib import Path; from measuring import *\n"
        "def command(words): return Command((sys.executable, '-c', words), Path('.'), {})\n"
        f"print(measure(command({spawn!r})).cpu >= 0.3)\n"
        "try: measure(command('print(7 * 6); raise SystemExit(3)'))\n"
        "except FailedError as problem: print('ended with 3' in str(problem), '42' in str(problem))\n"
        f"print(measure_memory(command({hold!r})) > 5e7)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=BENCHMARKS, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 4


def test_targets_are_judged_by_pairs_of_one_round() -> None:
    walls = {
        ("digest", "cold"): (1.0, 5.0, 1.2),
        ("Hugo", "cold"): (2.0, 10.0, 2.0),
        ("digest", "nothing"): (0.2, 0.2, 0.2),
    }
    costs = {key: [Cost(wall, wall) for wall in row] for key, row in walls.items()}
    memory = dict.fromkeys(walls, 1_000_000) | {("Hugo", "cold"): 4_000_000}
    report = Report(10_000, {"digest": {"article": Amount(10_000, 5_000_000)}}, Results(costs, memory))
    assert [(one.words, round(one.measured, 3), one.met) for one in judge(report)] == [
        ("cold build, of Hugo's", 0.5, True),
        ("nothing to do, of Hugo's build", 0.1, False),
        ("cold build, memory, of Hugo's", 0.25, True),
    ]
    text = format_report(report)
    assert "article        10,000        5.0" in text
    assert "NOT MET" in text
    larger = Report(
        20_000, report.amounts, Results({key: [Cost(9, 9)] for key in walls}, dict.fromkeys(walls, 6_000_000))
    )
    assert [line.split()[-4:] for line in format_growth([larger, report]).splitlines()[1:3]] == [
        ["0.120", "1.00", "0.1", "1.00"],
        ["0.450", "3.75", "0.3", "3.00"],
    ]
