"""One table, in the words of each host: what is read back from a host's file is the table."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.config import FeedSettings, Host
from digest.model.feed_formats import FeedFormat
from digest.model.page import Page
from digest.model.url import is_safe_address
from digest.model.views.host import RulesView
from digest.model.views.security_policy import HEADERS, PLAIN, SEARCH
from digest.planning.ledger.host_rules import plan_host_files
from digest.rendering.host_rules import render_rules
from tests.hosts.rules import Read, read_htaccess, read_nginx, read_redirects, read_s3
from tests.planning.plans import CONFIG, addresses, article, own_page, plan, plan_all

BASE = "https://news.example/press/"
LASTING = "public, max-age=31536000, immutable"
READ: dict[Host, Callable[[bytes], Read]] = {
    "apache": lambda raw: read_htaccess(raw, "/press/"),
    "cloudflare": read_redirects,
    "netlify": read_redirects,
    "nginx": read_nginx,
    "s3": read_s3,
}
FILES: dict[Host, str] = {
    "apache": ".htaccess",
    "cloudflare": "_redirects",
    "netlify": "_redirects",
    "nginx": "redirects-nginx.conf",
    "s3": "redirects-s3.json",
}
SAYS_GONE = {"apache", "nginx"}

PARTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from(" $&;+'()[]{}^=@!~-.,`ab"),
    min_size=1,
    max_size=6,
)
ADDRESSES = (
    st.lists(PARTS, min_size=1, max_size=3)
    .map("/".join)
    .flatmap(lambda path: st.sampled_from([path, f"{path}/"]))
    .filter(partial(is_safe_address, with_blanks=True))  # old addresses may have blanks
)


@cache
def _some_page() -> Page:
    [page] = [page for page in plan().pages if page.address == "robots.txt"]
    return page


def rendered(targets: dict[str, str | None], host: Host, present: tuple[str, ...] = ()) -> bytes:
    """Return the bytes of a host's file, empty if it needs none."""
    config = replace(CONFIG, host=host, base_url=BASE)
    pages: list[Page] = [_some_page()._replace(address=address) for address in present]
    files, diagnostics = plan_host_files(targets, pages, config)
    assert diagnostics == []
    return written(files).get(FILES[host], b"")


def written(files: list[Page]) -> dict[str, bytes]:
    """Return the bytes of all files, by their addresses."""
    made = {}
    for file in files:
        view = file.view
        assert isinstance(view, RulesView)
        made[file.address] = render_rules(view, file.renderer)
    return made


@pytest.mark.parametrize("host", READ)
@settings(max_examples=40)
@given(st.dictionaries(ADDRESSES, st.none() | ADDRESSES, max_size=6))
def test_what_is_read_back_is_the_table(host: Host, targets: dict[str, str | None]) -> None:
    prefixed = {f"/press/{old}": None if new is None else f"/press/{new}" for old, new in targets.items()}
    expected = {old: new for old, new in prefixed.items() if new is not None or host in SAYS_GONE}
    raw = rendered(targets, host)
    assert (READ[host](raw) if raw else {}) == expected


def test_a_host_of_which_nothing_is_known_gets_no_file() -> None:
    assert plan_host_files({"old/": "new/"}, [], CONFIG) == ([], [])
    made = plan(article("a", aliases=("old/",)))
    assert not {"_redirects", ".htaccess"} & set(addresses(made))


def test_a_site_from_which_nothing_has_moved_has_headers_but_no_rules() -> None:
    headers = {"apache": ".htaccess", "cloudflare": "_headers", "netlify": "_headers", "nginx": "headers-nginx.conf"}
    for host in READ:
        made = plan(article("a"), config=replace(CONFIG, host=host))
        there = {*addresses(made), *(page.address for page in made.host_files)}
        assert {*FILES.values(), *headers.values()} & there == {headers[host] for _ in [0] if host in headers}
    access = written(plan_host_files({}, [], replace(CONFIG, host="apache"))[0])[".htaccess"]
    assert (access.count(b"Content-Security-Policy"), access.count(b"Rewrite")) == (1, 0)


def test_headers_are_read_back_as_they_are_meant_by_each_host() -> None:
    fresh = ("Cache-Control", "no-cache")
    files = {host: written(plan_host_files({}, [], replace(CONFIG, host=host, base_url=BASE))[0]) for host in READ}
    for host in ("cloudflare", "netlify"):
        [path, *lines] = files[host]["_headers"].decode().splitlines()
        assert path == "/press/*"
        *general, pictures, caching = lines
        assert [tuple(line.removeprefix("  ").split(": ", 1)) for line in general] == [*HEADERS]
        assert (pictures, caching) == ("/press/pictures/*", f"  Cache-Control: {LASTING}")
    of_nginx = re.findall(
        r'^add_header (\S+) "([^"]*)" always;$', files["nginx"]["headers-nginx.conf"].decode(), re.MULTILINE
    )
    of_apache = re.findall(r'^Header always set (\S+) "([^"%]*)"$', files["apache"][".htaccess"].decode(), re.MULTILINE)
    assert of_apache == [*HEADERS, fresh]
    assert of_nginx == [*HEADERS]
    assert files["s3"] == {}


def test_only_pictures_whose_names_are_hashes_last() -> None:
    files: dict[Host, str] = {"apache": ".htaccess", "netlify": "_headers", "nginx": "headers-nginx.conf"}
    for host, name in files.items():
        config = replace(CONFIG, host=host)
        plain, taken = plan(config=config), plan(own_pages=[own_page("pictures")], config=config)
        lasts = []
        for made in (plain, taken):
            [file] = [page for page in (*made.pages, *made.host_files) if page.address == name]
            lasts.append(LASTING in written([file])[name].decode())
        assert (host, lasts) == (host, [True, False])


def test_what_a_host_allows_holds_what_every_page_allows() -> None:
    said = directives(dict(HEADERS)["Content-Security-Policy"])
    for policy in (PLAIN, SEARCH):
        own = directives(policy)
        assert {name: sources <= said[name] for name, sources in own.items()} == dict.fromkeys(own, True)
        assert own["default-src"] == said["default-src"] == {"'none'"}
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & set().union(*own.values(), *said.values())


def directives(policy: str) -> dict[str, set[str]]:
    """Take a policy apart (W3C, Content Security Policy Level 3, 2.2.1)."""
    words = [directive.split() for directive in policy.split(";")]
    return {name: set(sources) for name, *sources in words}


def test_a_rule_of_s3_holds_for_nothing_but_its_own() -> None:
    targets: dict[str, str | None] = {
        "a": "b",
        "case/": "heir/",
        "case/feed.xml": "heir/feed.xml",
        "tags/fire/": "tags/",
    }
    raw = rendered(targets, "s3", ("about/", "case/", "case/feed.xml", "tags/fire/", "tags/fire/page-2.html"))
    assert list(read_s3(raw).items()) == [
        ("/press/case/feed.xml", "/press/heir/feed.xml"),
        ("/press/case/", "/press/heir/"),
    ]


@pytest.mark.parametrize(("host", "most"), [("cloudflare", 2_000), ("netlify", 10_000), ("s3", 50)])
def test_rules_beyond_what_a_host_takes_are_left_out_with_a_warning_and_those_of_feeds_are_kept(
    host: Host, most: int
) -> None:
    targets: dict[str, str | None] = {f"a{number}/": "b/" for number in range(most)}
    targets["z/feed.xml"] = "b/feed.xml"
    [file, *_], [found] = plan_host_files(targets, [], replace(CONFIG, host=host))
    view = file.view
    assert isinstance(view, RulesView)
    assert (len(view.rules), view.rules[0].address) == (most, "z/feed.xml")
    assert (found.code, found.severity.value) == ("too-many-redirects", "warning")
    assert found.message.startswith(f"{most + 1} old addresses lead on, and {host} takes {most} rules: ")


def test_every_redirect_and_notice_of_a_site_stands_in_the_table_and_none_leads_to_another() -> None:
    also = replace(CONFIG, feeds=FeedSettings(also=(FeedFormat.JSON,)))
    first = plan(article("a", incidents=("one",)), article("b", incidents=("two",)), article("c"), config=also)
    second = plan(
        article("a", slug="x", incidents=("two",)),
        article("b", incidents=("two",)),
        article("c"),
        config=also,
        ledger=first.ledger,
    )
    made, diagnostics = plan_all(
        [
            article("a", slug="y", incidents=("two",)),
            article("b", incidents=("two",)),
            article("c", status="withdrawn"),
        ],
        config=replace(also, host="nginx"),
        ledger=second.ledger,
    )
    assert diagnostics == ()
    assert dict(made.redirects) == {
        "articles/2024/03/a/": "articles/2024/03/y/",
        "articles/2024/03/x/": "articles/2024/03/y/",
        "articles/2024/03/c/": None,
        "incidents/one/": "incidents/two/",
        "incidents/one/feed.xml": "incidents/two/feed.xml",
        "incidents/one/feed.json": "incidents/two/feed.json",
    }
    assert [page.address for page in made.host_files] == ["redirects-nginx.conf", "headers-nginx.conf"]
    assert not {page.address for page in made.host_files} & set(addresses(made))
