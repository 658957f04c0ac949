"""Files beside a text: published if a visible text shows them or links to them, wherever the text is shown."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.support.sites import Ended, build, tree, write_site

HEAD = "---\ntitle: Pump\ndate: 2024-01-02\n"
PUMP = f"{HEAD}---\n![a pump](pump.png)\n"


def made(folder: Path, files: dict[str, str]) -> tuple[Ended, dict[str, bytes]]:
    """Build a site with these files in content/; return how it ended, and its files."""
    ended = build(write_site(folder, {f"content/{path}": text for path, text in files.items()}))
    return ended, tree(folder / "site") if (folder / "site").exists() else {}


def media(outputs: dict[str, bytes]) -> list[str]:
    return [path for path in outputs if path.startswith("media/")]


def clean(folder: Path, files: dict[str, str]) -> dict[str, bytes]:
    ended, outputs = made(folder, files)
    assert (ended.code, "warning" in ended.err) == (0, False), ended.err
    return outputs


@pytest.mark.parametrize("link", ["pump.png", "./pump.png", "../pump/pump.png", "<pump.png>", "pump%2Epng"])
def test_a_bundle_is_one_article_with_its_pictures(tmp_path: Path, link: str) -> None:
    outputs = clean(tmp_path, {"articles/pump/index.md": f"{HEAD}---\n![a]({link})\n", "articles/pump/pump.png": "PNG"})
    assert media(outputs) == ["media/articles/pump/pump.png"]
    page = outputs["articles/2024/01/pump/index.html"].decode()
    assert 'src="../../../../media/articles/pump/pump.png"' in page


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ('<img src="pump.png" alt="a pump">', ["pump.png"]),
        ("[the report][r]\n\n[r]: papers/report.pdf", ["papers/report.pdf"]),
        ("[the report](report.csv) ![](a_b.png)", ["report.csv", "a_b.png"]),
        ("![](Pümpe.png)", ["Pümpe.png"]),
    ],
)
def test_every_kind_of_link_leads_to_files_of_the_bundle(tmp_path: Path, text: str, files: list[str]) -> None:
    content = {f"articles/pump/{name}": name for name in files}
    outputs = clean(tmp_path, {"articles/pump/index.markdown": f"{HEAD}---\nSee: {text}\n", **content})
    assert media(outputs) == sorted(f"media/articles/pump/{name}" for name in files)
    page = unquote(outputs["articles/2024/01/pump/index.html"].decode())
    for name in files:
        assert f"media/articles/pump/{name}" in page


def test_feeds_have_the_whole_url(tmp_path: Path) -> None:
    outputs = clean(tmp_path, {"articles/pump/index.md": PUMP, "articles/pump/pump.png": "PNG"})
    for feed in ("updates.xml", "updates.atom.xml", "updates.json"):
        assert b"https://harbour.example/news/media/articles/pump/pump.png" in outputs[feed]


def test_the_same_text_in_two_bundles_shows_two_pictures(tmp_path: Path) -> None:
    files = {
        f"articles/{name}/{file}": text for name in "ab" for file, text in (("index.md", PUMP), ("pump.png", name))
    }
    outputs = clean(tmp_path, files)
    for name in "ab":
        assert f"media/articles/{name}/pump.png".encode() in outputs[f"articles/2024/01/{name}/index.html"]
        assert outputs[f"media/articles/{name}/pump.png"] == name.encode()


@pytest.mark.parametrize("place", ["articles/2024/pump.md", "pages/pump.md", "incidents/pump.md"])
def test_a_picture_beside_any_text_is_found(tmp_path: Path, place: str) -> None:
    folder = place.rpartition("/")[0]
    text = PUMP if folder != "pages" else "---\ntitle: Pump\n---\n![a pump](pump.png)\n"
    article = {"articles/other.md": f"{HEAD}incident: pump\n---\nIt works.\n"}
    outputs = clean(tmp_path, {place: text, f"{folder}/pump.png": "PNG", **article})
    assert media(outputs) == [f"media/{folder}/pump.png"]


def test_a_picture_in_a_folder_of_the_name_of_the_text_is_found(tmp_path: Path) -> None:
    outputs = clean(tmp_path, {"articles/pump.md": PUMP, "articles/pump/pump.png": "PNG"})
    assert media(outputs) == ["media/articles/pump/pump.png"]


def test_an_image_field_may_be_a_file_of_the_bundle(tmp_path: Path) -> None:
    text = f"{HEAD}image: {{src: pump.png, alt: A pump}}\n---\nIt works.\n"
    outputs = clean(tmp_path, {"articles/pump/index.md": text, "articles/pump/pump.png": "PNG"})
    assert media(outputs) == ["media/articles/pump/pump.png"]
    assert b"media/articles/pump/pump.png" in outputs["articles/2024/01/pump/index.html"]


def test_links_from_the_root_of_the_site_mean_the_same_as_ever(tmp_path: Path) -> None:
    files = {"articles/pump/index.md": PUMP.replace("pump.png", "media/x.png"), "media/x.png": "X"}
    outputs = clean(tmp_path, files)
    assert media(outputs) == ["media/x.png"]
    assert b'src="../../../../media/x.png"' in outputs["articles/2024/01/pump/index.html"]


@pytest.mark.parametrize("decision", ["status: draft", "publish_at: 2030-01-01"])
def test_the_picture_of_a_hidden_article_is_not_published(tmp_path: Path, decision: str) -> None:
    files = {
        "articles/pump/index.md": PUMP.replace("---\n!", f"{decision}\n---\n!"),
        "articles/pump/pump.png": "PNG",
        "articles/other.md": f"{HEAD}---\nIt works.\n",
    }
    assert media(clean(tmp_path, files)) == []


def test_a_picture_that_was_published_remains(tmp_path: Path) -> None:
    clean(tmp_path, {"articles/pump/index.md": PUMP, "articles/pump/pump.png": "PNG"})
    text = PUMP.replace("---\n!", "expires: 2025-01-01\n---\n!")
    assert media(clean(tmp_path, {"articles/pump/index.md": text})) == ["media/articles/pump/pump.png"]


def test_a_file_that_comes_or_goes_is_noticed(tmp_path: Path) -> None:
    ended, _ = made(tmp_path, {"articles/pump/index.md": PUMP})
    assert "[broken-link]" in ended.err
    outputs = clean(tmp_path, {"articles/pump/pump.png": "PNG"})
    assert media(outputs) == ["media/articles/pump/pump.png"]
    (tmp_path / "content/articles/pump/pump.png").unlink()
    ended, _ = made(tmp_path, {})
    assert ended.code == 1 or "[broken-link]" in ended.err


@pytest.mark.parametrize(
    "link", ["../../../config.yaml", "../../ledger.jsonl", "/etc/passwd.txt", "../.hidden.png", "a%00.png"]
)
def test_no_link_leads_out_of_the_folder(tmp_path: Path, link: str) -> None:
    files = {"articles/pump/index.md": PUMP.replace("pump.png", link), "articles/.hidden.png": "x"}
    ended, outputs = made(tmp_path, files)
    assert media(outputs) == []
    assert "[missing-media]" not in ended.err


def test_other_texts_in_a_bundle_are_articles_and_other_files_are_not(tmp_path: Path) -> None:
    files = {
        "articles/pump/index.md": f"{HEAD}---\n[data](data.csv) [notes](notes.txt) [more](more.json)\n",
        "articles/pump/second.md": f"{HEAD.replace('Pump', 'Second')}---\nIt works.\n",
        **{f"articles/pump/{name}": "x" for name in ("data.csv", "notes.txt", "more.json")},
    }
    outputs = clean(tmp_path, files)
    assert media(outputs) == [f"media/articles/pump/{name}" for name in ("data.csv", "more.json", "notes.txt")]
    assert "articles/2024/01/second/index.html" in outputs


def test_an_incremental_build_has_the_same_bytes_as_a_clean_one(tmp_path: Path) -> None:
    files = {"articles/pump/index.md": PUMP, "articles/pump/pump.png": "PNG", "articles/b.md": f"{HEAD}---\nIt.\n"}
    clean(tmp_path / "a", files)
    changed = {"articles/b.md": f"{HEAD}---\n![](pump/pump.png)\n"}
    assert clean(tmp_path / "a", changed) == clean(tmp_path / "b", {**files, **changed})


def test_a_json_article_reports_as_before(tmp_path: Path) -> None:
    fields = json.dumps({"title": "Pump", "date": "2024-01-02", "text": "![](pump.png)"})
    outputs = clean(tmp_path, {"articles/pump.json": fields})
    assert media(outputs) == []
