"""Measure how long it takes from saving a file to the page that shows it: `looking.py`, or `looking.py --articles 1000 --runs 3`.

It makes a site of made-up articles, starts `digest serve` on it, and edits articles as an editor does. As the script in a page does, it
waits for the message to reload, and then loads the page. The clock stops when the page has what was saved.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import prepare_articles, write_site
from synthetic import make_articles

SEED = 1
# In seconds: how long nothing is saved, so that everything that follows an edit is done.
REST = 30.0
_INCIDENT = re.compile(r"^incident: (.*)$", re.MULTILINE)
_FIRST_TAG = re.compile(r"^tags: \[(\"[^\"]*\")", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the site, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="how many articles (10,000)")
    parser.add_argument("--runs", type=int, default=5, help="how many edits of each kind (5)")
    parser.add_argument("--rest", type=float, default=REST, help=f"the seconds between two edits ({REST:.0f})")
    parser.add_argument(
        "--folder", type=Path, help="a site that is there already; its articles are edited, and restored"
    )
    options = parser.parse_args(arguments)
    sys.stderr.write(f"the load of the machine was {os.getloadavg()[0]:.1f} in the last minute\n")
    with TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        if options.folder is None:
            articles, _ = prepare_articles(list(make_articles(options.articles, SEED)), mend=False)
            write_site(articles, folder)
        with serve(folder) as url:
            for kind in EDITS:
                times = [measure(folder, url, kind, number, options.rest) for number in range(options.runs)]
                median = statistics.median(times)
                tell(f"| {kind} | {median:.2f} | {min(times):.2f} to {max(times):.2f} |")
    return 0


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder, and return the URL of its home page."""
    start = time.monotonic()
    command = [sys.executable, "-m", "digest", "serve", str(folder), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"]
            tell(f"| start | {time.monotonic() - start:.2f} | |")
            yield url
        finally:
            process.terminate()


def add_sentence(text: str, number: int) -> str:
    """Return an article with another text."""
    return f"{text}\nA sentence that was not there before, {number}.\n"


def change_title(text: str, number: int) -> str:
    """Return an article with another headline."""
    return re.sub('^title: "', f'title: "Edited {number}: ', text, count=1, flags=re.MULTILINE)


def change_day(text: str, _: int) -> str:
    """Return an article of another day of its month."""
    return re.sub(
        r"^(date: \d{4}-\d{2})-(\d{2})",
        lambda date: f"{date[1]}-{int(date[2]) % 28 + 1:02d}",
        text,
        count=1,
        flags=re.MULTILINE,
    )


EDITS: dict[str, Callable[[str, int], str]] = {
    "text": add_sentence,
    "headline": change_title,
    "day": change_day,
    "incident": lambda text, _: text,
    "a tag that others have": lambda text, _: text,
    "a new tag": lambda text, number: text.replace("tags: [", f'tags: ["measured {number}", ', 1),
}


def measure(folder: Path, url: str, kind: str, number: int, rest: float) -> float:
    """Edit an article, and return after how many seconds its page is loaded again; then restore it, and wait."""
    file, other = choose(folder, number)
    before = file.read_text(encoding="utf-8")
    after = EDITS[kind](before, number)
    if kind == "incident":
        after = _INCIDENT.sub(f"incident: {other}", before, count=1)
    if kind == "a tag that others have":
        after = before.replace("tags: [", f"tags: [{find_tag(folder, before)}, ", 1)
    address = find_page(url, before)
    page = load(f"{url}{address}")
    (path,), (tag,) = re.findall('data-path="([^"]*)"', page), re.findall('data-tag="([^"]*)"', page)
    root = re.sub("(://[^/]*/).*", r"\1", url)
    with urllib.request.urlopen(f"{root}_live/events?path={path}&tag={tag}") as messages:
        while b"event: notes" not in messages.readline():
            pass
        start = time.monotonic()
        file.write_text(after, encoding="utf-8")
        while b"event: reload" not in messages.readline():
            pass
        load(f"{url}{address}")
        took = time.monotonic() - start
    file.write_text(before, encoding="utf-8")
    time.sleep(rest)
    return took


def choose(folder: Path, number: int) -> tuple[Path, str]:
    """Return an article that is not the only one of its incident, and the incident with the most reports."""
    found = {
        file: _INCIDENT.search(file.read_text(encoding="utf-8")) for file in folder.glob("content/articles/**/*.md")
    }
    incidents = {file: match[1] for file, match in sorted(found.items()) if match is not None}
    counts = Counter(incidents.values()).most_common()
    files = [file for file, incident in incidents.items() if dict(counts)[incident] > 1 and incident != counts[0][0]]
    return files[(number + 1) * len(files) // 17], counts[0][0]


def find_tag(folder: Path, text: str) -> str:
    """Return a tag of another article that this one does not have."""
    found = (_FIRST_TAG.search(file.read_text(encoding="utf-8")) for file in folder.glob("content/articles/**/*.md"))
    return next(match[1] for match in found if match is not None and match[1] not in text)


def find_page(url: str, text: str) -> str:
    """Return the address of an article's page, by its headline and date."""
    title, date = (
        re.findall('^title: "(.*)"$', text, re.MULTILINE)[0],
        re.findall(r"^date: (\S+)", text, re.MULTILINE)[0],
    )
    for one in json.loads(load(f"{url}data/v1/articles.json"))["articles"]:
        if one["title"] == title.replace('\\"', '"') and one["date"].startswith(date):
            return str(one["url"]).partition("/articles/")[2].join(["articles/", ""])
    raise LookupError(title)


def tell(line: str) -> None:
    """Print a line of the table."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def load(url: str) -> str:
    """Return what is at a URL."""
    with urllib.request.urlopen(url) as answer:
        body: bytes = answer.read()
    return body.decode()


if __name__ == "__main__":
    sys.exit(main())
