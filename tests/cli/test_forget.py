"""The command `digest forget`: what it says of the rules, and what its proof finds, as text and as JSON, with its exit codes."""

import json
import re
import shutil
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from digest import DOCUMENTATION
from digest.writing.lock import lock
from tests.support.sites import CONFIG, NOW, SEARCHED, Ended, article, built, explained, run, tree, write_site

SALT = "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\n"
ZYRA = "  - {name: Zyra Quillon, aliases: [Ms. Quillon], instead: a resident, reason: acquitted}\n"
NORA = "  - {name: Nora Vellow, level: noindex, reason: dropped}\n"
PETE = "  - {name: Pete Warrand, level: piece, reason: asked for it, from: 2026-06-01}\n"
RULES = f"{SALT}rules:\n{ZYRA}{NORA}{PETE}"
FORGETS = f"{CONFIG}redactions: ../private.yaml\n"
FILES: dict[str, str | bytes] = {
    "content/articles/charged.md": article(
        "Zyra Quillon charged", text="Zyra Quillon was charged.", incident="trial", aliases="[/old/]"
    ),
    "content/articles/crane.md": article("Crane falls", "2024-03-27", "Pete Warrand saw it."),
    "content/incidents/trial.md": "---\ntitle: The trial\nsummary: Ms. Quillon waits.\n---\nNo more is known.\n",
    "content/pages/about.md": "---\ntitle: About us\n---\nZyra Quillon is not among us.\n",
}
NAMELESS: dict[str, str | bytes] = {"content/articles/a.md": article()}

# What is said of FILES.
COUNTED = [
    {"number": 1, "level": "name", "reason": "acquitted", "begins": "", "things": 3},
    {"number": 2, "level": "noindex", "reason": "dropped", "begins": "", "things": 0},
    {"number": 3, "level": "piece", "reason": "asked for it", "begins": "2026-06-01", "things": 0},
]
URLS = [
    "https://harbour.example/news/about/",
    "https://harbour.example/news/articles/2024/03/charged/",
    "https://harbour.example/news/incidents/trial/",
    "https://harbour.example/news/old/",
]


def lines(*given: str) -> str:
    return "".join(f"{line}\n" for line in given)


SHOWED = lines(
    "", "These addresses showed a name. Once the new site is up, ask search engines to remove or to update them:"
)
SAID = (
    lines(
        "rule 1 (name): its name is written in 3 texts: acquitted",
        "rule 2 (noindex): its name is written in no text: dropped",
        "rule 3 (piece) begins on 2026-06-01: asked for it",
    )
    + SHOWED
    + lines(*(f"  {url}" for url in URLS))
)
BEYOND = """
What digest cannot reach: the history of git, in which content/ and the ledger still have the name; copies that search engines,
web archives and feed readers keep; and the files on your host until the next deploy, which must delete what is no longer in site/.
"""
READ_AS = (
    "each as it is and as it may be read:\n"
    "entities, percent-encoding, escapes of JSON and YAML, UTF-8, UTF-16 and Latin-1, base64, quoted-printable, gzip, PNG text, SVG, "
    "up to three deep.\n"
)

# What is planted after a build, and what a proof finds of it: a file that has the name, one that is called so, and a line of the ledger.
PLANTED = {"notes.txt": b64encode(b"then, long after all that, zyra quillon left"), "zyra-quillon.css": b"b {}"}
PLANTED_URL = "https://harbour.example/news/tags/zyra-quillon/"
FOUND = [
    ("site/notes.txt", "base64"),
    ("site/notes.txt", "base64 > camel case"),
    ("site/zyra-quillon.css", "path"),
    ("site/zyra-quillon.css", "path > camel case"),
    ("content/ledger.jsonl", "as it is"),
    ("content/ledger.jsonl", "camel case"),
]


def write(
    folder: Path, rules: str = RULES, config: str = FORGETS, files: Mapping[str, str | bytes] | None = None
) -> Path:
    (folder.parent / "private.yaml").write_text(rules, encoding="utf-8")
    return write_site(folder, FILES if files is None else files, config)


def forget(folder: Path, *arguments: str, now: str = NOW) -> Ended:
    return run("forget", str(folder), "--now", now, "--jobs", "1", *arguments)


def looked_through(folder: Path) -> dict[str, Any]:
    """Return how many files and bytes there are to look through."""
    site = tree(folder / "site")
    ledger = (folder / "content/ledger.jsonl").read_bytes()
    return {"files": len(site), "size": sum(map(len, site.values())) + len(ledger)}


def proven(folder: Path, *found: str) -> str:
    """Return what the proof says of a folder: what it looked through, and these lines of what it found."""
    there = looked_through(folder)
    return (
        f"\nLooked through: {there['files']} files of site/ and the ledger, {there['size']:,} bytes, "
        f"{READ_AS}{lines(*found)}"
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site's folder, built with the rules after it was public without them; nobody may change it."""
    folder = write(tmp_path_factory.mktemp("clean") / "site", config=CONFIG)
    built(folder)
    built(write(folder))
    return folder


@pytest.fixture
def planted(clean: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder in which names were planted after the build."""
    shutil.copytree(clean.parent, tmp_path, dirs_exist_ok=True)
    folder = tmp_path / "site"
    for name, raw in PLANTED.items():
        (folder / "site" / name).write_bytes(raw)
    with (folder / "content/ledger.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps({"kind": "tag", "id": "arson", "guid": "", "addresses": ["tags/zyra-quillon/"]}) + "\n")
    return folder


def test_it_says_what_each_rule_takes_out_and_what_is_to_be_done_elsewhere(clean: Path) -> None:
    assert forget(clean) == Ended(0, SAID + BEYOND, "")
    assert forget(clean, "--verbose") == forget(clean)


def test_a_clean_site_is_proven_clean_and_the_proof_says_what_it_looked_through(clean: Path) -> None:
    assert forget(clean, "--proof") == Ended(0, SAID + BEYOND + proven(clean, "Found: no name."), "")


def test_a_planted_name_is_found_in_the_site_and_in_the_ledger(planted: Path) -> None:
    said = f"{SAID}  {PLANTED_URL}\n{BEYOND}"
    found = [f"  {path}: a name of rule 1, {encoding}" for path, encoding in FOUND]
    last = "Found: 6 names; build again, or change what makes these files."
    assert forget(planted, "--proof") == Ended(1, said + proven(planted, *found, last), "")
    assert forget(planted) == Ended(0, said, "")


def test_whatever_lies_in_the_site_is_looked_through_whoever_made_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "site")
    assert forget(folder, "--proof").out.endswith(
        f" 0 files of site/ and the ledger, 0 bytes, {READ_AS}Found: no name.\n"
    )
    (folder / "site/below").mkdir(parents=True)
    (folder / "site/below/a.txt").write_bytes(b"Zyra&nbsp;Quillon")
    ended = forget(folder, "--proof")
    found = "  site/below/a.txt: a name of rule 1, escapes between words\nFound: 1 name; build again, or change what makes these files.\n"
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.endswith(f" 1 files of site/ and the ledger, 17 bytes, {READ_AS}{found}")


def test_quiet_says_nothing_but_what_was_found(clean: Path, planted: Path) -> None:
    assert [forget(clean, "-q"), forget(clean, "-q", "--proof")] == [Ended(0, "", "")] * 2
    assert forget(planted, "-q", "--proof") == forget(planted, "--proof")


def test_all_of_it_is_told_as_json(clean: Path, planted: Path) -> None:
    def told(code: int, urls: list[str], proof: dict[str, Any] | None) -> dict[str, Any]:
        return {"exit": code, "forgotten": {"rules": COUNTED, "urls": urls, "proof": proof}, "diagnostics": []}

    found = [{"path": path, "rule": 1, "encoding": encoding} for path, encoding in FOUND]
    ended = [forget(clean, "--json"), forget(clean, "--json", "--proof", "-q"), forget(planted, "--json", "--proof")]
    assert [(one.code, one.err) for one in ended] == [(0, ""), (0, ""), (1, "")]
    assert [one.report for one in ended] == [
        told(0, URLS, None),
        told(0, URLS, {**looked_through(clean), "found": []}),
        told(1, [*URLS, PLANTED_URL], {**looked_through(planted), "found": found}),
    ]


def test_a_rule_that_begins_by_itself_counts_from_then_on(clean: Path) -> None:
    now = "2026-06-01T12:00:00Z"
    ended = forget(clean, "--json", "--proof", now=now)
    told = ended.report["forgotten"]
    assert told["rules"] == [*COUNTED[:2], {**COUNTED[2], "begins": "", "things": 1}]
    assert told["urls"] == sorted([*URLS, "https://harbour.example/news/articles/2024/03/crane/"])
    # The site was built before.
    assert (ended.code, {one["rule"] for one in told["proof"]["found"]}) == (1, {3})
    assert "rule 3 (piece): its name is written in 1 text: asked for it\n" in forget(clean, now=now).out


def test_a_name_that_is_only_kept_out_of_search_is_counted_and_is_no_leak(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/articles/fire.md": article("Fire", text="First.\n\nNora Vellow left.")}
    folder = write(tmp_path / "site", f"{SALT}rules:\n{NORA}", files=files)
    built(folder)
    assert forget(folder, "--proof") == Ended(
        0,
        f"rule 1 (noindex): its name is written in 1 text: dropped\n{SHOWED}"
        f"  https://harbour.example/news/articles/2024/03/fire/\n{BEYOND}{proven(folder, 'Found: no name.')}",
        "",
    )


SCOPED = f"""\
{SALT}rules:
  - name: Zyra Quillon
    instead: a resident
    reason: acquitted
    except: [{{article: derby}}, {{incident: races}}, {{near: the jockey}}]
  - name: Lou Limited
    instead: a neighbour
    reason: in these two alone
    only: [{{article: fire}}, {{incident: blaze}}]
"""
IN_AND_OUT_OF_SCOPE: dict[str, str | bytes] = {
    "content/articles/derby.md": article("Derby", text="Zyra Quillon won. Lou Limited lost."),
    "content/articles/gala.md": article("Gala", text="Zyra Quillon won again.", incident="races"),
    "content/articles/fair.md": article("Fair", text="So did Zyra Quillon,\nthe  jockey.", incident="blaze"),
    "content/articles/fire.md": article("Fire", text="Zyra Quillon saw Lou Limited."),
    "content/articles/smoke.md": article("Smoke", text="Lou Limited saw it.", incident="blaze"),
    "content/incidents/blaze.md": "---\ntitle: The blaze\n---\nLou Limited again.\n",
    "content/incidents/races.md": "---\ntitle: The races\n---\nZyra Quillon again.\n",
    "content/pages/races.md": "---\ntitle: About races\n---\nZyra Quillon was here.\n",  # no incident, though it has the id of one
}


def test_a_rule_counts_only_where_it_holds(tmp_path: Path) -> None:
    said = """\
rule 1 (name): its name is written in 2 texts: acquitted
rule 2 (name): its name is written in 3 texts: in these two alone
"""
    urls = """\
  https://harbour.example/news/articles/2024/03/fire/
  https://harbour.example/news/articles/2024/03/smoke/
  https://harbour.example/news/incidents/blaze/
  https://harbour.example/news/races/
"""
    folder = write(tmp_path / "site", SCOPED, files=IN_AND_OUT_OF_SCOPE)
    assert forget(folder) == Ended(0, said + SHOWED + urls + BEYOND, "")


def test_the_addresses_to_report_are_those_at_which_a_name_was_to_be_seen(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/ended.md": article("Zyra Quillon", "2024-01-01", incident="Slow Fire", expires="2025-01-01"),
        "content/articles/taken.md": article("Zyra Quillon", "2024-01-02", incident="crane", status="withdrawn"),
        "content/articles/again.md": article("Zyra Quillon", "2024-01-03", incident="jib"),
        "content/articles/draft.md": article("Zyra Quillon", "2024-01-04", incident="derby", status="draft"),
        "content/articles/soon.md": article(
            "Zyra Quillon", "2024-01-05", publish_at="2026-02-01", aliases="[/too-soon/]"
        ),
        "content/incidents/crane.md": "---\ntitle: The crane\nslug: the-crane-of-the-harbour\n---\nIt fell.\n",
        "content/incidents/jib.md": "---\ntitle: The jib\nmerged_into: crane\n---\nIt fell as well.\n",
    }
    told = forget(write(tmp_path / "site", files=files), "--json").report["forgotten"]
    assert told["rules"][0]["things"] == 5
    assert told["urls"] == [
        "https://harbour.example/news/articles/2024/01/again/",
        "https://harbour.example/news/articles/2024/01/ended/",
        "https://harbour.example/news/articles/2024/01/taken/",
        "https://harbour.example/news/incidents/slow-fire/",
        "https://harbour.example/news/incidents/the-crane-of-the-harbour/",
    ]


NAMESAKE = f"""\
{SALT}rules:
  - {{name: Zyra Quillon, instead: a resident, reason: acquitted, except: [{{article: derby}}, {{incident: races}}]}}
  - {{name: Pete Warrand, instead: a man, reason: asked for it}}
"""
DERBY: dict[str, str | bytes] = {
    "content/articles/derby.md": article("Derby", text="Zyra Quillon won, and Pete Warrand lost."),
    "content/articles/gala.md": article("Gala", text="Zyra Quillon won again.", incident="races"),
    "content/articles/trial.md": article("Trial", text="Zyra Quillon and Pete Warrand were charged."),
    "content/incidents/races.md": "---\ntitle: The races\n---\nZyra Quillon again.\n",
}
NOT_OF_THE_GATE = (
    "articles/2024/03/trial/index.html",
    "search/pagefind/fragment/none.pf_fragment",
    "zyra.txt",
)


def test_a_proof_asks_of_a_page_what_the_gate_asked_before_it_was_published(tmp_path: Path) -> None:
    """A namesake's name is no leak on their own page, in the index of the search, in lists and in the ledger; anywhere else it is one."""
    folder = write(tmp_path / "site", NAMESAKE, f"{SEARCHED}redactions: ../private.yaml\n", DERBY)
    site = built(folder)
    showing = [path for path, raw in site.items() if b"Zyra Quillon" in raw]
    assert {"articles/2024/03/derby/index.html", "incidents/races/index.html", "index.html"} < set(showing)
    showing.append("search/pagefind/none")
    assert forget(folder, "--proof").out.endswith(f"{BEYOND}{proven(folder, 'Found: no name.')}")
    _plant(folder, " Zyra&nbsp;Quillon ", *showing, *NOT_OF_THE_GATE)
    assert _leaks(folder) == [(f"site/{path}", 1) for path in NOT_OF_THE_GATE]
    _plant(folder, " Pete&nbsp;Warrand ", *showing)  # whom nobody is taken for
    assert _leaks(folder) == sorted(
        [(f"site/{path}", 1) for path in NOT_OF_THE_GATE] + [(f"site/{path}", 2) for path in showing]
    )


def _plant(folder: Path, text: str, *paths: str) -> None:
    for path in paths:
        with (folder / "site" / path).open("a", encoding="utf-8") as file:
            file.write(text)


def _leaks(folder: Path) -> list[tuple[str, int]]:
    """Return the files in which a proof finds names, with the numbers of the rules."""
    ended = forget(folder, "--json", "--proof")
    assert ended.code == 1
    return sorted({(one["path"], one["rule"]) for one in ended.report["forgotten"]["proof"]["found"]})


def test_where_no_name_is_written_there_is_nothing_to_report(tmp_path: Path) -> None:
    folder = write(tmp_path / "site", f"{SALT}rules:\n{NORA}", files=NAMELESS)
    assert forget(folder) == Ended(0, f"rule 1 (noindex): its name is written in no text: dropped\n{BEYOND}", "")
    assert forget(write(folder, f"{SALT}rules: []\n")) == Ended(0, BEYOND, "")


NO_YAML = (
    "2:1: error: this is not YAML: did not find expected node content [broken-yaml]",
    "    compare it with the line above; a text with special characters goes into quotes",
)
NO_SALT = (
    "../private.yaml:1:1: error: `salt` is missing or short; "
    "forgotten addresses stand in the ledger as hashes that are made with it [no-salt]"
)
# The private file, if there is one; the settings; and what is said of them. A new salt is another one each time.
REFUSED: dict[str, tuple[str | None, str, tuple[str, str]]] = {
    "no rules": (
        None,
        CONFIG,
        (
            "config.yaml: error: there are no private rules of what must be forgotten [no-redactions]",
            f"    write redactions: and the path of the file into config.yaml, or set DIGEST_REDACTIONS: {DOCUMENTATION}forgetting/",
        ),
    ),
    "a file that is not there": (
        None,
        FORGETS,
        (
            "../private.yaml: error: the private rules cannot be read: No such file or directory [no-redactions]",
            "    nothing is published without the rules: put the file there, or mend the path",
        ),
    ),
    "a file within the content": (
        None,
        f"{CONFIG}redactions: content/private.yaml\n",
        (
            "content/private.yaml: error: the private rules lie in content/ [public-redactions]",
            "    move the file out of the site's folder, and write its new path into redactions: or DIGEST_REDACTIONS",
        ),
    ),
    "no YAML": ("rules: [\n", FORGETS, (f"../private.yaml:{NO_YAML[0]}", NO_YAML[1])),
    "no salt": (
        "rules: []\n",
        FORGETS,
        (
            NO_SALT,
            "    write this line and never change it: salt: …",
        ),
    ),
    "a key that is none": (
        f"{SALT}rules:\n  - {{name: Zyra Quillon, instead: a resident, reason: acquitted, alias: Z. Quillon}}\n",
        FORGETS,
        ("../private.yaml:3:66: error: `alias` is not a field of `rules` [unknown-key]", "    did you mean `aliases`?"),
    ),
    "settings that are broken": (RULES, "title: [\n", (f"config.yaml:{NO_YAML[0]}", NO_YAML[1])),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("proof", [(), ("--proof",)], ids=["", "proof"])
def test_without_whole_rules_nothing_is_told(tmp_path: Path, name: str, proof: tuple[str, ...]) -> None:
    rules, config, said = REFUSED[name]
    folder = write(tmp_path / "site", rules or "", config)
    if rules is None:
        (tmp_path / "private.yaml").unlink()
    ended, quiet, told = (forget(folder, *proof, *arguments) for arguments in ((), ("-q",), ("--json",)))
    salt = re.compile(r"(?<=salt: )[0-9a-f]{32}")
    code = said[0].rpartition("[")[2].removesuffix("]")
    assert [Ended(one.code, one.out, salt.sub("…", one.err)) for one in (ended, quiet)] == [
        Ended(1, "", lines(*said) + explained(code))
    ] * 2
    assert (told.code, told.err, told.report["exit"], told.report["forgotten"]) == (1, "", 1, None)
    assert [one["code"] for one in told.report["diagnostics"]] == [code]


def test_content_with_a_mistake_is_not_told_of(tmp_path: Path) -> None:
    folder = write(tmp_path / "site", files={"content/articles/a.md": "---\ntitle: A\ndate: never\n---\nText.\n"})
    said = lines(
        "content/articles/a.md:3:7: error: `date`: “never” is not a date that digest can read [impossible-date]",
        "    write a date such as 2024-03-26, or a moment such as 2024-03-26T05:30:00-04:00",
    )
    assert forget(folder) == Ended(1, "", said + explained("impossible-date"))


def test_the_environment_says_where_the_rules_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "site", config=CONFIG)
    monkeypatch.setenv("DIGEST_REDACTIONS", str(tmp_path / "private.yaml"))
    warning = (
        "config.yaml: warning: `redactions` is not set: without DIGEST_REDACTIONS, the next build would publish the names again "
        "[redactions-not-set]\n    write redactions: and where the rules usually lie, such as ../redactions.yaml; "
        "a build that does not find them is refused\n"
    )
    assert forget(folder) == Ended(0, SAID + BEYOND, warning + explained("redactions-not-set"))
    assert forget(folder, "-q") == Ended(0, "", "")
    told = forget(folder, "--json").report
    assert (told["exit"], told["forgotten"]["rules"], [one["code"] for one in told["diagnostics"]]) == (
        0,
        COUNTED,
        ["redactions-not-set"],
    )
    # It goes before the settings, and is meant from the current folder.
    write(folder, f"{SALT}rules:\n{NORA}")
    (tmp_path / "private.yaml").rename(tmp_path / "other.yaml")
    write(folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGEST_REDACTIONS", "other.yaml")
    assert forget(folder) == Ended(0, f"rule 1 (noindex): its name is written in no text: dropped\n{BEYOND}", "")


def test_a_folder_in_which_another_digest_is_at_work_is_left_to_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "site")
    with lock(folder / ".digest"):
        assert forget(folder, "--proof") == Ended(
            1,
            "",
            f".digest: error: another digest is at work in this folder [busy]\n    wait until it has ended\n{explained('busy')}",
        )
    assert forget(folder).code == 0
