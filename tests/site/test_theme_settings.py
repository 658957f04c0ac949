"""`theme:` in the settings: what pages and style sheets say of it, and colours that can be read."""

import re
from pathlib import Path

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from digest.model.text.colour import (
    DARK_GROUND,
    LEAST_CONTRAST,
    LIGHT_GROUND,
    contrast,
    for_dark,
    for_light,
    nearest_readable,
    read_colour,
)
from tests.support.sites import CONFIG, article, build, built, write_site

ROOT = Path(__file__).parents[2]
CRANE: dict[str, str | bytes] = {"content/articles/crane.md": article(), "content/media/logo.svg": b"<svg/>"}
DEFAULT = (ROOT / "templates/static/style.css").read_bytes()
OF_FEEDS = (ROOT / "templates/static/feed.css").read_bytes()
PAGE = "articles/2024/03/crane/index.html"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def themed(folder: Path, theme: str, **files: str) -> dict[str, bytes]:
    """Build a site with settings of the theme, lines of YAML below `theme:`."""
    return built(write_site(folder, {**CRANE, **files}, f"{CONFIG}theme:\n{theme}"))


def added(site: dict[str, bytes], default: bytes = DEFAULT) -> str:
    """Return what the settings put below the style sheet."""
    sheet = site["static/style.css"]
    assert sheet.startswith(default)
    return sheet.removeprefix(default).decode()


def test_without_settings_the_style_sheets_are_the_default_ones_to_the_byte(tmp_path: Path) -> None:
    site = built(write_site(tmp_path, CRANE))
    assert (site["static/style.css"], site["static/feed.css"]) == (DEFAULT, OF_FEEDS)


def test_accent_and_fonts_end_the_style_sheets_of_pages_and_of_feeds(tmp_path: Path) -> None:
    theme = '  accent: "#A5371F"\n  fonts:\n    text: serif\n    headings: [Gill Sans, Source Serif 4, sans]\n'
    site = themed(tmp_path, theme)
    assert site["static/feed.css"].removeprefix(OF_FEEDS).decode() == added(site)
    assert added(site) == (
        "\n/* From theme: in config.yaml. */\n\n"
        ":root {\n"
        "  --accent: #a5371f;\n"
        "  --font-text: var(--serif);\n"
        '  --font-headings: "Gill Sans", "Source Serif 4", var(--sans);\n'
        "}\n\n"
        "@media screen and (prefers-color-scheme: dark) {\n  :root { --accent: #f37e63; }\n}\n"
    )


def test_a_style_sheet_of_the_site_gets_them_as_well_and_changes_with_them(tmp_path: Path) -> None:
    own = {"templates/static/style.css": "a { color: var(--accent) }"}
    first = themed(tmp_path, '  accent: {light: "#0b4f8a", dark: "#93c1ef"}\n', **own)
    again = themed(tmp_path, "  fonts: Charter\n", **own)
    assert added(first, b"a { color: var(--accent) }") == (
        "\n/* From theme: in config.yaml. */\n\n:root {\n  --accent: #0b4f8a;\n}\n\n"
        "@media screen and (prefers-color-scheme: dark) {\n  :root { --accent: #93c1ef; }\n}\n"
    )
    assert added(again, b"a { color: var(--accent) }") == (
        '\n/* From theme: in config.yaml. */\n\n:root {\n  --font-text: "Charter", var(--serif);\n'
        '  --font-headings: "Charter", var(--serif);\n}\n'
    )


def test_what_the_settings_set_is_what_the_default_style_sheets_use() -> None:
    for sheet in (DEFAULT.decode(), OF_FEEDS.decode()):
        for name in ("--accent", "--font-text", "--font-headings", "--serif", "--sans"):
            assert f"  {name}: " in sheet
            assert f"var({name})" in sheet


def test_what_both_style_sheets_set_has_the_same_values_in_both() -> None:
    """In the light and in the dark."""
    pages, feeds = (
        [
            dict(re.findall(r"(--[\w-]+): (.*?);", block))
            for block in re.findall(r":root \{(.*?)\}", sheet.decode(), re.DOTALL)[:2]
        ]
        for sheet in (DEFAULT, OF_FEEDS)
    )
    for of_pages, of_feeds in zip(pages, feeds, strict=True):
        both = of_pages.keys() & of_feeds.keys()
        assert {"--paper", "--ink", "--accent"} <= both
        assert {name: of_feeds[name] for name in both} == {name: of_pages[name] for name in both}


def test_the_grounds_that_colours_are_held_against_are_those_of_the_default_style_sheet() -> None:
    """Of paper and shade, in the light and in the dark, the one on which less can be read."""
    light, dark = (
        re.findall(r"--(?:paper|shade): (#[0-9a-f]+);", block)
        for block in re.findall(r":root \{(.*?)\}", DEFAULT.decode(), re.DOTALL)[:2]
    )
    grounds = [[read_colour(value) for value in block] for block in (light, dark)]
    assert min(grounds[0], key=lambda ground: contrast(ground, "#000000")) == LIGHT_GROUND
    assert min(grounds[1], key=lambda ground: contrast(ground, "#ffffff")) == DARK_GROUND


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#abcdef", "#abcdef", 1.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert (round(contrast(one, other), 2), round(contrast(other, one), 2)) == (ratio, ratio)


@given(COLOURS, st.sampled_from((LIGHT_GROUND, DARK_GROUND)))
def test_the_nearest_readable_colour_can_be_read_and_is_the_colour_itself_if_that_can(colour: str, ground: str) -> None:
    found = nearest_readable(colour, ground)
    assert contrast(found, ground) >= LEAST_CONTRAST
    assert (found == colour) == (contrast(colour, ground) >= LEAST_CONTRAST)


@given(COLOURS)
def test_a_colour_for_the_other_ground_can_be_read_there(colour: str) -> None:
    assert contrast(for_dark(colour), DARK_GROUND) >= LEAST_CONTRAST
    assert contrast(for_light(colour), LIGHT_GROUND) >= LEAST_CONTRAST


@given(COLOURS)
def test_the_colour_that_a_message_names_is_taken(colour: str) -> None:
    assert read_colour(nearest_readable(colour, LIGHT_GROUND)) == nearest_readable(colour, LIGHT_GROUND)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#abc", "#aabbcc"),
        ("ABC", "#aabbcc"),
        ("#0B4F8A", "#0b4f8a"),
        ("#abcd", ""),
        ("red", ""),
        ("#12345g", ""),
        ("", ""),
    ],
)
def test_colours_are_read_in_two_forms(text: str, colour: str) -> None:
    assert read_colour(text) == colour


@pytest.mark.parametrize(
    "family",
    [
        '"',
        "a;b",
        "a}b",
        "a{b",
        "a\\\\62",
        "a/*b",
        "a'b",
        "url(x)",
        "</style>",
        "a,b",
        "a\\nb",
        "@import",
        "--x",
        "!important",
    ],
)
def test_a_family_that_could_mean_more_than_a_name_is_refused(tmp_path: Path, family: str) -> None:
    quoted = family.replace('"', '\\"')
    ended = build(write_site(tmp_path, CRANE, f'{CONFIG}theme:\n  fonts: ["{quoted}"]\n'))
    assert (ended.code, "[bad-font]" in ended.err) == (1, True)


@given(st.text(st.characters(categories=("L", "N", "Zs", "P", "S")), min_size=1, max_size=12))
def test_whatever_is_taken_for_a_family_is_one_string_of_css(family: str) -> None:
    from digest.reading.config.theme_settings import _FAMILY  # the rule itself: a site for each text would take minutes

    if _FAMILY.fullmatch(family):
        [token] = tinycss2.parse_component_value_list(f'"{family}"')
        assert (token.type, token.value) == ("string", family)


def test_the_logo_stands_for_the_name_with_the_title_as_its_words(tmp_path: Path) -> None:
    image = '<img class="logo" src="{}media/logo.svg" alt="Harbour Digest">'
    for index, path in enumerate(("media/logo.svg", "logo.svg", "/media/logo.svg", "content/media/logo.svg")):
        site = themed(tmp_path / str(index), f"  logo: {path}\n")
        assert f'<h1 class="name">{image.format("./")}</h1>' in site["index.html"].decode()
        assert f'<a href="../../../../">{image.format("../../../../")}</a>' in site[PAGE].decode()


def test_the_navigation_is_replaced_and_marks_its_own_pages_only(tmp_path: Path) -> None:
    entries = [
        ("Home", "/"),
        ("Archive", "archive"),
        ("Dates & days", "/archive/#2024"),
        ("<b>", "https://paper.example/?a=1&b"),
    ]
    theme = "  navigation:\n" + "".join(f'    - text: "{text}"\n      to: "{to}"\n' for text, to in entries)
    site = themed(tmp_path, theme)

    def navigation(path: str) -> list[str]:
        menu = r'<nav aria-label="Site">\n<details>\n<summary>Menu</summary>\n<ul>\n(.*?)\n</ul>'
        [found] = re.findall(menu, site[path].decode(), re.DOTALL)
        return str(found).splitlines()

    out = '<li><a href="https://paper.example/?a=1&amp;b" rel="noopener">&lt;b&gt;</a></li>'
    assert navigation("index.html") == [
        '<li><a href="./" aria-current="page">Home</a></li>',
        '<li><a href="./archive/">Archive</a></li>',
        '<li><a href="./archive/#2024">Dates &amp; days</a></li>',
        out,
    ]
    assert navigation("archive/index.html") == [
        '<li><a href="../">Home</a></li>',
        '<li><a href="../archive/" aria-current="page">Archive</a></li>',
        '<li><a href="../archive/#2024">Dates &amp; days</a></li>',
        out,
    ]


def test_an_empty_navigation_is_none(tmp_path: Path) -> None:
    labels = [
        re.findall(r'<nav[^>]* aria-label="([^"]*)"', themed(tmp_path / name, theme)["index.html"].decode())
        for name, theme in (("default", "  fonts: serif\n"), ("empty", "  navigation: []\n"))
    ]
    assert labels == [["Site", "About this site"], ["About this site"]]


def test_the_footer_is_markdown_and_clean(tmp_path: Path) -> None:
    theme = '  footer: |\n    By **us**. <script>alert(1)</script> [Old](/archive/) <b onclick="x" style="y">b</b>\n'
    page = themed(tmp_path, theme)[PAGE].decode()
    assert (
        '<footer class="colophon">\n<p>By <strong>us</strong>.  <a href="../../../../archive/">Old</a> <b>b</b></p>\n'
        in page
    )


def test_a_line_more_in_the_settings_makes_no_page_again(tmp_path: Path) -> None:
    theme = "theme:\n  logo: media/logo.svg\n"
    built(write_site(tmp_path, CRANE, CONFIG + theme))
    keys = (tmp_path / ".digest/manifest.jsonl").read_bytes()
    built(write_site(tmp_path, CRANE, f"{CONFIG}\n# A comment.\n{theme}"))
    assert (tmp_path / ".digest/manifest.jsonl").read_bytes() == keys
