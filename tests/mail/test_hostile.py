"""Hostile text in every field: in an e-mail it is text, adds no header, and breaks neither the message nor its HTML."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from digest.model.text.brief import brief
from digest.model.text.characters import clean
from digest.planning.site.site_view import site_view
from digest.rendering.html.mail.message import Letter, write_message
from tests.mail.mails import mailed
from tests.planning.plans import CONFIG
from tests.rendering.hostile import config_with, hostile_files
from tests.rendering.strict import elements, page_of
from tests.support.sites import write_site

DATE = datetime(2024, 3, 26, 12, tzinfo=UTC)
NAMES = {
    *("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"),
    *("Content-Type", "MIME-Version", "Content-Language"),
}
EVIL = (
    "Crane\r\nBcc: all@evil.example\r\n\r\nbody",
    "=?utf-8?q?x=0ABcc:_all@evil.example?=",
    "a" * 3000,
    "ä" * 999,
    "😀 العربية " * 90,
    "\r\n.\r\nQUIT",
    '"<x@evil.example>, (y) \\',
    "--=_ \n--=_--",
    "a\x00b\x0bc\x1fd\x85e\u2028f",
    "{{ .Subscriber }} {% x %} *|EMAIL|* {{{",
)
TEXT = st.one_of(st.text(max_size=200), st.sampled_from(EVIL))


def message_of(subject: str, title: str, text: str, html: str) -> tuple[EmailMessage, str]:
    """Write a message, and read it back as a mail program does; also its sender, as Python's older parser reads it."""
    site = site_view(replace(CONFIG, title=title), ())
    raw = write_message(Letter(subject, DATE, text, html), site)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\n"))) <= 998  # RFC 5322, section 2.1.1
    # The newer parser leaves blanks between the encoded words of a long name; the older one reads them as RFC 2047 says.
    sender = str(make_header(decode_header(message_from_bytes(raw)["From"])))
    return message_from_bytes(raw, policy=default), sender


def said(text: str) -> str:
    return " ".join(clean(text).replace("\u2060", "").split())


@settings(max_examples=150, phases=(Phase.explicit, Phase.generate))  # shrinking long texts takes minutes
@given(TEXT, TEXT, TEXT, TEXT)
def test_whatever_it_says_a_message_has_its_own_headers_and_two_parts(
    subject: str, title: str, text: str, html: str
) -> None:
    message, sender = message_of(subject, title, text, html)
    assert set(message.keys()) == NAMES
    assert (len(message.keys()), message.defects) == (len(NAMES), [])
    assert said(str(message["Subject"])) == said(subject)
    assert [one.addr_spec for one in message["From"].addresses] == ["from@sender.invalid"]
    assert said(sender) == f"{said(title)} <from@sender.invalid>".strip()
    answer = EmailMessage()  # of a program that writes what it has read into another message
    answer["Subject"] = str(message["Subject"])
    assert message_from_bytes(answer.as_bytes()).keys() == ["Subject"]
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert [part.defects for part in parts] == [[], []]


@settings(max_examples=300)
@given(TEXT, st.integers(2, 400))
def test_a_brief_text_is_one_line_of_so_many_letters_and_asks_a_service_for_nothing(text: str, most: int) -> None:
    found = brief(text, most)
    assert re.findall(r"\{[{%#]|\*\|", found) == []
    assert len(found.replace("\u2060", "")) <= most
    assert found.split() == found.split(" ") or found == ""
    assert brief(found, most * 2) == found


def check(folder: Path, texts: tuple[str, ...]) -> None:
    """Build an e-mail of a site with these texts in every field of words, and look for what could run, load or pretend."""
    write_site(folder, hostile_files(texts, texts), config_with(texts[0]))
    found = mailed(folder)
    names = [name for name, _ in elements(page_of(found.html.encode()))]
    assert set(names) <= {
        *("html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td"),
        *("p", "h1", "h2", "h3", "a", "img", "span", "br"),
    }
    assert (names.count("style"), names.count("title"), names.count("body")) == (1, 1, 1)
    attributes = {name for _, element in elements(page_of(found.html.encode())) for name in element.attrib}
    assert [name for name in attributes if name.startswith("on")] == []
    assert set(found.message.keys()) == NAMES | {"Reply-To"}
    for _, element in elements(page_of(found.html.encode())):
        assert (element.get("href") or element.get("src") or "https://").startswith("https://")


@pytest.mark.parametrize(
    "text",
    [
        *EVIL,
        "<script>alert(1)</script>z",
        '"><img src=x onerror=alert(1)>z',
        "</title></style></table>--><script>alert(1)</script>z",
        "<!--[if mso]><script>alert(1)</script><![endif]-->z",
        "[x](javascript:alert(1)) ![y](//evil.example/x.png)",
        "&lt;script&gt;alert(1)&lt;/script&gt; &#0; &#xD800; z",
    ],
)
def test_hostile_text_in_every_field_stays_text(text: str, tmp_path: Path) -> None:
    check(tmp_path, (text,))


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate))  # shrinking would build hundreds of sites
@given(st.lists(TEXT, min_size=1, max_size=3))
def test_any_text_in_every_field_stays_text(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        check(Path(folder), tuple(text if text.strip() else "z" for text in texts))
