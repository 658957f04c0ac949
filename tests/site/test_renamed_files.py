"""What a renamed file means for incidents, for links to them, and for the commands that edit content."""

import json
from pathlib import Path

from tests.support.sites import article, build, built, run, tree, write_site

INCIDENT = "---\ntitle: Quay fire\nslug: quay\n---\nText.\n"


def ledger(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Return the addresses of articles and incidents in the ledger."""
    lines = (folder / "content/ledger.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return {
        (entry["kind"], entry["id"]): entry["addresses"]
        for entry in entries
        if entry["kind"] in {"article", "incident"}
    }


def test_articles_may_call_an_incident_by_its_old_and_by_its_new_name(tmp_path: Path) -> None:
    files = {"content/articles/a.md": article(incident="quay-fire"), "content/incidents/quay-fire.md": INCIDENT}
    built(write_site(tmp_path, files))
    (tmp_path / "content/incidents/quay-fire.md").rename(tmp_path / "content/incidents/Harbour blaze.md")
    names = ("quay-fire", "Quay Fire", "harbour-blaze", "Harbour blaze", "quay")
    built(write_site(tmp_path, {f"content/articles/b{n}.md": article(incident=name) for n, name in enumerate(names)}))
    assert [key for key in ledger(tmp_path) if key[0] == "incident"] == [("incident", "quay-fire")]
    assert "6 articles in 1 incident" in build(tmp_path).out


def test_an_incident_that_gets_a_file_stays_the_same_and_so_does_one_with_an_old_slug(tmp_path: Path) -> None:
    built(write_site(tmp_path, {"content/articles/a.md": article(incident="Quay fire")}))
    before = ledger(tmp_path)
    built(write_site(tmp_path, {"content/incidents/Quay fire.md": "---\ntitle: Fire\n---\nText.\n"}))
    assert ledger(tmp_path) == before
    old = tmp_path / "old"
    built(write_site(old, {"content/articles/a.md": article(incident="чаика")}))
    before = ledger(old)
    built(write_site(old, {"content/articles/a.md": article(incident="Чайка")}))
    assert ledger(old) == before


def test_digest_rename_writes_the_id_of_a_renamed_file(tmp_path: Path) -> None:
    files = {"content/articles/2024-bridge.md": article(slug="bridge"), "content/incidents/i.md": INCIDENT}
    built(write_site(tmp_path, {**files, "content/articles/b.md": article(incident="i")}))
    (tmp_path / "content/articles/2024-bridge.md").rename(tmp_path / "content/articles/bridge-final.md")
    for arguments in (("rename", "bridge-final", "span"), ("correct", "2024-bridge", "It was pier 8.")):
        ended = run(*arguments, "--folder", str(tmp_path), "--write", "--now", "2026-01-01T00:00:00Z")
        assert ended.code == 0, ended.err
    text = (tmp_path / "content/articles/bridge-final.md").read_text(encoding="utf-8")
    assert "\nslug: span\n" in text
    assert '\nid: "2024-bridge"\n' in text
    ended = build(tmp_path)
    assert (ended.code, "renamed-file" in ended.err) == (0, False)
    assert ledger(tmp_path)["article", "2024-bridge"] == ["articles/2024/03/bridge/", "articles/2024/03/span/"]


def test_a_renamed_file_can_be_edited(tmp_path: Path) -> None:
    built(write_site(tmp_path, {"content/articles/2024-bridge.md": article(slug="bridge")}))
    (tmp_path / "content/articles/2024-bridge.md").rename(tmp_path / "content/articles/bridge-final.md")
    ended = run("withdraw", "2024-bridge", "--reason", "Wrong.", "--folder", str(tmp_path), "--write")
    assert ended.code == 0, ended.err
    built(tmp_path, now="2027-01-01T00:00:00Z")
    assert b"withdrawn" in tree(tmp_path / "site")["articles/2024/03/bridge/index.html"]


def test_a_renamed_file_whose_address_changed_is_named_in_the_hint(tmp_path: Path) -> None:
    files = {
        "content/articles/a.md": article(incident="quay-fire"),
        "content/incidents/quay-fire.md": "---\ntitle: Quay\n---\nText.\n",
        "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
    }
    built(write_site(tmp_path, files))
    (tmp_path / "content/incidents/quay-fire.md").rename(tmp_path / "content/incidents/pier-fire.md")
    (tmp_path / "content/pages/about.md").rename(tmp_path / "content/pages/us.md")
    ended = build(write_site(tmp_path, {"content/articles/a.md": article(incident="pier-fire")}))
    assert "if it is content/pages/us.md now, write id: about there; else" in ended.err
    assert ledger(tmp_path).keys() == {("article", "a"), ("incident", "quay-fire")}
