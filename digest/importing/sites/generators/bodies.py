"""The parts of files that are no Markdown: reStructuredText, and whole pages of HTML with fields in their heads."""

import re
from html import unescape

from digest.importing.markup.restructured_text import rst_head, rst_to_html
from digest.importing.record import Skipped, Value
from digest.importing.sites.settings import ending_of
from digest.importing.sites.site import Body, Text, Texts

_BODY = re.compile(r"<body\b[^>]*>(?P<body>.*?)(?:</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def read_body(body: str, text: Text, _: Texts) -> Body:
    """Return a body of Pelican or Nikola: reStructuredText as HTML, of a whole page only what is within `<body>`."""
    ending = ending_of(text.path)
    if ending in {"rst", "txt"}:
        return Body(*rst_to_html(rst_head(body).below))
    if ending in {"html", "htm"}:
        found = _BODY.search(body)
        return Body(found["body"] if found else body)
    fields, below = headers_of(body)
    said = fields.get("title", "")
    return Body(below if said and said == text.fields.get("title") else body)


def no_text(path: str) -> Skipped:
    """Return why a file of another kind is not imported, and what to do instead."""
    ending = ending_of(path)
    how = "jupyter nbconvert --to markdown" if ending == "ipynb" else "pandoc --to markdown"
    return Skipped(
        path,
        f"it is no Markdown, reStructuredText or HTML, but .{ending}",
        f"make Markdown of it, such as by {how}, and import that",
    )


def headers_of(text: str) -> tuple[dict[str, Value], str]:
    """Return the fields `Title: Crane` at the top of a Markdown file, with names in lower case, and what is below them.

    Python-Markdown needs no empty line behind them; they end with the first line that is none. Without a title there are none.
    """
    fields: dict[str, Value] = {}
    end = 0
    for line in text.splitlines(keepends=True):
        found = _HEADER.fullmatch(line.rstrip())
        if found is None:
            break
        fields[found["key"].strip().lower()] = found["value"].strip()
        end += len(line)
    return (fields, text[end:]) if "title" in fields else ({}, text)


_HEADER = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?P<value>(?:\s.*)?)")


def html_head(text: str) -> dict[str, Value]:
    """Return the fields of a page's head, in lower case: `<title>`, and `<meta name="date" content="2024-03-26">`."""
    head = re.split(r"<body\b", text[:200_000], maxsplit=1, flags=re.IGNORECASE)[0]
    fields: dict[str, Value] = {}
    if titled := _TITLE.search(head):
        fields["title"] = " ".join(unescape(titled[1]).split())
    for found in _META.finditer(head):
        values = {name.lower(): unescape(quoted[1:-1]) for name, quoted in _ATTRIBUTE.findall(found[1])}
        if name := values.get("name", "").strip().lower():
            fields["tags" if name == "keywords" else name] = values.get("content", values.get("contents", "")).strip()
    return fields


_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
