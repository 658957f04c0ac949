"""What editors do to a site in the course of its life, step by step, and what of it is news to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.readers.desk import (
    Case,
    Desk,
    Edit,
    Report,
    change,
    change_case,
    merge,
    setting,
    shown,
    unchanged,
    write,
    write_correction,
    write_update,
)
from tests.readers.subscribers import News
from tests.support.sites import NOW

# The addresses to which subscribers went at first, and ask for ever, by the short names of the feeds in the table below.
FEEDS: Mapping[str, tuple[str, ...]] = {
    "feed": ("feed.xml", "feed.atom.xml", "feed.json"),
    "updates": ("updates.xml", "updates.atom.xml", "updates.json"),
    "editions": ("editions.xml", "editions.atom.xml"),
    "crane": ("incidents/crane/feed.xml", "incidents/crane/feed.atom.xml"),
    "flood": ("incidents/flood/feed.xml", "incidents/flood/feed.json"),
    "tug": ("incidents/tug/feed.xml", "incidents/tug/feed.atom.xml"),
}
# One of each, in one format or another: enough for a quick look.
FEW_FEEDS: Mapping[str, tuple[str, ...]] = {
    "feed": ("feed.xml",),
    "updates": ("updates.atom.xml",),
    "editions": ("editions.xml",),
    "crane": ("incidents/crane/feed.json",),
    "flood": ("incidents/flood/feed.xml",),
}
START = Desk(
    base_url="http://first/news/",
    cases={"crane": Case("The crane"), "flood": Case("The flood")},
    reports={
        "crane-falls": Report("Crane falls", "2024-03-26", "crane"),
        "crane-inquiry": Report("Crane inquiry", "2024-04-02T05:30:00-04:00", "crane"),
        "flood-rises": Report("Flood rises", "2024-04-03", "flood"),
        "tug-sinks": Report("Tug sinks", "2024-04-04", "tug"),
        "fair": Report("Fair opens", "2024-04-01T23:30:00+02:00"),
    },
)
_NEW_YEAR = "2026-01-03T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Step:
    """One build, and what subscribers find then, as names of items by feeds; `*` names all that the feed brings.

    `new` are items that they never saw. `changed` ones say something else than before; `translated` ones are only said to be in another
    language, which readers do not notice in RSS. `redated` ones were published on another date than was said before. `quick` steps make
    a sequence of their own, in which each step brings the same news.
    """

    name: str
    edit: Edit = unchanged
    new: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    translated: Mapping[str, str] = field(default_factory=dict)
    redated: str = ""
    now: str = NOW
    quick: bool = False

    def news(self, address: str, feed: str, desk: Desk) -> News:
        """Return what a subscriber of an address finds, once the step has made the desk what it is."""
        changed = _names(self.changed.get(feed, ""), feed, desk)
        if not address.endswith("feed.xml") and address not in ("updates.xml", "editions.xml"):
            changed |= _names(self.translated.get(feed, ""), feed, desk)
        new = _names(self.new.get(feed, ""), feed, desk)
        return News(tuple(sorted(new)), tuple(sorted(changed)))


def _names(written: str, feed: str, desk: Desk) -> set[str]:
    if written != "*":
        return {f"edition:editions/{name[8:]}/" if name.startswith("edition:") else name for name in written.split()}
    feeds = shown(desk)
    if feed in feeds:
        return feeds[feed]
    # The flood was merged into the crane: both feeds are one.
    incident = "tug" if feed == "tug" else desk.cases["crane"].slug or "crane"
    return feeds[f"incidents/{incident}/feed"]


_EVERYTHING = dict.fromkeys(FEEDS, "*")

STEPS = (
    Step(
        "the site opens",
        new={
            "feed": "incident:crane incident:flood incident:tug article:fair",
            "updates": "article:crane-falls article:crane-inquiry article:flood-rises article:tug-sinks article:fair",
            "editions": "edition:2024/03/26 edition:2024/04/01 edition:2024/04/02 edition:2024/04/03 edition:2024/04/04",
            "crane": "article:crane-falls article:crane-inquiry",
            "flood": "article:flood-rises",
            "tug": "article:tug-sinks",
        },
        quick=True,
    ),
    Step("nothing is done"),
    Step(
        "an article is written on an incident",
        write("crane-raised", Report("Crane raised", "2024-04-05", "crane")),
        new={"updates": "article:crane-raised", "crane": "article:crane-raised", "editions": "edition:2024/04/05"},
        changed={"feed": "incident:crane"},
        quick=True,
    ),
    Step(
        "a lone article is written",
        write("gull", Report("Gull nests", "2024-04-05")),
        new={"feed": "article:gull", "updates": "article:gull"},
        changed={"editions": "edition:2024/04/05"},
    ),
    Step(
        "a text is edited",
        change("crane-falls", text="It was said otherwise."),
        # The incident has no summary of its own: it takes that of its first report.
        changed={"feed": "incident:crane", "updates": "article:crane-falls", "crane": "article:crane-falls"},
        quick=True,
    ),
    Step(
        "an article gets another headline",
        change("crane-falls", title="Crane tumbles"),
        changed={
            "feed": "incident:crane",
            "updates": "article:crane-falls",
            "crane": "article:crane-falls",
            "editions": "edition:2024/03/26",
        },
        quick=True,
    ),
    Step(
        "an article gets another slug",
        change("crane-falls", slug="crane-tumbles"),
        changed={
            "feed": "incident:crane",
            "updates": "article:crane-falls",
            "crane": "article:crane-falls",
            "editions": "edition:2024/03/26",
        },
        quick=True,
    ),
    Step(
        "an article is dated two days later",
        change("crane-falls", date="2024-03-28"),
        new={"editions": "edition:2024/03/28"},
        quick=True,
    ),
    Step(
        "an article is dated into another month",
        change("fair", date="2024-03-30T23:30:00+01:00"),
        new={"editions": "edition:2024/03/30"},
        changed={"feed": "article:fair", "updates": "article:fair"},
    ),
    Step(
        "an article is dated into another year",
        change("fair", date="2023-03-30T23:30:00+02:00"),
        new={"editions": "edition:2023/03/30"},
        changed={"feed": "article:fair", "updates": "article:fair"},
        redated="article:fair",
    ),
    Step(
        "an article gets an update",
        write_update("crane-falls", "2024-04-06", "The pier is open."),
        new={
            "updates": "update:crane-falls#update-2024-04-06",
            "crane": "update:crane-falls#update-2024-04-06",
            "editions": "edition:2024/04/06",
        },
        changed={"feed": "incident:crane"},
        quick=True,
    ),
    Step(
        "the text of an update is edited",
        write_update("crane-falls", "2024-04-06", "The pier is shut."),
        changed={
            "updates": "update:crane-falls#update-2024-04-06",
            "crane": "update:crane-falls#update-2024-04-06",
        },
    ),
    Step(
        "a lone article gets a correction",
        write_correction("gull", "2024-04-07", "It was a tern."),
        new={"updates": "correction:gull#correction-2024-04-07", "editions": "edition:2024/04/07"},
        changed={"feed": "article:gull"},
    ),
    Step("an article moves to another folder", change("gull", folder="2024/birds/")),
    Step("the file of an article gets another name", change("gull", stem="tern", id="gull", slug="gull")),
    Step(
        "an article moves to another incident",
        change("crane-raised", incident="flood"),
        new={"flood": "article:crane-raised"},
        changed={"feed": "incident:crane incident:flood", "updates": "article:crane-raised"},
        quick=True,
    ),
    Step(
        "an incident gets another headline",
        change_case("flood", title="The great flood"),
        changed={
            "feed": "incident:flood",
            "updates": "article:crane-raised article:flood-rises",
            "flood": "article:crane-raised article:flood-rises",
        },
    ),
    Step(
        "an incident gets another slug",
        change_case("flood", slug="great-flood"),
        changed={
            "feed": "incident:flood",
            "updates": "article:crane-raised article:flood-rises",
            "flood": "article:crane-raised article:flood-rises",
        },
    ),
    Step("nothing is done after that"),
    Step(
        "an incident is merged into another",
        merge("flood", "crane"),
        # Who followed the crane has seen the article that was moved away from it, and is back.
        new={
            "crane": "article:flood-rises",
            "flood": "article:crane-falls article:crane-inquiry update:crane-falls#update-2024-04-06",
        },
        changed={
            "feed": "incident:crane",
            "updates": "article:crane-raised article:flood-rises",
            "flood": "article:crane-raised article:flood-rises",
        },
        quick=True,
    ),
    Step(
        "an article with updates is withdrawn",
        change("crane-falls", status="withdrawn"),
        changed={"feed": "incident:crane"},
        quick=True,
    ),
    Step("the only article of an incident is withdrawn", change("tug-sinks", status="withdrawn")),
    Step(
        "a lone article is withdrawn",
        change("gull", status="withdrawn"),
        changed={"editions": "edition:2024/04/05"},
    ),
    Step("nothing is done after the withdrawals"),
    Step(
        "an article is restored",
        change("crane-falls", status="published"),
        changed={"feed": "incident:crane"},
        quick=True,
    ),
    Step(
        "the others are restored",
        lambda desk: change("tug-sinks", status="published")(change("gull", status="published")(desk)),
        changed={"editions": "edition:2024/04/05"},
    ),
    Step(
        "an article is written about long ago",
        write("old-crane", Report("Crane stands", "2023-12-05", "crane")),
        new={
            "updates": "article:old-crane",
            "crane": "article:old-crane",
            "flood": "article:old-crane",
            "editions": "edition:2023/12/05",
        },
        changed={"feed": "incident:crane"},
    ),
    Step(
        "the date of an update is put right",
        write_update("crane-falls", "2024-04-06", "The pier is shut.", date="2024-04-04"),
        changed={"feed": "incident:crane", "editions": "edition:2024/04/04"},
    ),
    Step(
        "the text of that update is edited afterwards",
        write_update("crane-falls", "2024-04-06", "The pier is half shut.", date="2024-04-04"),
        changed={
            "updates": "update:crane-falls#update-2024-04-06",
            "crane": "update:crane-falls#update-2024-04-06",
            "flood": "update:crane-falls#update-2024-04-06",
        },
    ),
    Step(
        "a second update comes late on the same day",
        write_update("crane-falls", "2024-04-06T23:15:00+02:00", "Open again."),
        new={
            "updates": "update:crane-falls#update-2024-04-06t23-15-00-02-00",
            "crane": "update:crane-falls#update-2024-04-06t23-15-00-02-00",
            "flood": "update:crane-falls#update-2024-04-06t23-15-00-02-00",
        },
        changed={"feed": "incident:crane", "editions": "edition:2024/04/06"},
    ),
    Step(
        "an article is written under an embargo",
        write("pier", Report("Pier reopens", "2024-04-08", "crane", publish_at="2026-01-02T12:00:00Z")),
    ),
    Step(
        "its embargo ends",
        new={
            "updates": "article:pier",
            "crane": "article:pier",
            "flood": "article:pier",
            "editions": "edition:2024/04/08",
        },
        changed={"feed": "incident:crane"},
        now=_NEW_YEAR,
    ),
    Step(
        "a lone article gets an incident",
        change("gull", incident="birds"),
        new={"feed": "incident:birds"},
        changed={"updates": "article:gull correction:gull#correction-2024-04-07"},
        now=_NEW_YEAR,
    ),
    Step(
        "the site is in another zone",
        setting(timezone="Asia/Kolkata"),
        new={"editions": "edition:2023/03/31"},
        changed={
            "feed": "incident:birds incident:crane",
            "editions": "edition:2024/04/07",
        },
        now=_NEW_YEAR,
    ),
    Step("the site gets another name", setting(title="Port Digest"), changed=_EVERYTHING, now=_NEW_YEAR),
    Step(
        "the site is in another language",
        setting(language="de"),
        changed={
            "feed": "incident:birds",
            "updates": "correction:gull#correction-2024-04-07 "
            "update:crane-falls#update-2024-04-06 update:crane-falls#update-2024-04-06t23-15-00-02-00",
            "crane": "update:crane-falls#update-2024-04-06 update:crane-falls#update-2024-04-06t23-15-00-02-00",
            "flood": "update:crane-falls#update-2024-04-06 update:crane-falls#update-2024-04-06t23-15-00-02-00",
            "editions": "*",
        },
        translated=_EVERYTHING,
        now=_NEW_YEAR,
    ),
    Step("the site moves to another path", setting(base_url="http://first/a/"), changed=_EVERYTHING, now=_NEW_YEAR),
    Step(
        "the site moves to another host",
        setting(base_url="http://second/"),
        changed=_EVERYTHING,
        now=_NEW_YEAR,
        quick=True,
    ),
    Step(
        "the site moves to another scheme",
        setting(base_url="https://second/"),
        changed=_EVERYTHING,
        now=_NEW_YEAR,
    ),
    Step(
        "an incident gets another slug after the moves",
        change_case("crane", slug="the-crane"),
        changed={
            "feed": "incident:crane",
            "updates": "article:crane-falls article:crane-inquiry article:crane-raised article:flood-rises"
            " article:old-crane article:pier"
            " update:crane-falls#update-2024-04-06 update:crane-falls#update-2024-04-06t23-15-00-02-00",
            "crane": "*",
            "flood": "*",
        },
        now=_NEW_YEAR,
    ),
    Step("nothing is done in the end", now=_NEW_YEAR, quick=True),
)
QUICK_STEPS = tuple(step for step in STEPS if step.quick)
