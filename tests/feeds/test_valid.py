"""The feeds of whole sites keep every rule: of the sample, of a rich site, of a hostile one, of random ones."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from tests.feeds import rich
from tests.feeds.atom import ATOM_RULES
from tests.feeds.document import Rule, complaints, documents_of
from tests.feeds.json_feed import JSON_RULES
from tests.feeds.rss import RSS_RULES
from tests.laws.strategies import Sources, sites
from tests.rendering.hostile import config_with, hostile_files
from tests.site.test_hostile import LINKS, MARKUP
from tests.support.sites import CONFIG, NOW, article, build, built, tree, write_site

RULES: dict[str, tuple[Rule, ...]] = {"rss": RSS_RULES, "atom": ATOM_RULES, "json": JSON_RULES}
FORMS = pytest.mark.parametrize("form", RULES)
ALL = "feeds: {also: [atom, json], items: 3}\nhub: https://hub.example/\n"
REPOSITORY = Path(__file__).parents[2]
SAMPLE_BASE, SAMPLE_NOW = "https://digest.example/sample/", "2026-11-01T00:00:00Z"

Site = Mapping[str, bytes]


def faults_of(
    site: Site, form: str, base: str = rich.BASE, now: str = NOW, *, plain: bool = True
) -> dict[str, dict[str, list[str]]]:
    """Return every complaint of the rules for one format. `plain` is false for authors who write what looks like HTML."""
    rules = [rule for rule in RULES[form] if plain or rule.__name__ != "plain_texts"]
    documents = documents_of(site, base, form, now)
    assert len(documents) >= 3
    return {path: found for path, document in documents.items() if (found := complaints(document, rules))}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copy(REPOSITORY / "config.yaml", folder)
    ended = build(folder, now=SAMPLE_NOW)
    assert ended.code == 0, ended.err
    return tree(folder / "site")


@FORMS
def test_feeds_that_say_all_that_they_can_keep_every_rule(form: str, rich_site: Site) -> None:
    assert faults_of(rich_site, form) == {}


def test_the_rich_site_has_a_document_of_every_kind_in_every_format(rich_site: Site) -> None:
    documents = {form: documents_of(rich_site, rich.BASE, form) for form in RULES}
    stems = {form: {path.partition(".")[0] for path in found} for form, found in documents.items()}
    assert stems["rss"] == stems["atom"] == stems["json"]
    assert stems["rss"] >= {
        *(
            "feed",
            "updates",
            "editions",
            "feed-2023-12",
            "updates-2024-01",
            "editions-2023",
            "incidents/crane-case/feed",
        ),
        *(
            "incidents/gone-case/feed",
            "places/sud-pier/feed",
            "sources/gazette-post/feed",
            "tags/ميناء/feed",
            "tags/r-d/feed",
        ),
    }
    raw = {form: b"".join(document.raw for document in found.values()) for form, found in documents.items()}
    said = {
        "rss": (
            b"<enclosure",
            b"media:credit",
            b"<source",
            b"dc:language",
            b"copyright",
            b'rel="hub"',
            b"fh:archive",
            b"next-archive",
        ),
        "atom": (
            b'"enclosure"',
            b'"via"',
            b"xml:lang",
            b"<rights",
            b'rel="hub"',
            b"fh:archive",
            b"next-archive",
        ),
        "json": (
            b'"attachments"',
            b'"external_url"',
            b'"credit"',
            b'"rights"',
            b'"hubs"',
            b'"next_url"',
            b'"archive"',
        ),
    }
    assert {form: [words for words in said[form] if words not in raw[form]] for form in RULES} == {
        "rss": [],
        "atom": [],
        "json": [],
    }


@FORMS
def test_the_feeds_of_the_sample_keep_every_rule(form: str, sample: Site) -> None:
    assert faults_of(sample, form, SAMPLE_BASE, SAMPLE_NOW) == {}


@FORMS
def test_the_feeds_of_an_empty_site_keep_every_rule(form: str, tmp_path: Path) -> None:
    assert faults_of(built(write_site(tmp_path, {}, f"{CONFIG}{ALL}")), form) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "zone", ["Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Pacific/Kiritimati", "America/Chicago"]
)
def test_feeds_keep_every_rule_in_every_zone(zone: str, tmp_path: Path) -> None:
    site = rich.rich_site(tmp_path, rich.CONFIG.replace("Europe/Berlin", zone))
    assert [faults_of(site, form) for form in RULES] == [{}, {}, {}]


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Asia/Kathmandu", "America/Bogota", "Africa/Monrovia"])
def test_a_date_before_there_were_zones_is_a_date_and_stays_the_same(zone: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/a{year}.md": article(str(year), f"{year}-05-01") for year in (1750, 1880, 1890, 1920, 1971)
    }
    config = f"{CONFIG}{ALL}".replace("Europe/Berlin", zone)
    first, second = built(write_site(tmp_path, files, config)), built(tmp_path)
    for form in RULES:
        faults = faults_of(first, form)
        assert {name for found in faults.values() for name in found} == {"plausible_dates"}
    assert first == second


@pytest.mark.slow
@FORMS
def test_the_feeds_of_a_hostile_site_keep_every_rule(form: str, hostile: Site) -> None:
    assert faults_of(hostile, form, plain=False) == {}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    config = config_with("".join((MARKUP[1], MARKUP[3], MARKUP[6], MARKUP[8], MARKUP[12])))
    files = hostile_files(MARKUP, LINKS)
    settings = ', "feeds": {"also": ["atom", "json"], "items": 20}, "hub": "https://hub.example/"}'
    return built(write_site(tmp_path_factory.mktemp("hostile"), files, config.rstrip().removesuffix("}") + settings))


@pytest.mark.slow
@settings(max_examples=80)
@given(sites())
def test_the_feeds_of_any_site_keep_every_rule(sources: Sources) -> None:
    with TemporaryDirectory() as name:
        folder = write_site(Path(name), sources.files, f"{sources.config}{ALL}")
        ended = build(folder)
        if ended.code == 0:
            site = tree(folder / "site")
            assert [faults_of(site, form, plain=False) for form in RULES] == [{}, {}, {}]
