"""How people reach the publisher: the address for mail of the settings is on pages and in feeds, and does no harm whatever it says."""

import json
from pathlib import Path

import pytest

from tests.rendering.strict import elements, json_ld_of, page_of, xml_of
from tests.support.sites import CONFIG, article, build, built, write_site

EMAIL = "o'hara&co%2b+x?=#@desk.example"
URL = "mailto:o%27hara%26co%252b+x%3F%3D%23@desk.example"
NAMED = CONFIG + "publisher:\n  name: 'Desk & <Co>'\n"
FILES = {
    "content/articles/crane.md": article("Crane falls", "2024-03-26", incident="crane"),
    "content/incidents/crane.yaml": "title: The crane\ndate: 2024-03-26\n",
}
ATOM, ITEM = "{http://www.w3.org/2005/Atom}", "articles/2024/03/crane/index.html"


def _site(folder: Path, email: str) -> dict[str, bytes]:
    return built(write_site(folder, FILES, f'{NAMED}  email: "{email}"\n'))


def _mail_links(raw: bytes) -> list[tuple[str, str]]:
    links = [element for name, element in elements(page_of(raw)) if name == "a"]
    return [(link.attrib["href"], link.text or "") for link in links if link.attrib["href"].startswith("mailto:")]


def test_the_address_is_at_the_foot_of_each_page_as_a_link_that_leads_to_no_other(tmp_path: Path) -> None:
    pages = {path: raw for path, raw in _site(tmp_path, EMAIL).items() if b'<footer class="colophon">' in raw}
    assert {ITEM, "index.html", "404.html", "feeds/index.html"} <= pages.keys()
    assert {path: _mail_links(raw) for path, raw in pages.items()} == {path: [(URL, EMAIL)] for path in pages}


def test_the_address_is_in_the_feeds_with_the_name_of_the_publisher(tmp_path: Path) -> None:
    site = _site(tmp_path, EMAIL)
    assert xml_of(site["feed.xml"]).findtext("channel/managingEditor") == f"{EMAIL} (Desk & <Co>)"
    author = xml_of(site["feed.atom.xml"]).find(f"{ATOM}author")
    assert [(part.tag.removeprefix(ATOM), part.text) for part in author] == [("name", "Desk & <Co>"), ("email", EMAIL)]
    assert json.loads(site["feed.json"])["_digest"]["publisher_email"] == EMAIL


def test_the_address_is_what_search_engines_know_of_the_publisher(tmp_path: Path) -> None:
    site = _site(tmp_path, EMAIL)
    for path in ("index.html", ITEM, "incidents/crane/index.html"):
        [data] = json_ld_of(page_of(site[path]))
        assert data["@graph"][0]["publisher"]["email"] == EMAIL


def test_a_site_without_an_address_names_none(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, FILES, NAMED))
    signs = (b"mailto:", b"managingEditor", b"<email>", b'"email"', b"publisher_email")
    assert [(path, sign) for path, raw in site.items() for sign in signs if sign in raw] == []


NO_ADDRESSES = """\
desk¦desk@¦@desk.example¦desk@desk¦a b@desk.example¦a@b@desk.example¦desk@desk.example, x@desk.example
Desk <desk@desk.example>¦mailto:desk@desk.example¦javascript:alert(1)@desk.example¦a@desk.example\\nBcc: x@desk.example
a@-desk.example¦a@desk..example¦.a@desk.example¦a.@desk.example¦ä@desk.example¦a@dësk.example¦a@[127.0.0.1]
a@desk.example?subject=x¦"a"@desk.example¦a@desk.example)¦a(b)@desk.example
""".replace("\n", "¦").split("¦")[:-1]


@pytest.mark.parametrize("email", [*NO_ADDRESSES, f"{'a' * 250}@desk.example"])
def test_what_is_no_address_for_mail_is_an_error(tmp_path: Path, email: str) -> None:
    quoted = email.replace('"', '\\"')
    ended = build(write_site(tmp_path, FILES, f'{NAMED}  email: "{quoted}"\n'), "--json")
    assert (ended.code, {one["code"] for one in ended.report["diagnostics"]}) == (1, {"bad-email"})
