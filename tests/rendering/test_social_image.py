"""The picture for sharing shows what the settings say, in the colours of the style sheet, and nothing that its fonts do not have."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from digest.model.text.colour import ACCENT
from digest.model.views.files import CopyView, SocialImageView
from digest.privacy.leak_gate.gate import Gate
from digest.reading.files.program import read_fonts
from digest.rendering.graphics.social_image import EDGE, HEIGHT, INK, PAPER, SOFT, WIDTH, draw_social_image
from tests.privacy.cases import NOW, RULES
from tests.support.cards import opened, said, shows_the_same

ROOT = Path(__file__).parents[2]
VIEW = SocialImageView(
    "Harbour Digest", "What happened in the harbour.", "harbour.example", "#a5371f", CopyView("", "", 0, themed=True)
)
# Of each interface language of digest, and of some others, the letters beyond a to z.
LETTERS = (
    "áéíñóúü¿¡ äöüßÄÖÜ àâæçèéêëîïôœùûÿ ąćęłńóśźż čďěňřšťůž ğışİ ăâîșț åæø ệữạơđ čđž „“”«»‹›–—…’€№ αβγάώΩ абвіїєґѓјљщыэю"
)
LONG = "The Independent Digest of Court Reports, Accidents and Public Inquiries along the Northern Coast and its Islands, 2019–26"


def draw_anew(**fields: str) -> bytes:
    return draw_social_image(replace(VIEW, **fields), *read_fonts())  # type: ignore[arg-type] # only texts are replaced


draw = cache(draw_anew)


def colours(raw: bytes, box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT)) -> set[str]:
    """Return all colours in a part of a picture, such as `#ffffff`."""
    found = opened(raw).crop(box).getcolors(WIDTH * HEIGHT)
    assert found is not None
    return {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in found if isinstance(colour, tuple)}


def test_a_card_has_the_size_that_pages_say_and_the_words_that_it_shows_as_text() -> None:
    raw = draw()
    assert opened(raw).size == (1200, 630)
    assert said(raw) == {
        "Title": "Harbour Digest",
        "Description": "What happened in the harbour.",
        "Comment": "harbour.example",
    }
    assert said(draw(description="")) == {"Title": "Harbour Digest", "Comment": "harbour.example"}


def test_its_colours_are_those_of_the_default_style_sheet_in_the_light() -> None:
    sheet = (ROOT / "templates/static/style.css").read_text(encoding="utf-8")
    root = re.search(r":root \{(.*?)\}", sheet, re.DOTALL)
    assert root is not None
    values = dict(re.findall(r"--(\w+): (#\w+);", root[1]))
    names = ("paper", "ink", "soft", "edge", "accent")
    assert [values[name].replace("#fff", "#ffffff") for name in names] == [PAPER, INK, SOFT, EDGE, ACCENT]


def test_it_shows_band_and_host_in_the_accent_the_title_in_ink_and_a_double_rule() -> None:
    raw = draw()
    assert colours(raw, (0, 0, WIDTH, 14)) == {"#a5371f"}
    assert "#a5371f" in colours(raw, (0, 500, WIDTH, HEIGHT))
    assert {INK, SOFT, EDGE, PAPER} <= colours(raw)
    line = opened(raw).crop((WIDTH - 100, 14, WIDTH - 99, HEIGHT)).tobytes()
    rows = [line[place : place + 3] for place in range(0, len(line), 3)]
    changes = [colour for place, colour in enumerate(rows) if place == 0 or rows[place - 1] != colour]
    paper, edge = bytes.fromhex(PAPER[1:]), bytes.fromhex(EDGE[1:])
    assert changes == [paper, edge, paper, edge, paper]


def test_the_same_settings_give_the_same_bytes_and_others_another_picture() -> None:
    raw = draw()
    assert draw_anew() == raw
    others = ({"title": "Harbour Digert"}, {"description": "What happened."}, {"host": "a.example"}, {"accent": ACCENT})
    assert [shows_the_same(raw, draw(**other)) for other in others] == [False] * 4


@pytest.mark.parametrize(
    "fields",
    [
        {"title": LONG, "description": LONG * 4},
        {"title": "W" * 300, "description": "W" * 300, "host": "w" * 60 + "." + "w" * 60},
        {"title": "Ẩ" * 200, "description": ""},
        {"title": "g", "description": "j" * 2000},
        {"title": "word " * 300},
        {"title": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"},
    ],
)
def test_whatever_the_words_are_they_stay_within_the_margins_and_apart(fields: dict[str, str]) -> None:
    raw = draw(**fields)
    boxes = ((0, 14, 76, HEIGHT), (WIDTH - 76, 14, WIDTH, HEIGHT), (0, 14, WIDTH, 34), (0, 515, WIDTH, 530))
    # An overhanging letter may touch the margin, no more; and between the words and the host there is some room.
    assert [colours(raw, box) for box in boxes] == [{PAPER}] * 4
    assert colours(raw, (0, HEIGHT - 30, WIDTH, HEIGHT)) == {PAPER}


@pytest.mark.parametrize("letters", LETTERS.split())
def test_letters_of_many_languages_are_drawn(letters: str) -> None:
    raw = draw(title=f"A {letters}")
    assert said(raw)["Title"] == f"A {letters}"
    assert not shows_the_same(raw, draw(title="A"))


@pytest.mark.parametrize("title", ["أخبار الميناء", "港の記録", "חדשות", "ข่าว", "Harbour 港", "\U0001f6a2", ""])
def test_there_is_no_card_with_a_title_that_cannot_be_drawn_whole(title: str) -> None:
    assert draw(title=title) == b""


def test_a_description_or_a_host_that_cannot_be_drawn_is_left_out() -> None:
    assert draw(description="أخبار الميناء", host="مثال.example") == draw(description="", host="")


def test_what_is_no_letter_changes_nothing() -> None:
    assert draw(title="Har\u202ebour\x07 \U0001f6a2 Digest\u00ad") == draw()


@pytest.mark.parametrize(
    "name", ["Jane Example", "José Muñoz-Ferrer", "Анна Примерова", "Jane \U0001f6a2 Exam\u00adple"]
)
def test_the_leak_gate_reads_what_is_drawn(name: str) -> None:
    gate = Gate(RULES, NOW)
    fields: list[dict[str, str]] = [{}, {"title": f"News of {name}"}, {"description": f"News of {name}"}]
    assert [bool(gate.scan("static/card.png", draw(**each))) for each in fields] == [False, True, True]
