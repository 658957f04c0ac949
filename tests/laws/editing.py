"""What editors do to a site, at random: they change a word, a date or a field, add, rename and delete."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from tests.laws.strategies import DATES, FIELDS, TITLES, Sources, Story, others, paths, stories, texts

Edit = Callable[[Sources], Sources]


def _change(change: Callable[[Story], Story]) -> Callable[[int], Edit]:
    def at(index: int) -> Edit:
        def edit(site: Sources) -> Sources:
            changed = [
                (path, change(story) if number == index % len(site.stories) else story)
                for number, (path, story) in enumerate(site.stories)
            ]
            return replace(site, stories=tuple(changed))

        return edit

    return at


def _with_field(name: str, value: str) -> Edit:
    def change(story: Story) -> Story:
        return replace(
            story, fields=(*(pair for pair in story.fields if pair[0] != name), *([(name, value)] if value else []))
        )

    return _change(change)(len(name) + len(value))


def _add(path: str, story: Story) -> Edit:
    return lambda site: replace(site, stories=(*(one for one in site.stories if one[0] != path), (path, story)))


def _delete(index: int) -> Edit:
    return lambda site: replace(
        site, stories=tuple(one for number, one in enumerate(site.stories) if number != index % len(site.stories))
    )


def _rename(index: int, path: str) -> Edit:
    def edit(site: Sources) -> Sources:
        if not site.stories or path in dict(site.stories):
            return site
        return replace(
            site,
            stories=tuple(
                (path if n == index % len(site.stories) else old, story) for n, (old, story) in enumerate(site.stories)
            ),
        )

    return edit


def _put(other: tuple[str, str]) -> Edit:
    return lambda site: replace(site, others=(*(one for one in site.others if one[0] != other[0]), other))


def _drop(index: int) -> Edit:
    return lambda site: replace(
        site, others=tuple(one for number, one in enumerate(site.others) if number != index % len(site.others))
    )


_index = st.integers(0, 7)
_pairs = st.sampled_from([(name, value) for name, values in FIELDS.items() for value in (*values, "")])

edits: st.SearchStrategy[Edit] = st.one_of(
    _pairs.map(lambda pair: _with_field(*pair)),
    st.builds(
        lambda index, title: _change(lambda story: replace(story, title=title))(index), _index, st.sampled_from(TITLES)
    ),
    st.builds(
        lambda index, date: _change(lambda story: replace(story, date=date))(index), _index, st.sampled_from(DATES)
    ),
    st.builds(lambda index, text: _change(lambda story: replace(story, text=text))(index), _index, texts),
    st.builds(_add, paths, stories),
    st.builds(_rename, _index, paths),
    st.builds(_delete, _index),
    others.map(_put),
    st.builds(_drop, _index),
    st.sampled_from(["Harbour Digest", "Harbor Digests", "Hafen"]).map(
        lambda title: lambda site: replace(site, title=title)
    ),
)
