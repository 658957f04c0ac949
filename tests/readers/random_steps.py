"""What editors may do to a site, at random: steps that must show no subscriber anything twice."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.readers.desk import (
    Case,
    Desk,
    Edit,
    Note,
    Report,
    change,
    change_case,
    merge,
    setting,
    unchanged,
    write,
    write_correction,
    write_update,
)

# All within a month: no date that is put right moves what feeds say (planning/site/feed_dates.py).
DATES = (
    "2024-03-10",
    "2024-03-24",
    "2024-03-26T05:30:00+01:00",
    "2024-03-30T23:30:00Z",
    "2024-04-01",
    "2024-04-02T00:15:00+02:00",
    "2024-04-05",
)
_LONG_AGO = ("2023-12-24", "2024-01-31T12:00:00Z")
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
)
_index = st.integers(0, 6)
_few = st.integers(0, 1)


def _of_report(index: int, **fields: str) -> Edit:
    return lambda desk: change(_name(desk, index), **fields)(desk)


def _name(desk: Desk, index: int) -> str:
    return sorted(desk.reports)[index % len(desk.reports)]


def _incident(desk: Desk, index: int) -> str:
    """Return an incident that an article may name, or none. One that was merged into another keeps nothing but its address."""
    names = ["", "tug", "birds", *sorted(desk.cases)]
    return names[index % len(names)]


def _add(index: int, date: str, text: str) -> Edit:
    def edit(desk: Desk) -> Desk:
        report = Report(text.strip("."), date, _incident(desk, index), text)
        return write(f"new-{len(desk.reports)}", report)(desk)

    return edit


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


def _case(index: int, title: str, number: int) -> Edit:
    def edit(desk: Desk) -> Desk:
        name = sorted(desk.cases)[index % len(desk.cases)]
        return change_case(name, title=title, slug=f"{name}-{number}" if number else "")(desk)

    return edit


def _merge(index: int) -> Edit:
    def edit(desk: Desk) -> Desk:
        names = sorted(desk.cases)
        return merge(names[index % 2], names[(index + 1) % 2])(desk) if len(names) > 1 else desk

    return edit


def _both(one: Edit, other: Edit) -> Edit:
    return lambda desk: other(one(desk))


_edits: st.SearchStrategy[Edit] = st.one_of(
    st.just(unchanged),
    st.builds(_add, _index, st.sampled_from((*DATES, *_LONG_AGO)), st.sampled_from(_WORDS)),
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
)


@st.composite
def _step(draw: st.DrawFn) -> Edit:
    """Draw one edit, two at once, or one of a kind that needs several in a row to go wrong."""
    kind = draw(st.sampled_from(("one", "one", "both", "mending")))
    if kind == "both":
        return _both(draw(_edits), draw(_edits))
    return draw(_edits if kind == "one" else _mendings)


steps = _step()


def desks(*, windows: tuple[int, ...]) -> st.SearchStrategy[Desk]:
    """Return the desk on the first day, with so many items in a feed as one of `windows` says."""
    return st.sampled_from(windows).map(lambda items: replace(START, items=items))
