"""What editors do to a site in a week and after it, step by step, and what of it is news to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.readers.desk import (
    Case,
    Desk,
    Edit,
    Report,
    both,
    change,
    change_case,
    delete_update,
    merge,
    setting,
    unchanged,
    write,
    write_all,
    write_correction,
    write_status,
    write_update,
)

# The addresses to which subscribers went at first, and ask for ever, by the short names of the feeds in the table below.
FEEDS: Mapping[str, tuple[str, ...]] = {
    "feed": ("feed.xml", "feed.atom.xml", "feed.json"),
    "updates": ("updates.xml", "updates.atom.xml", "updates.json"),
    "incidents": ("incidents.xml", "incidents.json"),
    "editions": ("editions.xml", "editions.atom.xml"),
    "crane": ("incidents/crane/feed.xml", "incidents/crane/feed.atom.xml"),
    "flood": ("incidents/flood/feed.xml", "incidents/flood/feed.json"),
}
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (f"2026-01-{day:02d}" for day in range(5, 12))
START = Desk(
    base_url="http://first/news/",
    cases={"crane": Case("The crane"), "flood": Case("The flood")},
    reports={
        "crane-falls": Report("Crane falls", "2025-12-26", "crane"),
        "crane-inquiry": Report("Crane inquiry", "2026-01-02T05:30:00-04:00", "crane"),
        "flood-rises": Report("Flood rises", "2026-01-03", "flood"),
        "tug-sinks": Report("Tug sinks", "2026-01-04", "tug"),
        "fair": Report("Fair opens", "2026-01-01T23:30:00+01:00"),
    },
    now=f"{MONDAY}T08:00:00Z",
)
_EVERYTHING = dict.fromkeys(FEEDS, "*")
# Reports of a back catalogue: of one incident, and of none.
_CATALOGUE = 150


def _catalogue(year: int, announce: str = "") -> Mapping[str, Report]:
    return {
        f"{kind}-{year}-{number}": Report(
            f"{kind.title()} {number} of {year}",
            f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            incident,
            announce=announce,
        )
        for kind, incident in (("dredger", "dredger"), ("regatta", ""))
        for number in range(_CATALOGUE)
    }


_UPDATE = f"update:crane-falls#update-{WEDNESDAY}"
_SECOND_UPDATE = f"update:crane-falls#update-{WEDNESDAY}t23-15-00-01-00"
_STATUS = f"status:crane#status-{WEDNESDAY}"
# What says something of one thing.
_CRANE_FALLS = {
    "feed": "incident/crane/2025-12-26 incident/crane/2026-01-07",
    "updates": f"article:crane-falls {_UPDATE}",
    "incidents": "incident:crane",
    "editions": "2025-12-26 2026-01-07",
    "crane": f"article:crane-falls {_UPDATE}",
}
_CRANE_UPDATE = {"feed": "incident/crane/2026-01-07", "updates": _UPDATE, "crane": _UPDATE, "flood": _UPDATE}
_TUG_AND_FAIR = {
    "feed": "incident/tug/2026-01-04 article/fair/2026-01-01 article/fair/2026-01-07",
    "updates": "article:tug-sinks article:fair correction:fair#correction-2026-01-06",
    "incidents": "incident:tug article:fair",
    "editions": "2026-01-01 2026-01-04 2026-01-07",
}
_GULL = {
    "feed": "article/gull/2026-01-09",
    "updates": "article:gull",
    "incidents": "article:gull",
    "editions": "2026-01-09",
}
_FLOOD = {
    "feed": "incident/flood/2026-01-03 incident/flood/2026-01-06",
    "updates": "article:crane-raised article:flood-rises article:old-flood",
    "incidents": "incident:flood",
    "flood": "article:crane-raised article:flood-rises article:old-flood",
}
# What was published here on another day than it says.
_DATED = (
    f"article:crane-falls article:crane-warning article:old-flood article:pier {_STATUS} {_UPDATE} {_SECOND_UPDATE}"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One build, and what subscribers find then, as names of items by feeds; `*` names all that are there.

    `new` are items that they never saw. `changed` ones say something else than before; `gone` ones are in the feed no more, and `back`
    ones were gone. `translated` ones are only said to be in another language, which readers do not notice in RSS. `now` is when the site
    is built, and `arguments` are those of the command.
    """

    name: str
    now: str
    edit: Edit = unchanged
    new: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    back: Mapping[str, str] = field(default_factory=dict)
    translated: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()

    def take(self, desk: Desk) -> Desk:
        """Return what the step makes of a desk."""
        return self.edit(replace(desk, now=self.now))


STEPS = (
    Step(
        "the site opens",
        f"{MONDAY}T08:00:00Z",
        new={
            "feed": "incident/crane/2025-12-26 incident/crane/2026-01-02 incident/flood/2026-01-03 incident/tug/2026-01-04"
            " article/fair/2026-01-01",
            "updates": "article:crane-falls article:crane-inquiry article:flood-rises article:tug-sinks article:fair",
            "incidents": "incident:crane incident:flood incident:tug article:fair",
            "editions": "2025-12-26 2026-01-01 2026-01-02 2026-01-03 2026-01-04",
            "crane": "article:crane-falls article:crane-inquiry",
            "flood": "article:flood-rises",
        },
    ),
    Step("nothing is done", f"{MONDAY}T08:30:00Z"),
    Step(
        "a report of today is written",
        f"{MONDAY}T10:00:00Z",
        write("crane-raised", Report("Crane raised", f"{MONDAY}T10:15:00+01:00", "crane")),
        new={
            "feed": "incident/crane/2026-01-05",
            "updates": "article:crane-raised",
            "editions": "2026-01-05",
            "crane": "article:crane-raised",
        },
        changed={"incidents": "incident:crane"},
    ),
    Step(
        "two more reports of that incident are written on the same day",
        f"{MONDAY}T14:00:00Z",
        write_all(
            {
                "crane-crew": Report("Crew found", MONDAY, "crane"),
                "crane-owner": Report("Owner speaks", f"{MONDAY}T12:00:00+01:00", "crane"),
            }
        ),
        new={"updates": "article:crane-crew article:crane-owner", "crane": "article:crane-crew article:crane-owner"},
        changed={"feed": "incident/crane/2026-01-05", "incidents": "incident:crane", "editions": "2026-01-05"},
    ),
    Step(
        "a report of nine days ago is found, and one of seventeen years ago",
        f"{TUESDAY}T09:00:00Z",
        write_all(
            {
                "crane-warning": Report("Crane creaks", "2025-12-28", "crane"),
                "old-flood": Report("Flood of old", "2009-01-12", "flood"),
            }
        ),
        new={
            "feed": "incident/crane/2026-01-06 incident/flood/2026-01-06",
            "updates": "article:crane-warning article:old-flood",
            "editions": "2026-01-06",
            "crane": "article:crane-warning",
            "flood": "article:old-flood",
        },
        changed={"incidents": "incident:crane incident:flood"},
    ),
    Step("nothing is done on the next morning", f"{WEDNESDAY}T08:00:00Z"),
    Step(
        "an incident gets a status",
        f"{WEDNESDAY}T09:00:00Z",
        write_status("crane", WEDNESDAY, "The inquiry is open."),
        new={"feed": "incident/crane/2026-01-07", "updates": _STATUS, "editions": "2026-01-07", "crane": _STATUS},
        changed={"incidents": "incident:crane"},
    ),
    Step(
        "an article gets an update",
        f"{WEDNESDAY}T12:00:00Z",
        write_update("crane-falls", WEDNESDAY, "The pier is open."),
        new={"updates": _UPDATE, "crane": _UPDATE},
        changed={"feed": "incident/crane/2026-01-07", "incidents": "incident:crane", "editions": "2026-01-07"},
    ),
    Step(
        "a lone article gets a correction",
        f"{WEDNESDAY}T15:00:00Z",
        write_correction("fair", "2026-01-06", "It opened at noon."),
        new={"feed": "article/fair/2026-01-07", "updates": "correction:fair#correction-2026-01-06"},
        changed={"editions": "2026-01-07"},
    ),
    Step(
        "a text is edited",
        f"{THURSDAY}T08:00:00Z",
        change("crane-inquiry", text="It was said otherwise."),
        changed={
            "feed": "incident/crane/2026-01-02",
            "updates": "article:crane-inquiry",
            "crane": "article:crane-inquiry",
        },
    ),
    Step(
        "an article is said to be updated",
        f"{THURSDAY}T08:30:00Z",
        change("crane-inquiry", updated=f"{THURSDAY}T09:20:00+01:00"),
        changed={"updates": "article:crane-inquiry", "incidents": "incident:crane", "crane": "article:crane-inquiry"},
    ),
    Step(
        "an article gets another headline",
        f"{THURSDAY}T09:00:00Z",
        change("crane-falls", title="Crane tumbles"),
        changed=_CRANE_FALLS,
    ),
    Step(
        "an article gets another slug",
        f"{THURSDAY}T10:00:00Z",
        change("crane-falls", slug="crane-tumbles"),
        changed=_CRANE_FALLS,
    ),
    Step(
        "an article is dated otherwise",
        f"{THURSDAY}T11:00:00Z",
        change("crane-falls", date="2025-11-20"),
        changed=_CRANE_FALLS,
    ),
    Step(
        "an article with an update is withdrawn",
        f"{THURSDAY}T12:00:00Z",
        change("crane-falls", status="withdrawn"),
        changed=_CRANE_FALLS,
    ),
    Step(
        "the only article of an incident is withdrawn, and a lone one",
        f"{THURSDAY}T13:00:00Z",
        both(change("tug-sinks", status="withdrawn"), change("fair", status="withdrawn")),
        changed=_TUG_AND_FAIR,
    ),
    Step("nothing is done after the withdrawals", f"{THURSDAY}T14:00:00Z"),
    Step(
        "an article is restored",
        f"{THURSDAY}T15:00:00Z",
        change("crane-falls", status="published"),
        changed=_CRANE_FALLS,
    ),
    Step(
        "the others are restored",
        f"{THURSDAY}T16:00:00Z",
        both(change("tug-sinks", status="published"), change("fair", status="published")),
        changed=_TUG_AND_FAIR,
    ),
    Step(
        "a lone article is written that will expire",
        f"{FRIDAY}T09:00:00Z",
        write("gull", Report("Gull nests", FRIDAY, expires=f"{FRIDAY}T18:00:00Z")),
        new=_GULL,
    ),
    Step(
        "an article is written under an embargo",
        f"{FRIDAY}T12:00:00Z",
        write("pier", Report("Pier reopens", "2026-01-08", "crane", publish_at=f"{SATURDAY}T07:00:00Z")),
    ),
    Step("an article expires", f"{FRIDAY}T19:00:00Z", changed=_GULL),
    Step(
        "an embargo ends",
        f"{SATURDAY}T08:00:00Z",
        new={
            "feed": "incident/crane/2026-01-10",
            "updates": "article:pier",
            "editions": "2026-01-10",
            "crane": "article:pier",
        },
        changed={"incidents": "incident:crane"},
    ),
    Step("the expired one stays for longer", f"{SATURDAY}T09:00:00Z", change("gull", expires=""), changed=_GULL),
    Step(
        "an article moves to another incident",
        f"{SATURDAY}T10:00:00Z",
        change("crane-raised", incident="flood"),
        new={"flood": "article:crane-raised"},
        changed={"updates": "article:crane-raised", "incidents": "incident:crane incident:flood"},
        gone={"crane": "article:crane-raised"},
    ),
    Step(
        "an incident gets another headline",
        f"{SATURDAY}T11:00:00Z",
        change_case("flood", title="The great flood"),
        changed=_FLOOD,
    ),
    Step(
        "an incident is renamed",
        f"{SATURDAY}T12:00:00Z",
        change_case("flood", slug="great-flood"),
        changed=_FLOOD,
    ),
    Step(
        "an incident is merged into another",
        f"{SATURDAY}T13:00:00Z",
        merge("flood", "crane"),
        new={
            "crane": "article:flood-rises article:old-flood",
            "flood": "article:crane-crew article:crane-falls article:crane-inquiry article:crane-owner"
            f" article:crane-warning article:pier {_STATUS} {_UPDATE}",
        },
        # Who followed the crane has seen the article that was moved away from it.
        back={"crane": "article:crane-raised"},
        changed=_FLOOD | {"incidents": "incident:crane"},
        gone={"incidents": "incident:flood"},
    ),
    Step(
        "a report of last evening is written on the next morning",
        f"{SUNDAY}T08:00:00Z",
        write("crane-lights", Report("Lights go out", f"{SATURDAY}T20:00:00Z", "crane")),
        # What was announced on that day has come to rest.
        new={
            "feed": "incident/crane/2026-01-10/2026-01-11",
            "updates": "article:crane-lights",
            "crane": "article:crane-lights",
            "flood": "article:crane-lights",
        },
        changed={"incidents": "incident:crane", "editions": "2026-01-10"},
    ),
    Step(
        "an incident is split",
        f"{SUNDAY}T09:00:00Z",
        both(change("crane-crew", incident="crew"), change("crane-owner", incident="crew")),
        new={"incidents": "incident:crew"},
        changed={
            "feed": "incident/crane/2026-01-05",
            "updates": "article:crane-crew article:crane-owner",
            "incidents": "incident:crane",
        },
        gone={"crane": "article:crane-crew article:crane-owner", "flood": "article:crane-crew article:crane-owner"},
    ),
    Step(
        "a lone article gets an incident",
        f"{SUNDAY}T10:00:00Z",
        change("gull", incident="birds"),
        new={"incidents": "incident:birds"},
        changed={"feed": "article/gull/2026-01-09", "updates": "article:gull"},
        gone={"incidents": "article:gull"},
    ),
    Step("an article moves to another folder", f"{SUNDAY}T11:00:00Z", change("gull", folder="2024/birds/")),
    Step(
        "the file of an article gets another name",
        f"{SUNDAY}T11:30:00Z",
        change("gull", stem="tern", id="gull", slug="gull"),
    ),
    Step(
        "the text of an update is edited",
        f"{SUNDAY}T12:00:00Z",
        write_update("crane-falls", WEDNESDAY, "The pier is shut."),
        changed=_CRANE_UPDATE,
    ),
    Step(
        "the date of an update is put right",
        f"{SUNDAY}T13:00:00Z",
        write_update("crane-falls", WEDNESDAY, "The pier is shut.", date=TUESDAY),
        changed=_CRANE_UPDATE,
    ),
    Step(
        "an update of Wednesday comes late",
        f"{SUNDAY}T14:00:00Z",
        write_update("crane-falls", f"{WEDNESDAY}T23:15:00+01:00", "Open again."),
        new={
            "feed": "incident/crane/2026-01-11",
            "updates": _SECOND_UPDATE,
            "editions": "2026-01-11",
            "crane": _SECOND_UPDATE,
            "flood": _SECOND_UPDATE,
        },
        changed={"incidents": "incident:crane"},
    ),
    Step(
        "an update is deleted",
        f"{SUNDAY}T15:00:00Z",
        delete_update("crane-falls", WEDNESDAY),
        changed=_CRANE_UPDATE | {"incidents": "incident:crane", "editions": "2026-01-07"},
    ),
    Step(
        "the site is in another zone",
        f"{SUNDAY}T16:00:00Z",
        setting(timezone="Asia/Kolkata"),
        # Texts say times of day.
        changed={
            "feed": "incident/crane/2026-01-02 incident/crane/2026-01-05 incident/crane/2026-01-10/2026-01-11"
            " incident/crane/2026-01-11",
            "updates": _SECOND_UPDATE,
            "crane": _SECOND_UPDATE,
            "flood": _SECOND_UPDATE,
        },
    ),
    Step("the site gets another name", f"{SUNDAY}T17:00:00Z", setting(title="Port Digest"), changed=_EVERYTHING),
    Step(
        "the site is in another language",
        f"{SUNDAY}T18:00:00Z",
        setting(language="de"),
        # The words of digest itself, dates included.
        changed={
            "feed": "article/fair/2026-01-07 article/gull/2026-01-09 incident/crane/2025-12-26 incident/crane/2026-01-02"
            " incident/crane/2026-01-05 incident/crane/2026-01-06 incident/crane/2026-01-07 incident/crane/2026-01-10"
            " incident/crane/2026-01-10/2026-01-11 incident/crane/2026-01-11 incident/flood/2026-01-03"
            " incident/flood/2026-01-06 incident/tug/2026-01-04",
            "updates": f"correction:fair#correction-2026-01-06 {_DATED}",
            "editions": "*",
            "crane": _DATED,
            "flood": _DATED,
        },
        translated=_EVERYTHING,
    ),
    Step(
        "the site moves to another path",
        "2026-01-12T08:00:00Z",
        setting(base_url="http://first/a/"),
        changed=_EVERYTHING,
    ),
    Step(
        "the site moves to another host",
        "2026-01-12T09:00:00Z",
        setting(base_url="http://second/"),
        changed=_EVERYTHING,
    ),
    Step(
        "the site moves to another scheme",
        "2026-01-12T10:00:00Z",
        setting(base_url="https://second/"),
        changed=_EVERYTHING,
    ),
    Step(
        "a back catalogue comes without being announced",
        "2026-01-13T08:00:00Z",
        write_all(_catalogue(2015, announce="false")),
    ),
    Step(
        "a back catalogue comes quietly",
        "2026-01-14T08:00:00Z",
        write_all(_catalogue(2016)),
        arguments=("--quietly",),
    ),
    Step("nothing is done in the end", "2026-02-20T08:00:00Z"),
)
