"""`--profile` says where the time of a build went: all stages, and every file by what it was made with."""

import re
from pathlib import Path

from digest.adapters.profile import Profile
from tests.support.sites import article, build, write_site

STAGES = ["look", "configure", "read", "plan", "compare", "render", "write"]


def test_stages_and_pages_add_up() -> None:
    wall, cpu = iter([0.0, 1.0, 3.0]), iter([0.0, 0.5, 4.5])
    profile = Profile(lambda: next(wall), lambda: next(cpu), lambda: 0.0, lambda: 64.0)
    profile.begin("read")
    profile.begin("render")
    profile.begin("read")  # goes on
    profile.add_page("rss", 0.25, 1_000_000)
    profile.add_page("home.html", 0.5, 500_000)
    profile.add_page("rss", 0.75, 2_000_000)
    assert list(profile.lines()) == [
        "stage              wall s    CPU s",
        "read                1.000    0.500",
        "render              2.000    4.000",
        "all                 3.000    4.500",
        "largest process: 64 MB",
        "made with           pages    CPU s  ms each       MB",
        "rss                     2    1.000   500.00      3.0",
        "home.html               1    0.500   500.00      0.5",
    ]


def test_a_profile_names_every_stage_and_counts_every_file(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/articles/crane.md": article()})
    ended = build(tmp_path, "--profile")
    assert ended.code == 0
    rows = [line.split() for line in ended.err.splitlines()]
    border = next(index for index, row in enumerate(rows) if row[:2] == ["made", "with"])
    assert [row[0] for row in rows[1 : border - 2]] == STAGES
    files = int(re.search(r"(\d+) files written", ended.out)[1])  # type: ignore[index] # a build says how many
    assert sum(int(row[1]) for row in rows[border + 1 :]) == files
