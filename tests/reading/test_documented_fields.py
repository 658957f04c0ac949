"""What a reader takes is what its document lists, in both directions: a new field or setting is documented, or a test fails."""

import re
from pathlib import Path

import pytest

from digest.reading.config.settings import read_config
from tests.reading.reads import DOCUMENT, fields_of, fields_told, names_of_tools
from tests.support.sites import write_site

# Under which heading of docs/content.md the fields of a kind are listed.
HEADINGS = {"articles": "An article", "incidents": "An incident", "pages": "Pages of your own"}
# How the table of the names begins that tools write, below that of the fields.
TOOLS = "| written by trafilatura"


def section(heading: str) -> str:
    """Return a section of docs/content.md."""
    return DOCUMENT.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text: str) -> dict[str, str]:
    """Return the rows of all tables of a text: by each name in the first column, what the last one says."""
    cells = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return {name: row[-1] for row in cells for name in re.findall(r"`([\w.]+)`", row[0])}


def names_in(text: str) -> set[str]:
    """Return every name that a text puts between backticks; a colon may follow it."""
    return set(re.findall(r"`(\w+):?`", text))


def undocumented(taken: set[str], documented: dict[str, str], other_names: set[str]) -> set[str]:
    """Return the fields that have neither a row of their own nor are named in that of the group that they are in."""
    groups = {field.rpartition(".")[0] for field in taken}
    missing = set()
    for field in taken - groups - documented.keys():
        group, _, name = field.rpartition(".")
        while group and group not in documented:
            group = group.rpartition(".")[0]
        if name not in other_names and name not in names_in(documented.get(group, "")):
            missing.add(field)
    return missing


def fields_of_an_article() -> dict[str, str]:
    """Return the rows of the fields of an article, without those of the names that tools write."""
    return rows(section(HEADINGS["articles"]).partition(TOOLS)[0])


def test_every_field_of_an_article_is_documented_and_no_other(tmp_path: Path) -> None:
    taken, documented = fields_of("articles", tmp_path), fields_of_an_article()
    assert undocumented(taken, documented, {*names_of_tools()}) == set()
    assert documented.keys() - taken == set()


def test_every_field_of_an_incident_is_documented_and_no_other(tmp_path: Path) -> None:
    taken = fields_of("incidents", tmp_path)
    text = section(HEADINGS["incidents"])
    (sources,) = re.findall(r"^A `source` in these lists is .*", text, re.MULTILINE)
    documented = dict.fromkeys([field for field in taken if field.endswith(".source")], sources)
    for name, meaning in rows(text).items():
        documented[name] = fields_of_an_article().get(name, "") if meaning.startswith("as in an article") else meaning
    assert undocumented(taken, documented, set()) == set()
    assert documented.keys() - taken == set()


def test_every_field_of_a_page_is_documented_and_no_other(tmp_path: Path) -> None:
    listed = section(HEADINGS["pages"]).partition("Fields: ")[2].partition("\n\n")[0]
    assert names_in(listed) - {"true"} == fields_of("pages", tmp_path)


def test_every_setting_is_documented_and_no_other(tmp_path: Path) -> None:
    taken = fields_told(lambda text: read_config(write_site(tmp_path, {}, text))[1])
    documented = rows(DOCUMENT.with_name("config.md").read_text(encoding="utf-8"))
    assert undocumented(taken, documented, set()) == set()
    assert documented.keys() - taken == set()


@pytest.mark.parametrize(("kind", "field"), [("articles", "source.url"), ("incidents", "people.charges.outcomes.text")])
def test_a_reader_tells_of_fields_within_groups(tmp_path: Path, kind: str, field: str) -> None:
    assert field in fields_of(kind, tmp_path)
