"""E-mail addresses of authors are in no file of the site, wherever a text has them."""

import json
from pathlib import Path

import pytest

from tests.support.sites import CONFIG, built, write_site

SECRET = "ann.lee@secret.example"
AUTHORS = {
    "author": f"author: Ann Lee <{SECRET}>",
    "alone": f"author: {SECRET}",
    "brackets": f"author: Ann Lee ({SECRET})",
    "before": f'author: "{SECRET} (Ann Lee)"',
    "link": f"author: mailto:{SECRET}",
    "dashed": f'author: "Ann Lee - {SECRET}"',
    "authors": f"authors: [Ann Lee <{SECRET}>, Bob Ray]",
    "texts": f'authors: "Ann Lee <{SECRET}>, Bob Ray"',
    "groups": f"authors: [{{name: Ann Lee, email: {SECRET}}}]",
    "group": f"author: {{name: Ann Lee <{SECRET}>, mail: {SECRET}, url: 'mailto:{SECRET}'}}",
    "named": f"author: {{name: {SECRET}}}",
    "byline": f"byline: By Ann Lee, {SECRET}",
    "creator": f"creator: Ann Lee <{SECRET}>",
    "source": f"source: {{author: Ann Lee <{SECRET}>}}",
    "sources": f"source: {{authors: [Ann Lee <{SECRET}>]}}",
    "outlet": f"source: {{name: Ann Lee <{SECRET}>}}",
    "outlet as a text": f"source: Ann Lee <{SECRET}>",
    "sitename": f"sitename: Ann Lee <{SECRET}>",
    "credit": f"image: {{src: media/a.png, credit: Ann Lee <{SECRET}>}}",
    "an address as the outlet": f"source: {SECRET}",
    "email": f"author: Ann Lee\nauthor_email: {SECRET}",
}


@pytest.mark.parametrize("case", AUTHORS)
def test_no_file_of_the_site_has_the_address_of_an_author(case: str, tmp_path: Path) -> None:
    text = f"---\ntitle: A\ndate: 2024-03-26\nincident: a\n{AUTHORS[case]}\n---\nThe crane fell.\n"
    config = (
        CONFIG
        + "feeds: {also: [atom, json]}\nfields: [author_email]\npublisher: {name: Press, email: desk@press.example}\n"
    )
    site = built(write_site(tmp_path, {"content/articles/a.md": text, "content/media/a.png": "x"}, config))
    assert [path for path, raw in site.items() if b"ann.lee" in raw] == []
    assert any(b"desk@press.example" in raw for raw in site.values())


@pytest.mark.parametrize(
    "authors", [f"Ann Lee <{SECRET}>", [f"Ann Lee <{SECRET}>"], SECRET, [{"name": "Ann", "email": SECRET}]]
)
def test_no_file_of_the_site_has_an_address_that_a_tool_extracted(authors: object, tmp_path: Path) -> None:
    found = {"title": "A", "date": "2024-03-26", "text": "The crane fell.", "hostname": "gazette.example"}
    for number, key in enumerate(("author", "authors")):
        raw = json.dumps({**found, key: authors})
        site = built(write_site(tmp_path / str(number), {"content/articles/a.json": raw}))
        assert [path for path, raw in site.items() if b"ann.lee" in raw] == []
