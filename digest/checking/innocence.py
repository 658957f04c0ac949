"""Report wording that does not respect the presumption of innocence."""

from collections.abc import Iterable, Iterator

from digest.checking.cases import Case
from digest.checking.passages import LineOf, Passage, position_in
from digest.checking.wording import Found, Wording
from digest.model.diagnostic import Diagnostic, Position, warning
from digest.model.site import ContentItem


def unfair_wording(
    item: ContentItem,
    passages: Iterable[Passage],
    case: Case,
    wording: Wording,
    line_of: LineOf,
    *,
    is_newest: bool,
) -> Iterator[Diagnostic]:
    """Report the wording of an article, an incident's file or a page. If it `is_newest`, readers see its title first."""
    for passage in passages:
        if not passage.text:
            continue
        for found in wording.find(passage.text, case, is_headline=is_newest and passage.field == "title"):
            yield _finding(found, position_in(passage, found.start, item, line_of))


def _finding(found: Found, position: Position) -> Diagnostic:
    rule, words = found.rule, " ".join(found.words.split())
    match rule.code:
        case "doubled-alleged":
            return warning("doubled-alleged", position, f"“{words}”: {_small(rule.reason)}", rule.suggestion)
        case "outdated-charge":
            return warning(
                "outdated-charge", position, f"the title says “{words}”: {_small(rule.reason)}", rule.suggestion
            )
        case _:
            return warning("presumed-guilty", position, f"“{words}”: {_small(rule.reason)}", rule.suggestion)


def _small(sentence: str) -> str:
    """Return a sentence as the second half of another: without its capital and its full stop."""
    return (sentence[:1].lower() + sentence[1:]).removesuffix(".")
