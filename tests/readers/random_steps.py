"""What editors may do to a site, at random: steps that must show no subscriber anything twice."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from tests.readers.desk import (
    Case,
    Desk,
    Edit,
    Note,
    Report,
    both,
    change,
    change_case,
    delete_update,
    merge,
    setting,
    unchanged,
    write,
    write_correction,
    write_status,
    write_update,
)

DATES = (
    "2024-03-10",
    "2024-03-24",
    "2024-03-26T05:30:00+01:00",
    "2024-03-30T23:30:00Z",
    "2024-04-01",
    "2024-04-02T00:15:00+02:00",
    "2024-04-05",
)
# When a report that is written now may be dated: long ago, or in hours of now.
_AGES = ("2009-12-24", "2024-01-31T12:00:00Z", 0.5, 5, 30)
# What may be an embargo's end, or the end of what expires: in hours of now.
_DELAYS = (1, 30, 200)
_WORDS = ("It fell.", "It rose & stayed.", "Nobody knows *why*.")
_TITLES = ("Crane falls", "Ferry & tug", "Öl im Hafen")
_SETTINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("timezone", ("Europe/Berlin", "Asia/Kolkata", "America/Chicago", "UTC")),
    ("base_url", ("https://harbour.example/news/", "http://harbour.example/", "https://digest.example/d/")),
    ("title", ("Harbour Digest", "Port Digest")),
    ("language", ("en", "de")),
)
START = Desk(
    cases={"crane": Case("The crane"), "flood": Case("The flood")},
    reports={
        "crane-falls": Report("Crane falls", DATES[2], "crane", updates={"2024-03-28": Note("2024-03-28", "Open.")}),
        "crane-inquiry": Report("Crane inquiry", DATES[4], "crane"),
        "flood-rises": Report(
            "Flood rises", DATES[1], "flood", corrections={"2024-03-30": Note("2024-03-30", "It was low.")}
        ),
        "tug-sinks": Report("Tug sinks", DATES[5], "tug"),
        "fair": Report("Fair opens", DATES[3]),
        "gull": Report("Gull nests", DATES[6], status="withdrawn"),
    },
    now="2024-04-06T08:10:20Z",
)
_index = st.integers(0, 6)
_few = st.integers(0, 1)
_ages: st.SearchStrategy[str | float] = st.sampled_from((*DATES, *_AGES))


def _of_report(index: int, **fields: str) -> Edit:
    return lambda desk: change(_name(desk, index), **fields)(desk)


def _name(desk: Desk, index: int) -> str:
    return sorted(desk.reports)[index % len(desk.reports)]


def _incident(desk: Desk, index: int) -> str:
    """Return an incident that an article may name, or none. One that was merged into another keeps nothing but its address."""
    names = ["", "tug", "birds", *_cases(desk)]
    return names[index % len(names)]


def _cases(desk: Desk) -> list[str]:
    return sorted(name for name, case in desk.cases.items() if not case.merged_into)


def _from_now(desk: Desk, hours: float) -> str:
    return (datetime.fromisoformat(desk.now) + timedelta(hours=hours)).isoformat()


def _add(index: int, age: str | float, text: str, announce: str, delay: int) -> Edit:
    """Write an article. `delay` is how many hours its embargo lasts, if any."""

    def edit(desk: Desk) -> Desk:
        date = age if isinstance(age, str) else _from_now(desk, -age)
        publish_at = _from_now(desk, delay) if delay else ""
        report = Report(text.strip("."), date, _incident(desk, index), text, announce=announce, publish_at=publish_at)
        return write(f"new-{len(desk.reports)}", report)(desk)

    return edit


def _expire(index: int, delay: int) -> Edit:
    return lambda desk: _of_report(index, expires=_from_now(desk, delay) if delay else "")(desk)


def _move(index: int, incident: int) -> Edit:
    return lambda desk: change(_name(desk, index), incident=_incident(desk, incident))(desk)


def _turn(index: int) -> Edit:
    """Withdraw an article, or restore it."""

    def edit(desk: Desk) -> Desk:
        name = _name(desk, index)
        status = "published" if desk.reports[name].status == "withdrawn" else "withdrawn"
        return change(name, status=status)(desk)

    return edit


def _slug(index: int, number: int) -> Edit:
    return lambda desk: change(_name(desk, index), slug=f"{_name(desk, index)}-{number}")(desk)


def _file(index: int, number: int) -> Edit:
    def edit(desk: Desk) -> Desk:
        name = _name(desk, index)
        return change(name, id=name, stem=f"{name}-{number}", slug=name, folder=f"{number}/")(desk)

    return edit


def _note(index: int, first: str, text: str, *, correction: bool) -> Edit:
    """Write an update or a correction, or another text of the one that was of that date at first."""

    def edit(desk: Desk) -> Desk:
        name = _name(desk, index)
        notes = desk.reports[name].corrections if correction else desk.reports[name].updates
        date = notes[first].date if first in notes else first
        add = write_correction if correction else write_update
        return add(name, first, f"{text} So it was said on {first[:16].replace(':', ' ')}.", date)(desk)

    return edit


def _mend_update(index: int, number: int, *, date: str = "", text: str = "") -> Edit:
    """Put right the date or the text of an update, if there is any."""

    def edit(desk: Desk) -> Desk:
        name = _name(desk, index)
        notes = desk.reports[name].updates
        if not notes:
            return desk
        first = sorted(notes)[number % len(notes)]
        words = f"{text} So it was said of {first[:10]}." if text else notes[first].text
        return write_update(name, first, words, date or notes[first].date)(desk)

    return edit


def _touch(index: int, hours: float) -> Edit:
    """Say when an article was updated."""
    return lambda desk: _of_report(index, updated=_from_now(desk, hours))(desk)


def _delete_update(index: int, number: int) -> Edit:
    def edit(desk: Desk) -> Desk:
        name = _name(desk, index)
        notes = sorted(desk.reports[name].updates)
        return delete_update(name, notes[number % len(notes)])(desk) if notes else desk

    return edit


def _status(index: int, first: str, text: str) -> Edit:
    def edit(desk: Desk) -> Desk:
        name = _cases(desk)[index % len(_cases(desk))]
        return write_status(name, first, f"{text} So it stood on {first[:16].replace(':', ' ')}.")(desk)

    return edit


def _case(index: int, title: str, number: int) -> Edit:
    def edit(desk: Desk) -> Desk:
        name = _cases(desk)[index % len(_cases(desk))]
        return change_case(name, title=title, slug=f"{name}-{number}" if number else "")(desk)

    return edit


def _merge(index: int) -> Edit:
    def edit(desk: Desk) -> Desk:
        names = _cases(desk)
        return merge(names[index % 2], names[(index + 1) % 2])(desk) if len(names) > 1 else desk

    return edit


_edits: st.SearchStrategy[Edit] = st.one_of(
    st.just(unchanged),
    st.builds(_add, _index, _ages, st.sampled_from(_WORDS), st.just(""), st.just(0)),
    st.builds(_add, _index, _ages, st.sampled_from(_WORDS), st.sampled_from(("", "false")), st.sampled_from(_DELAYS)),
    st.builds(_expire, _index, st.sampled_from((0, *_DELAYS))),
    st.builds(lambda index, hours: _touch(index, -hours), _index, st.sampled_from((0.2, 20, 3000))),
    st.builds(_status, _index, st.sampled_from(DATES), st.sampled_from(_WORDS)),
    st.builds(lambda index, text: _of_report(index, text=text), _index, st.sampled_from(_WORDS)),
    st.builds(lambda index, title: _of_report(index, title=title), _index, st.sampled_from(_TITLES)),
    st.builds(lambda index, date: _of_report(index, date=date), _index, st.sampled_from(DATES)),
    st.builds(_slug, _index, st.integers(1, 3)),
    st.builds(_file, _index, st.integers(1, 3)),
    st.builds(_move, _index, _index),
    st.builds(_note, _few, st.sampled_from(DATES), st.sampled_from(_WORDS), correction=st.booleans()),
    st.builds(_turn, _index),
    st.builds(_turn, _index),
    st.builds(_case, _index, st.sampled_from(_TITLES), st.integers(0, 3)),
    st.builds(_merge, _index),
    st.sampled_from([(name, value) for name, values in _SETTINGS for value in values]).map(
        lambda pair: setting(**{pair[0]: pair[1]})
    ),
)
# An update whose text and date are changed at once is another one: they are put right in steps of their own.
_mendings: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda index, number, date: _mend_update(index, number, date=date), _few, _few, st.sampled_from(DATES)),
    st.builds(lambda index, number, text: _mend_update(index, number, text=text), _few, _few, st.sampled_from(_WORDS)),
    st.builds(_delete_update, _few, _few),
)


@dataclass(frozen=True, slots=True)
class RandomStep:
    """One build: how many minutes after the one before, what is done until then, and whether it is announced."""

    minutes: int
    edit: Edit
    quietly: bool

    def take(self, desk: Desk) -> Desk:
        """Return what the step makes of a desk."""
        now = datetime.fromisoformat(desk.now) + timedelta(minutes=self.minutes)
        return self.edit(replace(desk, now=now.isoformat()))

    @property
    def arguments(self) -> tuple[str, ...]:
        return ("--quietly",) if self.quietly else ()


@st.composite
def _edit(draw: st.DrawFn) -> Edit:
    """Draw one edit, two at once, or one of a kind that needs several in a row to go wrong."""
    kind = draw(st.sampled_from(("one", "one", "both", "mending")))
    if kind == "both":
        return both(draw(_edits), draw(_edits))
    return draw(_edits if kind == "one" else _mendings)


steps = st.builds(
    RandomStep,
    st.sampled_from((0, 1, 20, 600, 1440, 5000, 60_000)),
    _edit(),
    st.sampled_from((False, False, False, False, False, True)),
)


def desks(*, windows: tuple[int, ...]) -> st.SearchStrategy[Desk]:
    """Return the desk on the first day, with so many items in a feed as one of `windows` says."""
    return st.sampled_from(windows).map(lambda items: replace(START, items=items))
