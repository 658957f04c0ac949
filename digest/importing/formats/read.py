"""The records of a file in any format that collectors write."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from digest.importing.exports.ghost import read_ghost
from digest.importing.exports.sections import read_sections
from digest.importing.exports.wordpress import read_wxr
from digest.importing.formats.archives import read_mhtml, read_warc
from digest.importing.formats.detect import FormatName
from digest.importing.formats.feeds import read_feed, read_json_feed
from digest.importing.formats.fields import is_page
from digest.importing.formats.json_records import read_json, read_json_lines
from digest.importing.formats.page_metadata import Saved
from digest.importing.formats.pages import read_page, read_page_file
from digest.importing.formats.plain_text import ParseDocument, read_markdown, read_text
from digest.importing.formats.tables import read_table
from digest.importing.formats.xml_texts import read_tei, read_trafilatura_xml
from digest.importing.markup.trees import html_text, html_tree
from digest.importing.record import Record, Skipped


def read_records(
    form: FormatName, stream: BinaryIO, name: str, names: Mapping[str, str], parse: ParseDocument | None = None
) -> Iterator[Record | Skipped]:
    """Yield the records of an open file in the order in which it has them, one at a time, and what is skipped.

    `name` is the file's path as messages name it, `-` for standard input. `names` are what `--map` says: a field of the input, dotted
    within objects, and the field of digest that it is, or `text`. `parse` reads the front matter of a Markdown or text file, of which
    it is given the whole text in UTF-8 and the name; without it, these have none. The stream is read from where it is, and not closed.
    """
    simple = _SIMPLE.get(form)
    if simple is not None:
        yield from map(_finished, simple(stream, name, names))
    elif form == "markdown":
        yield from read_markdown(stream, name, parse)
    elif form == "text":
        yield from read_text(stream, name, parse)
    elif form == "html":
        yield from read_page_file(stream, name)
    elif form == "mhtml":
        yield from read_mhtml(stream, name)
    else:
        yield from read_warc(stream, name)


def _finished(one: Record | Skipped) -> Record | Skipped:
    """Return a record; if its text is a whole page, with the story that is on it, and with links that lead to the source's host."""
    if isinstance(one, Skipped) or one.form != "html" or one.is_own:
        return one
    url = one.fields.get("url")
    address = url if isinstance(url, str) and url.startswith(("http://", "https://")) else ""
    if is_page(one.text):
        return read_page(one.text.encode("utf-8", "replace"), one.place, Saved(address), fields=dict(one.fields))
    if address and _RELATIVE.search(one.text) and (tree := html_tree(one.text)) is not None:
        with suppress(ValueError):  # of an address that is none, which is reported elsewhere
            tree.make_links_absolute(address, handle_failures="ignore")
        return replace(one, text=html_text(tree).removeprefix("<body>").removesuffix("</body>"))
    return one


# A link to a page of the same host.
_RELATIVE = re.compile(r"""\b(?:href|src)\s*=\s*["']?\s*(?![\w+.-]+:|#)[^\s"'>]""", re.IGNORECASE)
_SIMPLE: Mapping[FormatName, Callable[[BinaryIO, str, Mapping[str, str]], Iterator[Record | Skipped]]] = {
    "json": read_json,
    "json-lines": read_json_lines,
    "table": read_table,
    "trafilatura-xml": read_trafilatura_xml,
    "tei": read_tei,
    "feed": read_feed,
    "json-feed": read_json_feed,
    "wxr": read_wxr,
    "ghost": read_ghost,
    "dated-sections": read_sections,
}
