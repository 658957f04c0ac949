"""The names by which collectors call a text, and the lists of texts in their files."""

import re
from collections.abc import Mapping
from typing import Literal

_JOINTS = str.maketrans("", "", " _-.:\u00a0")


def plain_name(name: str) -> str:
    """Return a name without capitals and joints, so that `mainText`, `main_text` and `Main-Text` are one."""
    return name.lower().translate(_JOINTS)


def without_by(name: str) -> str:
    """Return an author's name without the word before it: `By Ann Lee` is `Ann Lee`."""
    return _BY.sub("", name)


_BY = re.compile(r"\A\s*by\b[\s:]+(?=\S)", re.IGNORECASE)
#: What a field with a text may be: plain, HTML, or whichever of the two it looks like.
TextKind = Literal["plain", "html", "either"]
#: The fields that have the text, the surest first, by plain name. news-please has `maintext`, goose3 `cleaned_text`, JSON-LD
#: `articleBody`, readability and Mercury `content`, fundus `body`, ReadabiliPy `plain_text`, JSON Feed `content_html`.
TEXTS: Mapping[str, TextKind] = {
    "maintext": "plain",
    "cleanedtext": "plain",
    "text": "either",
    "articlebody": "either",
    "bodytext": "either",
    "fulltext": "either",
    "articletext": "either",
    "storytext": "either",
    "body": "either",
    "content": "either",
    "markdown": "either",
    "contentmarkdown": "either",
    "contenthtml": "html",
    "bodyhtml": "html",
    "articlehtml": "html",
    "texthtml": "html",
    "contentencoded": "html",
    "textcontent": "plain",
    "contenttext": "plain",
    "plaintext": "plain",
    "plaincontent": "html",
    "paragraphs": "plain",
    "articlecontent": "either",
    "postcontent": "either",
    "story": "either",
    "rawtext": "plain",
    "html": "html",
    "rawhtml": "html",
    "pagehtml": "html",
}
#: Lists of texts within an object, by plain name.
LISTS = frozenset(
    "articles article items item posts data results result entries docs documents records news stories hits edges nodes rows pages "
    "articlelist newslist feed".split()
)
#: Objects within an object that may have such a list.
ENVELOPES = frozenset(
    "response data result results payload hits channel rss feed embedded query body articles posts".split()
)
#: Lists in a record that are no texts of their own.
BESIDE = frozenset(
    "related relatedarticles relatedposts comments replies recommended similar links images movies tweets videos".split()
)
#: What other services put around a record.
WRAPPERS = ("_source", "node", "article", "post", "doc")
