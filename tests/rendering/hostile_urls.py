"""URLs that may not lead anywhere, disguised in every way that a reader of HTML sees through, and judged as browsers judge them."""

from collections.abc import Iterator
from itertools import chain
from xml.etree import ElementTree

import html5lib
from ada_url import URL

from digest.model.text.characters import clean

HOME = "https://harbour.example/news/"
ALLOWED = {"http:", "https:", "mailto:", "tel:"}
# Every attribute of HTML that holds a URL (https://html.spec.whatwg.org/multipage/indices.html#attributes-3), obsolete ones too.
_LINKS = {
    "action",
    "background",
    "cite",
    "codebase",
    "data",
    "formaction",
    "href",
    "longdesc",
    "ping",
    "poster",
    "src",
    "usemap",
}
_LOADS = {"background", "data", "poster", "src"}
_MORE = {"archive", "classid", "dynsrc", "lowsrc", "manifest", "profile", "srcdoc", "srcset", "xlink:href"}

SCHEMES = (
    "javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,alert(1)",
    "data:text/html;base64,YWxlcnQoMSk=",
    "data:image/svg+xml,alert(1)",
    "file:///etc/passwd",
    "blob:https://evil.example/1",
    "filesystem:https://evil.example/1",
    "feed:javascript:alert(1)",
    "view-source:https://evil.example/",
    "jar:https://evil.example/x!/y",
    "intent://evil.example/#Intent;end",
    "livescript:alert(1)",
    "javascript://evil.example/%0aalert(1)",
)
# Control characters; those that XML and HTML forbid; those that nobody sees, or that turn the direction; blanks.
_CHARACTERS = (
    *range(0x21),
    0x7F,
    *range(0x80, 0xA1),
    *(
        0xAD,
        0x61C,
        0x1680,
        0x180E,
        0x200B,
        0x200D,
        0x200E,
        0x2028,
        0x2029,
        0x202A,
        0x202D,
        0x202E,
        0x2060,
        0x2066,
        0x3000,
    ),
    *(0xFDD0, 0xFEFF, 0xFFF9, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE0001),
)
_NAMED = (
    "&Tab;",
    "&NewLine;",
    "&nbsp;",
    "&shy;",
    "&ZeroWidthSpace;",
    "&lrm;",
    "&NoBreak;",
    "&amp;#1;",
    "&amp;Tab;",
    "&lt;",
    "&bsol;",
)
_PERCENT = (
    "%01",
    "%09",
    "%0A",
    "%0d%0a",
    "%00",
    "%20",
    "%",
    "\\",
    "\\\\",
    "\\\n",
    "\r\n",
    "\t\x01\n",
    "&#1;&#9;\x02",
    "&#1;\u202e&#xfffe;",
)


def disguises(url: str) -> Iterator[str]:
    """Return a URL in every disguise: characters put in, letters written otherwise."""
    scheme, colon, rest = url.partition(":")
    yield from (url, url.upper(), f"{scheme.title()}{colon}{rest}", f"{scheme.swapcase()}{colon}{rest}")
    for number in _CHARACTERS:
        raw = chr(number)
        for written in (raw, f"&#{number};", f"&#x{number:X};", f"&#X000{number:x};"):
            yield from _put_in(written, scheme, rest)
    for written in (*_NAMED, *_PERCENT):
        yield from _put_in(written, scheme, rest)
    yield f"{scheme}&colon;{rest}"
    yield f"{scheme}&#58;{rest}"
    yield f"{scheme}&#x3a{rest}"
    yield f"{scheme}%3A{rest}"
    yield f"{scheme}\uff1a{rest}"
    yield f"{scheme}\\:{rest}"
    yield f"{scheme}&amp;colon;{rest}"
    yield "".join(f"&#{ord(c)};" for c in scheme) + f":{rest}"
    yield "".join(f"&#{ord(c)}" for c in scheme) + f":{rest}"
    yield "".join(f"&#x{ord(c):07x};" for c in scheme) + f":{rest}"
    yield "".join(f"&amp;#{ord(c)};" for c in scheme) + f":{rest}"
    yield "".join(f"%{ord(c):02x}" for c in scheme) + f":{rest}"
    yield "".join(chr(0xFEE0 + ord(c)) for c in scheme) + f":{rest}"
    yield url.replace("s", "\u017f", 1).replace("k", "\u212a", 1)  # their capitals are S and K
    yield url.replace("i", "\u0131", 1)
    yield f"/{url}"
    yield f"./{url}"
    yield f"//{url}"
    yield f"#{url}"
    yield f"?{url}"
    yield f"https:{url}"
    yield f"{scheme}:{url}"


def _put_in(written: str, scheme: str, rest: str) -> Iterator[str]:
    yield f"{written}{scheme}:{rest}"
    yield f"{scheme[:4]}{written}{scheme[4:]}:{rest}"
    yield f"{scheme}{written}:{rest}"


# A text whose only URL is this one: in Markdown, in HTML, in what libraries and browsers make of either.
SHAPES = (
    "[x](URL)",
    '<a href="URL">x</a>',
    "[x](<URL>)",
    '[x](URL "t")',
    "[x][r]\n\n[r]: URL",
    "[r]\n\n[r]: <URL>",
    "<URL>",
    "a URL b",
    "**[x](URL)**",
    "# [x](URL)",
    "- [x](URL)",
    "> [x](URL)",
    "| a |\n|---|\n| [x](URL) |",
    "a[^1]\n\n[^1]: [x](URL)",
    "Term\n:   [x](URL)",
    '<div markdown="1">\n[x](URL)\n</div>',
    '<div><p>a <a href="URL">x</a></p></div>',
    "<a href='URL'>x</a>",
    "<a href=URL>x</a>",
    '<A HREF = "URL">x</A>',
    '<a\nhref="URL"\n>x</a>',
    '<a/href="URL">x</a>',
    '<a title="a" href="URL" href="b">x</a>',
    '[x](){: href="URL" }',
    "*x*{: href='URL' cite='URL' }",
    "![x](URL)",
    "[![x](URL)](URL)",
    "![x][r]\n\n[r]: URL",
    '<img src="URL" alt="x">',
    '<img alt="x" srcset="URL 2x" lowsrc="URL" longdesc="URL">',
    '<a href="URL"><img src="URL" alt="x"></a>',
    '<picture><source srcset="URL"><img src="URL" alt="x"></picture>',
    '<blockquote cite="URL">x</blockquote>',
    '<q cite="URL">x</q> <del cite="URL">y</del> <ins cite="URL">z</ins>',
    '<iframe src="URL" title="t">x</iframe>',
    '<video src="URL" poster="URL" controls>x</video>',
    '<audio controls><source src="URL">x</audio>',
    '<object data="URL" codebase="URL"><embed src="URL">x</object>',
    '<embed src="URL" title="x">',
    '<form action="URL"><button formaction="URL">x</button></form>',
    '<map name="m"><area href="URL" alt="x"></map>',
    '<svg><a xlink:href="URL" href="URL"><text>x</text></a></svg>',
    '<math href="URL"><mtext href="URL">x</mtext></math>',
    '<base href="URL"><link rel="stylesheet" href="URL"><meta http-equiv="refresh" content="0;url=URL">x',
    '<table background="URL"><tr><td background="URL">x</td></tr></table>',
    "<math><mtext><table><mglyph><style><a title=\"</style><a href='URL'>x</a>\">",
    "<noscript><p title=\"</noscript><a href='URL'>x</a>\"></noscript>",
    "<textarea><p title=\"</textarea><a href='URL'>x</a>\">",
    "<a title=\"><a href='URL'>x</a>\">y</a>",
    '<unclear title="<a href=\'URL\'>x</a>"> <a href="URL" <b>x',
    '&lt;a href="URL"&gt;x&lt;/a&gt;',
    "<!-- --!><a href='URL'>x</a> --> <![CDATA[><a href='URL'>y</a>]]> <?<a href='URL'>z</a>?>",
    '<a href="&quot; onclick=&quot;URL" onclick="URL">x</a>',
)
CORE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#1;script:alert(1)",
    "java&#12;script:alert(1)",
    "java&#x202E;script:alert(1)",
    "java&#xFFFE;script:alert(1)",
    "java\x01script:alert(1)",
    "java\u202escript:alert(1)",
    "&#1;javascript:alert(1)",
    "java&Tab;script&colon;alert(1)",
    "javascript&#127;:alert(1)",
    "data:text/html,alert(1)",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
)


def texts() -> Iterator[str]:
    """Return texts with one hostile URL and no other one: every disguise in the usual shapes, every shape with the usual disguises."""
    for url in disguises(SCHEMES[0]):
        yield SHAPES[0].replace("URL", url)
        yield SHAPES[1].replace("URL", url)
    for shape in SHAPES[2:]:
        yield from (shape.replace("URL", url) for url in chain(CORE, SCHEMES[1:]))
    for url in SCHEMES[1:]:
        for number, disguised in enumerate(disguises(url)):
            if number % 11 == len(url) % 11:  # a sample: what is a control character does not depend on the scheme
                yield SHAPES[number % 2].replace("URL", disguised)


def faults_in(html: str, page: str = HOME) -> list[str]:
    """Return what in a piece of HTML leads where nothing may, or loads from another host; as browsers parse it, at the URL of its page."""
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [fault for element in root.iter() for fault in _faults_of(element, page)]


def faults_of_page(raw: bytes, page: str) -> list[str]:
    """Return the same for a whole page."""
    root = html5lib.parse(raw, transport_encoding="utf-8", namespaceHTMLElements=False)
    return [fault for element in root.iter() for fault in _faults_of(element, page)]


def _faults_of(element: ElementTree.Element, page: str) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    for key, value in element.attrib.items():
        name = str(key).rpartition("}")[2]
        if name.startswith("on") or name in _MORE:
            yield f"{element.tag} {name}={value!r}"
        elif name in _LINKS:
            for written in {value, clean(value)}:  # a reader of feeds may drop what XML forbids
                if fault := fault_of(written, page, loads=name in _LOADS):
                    yield f"{element.tag} {name}={value!r} {fault}"


def fault_of(value: str, page: str, *, loads: bool = False) -> str:
    """Return what is wrong with a URL, as browsers read it (https://url.spec.whatwg.org/); an empty text if nothing is."""
    try:
        url = URL(value.encode(errors="replace").decode(), page)
    except ValueError:
        return ""  # leads nowhere
    if url.protocol not in ALLOWED:
        return f"is {url.protocol}"
    return f"is of {url.host}" if loads and url.host != URL(page).host else ""
