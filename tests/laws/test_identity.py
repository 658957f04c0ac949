"""Whatever becomes of the names of files: as long as the addresses stay, nothing of the site changes, and nobody is told twice."""

import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sites import article, build, tree, write_site

NAMES = ("Café Fire", "quay-2024", "Über-uns")
FOLDERS = ("articles", "incidents", "pages")
TWISTS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "composed": lambda name: unicodedata.normalize("NFC", name),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "other": lambda name: f"{name}-final",
}
RENAMES = st.lists(
    st.tuples(st.sampled_from(FOLDERS), st.integers(0, 2), st.sampled_from(sorted(TWISTS))), min_size=1, max_size=6
)


def files() -> dict[str, str]:
    """Return a site with three files of each kind, all with a slug, that name each other."""
    made = {}
    for number, name in enumerate(NAMES):
        names = json.dumps([name, NAMES[number - 1]], ensure_ascii=False)
        fields = {"slug": f"a{number}", "incidents": names, "updates": "[{date: 2024-04-01, text: New.}]"}
        made[f"content/articles/{name}.md"] = article(f"Article {number}", **fields)
        made[f"content/incidents/{name}.md"] = (
            f"---\ntitle: Case {number}\nslug: i{number}\nrelated: {names}\n---\nText.\n"
        )
        made[f"content/pages/{name}.md"] = f"---\ntitle: Page {number}\nslug: p{number}\n---\nText.\n"
    return made


@settings(max_examples=12)
@given(renames=RENAMES)
def test_renamed_files_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, renames: list[tuple[str, int, str]]
) -> None:
    folder = write_site(tmp_path_factory.mktemp("renamed"), files())
    assert build(folder).code == 0
    before, ledger = tree(folder / "site"), (folder / "content/ledger.jsonl").read_bytes()
    for kind, number, twist in renames:
        file = sorted((folder / "content" / kind).iterdir(), key=lambda one: one.read_bytes())[number]
        file.rename(file.with_name(f"{TWISTS[twist](file.stem)}.md"))
    for options in ((), (), ("--fresh",)):
        ended = build(folder, *options, now="2026-02-01T00:00:00Z")
        assert ended.code == 0, ended.err
        assert "nothing new, 0 repeated, 0 lost" in ended.out
        assert tree(folder / "site") == before
        assert (folder / "content/ledger.jsonl").read_bytes() == ledger
