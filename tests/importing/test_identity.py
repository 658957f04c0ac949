"""An article is known again by id, URL, old address or text, and two reports are never taken for one."""

import pytest

from digest.importing.identity import Keys, keys_of, order_of, probes_of, reason_of
from digest.importing.record import NewArticle, Value

TEXT = " ".join(f"The crane number {n} at the northern quay was repaired by its owner on that day." for n in range(12))
OTHER = " ".join(
    f"Volunteers counted {n} herons along the river before the sun went down on Sunday." for n in range(12)
)
NOTICE = "Please subscribe to read the whole article today."


def article(text: str = TEXT, place: str = "a:1", **fields: Value) -> NewArticle:
    return NewArticle(place, {"title": "Cranes repaired", "date": "2024-03-26", **fields}, text, "markdown")


def at(url: str, name: str = "Gazette") -> Value:
    return {"name": name, "url": url}


def found(keys: Keys, known: Keys) -> str:
    """Return why two articles are one, if they have a probe in common by which the second is found."""
    reason = reason_of(keys, known)
    assert not reason or {*probes_of(keys)} & {*probes_of(known)}
    return reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (article(source=at("https://g.example/a-1")), article(OTHER, source=at("https://g.example/a-1")), "same URL"),
        (
            article(source=at("https://g.example/a-1")),
            article(source=at("https://g.example/a-1?utm_source=x&fbclid=1")),
            "same URL but for tracking parameters",
        ),
        (
            article(source=at("http://www.g.example/a-1")),
            article(source=at("https://web.archive.org/web/2016/http://www.g.example/a-1")),
            "same URL but for the archive's address",
        ),
        (
            article(source=at("https://g.example/a-1")),
            article(source=at("http://g.example/a-1/")),
            "same URL but for http:// or https:// and the slash at its end",
        ),
        (article(id="x1"), article(OTHER, id="X1", title="Cranes mended"), "same id X1"),
        (article(source=at("https://g.example/a-1")), article(source=at("https://g.example/b-2")), "same text"),
        (
            article(source=at("https://g.example/a-1")),
            article(source=at("https://www.g.example/b-2"), title="New cranes"),
            "same text under another headline",
        ),
        (article(), article(source=at("https://g.example/b-2")), "same text"),
        (article(aliases=["/2024/cranes/"]), article(aliases=["/2024/Cranes"], title="New"), "same old address /2024/cranes"),
        (article(TEXT.replace("owner", "*owner*")), article(TEXT.replace("owner", "\\*owner\\*")), "same text"),
        (article("Two words. One <more>.", title=""), article("Two words. One \\<more\\>.", title=""), "same text"),
        # No duplicates: the same text in two outlets, other texts, a notice below many headlines, one page with two articles.
        (
            article("Two words.", id="1", source=at("https://g.example/a-1")),
            article("Few words.", id="1", source=at("https://g.example/b-2"), title="Herons"),
            "",
        ),
        (article(id="1"), article(OTHER, id="1", title="Herons counted"), ""),
        (article(source=at("https://g.example/a-1")), article(source=at("https://p.example/a-1", "Post")), ""),
        (article(source={"name": "Gazette"}), article(source={"name": "Post"}), ""),
        (article(source=at("https://g.example/a-1")), article(OTHER, source=at("https://g.example/b-2")), ""),
        (article(NOTICE), article(NOTICE, title="Herons"), ""),
        (article(aliases=["/2024/cranes/"]), article(aliases=["/2024/mended/"]), ""),  # two addresses that must not be lost
        (article(source=at("https://g.example/a-1")), article(OTHER, source=at("https://g.example/a-1"), title="Herons counted"), ""),
        (
            article(id="1", source=at("https://g.example/a-1")),
            article(OTHER, id="1", source=at("https://p.example/b-2"), title="Herons counted"),
            "",
        ),
    ],
)  # fmt: skip
def test_two_articles_are_one_for_a_reason(one: NewArticle, other: NewArticle, reason: str) -> None:
    assert found(keys_of(other), keys_of(one)) == reason
    assert bool(found(keys_of(one), keys_of(other))) == bool(reason)


@pytest.mark.parametrize(
    ("stem", "text", "title", "is_known"),
    [
        ("cranes-repaired", TEXT.replace("owner", "keeper", 4), "Cranes were repaired", True),
        ("cranes-repaired-2", TEXT.replace("owner", "keeper", 4), "Cranes were repaired", True),
        ("cranes-repaired", OTHER, "Cranes repaired", True),
        ("cranes-repaired", OTHER, "Herons counted", False),
        ("herons", TEXT.replace("owner", "keeper"), "Cranes were repaired", False),
    ],
)
def test_a_file_that_was_edited_here_is_known_by_its_name(stem: str, text: str, title: str, *, is_known: bool) -> None:
    known = keys_of(article(text, title=title), stem)
    assert bool(found(keys_of(article(), "cranes-repaired"), known)) == is_known


def test_articles_are_sorted_whatever_their_order_and_of_one_url_the_longest_is_first() -> None:
    some = [
        article("short", source=at("https://g.example/a-1")),
        article(TEXT, source=at("http://g.example/a-1/")),
        article(OTHER, date="2023-01-01"),
        article(OTHER, date=None),
    ]
    ordered = sorted(some, key=order_of)
    assert sorted([*some[2:], *some[:2]], key=order_of) == ordered == [some[2], some[1], some[0], some[3]]
