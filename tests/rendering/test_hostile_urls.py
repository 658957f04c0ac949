"""Whatever URL a text holds, in whatever disguise: nothing comes out that browsers follow to where it may not lead."""

from collections.abc import Callable

import pytest

from digest.model.content.article import Body
from digest.rendering.markup.body import Prose, line_html, short_html
from digest.rendering.markup.image_sizes import with_sizes
from digest.rendering.markup.sanitize import classed, resolve
from tests.rendering.hostile_urls import HOME, SCHEMES, disguises, fault_of, faults_in, texts


def whole(text: str) -> str:
    """Return a text as the HTML of a body."""
    return Prose(lambda _: (text, False), cached=False).convert(Body("key"))


PLACES: dict[str, Callable[[str], str]] = {"whole": whole, "short": short_html, "line": line_html}
EVERY = sorted(set(texts()))


@pytest.mark.parametrize("place", PLACES)
def test_no_url_leads_where_nothing_may(place: str) -> None:
    seen: dict[str, str] = {}  # the first text of each output
    for text in EVERY:
        html = PLACES[place](text)
        for shown in (html, resolve(html, "../../"), classed(resolve(with_sizes(html, ()), HOME, f"{HOME}here/"))):
            seen.setdefault(shown, text)
    assert {text: faults for html, text in seen.items() if (faults := faults_in(html))} == {}


def test_the_judge_sees_through_disguises() -> None:
    seen = [url for url in disguises("javascript:alert(1)") if faults_in(f'<a href="{url}">x</a>')]
    assert len(seen) > 100
    assert [fault_of(url, HOME) for url in SCHEMES].count("") == 0
    assert fault_of("/\\evil.example/x.png", HOME, loads=True) == "is of evil.example"
    assert fault_of("media/x.png", HOME, loads=True) == ""
