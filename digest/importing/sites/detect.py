"""Find out which generator a folder belongs to, by the files that only this generator has."""

import re

from digest.importing.record import Folder
from digest.importing.sites.site import SiteName

# By generator: files of which one is enough. Particular ones come first, since several generators read `_config.yml` and `config.toml`.
_SETTINGS: tuple[tuple[SiteName, str], ...] = (
    ("docusaurus", r"docusaurus\.config\.[cm]?[jt]s"),
    ("astro", r"astro\.config\.[cm]?[jt]s"),
    ("pelican", r"(?:pelican|publish)conf\.py"),
    ("eleventy", r"(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s"),
    ("hugo", r"hugo\.(?:toml|ya?ml|json)|config/_default/(?:hugo|config)\.(?:toml|ya?ml|json)"),
    ("zola", r"zola\.toml"),
    ("hexo", r"_config\.hexo\.ya?ml|scaffolds/post\.md|source/_posts/.+"),
    ("jekyll", r"(?:.*/)?_posts/.+|_drafts/.+|_config\.(?:ya?ml|toml)"),
)
_SHARED = re.compile(r"config\.(?:toml|ya?ml|json)|conf\.py|package\.json")
_HUGO_KEY = re.compile(
    rb"^\s*[\"']?(?:baseURL|languageCode|\[permalinks\]|theme\s*=|theme:)", re.IGNORECASE | re.MULTILINE
)
_ZOLA_KEY = re.compile(
    rb"^\s*(?:base_url|compile_sass|build_search_index|generate_feeds?|default_language)\s*=", re.MULTILINE
)
_NIKOLA_KEY = re.compile(rb"^(?:BLOG_TITLE|POSTS|PAGES)\s*=", re.MULTILINE)
_IN_PACKAGE: tuple[tuple[SiteName, bytes], ...] = (
    ("docusaurus", b'"@docusaurus/core"'),
    ("astro", b'"astro"'),
    ("eleventy", b'"@11ty/eleventy"'),
    ("hexo", b'"hexo"'),
)


def detect_site(folder: Folder) -> SiteName | None:
    """Return the generator whose site a folder is; None if it is none's."""
    files = folder.files()
    found = {name for name, pattern in _SETTINGS for path in files if re.fullmatch(pattern, path)}
    for path in files:
        if _SHARED.fullmatch(path) and (name := _by_content(path, _read(folder, path))):
            found.add(name)
    if "nikola" in found:
        return "nikola"
    return next((name for name, _ in _SETTINGS if name in found), None)


def _by_content(path: str, raw: bytes) -> SiteName | None:
    if path == "package.json":
        return next((name for name, mark in _IN_PACKAGE if mark in raw), None)
    if path == "conf.py":
        return "nikola" if _NIKOLA_KEY.search(raw) else None
    if path == "config.toml" and _ZOLA_KEY.search(raw):
        return "zola"
    return "hugo" if _HUGO_KEY.search(raw) else None


def _read(folder: Folder, path: str) -> bytes:
    try:
        return folder.read(path)
    except OSError:
        return b""
