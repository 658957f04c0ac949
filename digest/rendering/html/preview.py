"""Mark a page of a preview: a banner above all else, and nothing for search engines, whatever template made the page.

The page is not parsed, since a parser would write all of it anew. Only its beginning is read, up to where its body begins, as browsers do
it (HTML, 13.2.6.4, from "initial" to "after head"). What is unusual there counts as body: then the banner comes earlier, but it does come.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from markupsafe import escape

from digest.model.text.css import css_string
from digest.model.url import quote_address
from digest.model.views.common import SiteView
from digest.model.views.files import PreviewStyleView

_SPACE = r"[ \t\n\r\f]"
_ATTRIBUTES = rf"""
    (?={_SPACE}|[/>])
    (?>
        (?:{_SPACE}|/)++
        | [^ \t\n\r\f/>][^ \t\n\r\f/>=]*+ (?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+"|'[^']*+'|[^ \t\n\r\f>"'][^ \t\n\r\f>]*+)?+)?+
    )*+
    >"""
# One thing that may come before the body: white space, a comment, a declaration, or an element of the head with all that is in it.
_BEFORE_BODY = re.compile(
    rf"""
    {_SPACE}++
    | <!--(?:-?> | .*?--!?>)
    | <!(?!--)[^>]*+> | <\?[^>]*+>
    | <script{_ATTRIBUTES}(?:[^<]|<(?!!--|/script(?:{_SPACE}|[/>])))*+</script{_ATTRIBUTES}
    | <(style|title|noscript){_ATTRIBUTES}.*?</\1{_ATTRIBUTES}
    | <(?:html|head|meta|link|base){_ATTRIBUTES}
    | </head{_ATTRIBUTES}""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_BODY = re.compile(rf"<body{_ATTRIBUTES}", re.DOTALL | re.IGNORECASE | re.VERBOSE)
_NOINDEX = '<meta name="robots" content="noindex">'

_YELLOW = "background: #ffd84d; color: #1b1b1a;"
_BANNER_STYLE = f"""\
.digest-preview {{
  margin: 0;
  padding: .5rem 0;
  {_YELLOW}
  box-shadow: 0 0 0 100vmax #ffd84d;
  clip-path: inset(0 -100vmax);
  font: 1rem/1.4 system-ui, sans-serif;
  text-align: center;
}}
.digest-preview p {{ max-width: none; margin: 0; }}
.digest-preview strong {{ margin-inline-start: .5em; }}
"""


def mark_preview(html: str, sentences: Sequence[str], site: SiteView, style: str) -> str:
    """Return a page with a banner that says these sentences, the first of them for all pages, the others for this one.

    `style` is the link to the style sheet of the preview, escaped; if it is empty, the page gets none.
    """
    first, *others = sentences
    own = "".join(f" <strong>{escape(sentence)}</strong>" for sentence in others)
    direction = ' dir="rtl"' if site.right_to_left else ""
    banner = (
        f'\n<aside class="digest-preview" lang="{escape(site.language)}"{direction} '
        f'aria-label="{escape(site.words.say("Preview"))}"><p>{escape(first)}{own}</p></aside>'
    )
    head_end, body = _find_body(html)
    head = "" if _NOINDEX in html[:head_end] else f"{_NOINDEX}\n"
    head += f'<link rel="stylesheet" href="{style}">\n' if style else ""
    return f"{html[:head_end]}{head}{html[head_end:body]}{banner}{html[body:]}"


def _find_body(html: str) -> tuple[int, int]:
    """Return where in a page something can be added to its head, and where to its body, before all else."""
    place, head_end = 0, -1
    while found := _BEFORE_BODY.match(html, place):
        if head_end < 0 and found[0][:2] == "</":
            head_end = found.start()
        place = found.end()
    body = _BODY.match(html, place)
    return place if head_end < 0 else head_end, body.end() if body else place


def preview_style(view: PreviewStyleView) -> bytes:
    """Return the style sheet of a preview: the banner, and a note at each link to an article that is not public yet."""
    by_note: dict[str, list[str]] = defaultdict(list)
    for address, note in view.notes:
        by_note[note].append(quote_address(address))
    rules = [_BANNER_STYLE]
    for note, addresses in by_note.items():
        links = ",\n".join(
            f"a[href{how}={css_string(part)}]::after"
            for one in addresses
            for how, part in (("$", one), ("*", f"{one}#"))
        )
        rules.append(
            f"{links} {{\n"
            f"  content: {css_string(note)};\n  margin-inline-start: .4em;\n  padding: .1em .4em;\n  {_YELLOW}\n"
            "  font: 700 .8rem/1.4 system-ui, sans-serif;\n  -webkit-box-decoration-break: clone;\n  box-decoration-break: clone;\n}\n"
        )
    return "\n".join(rules).encode()
