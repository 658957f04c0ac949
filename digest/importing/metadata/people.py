"""Names of people in a text, for an editor to look at: never written as a field, and nothing is said of what they did or suffered."""

import re

from digest.importing.metadata.evidence import PeopleWords
from digest.importing.metadata.patterns import PERSON
from digest.importing.record import Suggestion, Value

_READ, _MOST = 6_000, 8
# `Daniel Mageo, 27,`
_AGE = re.compile(r", (?:\d{1,2}|an? \d{1,2}-year-old)\b(?=,|\.|;| )")
_NAME_AT_END = re.compile(rf"(?<![\w-])(?P<name>{PERSON})$")
_LONGEST = 48


def suggest_people(text: str, words: PeopleWords, titled: re.Pattern[str]) -> Suggestion | None:
    """Return names that stand beside an age or a title, in the order of the text, at most eight; None if there are none."""
    beginning = text[:_READ]
    found = [(title.start("name"), title["name"]) for title in titled.finditer(beginning)]
    for age in _AGE.finditer(beginning):
        begin = max(0, age.start() - _LONGEST)
        before = _NAME_AT_END.search(beginning[begin : age.start()])
        if before:
            found.append((begin + before.start(), before["name"]))
    names: dict[str, None] = {}
    for _, written in sorted(found):
        name = re.sub(r"['’]s?$", "", written)
        parts = re.findall(r"[\w’'-]+", name)
        if not any(part in words.no_names or (part.isupper() and len(part) > 2) for part in parts):  # not `II`, `J`
            names[name] = None
    if not names:
        return None
    most: list[Value] = [*names]
    return Suggestion("people", most[:_MOST], "names beside an age or a title in the text", written=False)
