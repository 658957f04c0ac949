"""The home page as its readers see it: what is new, and what moved before that."""

from pathlib import Path

from tests.rendering.strict import faults_of, page_of, text_of
from tests.support.sites import article, built, write_site

UPDATE = "[{date: 2024-03-30, title: The crane stands again, text: It stands.}]"
CORRECTION = "[{date: 2024-03-29, text: It was another crane.}]"


def test_what_moved_last_of_each_incident_has_a_badge_and_its_own_headline(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/new.md": article("A ferry sinks", "2024-04-20", incident="ferry"),
        "content/articles/a.md": article("A crane falls", "2024-03-20", incident="crane", updates=UPDATE),
        "content/articles/b.md": article("A bridge closes", "2024-03-21", incident="bridge", corrections=CORRECTION),
        "content/articles/c.md": article("A mast breaks", "2024-03-22", incident="mast"),
        "content/articles/d.md": article("The mast is replaced", "2024-03-28", incident="mast"),
        "content/articles/e.md": article("A buoy drifts", "2024-03-23", incident="buoy"),
    }
    home = page_of(built(write_site(tmp_path, files))["index.html"])
    assert faults_of(home) == []
    news = [text_of(line) for line in home.iter() if "news" in (line.get("class") or "").split()]
    assert news == [
        "Update The crane stands again March 30, 2024",
        "Correction March 29, 2024",  # of the report that the incident is called by: its headline stands above
        "Report The mast is replaced March 28, 2024",
    ]  # of the buoy there is one report, which the incident is called by
    badges = [text_of(line) for line in home.iter() if "badges" in (line.get("class") or "").split()]
    assert badges == ["New incident"]
