"""What an opened feed says above its items: in the language of the site, as strings of CSS that no text can end."""

from pathlib import Path

import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from digest.model.text.css import css_string
from digest.model.text.words import ENGLISH
from digest.planning.pages.assets import _sentences
from tests.support.sites import CONFIG, article, built, write_site

CRANE: dict[str, str | bytes] = {"content/articles/crane.md": article()}
OF_FEEDS = (Path(__file__).parents[2] / "templates/static/feed.css").read_bytes()
# As a catalogue writes it.
HOSTILE = r"\"; } * { display: block } /* \\ \n"


def test_an_opened_feed_speaks_the_language_of_the_site(tmp_path: Path) -> None:
    sheet = built(write_site(tmp_path, CRANE, f"{CONFIG}language: ar\n"))["static/feed.css"]
    assert sheet.startswith(OF_FEEDS)
    assert sheet.removeprefix(OF_FEEDS).decode() == (
        "\n/* In the language of the site. */\n\n"
        ":root {\n"
        "  direction: rtl;\n"
        '  --words-of-feed: "هذه خلاصة لبرامج قراءة الخلاصات: انسخ عنوانها من شريط العنوان إلى قارئ خلاصات، '
        'فيخبرك بكل جديد. الأحدث أولًا.";\n'
        '  --words-of-archive: "هذه مداخل قديمة من خلاصة، الأحدث أولًا. كي تتابع الجديد، انسخ عنوان الخلاصة نفسها، '
        'وهو مذكور أدناه، إلى قارئ خلاصات.";\n'
        "}\n"
    )


def test_the_english_sentences_stand_in_the_style_sheet_of_feeds_as_the_program_knows_them() -> None:
    assert [
        text for name, text in _sentences(ENGLISH).items() if f'  {name}: "{text}";\n' not in OF_FEEDS.decode()
    ] == []


def test_a_catalogue_of_the_site_cannot_end_the_string_that_its_words_stand_in(tmp_path: Path) -> None:
    """Of what it does not say, nothing is added."""
    text = '"; } * { display: block } /* \\ \n'
    words = f'msgid "{_sentences(ENGLISH)["--words-of-feed"]}"\nmsgstr "{HOSTILE}"\n'
    sheet = built(write_site(tmp_path, {**CRANE, "templates/words/en.po": words}))["static/feed.css"]
    end = sheet.removeprefix(OF_FEEDS).decode()
    assert end == (
        "\n/* In the language of the site. */\n\n"
        ":root {\n"
        r"""  --words-of-feed: "\"; } * { display: block } /* \\ \a ";"""
        "\n}\n"
    )
    [rule] = tinycss2.parse_stylesheet(end, skip_comments=True, skip_whitespace=True)
    [declaration] = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
    assert [token.value for token in declaration.value if token.type != "whitespace"] == [text]


@given(st.text())
def test_every_text_is_one_string_of_css(text: str) -> None:
    [token] = tinycss2.parse_component_value_list(css_string(text))
    assert (token.type, token.value) == ("string", text.replace("\0", "\ufffd"))
