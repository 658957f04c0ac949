"""The mark of a preview is on every page, whatever its template writes before the body, and changes nothing else of it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.model.views.common import SiteView
from digest.rendering.html.preview import mark_preview

_SITE = SiteView("Harbour Digest", "", "https://harbour.example/", "en", False, "", "", "", "", "", (), ())
_SENTENCES = ("Preview. Not for publication.", "Draft <of> “5”")


def _marked(html: str, style: str = "../static/digest-preview.css") -> str:
    return mark_preview(html, _SENTENCES, _SITE, style)


def _parsed(html: str) -> Element:
    found = html5lib.parse(html, namespaceHTMLElements=False)
    assert isinstance(found, Element)
    return found


def _values(element: Element) -> Iterator[tuple[object, ...]]:
    """Yield everything that a document says, without the white space around its elements."""
    if not isinstance(element.tag, str):  # a comment has a function as its tag
        yield "comment", (element.text or "")
    else:
        yield element.tag, tuple(sorted(element.attrib.items())), (element.text or "").strip()
        for child in element:
            yield from _values(child)
        yield "end", element.tag
    yield "tail", (element.tail or "").strip()


def _without_mark(document: Element) -> Element:
    head, body = document.find("head"), document.find("body")
    assert head is not None
    assert body is not None
    head.remove(next(one for one in head if one.get("name") == "robots"))
    head.remove(next(one for one in head if one.get("href") == "../static/digest-preview.css"))
    banner = next(one for one in body if not callable(one.tag))
    assert (banner.tag, "".join(banner.itertext())) == ("aside", " ".join(_SENTENCES))
    text = f"{body.text or ''}{banner.tail or ''}"
    body.remove(banner)
    body.text = text
    return document


_ATTRIBUTES = (
    "",
    " a",
    ' a="1>2"',
    " a='\"<body>'",
    " a=x/y b",
    " a = \"<!--\" b='>'",
    "\n\ta=1\n",
    ' a=b"c',
    ' a="1"b="2"',
)
_HEAD = st.one_of(
    st.sampled_from(("", " ", "\n", "<!-- <body> -->", "<!-->", "<!--->", "<!-- a --!>", "<?xml version='1.0'?>")),
    st.builds("<meta{}>".format, st.sampled_from(_ATTRIBUTES)),
    st.builds("<link{}/>".format, st.sampled_from(_ATTRIBUTES)),
    st.builds("<title{}>a <body> </head> b</title>".format, st.sampled_from(_ATTRIBUTES)),
    st.builds("<script{}>'<body>' </head> </scripts> 1 < 2</script >".format, st.sampled_from(_ATTRIBUTES)),
    st.builds("<STYLE{}>a::after {{ content: '</head><body>' }}</STYLE>".format, st.sampled_from(_ATTRIBUTES)),
)
_BODY = st.sampled_from(
    ("", "text", "\u00a0text", "<p>text", "<main><p>a</p></main>", "<h1>a</h1><body class=b>", "<em>a", "&nbsp;")
)


_PAGES = st.tuples(
    st.sampled_from(("<!doctype html>", "<!DOCTYPE html>\n", ' <!doctype html SYSTEM "about:legacy-compat">')),
    st.sampled_from(("", "<html lang=en>", '<html lang="en" data-a=">">\n<head>', "<head data-a='<body>'>\n")),
    st.lists(_HEAD, max_size=5).map("".join),
    st.sampled_from(("", "</head>", "</HEAD >\n", "\n</head>\n<!-- between -->\n")),
    st.one_of(st.just(""), st.builds("<body{}>".format, st.sampled_from(_ATTRIBUTES))),
    _BODY,
    st.sampled_from(("", "</body></html>", "</html>\n")),
).map("".join)


@given(_PAGES)
@example("<!doctype html><title>a</title><p>no tag of the body")
def test_a_marked_page_says_what_it_said_before_below_a_banner(html: str) -> None:
    assert list(_values(_without_mark(_parsed(_marked(html))))) == list(_values(_parsed(html)))


@pytest.mark.parametrize(
    "html",
    [
        "",
        "no tags",
        "<p>no frame",
        "<!doctype html><html><head><script><!-- <script> </script> --></script></head><body>a</body>",
        "<!doctype html><html><head><template><p></p></template></head><body>a</body>",
        "<!doctype html></html><body>a",
        '<!doctype html><meta content="a><body>',
        "<html><!-- <body>",
    ],
)
def test_a_page_that_is_not_as_it_should_be_has_its_banner_all_the_same(html: str) -> None:
    body = _parsed(_marked(html)).find("body")
    is_lost = html in {
        '<!doctype html><meta content="a><body>',
        "<html><!-- <body>",
    }  # a browser shows nothing of these
    assert body is not None
    assert is_lost or "".join(body.itertext()).strip().startswith(" ".join(_SENTENCES))


def test_a_page_that_asks_search_engines_to_leave_it_out_asks_once() -> None:
    html = '<!doctype html><head><title>a</title><meta name="robots" content="noindex"></head><body></body>'
    assert _marked(html).count('<meta name="robots" content="noindex">') == 1


def test_a_page_whose_policy_allows_no_style_sheet_gets_none() -> None:
    assert "<link" not in _marked("<!doctype html><title>a</title>", style="")
