"""reStructuredText, as Pelican and Nikola have it, to HTML: by docutils, with everything off that reads files or runs anything.

What docutils does not know, directives of plug-ins among it, keeps its words: a video becomes a link, any other directive a paragraph.
"""

import re
from collections.abc import Iterator
from html import escape
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.model.reports.imported import Note

if TYPE_CHECKING:
    from docutils.nodes import Element, document


class RstText(NamedTuple):
    """A text in HTML, and what an editor should know of it."""

    html: str
    notes: tuple[Note, ...] = ()


# https://docutils.sourceforge.io/docs/howto/security.html; messages are read from the tree, so none is printed.
_SETTINGS: dict[str, Any] = {
    "file_insertion_enabled": False,
    "raw_enabled": True,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
    "strip_comments": True,
    "syntax_highlight": "none",
    "math_output": "LaTeX",
    "initial_header_level": 2,
    "embed_stylesheet": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "footnote_backlinks": False,
    "line_length_limit": 100_000,
}
_UNKNOWN_DIRECTIVE = re.compile(r"Unknown directive type \"(?P<name>[^\"]+)\"")
_DIRECTIVE = re.compile(
    r"\.\. (?:\|[^|\n]+\| )?(?P<name>[\w.:+-]+?)::[ \t]*(?P<argument>[^\n]*)(?P<rest>.*)", re.DOTALL
)
_OPTION = re.compile(r"[ \t]+:[\w-]+:.*")
_ROLE = re.compile(
    r":[\w.:+-]+:`(?P<text>[^`]*)`|`(?P<other>[^`]*)`:[\w.:+-]+:|\|(?P<replaced>[^|]+)\||(?P<plain>.*)", re.DOTALL
)
_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_CODE = re.compile(r'<pre class="code (?P<language>[\w+#-]+) [^"]*"><code>')
_FOOTNOTE_LABEL = re.compile(
    r'(?<=role="doc-footnote">)\n?<span class="label"><span class="fn-bracket">\[</span>[^<]*<span class="fn-bracket">\]</span></span>\n?'
)
_REFERENCE = re.compile(
    r'(<a class="brackets"[^>]*>)<span class="fn-bracket">\[</span>([^<]*)<span class="fn-bracket">\]</span></a>'
)
# By directive of a plug-in: the URL that its argument means.
_MEDIA = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "gist": "https://gist.github.com/{}",
    "media": "{}",
}
_CODES = frozenset({"code", "code-block", "sourcecode"})
_PICTURES = frozenset({"thumbnail", "lightbox", "photo", "img"})


def rst_to_html(text: str) -> RstText:
    """Return a text in reStructuredText as HTML, headings from `<h2>` on; fields at its head are not part of it (`rst_fields`)."""
    if max(map(len, text.split("\n"))) > _SETTINGS["line_length_limit"]:
        return _as_it_is(text)
    try:
        return _converted(text)
    except ImportError:
        raise  # the extra is not installed: the command says so
    except Exception as problem:  # noqa: BLE001 - docutils raises what its transforms happen to raise; the words must stay
        return _as_it_is(text, f": {type(problem).__name__}")


def _as_it_is(text: str, why: str = "") -> RstText:
    paragraphs = [f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip()]
    note = Note(
        "passed-over", "rst-unread", f"docutils cannot read this text, which stays as it is, with its marks{why}"
    )
    return RstText("\n".join(paragraphs), (note,))


def _converted(text: str) -> RstText:
    from docutils import nodes
    from docutils.core import Publisher, publish_doctree
    from docutils.io import DocTreeInput, StringOutput
    from docutils.readers.doctree import Reader

    tree = publish_doctree(text, settings_overrides=_SETTINGS)
    notes = tuple(_mended(tree))
    for literal in list(tree.findall(nodes.literal)):  # docutils writes ``x`` as <span>
        literal.parent.replace(literal, nodes.raw("", f"<code>{escape(literal.astext())}</code>", format="html"))
    publisher = Publisher(
        reader=Reader(parser="null"), writer="html5", source=DocTreeInput(tree), destination_class=StringOutput
    )
    publisher.process_programmatic_settings(None, {**_SETTINGS, "output_encoding": "unicode"}, None)
    publisher.publish()
    html = str(publisher.writer.parts["fragment"])
    html = _REFERENCE.sub(r"\1[\2]</a>", html)
    html = _CODE.sub(r'<pre><code class="language-\g<language>">', html)
    return RstText(re.sub(r"(?<=<)(/?)aside\b", r"\1div", _FOOTNOTE_LABEL.sub("", html)), notes)


def _mended(tree: "document") -> Iterator[Note]:
    """Replace each error message of docutils by the words that it could not read; yield a note for each."""
    from docutils import nodes

    for message in list(tree.findall(nodes.system_message)):
        said = message.children[0].astext() if message.children else ""
        written = next((child.astext() for child in message.children if isinstance(child, nodes.literal_block)), "")
        unknown = _UNKNOWN_DIRECTIVE.search(said)
        new: list[Element] = []
        found = _DIRECTIVE.match(written)
        if unknown and found:
            new = _of_directive(found)
            if found["name"].lower() not in _PICTURES | _MEDIA.keys():
                yield Note(
                    "passed-over",
                    "rst-directive",
                    f"the directive `{unknown['name']}` is one of a plug-in: its words stay",
                )
        elif found and found["name"].lower() in _CODES:
            new = [_code_of(found)]
        elif found and "disabled" in said:
            yield Note(
                "passed-over",
                "rst-directive",
                f"the directive `{found['name']}` reads a file: {found['argument'].strip()}",
            )
        elif written and int(message["level"]) >= 3:
            new = [nodes.literal_block(written, written)]
            yield Note(
                "passed-over",
                "rst-error",
                f"docutils cannot read this, and it stays as it is: {said.splitlines()[0][:120]}",
            )
        if message.parent is not None:
            message.parent.replace(message, new)
    for problem in list(tree.findall(nodes.problematic)):
        role = _ROLE.fullmatch(problem.astext())
        words = next((part for part in (role.groups() if role else ()) if part), "")
        titled = _TITLED.fullmatch(words)
        problem.parent.replace(problem, nodes.inline("", titled["title"] if titled else words))


def _code_of(found: re.Match[str]) -> "Element":
    """Return the code of a directive of which docutils does not know an option, such as `:emphasize-lines:` of Sphinx."""
    from docutils import nodes

    lines = found["rest"].split("\n")[1:]
    while lines and (not lines[0].strip() or _OPTION.fullmatch(lines[0])):
        del lines[0]
    code = dedent("\n".join(lines)).strip("\n")
    return nodes.literal_block(code, code, classes=["code", found["argument"].strip() or "text"])


def _of_directive(found: re.Match[str]) -> "list[Element]":
    """Return what a directive of a plug-in becomes: a link, a picture, or paragraphs of its words."""
    from docutils import nodes

    name, argument = found["name"].lower(), found["argument"].strip()
    lines = found["rest"].split("\n")[1:]
    below = "\n".join(line.strip() for line in lines if not _OPTION.fullmatch(line)).strip()
    new: list[Element] = []
    if argument and name in _PICTURES:
        new.append(nodes.image(uri=argument, alt=below.split("\n\n")[0]))
    elif argument and name in _MEDIA:
        url = argument if argument.startswith(("http://", "https://")) else _MEDIA[name].format(argument.split()[0])
        new.append(nodes.paragraph("", "", nodes.reference("", url, refuri=url)))
    elif argument and below:
        new.append(nodes.paragraph("", argument))
    return new + [nodes.paragraph("", part) for part in re.split(r"\n{2,}", below) if part]


_SIGN = r"[!-/:-@\[-`{-~]"
_TITLE = re.compile(
    rf"(?:(?P<over>{_SIGN})(?P=over)+[ \t]*\n)?(?P<title>[ \t]*[^\s][^\n]*)\n(?P<line>{_SIGN})(?P=line)+[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(r":(?P<name>[^:\n`]+):(?:[ \t]+(?P<value>[^\n]*)|[ \t]*\Z)")


class RstHead(NamedTuple):
    """The title and the fields at the head of a text, with names in lower case, and the text below them from line `first_line` on."""

    title: str
    fields: dict[str, str]
    below: str
    first_line: int


def rst_head(text: str) -> RstHead:
    """Return the title and the fields (`:date: 2024-03-26`) that a text begins with, and the rest of it.

    The title goes only if fields are below it: a heading at the top of a text without fields may be one of several.
    """
    start = len(text) - len(text.lstrip())
    titled = _TITLE.match(text, start)
    here = titled.end() if titled else start
    fields: dict[str, str] = {}
    last = ""
    lines = text[here:].split("\n")
    used = 0
    for number, line in enumerate(lines):
        found = _FIELD.fullmatch(line)
        if found:
            last = found["name"].strip().lower()
            fields[last] = (found["value"] or "").strip()
        elif last and line.strip() and line[0] in " \t":
            fields[last] = f"{fields[last]}\n{line.strip()}".strip()
        elif line.strip() or (
            fields and not _FIELD.fullmatch(next((one for one in lines[number:] if one.strip()), ""))
        ):
            break
        used = number + 1
    title = " ".join(titled["title"].split()) if titled else ""
    if not fields:
        return RstHead(title, {}, text, 1)
    below = "\n".join(lines[used:])
    return RstHead(title, fields, below, text.count("\n") - below.count("\n") + 1)
