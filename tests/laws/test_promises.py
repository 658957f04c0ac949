"""The two promises together: every address that was public answers, every guid stays, and what is forgotten is nowhere."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.laws.folders import published, scratch
from tests.privacy.scanner import readings
from tests.support.sites import CONFIG, article, build, tree, write_site

SALT = "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\n"
NAMES = ("Zyra Quillon", "Ovid Trewhella", "Brisa Uxmal")
SLUGS = ("mast", "pylon", "girder", "zyra-quillon-now")
INCIDENTS = ("one", "two", "zyra-quillon-trial")
HOSTS = ("https://harbour.example/news/", "https://digest.example/", "http://news.example/a/b/")


@dataclass(frozen=True)
class Story:
    """An article: all that the steps change of it."""

    stem: str
    name: str
    incident: str
    slug: str = ""
    tag: str = ""
    withdrawn: bool = False
    updates: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        fields = {"incident": self.incident, "tags": f"[{self.tag}]" if self.tag else "", "slug": self.slug}
        fields["updates"] = ", ".join(f"{{date: {date}, text: 'Of {self.name}.'}}" for date in self.updates)
        fields["updates"] = f"[{fields['updates']}]" if self.updates else ""
        fields["status"] = "withdrawn" if self.withdrawn else ""
        told = {name: value for name, value in fields.items() if value}
        return article(f"{self.name} in {self.stem}", "2024-03-26", f"What {self.name} did.", **told)


@dataclass(frozen=True)
class Desk:
    """What lies on the editors' desk."""

    stories: tuple[Story, ...]
    merged: tuple[tuple[str, str], ...] = ()
    forgotten: tuple[str, ...] = ()
    base: str = HOSTS[0]
    also: str = "[]"

    def write(self, folder: Path) -> None:
        config = CONFIG.replace("https://harbour.example/news/", self.base)
        config += f"feeds: {{also: {self.also}}}\nredactions: ../private.yaml\n"
        files: dict[str, str | bytes] = {f"content/articles/{one.stem}.md": one.text for one in self.stories}
        files |= {f"content/incidents/{old}.yaml": f"merged_into: {new}\n" for old, new in self.merged}
        rules = "".join(f"  - {{name: {name}, instead: somebody, reason: asked}}\n" for name in self.forgotten)
        (folder.parent / "private.yaml").write_text(
            f"{SALT}rules:\n{rules}" if rules else f"{SALT}rules: []\n", encoding="utf-8"
        )
        for file in (folder / "content").rglob("*.yaml"):
            file.unlink()
        write_site(folder, files, config)


def changed(desk: Desk, number: int, story: dict[str, object]) -> Desk:
    index = number % len(desk.stories)
    stories = [replace(one, **story) if place == index else one for place, one in enumerate(desk.stories)]  # type: ignore[arg-type] # fields of a story
    return replace(desk, stories=tuple(stories))


def merged(desk: Desk, value: str) -> Desk:
    """Merge an incident into another one, unless one of the two is part of such a thing already."""
    old, new = value.split()
    taken = {name for pair in desk.merged for name in pair}
    known = {one.incident for one in desk.stories}
    return replace(desk, merged=(*desk.merged, (old, new))) if new in known and not {old, new} & taken else desk


def renamed(desk: Desk, number: int, value: str) -> Desk:
    """Return an article another slug, unless another article has it."""
    free = all(one.slug != value for one in desk.stories)
    return changed(desk, number, {"slug": value}) if free else desk


def updated(desk: Desk, number: int, value: str) -> Desk:
    """Add an update to an article."""
    dates = desk.stories[number % len(desk.stories)].updates
    return changed(desk, number, {"updates": tuple(sorted({*dates, value}))})


STEPS: dict[str, Callable[[Desk, int, str], Desk]] = {
    "rename": renamed,
    "move": lambda desk, number, value: changed(desk, number, {"incident": value}),
    "merge": lambda desk, _, value: merged(desk, value),
    "withdraw": lambda desk, number, _: changed(desk, number, {"withdrawn": True}),
    "restore": lambda desk, number, _: changed(desk, number, {"withdrawn": False}),
    "update": updated,
    "retract": lambda desk, number, _: changed(desk, number, {"updates": ()}),
    "tag": lambda desk, number, value: changed(desk, number, {"tag": value}),
    "forget": lambda desk, _, value: replace(desk, forgotten=tuple(dict.fromkeys((*desk.forgotten, value)))),
    "host": lambda desk, _, value: replace(desk, base=value),
    "formats": lambda desk, _, value: replace(desk, also=value),
}


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, int, str]:
    kind = draw(st.sampled_from([*STEPS]))
    choices = {
        "rename": SLUGS,
        "move": INCIDENTS,
        "merge": ("one two", "two one", "zyra-quillon-trial one"),
        "tag": ("", "fire", "Zyra Quillon"),
        "forget": NAMES,
        "host": HOSTS,
        "formats": ("[]", "[atom]", "[atom, json]"),
        "update": ("2024-03-28", "2024-04-02"),
    }
    return kind, draw(st.integers(0, 3)), draw(st.sampled_from(choices.get(kind, ("",))))


@dataclass
class World:
    """What readers have: all addresses and guids that were ever public."""

    addresses: set[str] = field(default_factory=set)
    anchors: set[tuple[str, str]] = field(default_factory=set)
    guids: set[str] = field(default_factory=set)


REFRESH = re.compile(rb'http-equiv="refresh" content="0; url=([^"]*)"')
ANCHOR = re.compile(rb'id="((?:update|correction)-[0-9-]+)"')


def look(site: dict[str, bytes], ledger: bytes, world: World) -> None:
    """Let readers see everything that is public now."""
    world.addresses |= {
        path for path in site if path.endswith(("index.html", "feed.xml", "feed.atom.xml", "feed.json"))
    }
    for path, raw in site.items():
        if path.startswith("articles/"):
            world.anchors |= {(path, anchor.decode()) for anchor in ANCHOR.findall(raw)}
    entries = [json.loads(line) for line in ledger.decode().splitlines()]
    world.guids |= {entry["guid"] for entry in entries}


def landing(site: dict[str, bytes], path: str) -> str:
    """Return the page that a reader sees who goes to an address: after one redirect at most."""
    found = REFRESH.search(site[path])
    if not found:
        return path
    folder = path.removesuffix("index.html").rstrip("/").split("/") if "/" in path else []
    parts = [part for part in folder if part]
    for part in found[1].decode().split("/"):
        if part == "..":
            parts.pop()
        elif part not in {".", ""}:
            parts.append(part)
    target = "/".join([*parts, "index.html"]) if found[1].endswith(b"/") else "/".join(parts)
    assert REFRESH.search(site[target]) is None, f"{path} leads to {target}, which leads on"
    return target


def words(names: tuple[str, ...]) -> set[str]:
    return {word.lower() for name in names for word in name.split()}


def check(folder: Path, desk: Desk, world: World) -> None:
    site = tree(folder / "site")
    ledger = (folder / "content/ledger.jsonl").read_bytes()
    secret = words(desk.forgotten)
    for path in sorted(world.addresses):
        if not any(word in path for word in secret):
            assert path in site, f"{path} was public, and does not answer"
            if path.endswith("index.html"):
                landing(site, path)
    for path, anchor in world.anchors:
        if not any(word in path for word in secret):
            page = site[landing(site, path)]
            assert f'id="{anchor}"'.encode() in page or b"withdrawn" in page, f"{path}#{anchor}"
    assert world.guids <= {json.loads(line)["guid"] for line in ledger.decode().splitlines()}
    for path, raw in (*site.items(), ("ledger", ledger)) if secret else ():
        shown = raw.decode("latin-1" if path.endswith(".png") else "utf-8")
        for text in (path, *readings(shown)):
            assert not any(word in text.lower() for word in secret), f"{path} shows what is forgotten"
    look(site, ledger, world)


@pytest.mark.slow
@settings(
    max_examples=40,
    database=None,
    phases=[Phase.generate, Phase.shrink],
)
@given(st.lists(steps(), min_size=2, max_size=8))
def test_every_address_answers_every_guid_stays_and_what_is_forgotten_is_nowhere(
    taken: list[tuple[str, int, str]],
) -> None:
    with scratch() as root:
        folder = root / "site"
        folder.mkdir()
        stories = tuple(
            Story(stem, name, incident)
            for stem, name, incident in (
                ("crane", "Zyra Quillon", "one"),
                ("zyra-quillon-held", "Zyra Quillon", "zyra-quillon-trial"),
                ("ferry", "Ovid Trewhella", "two"),
                ("quay", "Nobody", "one"),
            )
        )
        desk, world = Desk(stories), World()
        for kind, number, value in (("formats", 0, "[]"), *taken):
            desk = STEPS[kind](desk, number, value)
            desk.write(folder)
            ended = build(folder)
            assert ended.code == 0, ended.err
            check(folder, desk, world)
        clean, expected = clean_build_beside(folder)
        assert (clean, published(folder)) == (0, expected)


def clean_build_beside(folder: Path) -> tuple[int, object]:
    """Build the sources elsewhere, with the private rules beside them as they are here."""
    with scratch() as other:
        (other / "private.yaml").write_bytes((folder.parent / "private.yaml").read_bytes())
        moved = other / "site"
        moved.mkdir()
        for name in ("config.yaml", "content"):
            source = folder / name
            if source.is_dir():
                shutil.copytree(source, moved / name)
            else:
                (moved / name).write_bytes(source.read_bytes())
        ended = build(moved)
        return ended.code, published(moved)
