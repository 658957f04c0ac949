"""What looks like a slip: an incident's name that nearly is another one, and two files with one text or one source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from digest.model.content.article import Article
from digest.model.content.incident import IncidentFile
from digest.model.diagnostic import Accepted, Diagnostic, Position, Severity, warning
from digest.model.reports.check import AcceptedFinding, SortedOut
from digest.model.site import Content, ContentItem
from digest.model.url import slugify
from digest.planning.content.incident_names import incident_name

T = TypeVar("T")

_LEAST_WORDS = 20  # of a text that nobody writes twice
_LEAST_LETTERS = 4  # shorter words that differ in one letter are mostly two words: east, west
_MANY = (
    40  # of so many names that differ in one word, only those with one length or the next are compared letter by letter
)


def without_accepted(
    diagnostics: Iterable[Diagnostic], content: Content, accepted: tuple[Accepted, ...]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without the warnings that an editor accepts, for the whole site or in the file with the mistake."""
    found = tuple(diagnostics)
    if not accepted and not any(one.accept for one in _items(content)):
        return found
    return sort_out(found, content, accepted).left


def sort_out(diagnostics: Iterable[Diagnostic], content: Content, accepted: tuple[Accepted, ...]) -> SortedOut:
    """Return the diagnostics by what editors accept: in the file with the mistake, or, with `accepted`, for the whole site.

    An error is never accepted.
    """
    everywhere = {one.code: (one, Position("config.yaml")) for one in accepted}
    by_file = {
        (file, one.code): (one, item.origin.at("accept"))
        for item in _items(content)
        for file in (item.origin.file, item.body_location.file)
        for one in item.accept
    }
    left, met = [], []
    used: set[tuple[Accepted, Position]] = set()
    for found in diagnostics:
        answer = by_file.get((found.position.file, found.code)) or everywhere.get(found.code)
        if answer is None or found.severity is Severity.ERROR:
            left.append(found)
        else:
            used.add(answer)
            met.append(AcceptedFinding(found, answer[0].reason, answer[1]))
    idle = (one for one in dict.fromkeys((*everywhere.values(), *by_file.values())) if one not in used)
    return SortedOut(tuple(left), tuple(met), tuple(idle))


def _items(content: Content) -> Iterator[ContentItem]:
    yield from content.articles
    yield from content.incident_files
    yield from content.own_pages


def repeated_articles(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Report every article with the source or the text of an earlier one; of two with both in common, the source.

    One agency's text in the newspapers of two outlets is no mistake: equal texts count if their outlet is the same, or not known; short
    ones (“The council has met.”) only below the same headline.
    """
    by_url: dict[str, Article] = {}
    by_text: dict[tuple[str, str, str], Article] = {}
    for one in sorted(articles, key=lambda one: (one.date.at, len(one.origin.file), one.origin.file)):
        if one.status == "withdrawn":
            continue
        headline = slugify(one.title) if one.body.words < _LEAST_WORDS else ""
        url, text = _essence(one.source.url), (one.body.key, slugify(one.source.name), headline)
        if url and (first := by_url.setdefault(url, one)) is not one:
            yield warning(
                "repeated-source",
                one.origin.at("source" if "source" in one.origin.fields else "url"),
                f"{first.origin.file} has the same source, {first.source.url}",
                "delete one of the two files, or mend its source.url; if both are meant, write accept: [repeated-source] into this one",
            )
        elif one.body.key and (first := by_text.setdefault(text, one)) is not one:
            yield warning(
                "repeated-text",
                one.origin.at("title"),
                f"{first.origin.file} has the same text",
                "delete one of the two files; if both are meant, write accept: [repeated-text] into this one",
            )


def _essence(url: str) -> str:
    """Return what two URLs of one report have in common: no scheme, `www.`, fragment, last slash or marks of a campaign."""
    if not url:
        return ""
    address = url.partition("#")[0].partition("://")[2]
    address, _, query = address.partition("?")
    host, slash, path = address.removeprefix("www.").partition("/")
    if query:
        query = "&".join(part for part in query.split("&") if not part.startswith(("utm_", "fbclid=", "gclid=")))
    return f"{host.lower()}{slash}{path}".rstrip("/") + (f"?{query}" if query else "")


def near_incidents(articles: Iterable[Article], files: dict[str, IncidentFile]) -> Iterator[Diagnostic]:
    """Report every incident without a file whose name nearly is that of another one: probably a slip that made a new incident.

    The suspect of two is the one without a file; if neither has one, the one with fewer articles, or else with later ones. `files` are
    those of incidents, by each of their names.
    """
    reports: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for name in article.incidents:
            reports[incident_name(name, files)].append(article)
    known = {file.id for file in files.values()}

    def weight(name: str) -> tuple[bool, int, float, str]:
        found = reports.get(name, [])
        return name in known, len(found), -min((one.date.at.timestamp() for one in found), default=0.0), name

    told = set()
    for pair in _near_pairs(sorted({*reports, *known})):
        suspect, meant = sorted(pair, key=weight)
        if suspect in known or suspect in told:
            continue
        told.add(suspect)
        article = reports[suspect][0]
        yield warning(
            "near-incident",
            article.origin.at("incident" if "incident" in article.origin.fields.split(" ") else "incidents"),
            f"the incident “{suspect}” is new, and there is “{meant}”: are they one?",
            f"write incident: {meant}; if they are two incidents, write accept: [near-incident] into this file",
        )


def _near_pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Return the pairs of names with the same words in another order or division, or with one word of them mistyped."""
    alike: dict[str, list[str]] = defaultdict(list)
    but_one: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        words = name.replace("_", "-").replace(" ", "-").lower().split("-")
        alike["".join(sorted(words))].append(name)
        if len(words) > 1:
            alike["=" + "".join(words)].append(name)
        for place, word in enumerate(words):
            if len(word) >= _LEAST_LETTERS and word.isalpha():
                but_one[(*words[:place], "", *words[place + 1 :])].append((word, name))
    for some in alike.values():
        yield from combinations(some, 2)
    for others in but_one.values():
        for (word, name), (other, another) in _comparable(others):
            if _is_slip(word, other):
                yield name, another


def _comparable(words: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs to compare: all, or, of many, those that have all letters but one or two in common, whatever their order."""
    if len(words) < _MANY:
        yield from combinations(words, 2)
        return
    by_letters: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in words:
        letters = "".join(sorted(pair[0]))
        for rest in {letters, *(letters[:place] + letters[place + 1 :] for place in range(len(letters)))}:
            by_letters[rest].append(pair)
    seen = set()
    for some in by_letters.values():
        for two in combinations(some, 2):
            if two not in seen:
                seen.add(two)
                yield two


def _is_slip(word: str, other: str) -> bool:
    """Return whether two words differ in one letter, one that is missing, or two that are exchanged; hardly anybody mistypes the first."""
    if word == other or abs(len(word) - len(other)) > 1 or word[0] != other[0]:
        return False
    short, long = sorted((word, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest = start + 1
    return short[rest:] == long[rest:] or (
        short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    )
