"""The rules that operators of web servers include are outside of the site, and as new as it is."""

from pathlib import Path

import pytest

from digest.model.page import Output
from digest.writing.manifest import load_manifest, save_manifest
from digest.writing.staging import Staging
from tests.support.sites import CONFIG, article, build, built, diff, tree, write_site

FILES: dict[str, str | bytes] = {"content/articles/a.md": article(aliases="[/old/]")}
WITHDRAWN: dict[str, str | bytes] = {
    **FILES,
    "content/articles/secret-matter.md": article(status="withdrawn", aliases="[/secret-matter.html]"),
}


def names(folder: Path) -> list[str]:
    hosts = folder / ".digest/hosts"
    return sorted(file.name for file in hosts.iterdir()) if hosts.exists() else []


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("nginx", ["headers-nginx.conf", "redirects-nginx.conf"]),
        ("s3", ["redirects-s3.json"]),
        ("apache", []),
        ("netlify", []),
        ("cloudflare", []),
    ],
)
def test_no_file_that_lists_what_was_withdrawn_can_be_read_in_the_site(
    tmp_path: Path, host: str, expected: list[str]
) -> None:
    site = built(write_site(tmp_path, WITHDRAWN, f"{CONFIG}host: {host}\n"))
    assert names(tmp_path) == expected
    rules = {
        path for path in site if path.endswith((".conf", ".htaccess", "_redirects", "_headers", "redirects-s3.json"))
    }
    assert rules <= {".htaccess", "_redirects", "_headers"}


def test_the_rules_are_written_when_they_change_and_only_then(tmp_path: Path) -> None:
    config = f"{CONFIG}host: nginx\n"
    built(write_site(tmp_path, FILES, config))
    file = tmp_path / ".digest/hosts/redirects-nginx.conf"
    first = file.stat().st_mtime_ns
    for options in ((), ("--fresh",)):
        built(tmp_path, *options)
        assert file.stat().st_mtime_ns == first
    file.unlink()
    built(tmp_path)
    assert b'"/news/old/"' in file.read_bytes()
    built(write_site(tmp_path, WITHDRAWN, config))
    assert b"secret-matter" in file.read_bytes()
    built(write_site(tmp_path, WITHDRAWN, f"{CONFIG}host: s3\n"))
    assert names(tmp_path) == ["redirects-s3.json"]
    built(write_site(tmp_path, WITHDRAWN))
    assert names(tmp_path) == []


def test_a_forecast_writes_no_rules(tmp_path: Path) -> None:
    write_site(tmp_path, WITHDRAWN, f"{CONFIG}host: nginx\n")
    diff(tmp_path)
    assert names(tmp_path) == []


def test_rules_that_an_earlier_version_wrote_into_the_site_are_removed(tmp_path: Path) -> None:
    built(write_site(tmp_path, FILES, f"{CONFIG}host: nginx\n"))
    before = tree(tmp_path / "site")
    (tmp_path / "site/redirects-nginx.conf").write_text("old", encoding="utf-8")
    manifest = tmp_path / ".digest/manifest.jsonl"
    outputs = (*load_manifest(manifest), Output("redirects-nginx.conf", "key", "digest", 3))
    save_manifest(Staging(tmp_path / ".digest/staging"), manifest, outputs)
    (tmp_path / ".digest/record").unlink(missing_ok=True)
    assert ", 1 removed" in build(tmp_path).out
    assert tree(tmp_path / "site") == before
