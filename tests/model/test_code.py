"""Where a text is code: spans in backticks, as CommonMark has them, found in time that grows with the length of the text."""

import pytest

from digest.model.text.code import without_code
from tests.support.growth import growth


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `b` c", "a     c"),
        ("a ``b ` c`` d", "a           d"),
        ("a `b `` c", "a `b `` c"),
        (r"a \`b` c `d`", r"a \`b     d`"),
        ("a `b\\` c", "a      c"),
        ("a `b\n \nc` d", "a `b\n \nc` d"),
        ("a `b\nc` d", "a   \n   d"),
        ("`a` `b", "    `b"),
    ],
)
def test_what_is_in_as_many_backticks_at_both_ends_is_code(text: str, expected: str) -> None:
    assert without_code(text) == expected


@pytest.mark.parametrize("piece", ["`", "` ", "` `` ``` a", "`` a\n", "a`\n\n", "\\` `"])
def test_twice_as_many_backticks_are_about_twice_the_work(piece: str) -> None:
    assert max(growth(lambda size: without_code(piece * size), 500, 1_000, 2_000)) < 2.5
