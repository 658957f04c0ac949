"""Measure what becomes of whole sites of other generators: posts imported, drafts published, old addresses lost.

    .venv/bin/python tests/benchmarks/sites.py ../old-blog "../other-blog=/blog/{year}/{month}/{name}/"

Each folder is imported into a new site, which is built. Posts, drafts and old addresses are counted here by simple readings of their own,
which share no code with digest: of Jekyll, Hugo and Zola from their settings; of other generators by the pattern behind `=`.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_DATED = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)-(.+)")
_RAW = re.compile(
    r"\{\{[<%&].{0,80}?[%>]\}\}|\{%.{0,80}?%\}|\{\{ .{0,80}? \}\}|\{:(?: |\.|#)[^}]{0,80}\}|^:::\w",
    re.MULTILINE | re.DOTALL,
)


class Post(NamedTuple):
    """A post of the old site: its file, whether it was hidden, and the address that it had; empty if the simple reading cannot say."""

    file: str
    title: str
    is_hidden: bool
    address: str


class Measured(NamedTuple):
    """What became of a site."""

    posts: int
    imported: int
    refused: int
    drafts: int
    drafts_published: int
    addresses: int
    addresses_lost: list[str]
    raw: int
    raw_pages: int
    exit_code: int


def fields_of(text: str) -> dict[str, Any]:
    """Return the front matter of a text, read by PyYAML or tomllib."""
    found = re.match(
        r"\s*(---|\+\+\+)\s*\n(.*?)\n(?:\1)\s*(?:\n|\Z)", text.replace("\r\n", "\n").lstrip("\ufeff"), re.DOTALL
    )
    try:
        read = tomllib.loads(found[2]) if found and found[1] == "+++" else yaml.safe_load(found[2]) if found else {}
    except (yaml.YAMLError, ValueError):
        read = {}
    return {str(key).lower(): value for key, value in read.items()} if isinstance(read, dict) else {}


def settings_of(folder: Path) -> dict[str, Any]:
    """Return the settings of a site."""
    for name in (
        "_config.yml",
        "hugo.toml",
        "hugo.yaml",
        "config.toml",
        "config.yaml",
        "config/_default/hugo.toml",
        "config/_default/config.toml",
    ):
        if (file := folder / name).is_file():
            text = file.read_text(encoding="utf-8")
            read = tomllib.loads(text) if name.endswith("toml") else yaml.safe_load(text)
            return {str(key).lower(): value for key, value in read.items()}
    return {}


def is_hidden(file: Path, fields: dict[str, Any]) -> bool:
    return "_drafts" in file.parts or fields.get("draft") in {True, "true"} or fields.get("published") is False


def posts_of(folder: Path, pattern: str) -> Iterator[Post]:
    """Yield the posts of a site, as its settings and names say."""
    settings = settings_of(folder)
    if pattern:
        files = [
            file
            for file in sorted(folder.rglob("*.md"))
            if _DATED.fullmatch(file.stem) and "node_modules" not in file.parts
        ]
        address = lambda file, fields: pattern.format(**(named(file) | dated(fields)))  # noqa: E731 - beside the others
    elif any(folder.rglob("_posts")):
        files = [
            file
            for file in sorted(folder.rglob("*.m*d*"))
            if {"_posts", "_drafts"} & {*file.parts} and _DATED.fullmatch(file.stem)
        ]
        address = lambda file, fields: jekyll(file.relative_to(folder), fields, settings)  # noqa: E731
    elif "base_url" in settings:
        files = [file for file in sorted((folder / "content").rglob("*.md")) if not file.name.startswith("_index")]
        address = lambda file, fields: zola(file.relative_to(folder / "content"), fields)  # noqa: E731
    else:
        files = [
            file
            for file in sorted((folder / "content").rglob("*.m*d*"))
            if {"post", "posts", "blog", "news"} & {*file.parts}
        ]
        files = [file for file in files if not file.name.startswith("_index")]
        address = lambda file, fields: hugo(file.relative_to(folder / "content"), fields, settings)  # noqa: E731
    for file in files:
        fields = fields_of(file.read_text(encoding="utf-8", errors="replace"))
        yield Post(
            str(file.relative_to(folder)), str(fields.get("title", "")), is_hidden(file, fields), address(file, fields)
        )


def named(file: Path) -> dict[str, str]:
    year, month, day, name = _DATED.fullmatch(file.stem).groups()  # type: ignore[union-attr]
    return {"year": year, "month": month, "day": day, "name": name}


def dated(fields: dict[str, Any]) -> dict[str, str]:
    """Return year, month and day of the front matter, in UTC, if it has a date that PyYAML reads."""
    when = fields.get("date")
    if isinstance(when, datetime) and when.tzinfo:
        when = when.astimezone(UTC)
    return {"year": f"{when:%Y}", "month": f"{when:%m}", "day": f"{when:%d}"} if isinstance(when, date) else {}


def jekyll(file: Path, fields: dict[str, Any], settings: dict[str, Any]) -> str:
    """Return the address of a post of Jekyll; empty if its permalink is more than this reading knows."""
    scopes = [
        one
        for one in settings.get("defaults") or []
        if one["scope"].get("type") == "posts" and not one["scope"].get("path")
    ]
    collections = settings.get("collections")
    of_posts = collections.get("posts", {}).get("permalink") if isinstance(collections, dict) else ""
    default = next((one["values"]["permalink"] for one in scopes if "permalink" in one["values"]), "")
    pattern = str(fields.get("permalink") or default or of_posts or settings.get("permalink") or "date")
    usual = "/:categories/:year/:month/:day/:title"
    pattern = {"date": f"{usual}.html", "pretty": f"{usual}/", "none": "/:categories/:title.html"}.get(pattern, pattern)
    parts = named(file)
    when = str(fields.get("date") or "")[:10]
    if isinstance(fields.get("date"), datetime) and fields["date"].tzinfo:
        when = f"{fields['date'].astimezone(UTC):%Y-%m-%d}"
    if _DATED.fullmatch(f"{when}-x"):
        parts |= dict(zip(("year", "month", "day"), when.split("-"), strict=True))
    categories = list(file.parts[: file.parts.index("_posts")]) if "_posts" in file.parts else []
    own = fields.get("categories") or fields.get("category") or []
    categories += own.split() if isinstance(own, str) else [str(one) for one in own]
    values = parts | {
        "title": str(fields.get("slug") or parts["name"]),
        "categories": "/".join(dict.fromkeys(one.lower() for one in categories)),
    }
    address = re.sub(r":([a-z]+)", lambda found: values.get(found[1], "\0"), pattern)
    return "" if "\0" in address else re.sub("/+", "/", f"/{address}")


def zola(file: Path, fields: dict[str, Any]) -> str:
    """Return the address of a page of Zola."""
    if fields.get("path"):
        return f"/{str(fields['path']).strip('/')}/"
    folder = file.parent if file.stem != "index" else file.parent.parent
    name = file.stem if file.stem != "index" else file.parent.name
    dated = _DATED.fullmatch(name)
    name = str(fields.get("slug") or (dated[4] if dated else name)).lower()
    return (
        "/" + "/".join(part for part in (*folder.parts, re.sub(r"[^\w]+", "-", name).strip("-")) if part != ".") + "/"
    )


def hugo(file: Path, fields: dict[str, Any], settings: dict[str, Any]) -> str:
    """Return the address of a post of Hugo; empty if it has a pattern of its own with more than this reading knows."""
    if fields.get("url"):
        return f"/{str(fields['url']).lstrip('/')}"
    parts = list(file.with_suffix("").parts)
    if parts[-1] == "index":
        parts.pop()
    languages = [one for one in (folder for folder in parts[:1]) if re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", one)]
    default = str(settings.get("defaultcontentlanguage") or "en")
    if languages:
        parts = parts[1:] if languages[0] == default else parts
    section = parts[1] if languages and languages[0] != default else parts[0]
    pattern = (settings.get("permalinks") or {}).get(section, "")
    name = str(fields.get("slug") or parts[-1])
    if isinstance(pattern, str) and pattern:
        when = str(fields.get("date") or "")[:10].split("-")
        title = re.sub(r"[^\w]+", "-", str(fields.get("title", ""))).strip("-")
        values = dict(zip(("year", "month", "day"), when, strict=False)) | {
            "slug": str(fields.get("slug") or title),
            "title": title,
        }
        values |= {"filename": parts[-1], "contentbasename": parts[-1], "section": section}
        address = re.sub(r":([a-z]+)", lambda found: values.get(found[1], "\0"), pattern)
        address = "" if "\0" in address else re.sub("/+", "/", f"/{address}/")
        return address if settings.get("disablepathtolower") else address.lower()
    address = "/".join(re.sub(r"[\s]+", "-", part) for part in (*parts[:-1], name))
    return f"/{address if settings.get('disablepathtolower') else address.lower()}/"


def measure(folder: Path, pattern: str, work: Path) -> Measured:
    """Import a folder into a new site below `work`, build it, and count."""
    site = work / folder.name
    digest("init", "--defaults", str(site), work=work)
    for example in (
        *site.glob("content/incidents/*.md"),
        *site.glob("content/articles/*.md"),
        site / "content/pages/about.md",
    ):
        example.unlink()
    imported = json.loads(digest("import", str(folder), "--no-announce", "--json", work=site).stdout)
    built = digest("build", "--json", work=site)
    report = json.loads(built.stdout)
    errors = {one["file"] for one in report.get("diagnostics", []) if one.get("severity") == "error"}
    posts = list(posts_of(folder, pattern))
    public = {one.address for one in posts if not one.is_hidden}
    hidden = [one for one in posts if one.is_hidden and one.address not in public]
    titles = set(re.findall(r"<h1[^>]*>\s*(.*?)\s*</h1>", "".join(pages(site)), re.DOTALL))
    shown = {one.title for one in posts if not one.is_hidden}
    published = [
        one for one in hidden if answers(site, one.address) or (one.title in titles and one.title not in shown)
    ]
    lost = [
        f"{one.file} {one.address}"
        for one in posts
        if not one.is_hidden and one.address and not answers(site, one.address)
    ]
    raw = [len(_RAW.findall(bare(page))) for page in pages(site)]
    return Measured(
        len(posts),
        imported["written"],
        len(errors),
        len(hidden),
        len(published),
        len([one for one in posts if not one.is_hidden and one.address]),
        lost,
        sum(raw),
        sum(map(bool, raw)),
        built.returncode,
    )


def digest(*arguments: str, work: Path) -> subprocess.CompletedProcess[str]:
    """Run digest in a folder."""
    command = [str(Path(sys.executable).with_name("digest")), *arguments]
    return subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)


def answers(site: Path, address: str) -> bool:
    """Return whether the built site has a page, or a redirect, at an address."""
    path = site / "site" / address.lstrip("/").replace("%20", " ")
    return path.is_file() or (path / "index.html").is_file() or path.with_name(f"{path.name}.html").is_file()


def pages(site: Path) -> Iterator[str]:
    """Yield the pages of articles."""
    for file in sorted((site / "site" / "articles").rglob("index.html")):
        yield file.read_text(encoding="utf-8")


def bare(page: str) -> str:
    """Return what readers see of an article's text, without code."""
    body = re.search(r"<article.*?</article>", page, re.DOTALL)
    return re.sub(r"<(pre|code|script)\b.*?</\1>", "", body[0] if body else page, flags=re.DOTALL)


def main() -> None:
    """Measure the sites that are named, and print a row for each."""
    write(
        "| site | posts | written | refused | drafts | of these published | addresses | lost | raw markup (pages) | exit |"
    )
    write("|---|---|---|---|---|---|---|---|---|---|")
    for argument in sys.argv[1:]:
        place, _, pattern = argument.partition("=")
        with tempfile.TemporaryDirectory() as work:
            found = measure(Path(place).resolve(), pattern, Path(work))
        row = (
            found.posts,
            found.imported,
            found.refused,
            found.drafts,
            found.drafts_published,
            found.addresses,
            len(found.addresses_lost),
        )
        write(
            f"| {Path(place).name} | {' | '.join(map(str, row))} | {found.raw} ({found.raw_pages}) | {found.exit_code} |"
        )
        for one in found.addresses_lost[:12]:
            write(f"  lost: {one}")


def write(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
