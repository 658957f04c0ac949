"""How fast `digest import` is, and how much memory it needs: made-up articles as JSONL, into a new site.

    python tests/benchmarks/importing.py 10000 100000

Each text ends with a line that belongs to no story, as collected ones do. They are imported twice: then all of them are here.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import make_articles

_DIGEST = (sys.executable, "-m", "digest")
SEED = 7
_LITTER = "Copyright 2024 Harbour Wire Inc. All rights reserved. This report may not be broadcast, rewritten or published elsewhere."


def main() -> None:
    """Measure for each number of articles, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", metavar="N", type=int, nargs="+", help="how many articles")
    for number in parser.parse_args().numbers:
        with tempfile.TemporaryDirectory() as folder:
            measure(number, Path(folder))


def measure(number: int, folder: Path) -> None:
    """Import so many articles twice, and print how long it took and how much memory the process had at most."""
    source, site = folder / "articles.jsonl", folder / "site"
    with source.open("w", encoding="utf-8") as stream:
        for one in make_articles(number, SEED):
            text = "\n\n".join((*one.text.split("\n\n"), _LITTER))
            fields = {"id": one.id, "title": one.title, "date": one.date, "url": one.url, "text": text}
            stream.write(f"{json.dumps(fields)}\n")
    size = source.stat().st_size
    say(f"{number} articles, {size / 1e6:.0f} MB")
    subprocess.run([*_DIGEST, "init", str(site), "--defaults"], check=True, stdout=subprocess.DEVNULL)
    for what in ("first import", "the same again"):
        cost(what, number, [*_DIGEST, "import", str(source), "--folder", str(site)])


def cost(what: str, number: int, command: list[str]) -> None:
    """Run an import, and print what it cost. `ru_maxrss` is the most of all processes so far, so the greatest counts."""
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall, used = time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    summary = next(line for line in ended.stdout.splitlines() if " read: " in line)
    say(
        f"  {what}: {wall:.1f} s, {used:.1f} s of computing, {number / used:.0f} articles a second of one processor, "
        f"at most {after.ru_maxrss / 1000:.0f} MB; {summary}"
    )


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
