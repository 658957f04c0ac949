"""Lists of other reports within a text: found by their heading, by their form, or because they speak of nothing that the text speaks of."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

# A headline has no end of a sentence, and so many letters at most.
_LONGEST = 140
_ENDS = frozenset(".!?:;,-")
_WORD = re.compile(r"[^\W\d_][\w'&.-]*\w|[^\W\d_]")
# Words that are small in headlines, too; a line without any of `_JOINTS` may be a list of names.
_JOINTS = frozenset(
    "in on at to for from with by of as via over into after before about amid near off during under between against without".split()
)
_SMALL = _JOINTS | frozenset(
    "a an the and or but nor out up per than that is are was were be this his her its their no not vs".split()
)
_COMMON = _SMALL | frozenset(
    "will have been they them there when what which while more most other another could would should first last year years time people "
    "police after case says said officials found made make home week news video photos story area county city state local new".split()
)
# What is charged is listed in capitals, too.
_LEGAL = re.compile(
    r"\b(?:counts?|degree|felon\w*|misdemeanou?r|possession|unlawful\w*|criminal|endanger\w*|resisting|tampering|evading|intent"
    r"|conspiracy|aggravated|assault|battery|manslaughter|negligent|reckless)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 6
_FEWEST_HEADLINES = 3
_LONGEST_LIST = 15
# 1:24 Firefighters save kittens Pause
_PLAYLIST = re.compile(r"(\d{1,2}:\d{2}) (?![AaPp]\.? ?[Mm]\b)(?=[A-Z0-9\"'])[^\n]{4,150}")
_LONGEST_VIDEO = "10:00"
_VIDEO_QUESTION = re.compile(r"\d:\d{2} [A-Z][^\n.!?\"]{10,120}\?")
# A headline alone has to speak of so many things, and the text of so many others, before they can be said to be foreign to each other.
_FEWEST_CONTENT = 4
_FEWEST_TOLD = 40
# Names with ages, and who has helped to write the report.
_NO_HEADLINE = re.compile(r", \d{1,3}\b|[();]|^(?:With|By|From|Contributing|Compiled|Reported)\b")
# What is left of buttons of players, galleries and share bars.
_LEFT = re.compile(r"\+\d{1,3}|[x×]|[;{}\[\]() ]{1,4}")
# Advertisements of advertising networks: the advertiser's name is before and after the headline, or twice after it.
_TWICE = re.compile(r"(.{3,60}[a-z)])(?=[A-Z0-9]).{10,140}\1|.{10,140}(\([^()]{3,60}\))\2")
_LIST_HEADING = "related-heading"


class Line(NamedTuple):
    """A line that no rule has taken: its index in the text, and its words as readers see them."""

    number: int
    words: str


class Listed(NamedTuple):
    """A line of a list: its index, the code of the evidence, and the reason in words."""

    number: int
    code: str
    reason: str


def find_lists(lines: Iterable[Line], title: str, removed: Mapping[int, str]) -> Iterator[Listed]:
    """Return the lines that list other reports. `removed` has the rules of the lines that are gone already."""
    kept = [line for line in lines if line.words]
    yield from _below_headings(kept, removed)
    short = [line for line in kept if len(line.words) <= _LONGEST * 2]
    yield from _playlist(short)
    yield from _leftovers(short)
    yield from (
        Listed(line.number, "advertisement-twice", "an advertisement that names the advertiser twice")
        for line in short
        if not _has_end(line.words) and _TWICE.fullmatch(line.words)
    )
    yield from _off_topic(kept, title)


def _below_headings(kept: list[Line], removed: Mapping[int, str]) -> Iterator[Listed]:
    """Return the headlines directly below a heading such as “Related stories”."""
    headings = sorted(number for number, rule in removed.items() if rule == _LIST_HEADING)
    for heading in headings:
        for line in [line for line in kept if line.number > heading][:_LONGEST_LIST]:
            if not _is_headline(line.words):
                break
            yield Listed(line.number, "listed-headline", "a headline below the heading of a list of other reports")


def _playlist(short: list[Line]) -> Iterator[Listed]:
    """Return the entries of a list of videos with their lengths.

    A chronicle looks like one, but its hours are in order, unless it goes on after midnight or noon: then some of them are late.
    """
    found = [(line, match) for line in short if line.words[0].isdigit() and (match := _PLAYLIST.fullmatch(line.words))]
    lengths = [match[1].rjust(5, "0") for _, match in found]
    are_lengths = lengths != sorted(lengths) and all(length < _LONGEST_VIDEO for length in lengths)
    if any(line.words.endswith(" Pause") for line, _ in found) or (len(found) >= _FEWEST_HEADLINES and are_lengths):
        for line, _ in found:
            if not _has_end(line.words) or line.words.endswith(" Pause"):
                yield Listed(line.number, "video-list", "an entry of a list of videos")


def _leftovers(short: list[Line]) -> Iterator[Listed]:
    """Return signs that are left of buttons, and a video whose title is a question: no chronicle asks one."""
    left = [line for line in short if len(line.words) <= len("+111") and _LEFT.fullmatch(line.words)]
    if len(left) == 1:  # several may be the cells of a table
        yield Listed(left[0].number, "button-left", "what is left of a button")
    for line in short:
        if line.words.endswith("?") and _VIDEO_QUESTION.fullmatch(line.words):
            yield Listed(line.number, "video-list", "an entry of a list of videos")


def _off_topic(kept: list[Line], title: str) -> Iterator[Listed]:
    """Return headlines in capitals that share no words with the text around them: several that share few, or one that shares none."""
    candidates = [line for line in kept[1:] if _is_headline(line.words) and _is_in_capitals(line.words)]
    if not any(_has_joint(line.words) for line in candidates):
        return
    numbers = {line.number for line in candidates}
    told = _content(title).union(*(_content(line.words) for line in kept if line.number not in numbers))
    shared = [(line, _share(_content(line.words), told)) for line in candidates]
    sure = [line for line, share in shared if share <= 0.25 and _has_joint(line.words)]
    if len(sure) >= _FEWEST_HEADLINES:
        for line, share in shared:
            if share <= 0.34:
                yield Listed(
                    line.number, "foreign-headline", "one of several headlines that share no words with the story"
                )
    elif len(told) >= _FEWEST_TOLD:
        for line, share in shared:
            if not share and _has_joint(line.words) and len(_content(line.words)) >= _FEWEST_CONTENT:
                yield Listed(line.number, "foreign-headline", "a headline that shares no words with the story")


def _has_end(words: str) -> bool:
    """Return whether words end as a sentence or a part of one does."""
    return words.rstrip("\"')]")[-1:] in _ENDS


def _is_headline(words: str) -> bool:
    is_open = not _has_end(words) or words.endswith("...")
    return 12 <= len(words) <= _LONGEST and is_open and words[0] not in "@(" and " " in words


def _is_in_capitals(line: str) -> bool:
    """Return whether each word but small ones begins with a capital, and the line is no list of charges."""
    words = _WORD.findall(line)
    if len(words) < _FEWEST_WORDS or line.isupper() or "@" in line or _LEGAL.search(line) or _NO_HEADLINE.search(line):
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)


def _has_joint(line: str) -> bool:
    """Return whether a line has a word such as `in`: without one it may be a list of names."""
    return not _JOINTS.isdisjoint(line.lower().split())


def _content(text: str) -> set[str]:
    """Return what a text speaks of: its longer words, without endings."""
    return {_stem(word) for one in _WORD.findall(text) if len(one) > 3 and (word := one.lower()) not in _COMMON}


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _share(words: set[str], told: set[str]) -> float:
    return len(words & told) / max(1, len(words))
