"""HTML as Markdown, without the loss of a word: the only module that calls html-to-markdown.

The tree is put in order first, so that the library has only structure to convert: every sign of a text is replaced by a private one,
escaped where digest would take it for markup, and put back afterwards. Should words still be missing, all are kept as plain paragraphs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from digest.importing.markup.embedded import link_embedded, mend_pictures
from digest.importing.markup.marks import BREAK, PART, marked, unmarked, without_marks
from digest.importing.markup.notes import counted
from digest.importing.markup.plain import escaped
from digest.importing.markup.structure import (
    definition_lists,
    mend_lists,
    mend_tables,
    take_footnotes,
    without_back_links,
)
from digest.importing.markup.tidy import blocks_of, depth_of, remove_unseen, rename_elements
from digest.importing.markup.trees import Node, html_text, html_tree, new_element
from digest.importing.markup.words import mark_words, put_before
from digest.model.reports.imported import Note

if TYPE_CHECKING:
    from html_to_markdown import ConversionOptions

# What is no word in Markdown whose words are marked: destinations, and what was marked although it is no word.
_NO_WORD = re.compile(
    r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    rf"|{marked('<')}{marked('/')}?(?:sub|sup|u|ins|mark|kbd){marked('>')}|{marked('[^')}\d+{marked(']')}|{PART}\d+{PART}"
)
_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 150  # elements within each other
_BLANK = re.compile(r"\n{3,}")
_BREAKS = re.compile(rf"{BREAK}[ \t]*\\\n(?P<prefix>[ >]*)(?:{BREAK}[ \t]*\\\n(?P=prefix))+")
# A table directly below another one: its first row, and the line below that.
_TABLES = re.compile(r"^(?P<prefix>[ >]*)\|.*\|\n(?=(?P=prefix)\|.*\|\n(?P=prefix)\| --- )", re.MULTILINE)
_PART = re.compile(rf"^(?P<prefix>.*?){PART}(?P<number>\d+){PART}", re.MULTILINE)
_SIMPLIFIED = Note(
    "passed-over",
    "simplified-html",
    "the HTML is too tangled for Markdown: its words are kept, without links and pictures",
)


def html_to_markdown(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return HTML as Markdown that digest shows with the same words, and notes of what was left out."""
    tree = html_tree(without_marks(text))
    if tree is None:
        return "", ()
    if depth_of(tree) > _DEEPEST:  # of which parsers leave out a part
        return "\n\n".join(
            escaped(block) for part in _TAG.split(text) if (block := " ".join(unescape(part).split()))
        ), (_SIMPLIFIED,)
    left_out: Counter[tuple[str, str]] = Counter()
    remove_unseen(tree, left_out)
    words = [block for block in blocks_of(tree) if block]
    link_embedded(tree)
    mend_pictures(tree, left_out)
    notes, converter = counted(left_out), _Converter()
    try:
        converted = converter.whole(tree)
    except (ValueError, RuntimeError):  # of lxml, on names that no element can have
        converted = ""
    if words and (not converted or converter.expected - converter.written):
        return "\n\n".join(map(escaped, words)), (*notes, _SIMPLIFIED)
    return converted, notes


def _separated(lines: list[str]) -> Iterator[str]:
    """Yield lines with a blank one before each quotation: the library leaves it out below some blocks. Code stays as it is."""
    before, is_code = "", False
    for line in lines:
        if line.startswith("> ") and before.strip() and before[0] != ">" and not is_code:
            yield ""
        is_code ^= line.lstrip(" ").startswith("```")
        yield line
        before = line


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))


class _Converter:
    """Converts one text. Parts that the library cannot write are converted before what is around them, and put in their place."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.expected: Counter[str] = Counter()  # letters and digits of the HTML, and of the Markdown
        self.written: Counter[str] = Counter()

    def whole(self, tree: Node) -> str:
        """Return a tree as Markdown, with its footnotes at the end."""
        notes = self._footnotes(tree)
        self.expected += _letters(_NO_WORD.sub(" ", str(tree.text_content())))
        rename_elements(tree)
        mend_lists(tree)
        mend_tables(tree)
        for listed in definition_lists(tree):
            self._replace(listed, self._definitions(listed))
        written = [self._part(tree)]
        for label, note in notes.items():
            lines = self.whole(note).split("\n")
            written.append(
                "\n".join([f"[^{label}]: {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])])
            )
        return "\n\n".join(filter(None, written))

    def _footnotes(self, tree: Node) -> dict[str, Node]:
        notes: dict[str, Node] = {}
        for label, link, note in list(take_footnotes(tree)):
            notes[label] = note
            parent = link.getparent()
            place = parent if parent is not None and parent.tag == "sup" and len(parent) == 1 else link
            put_before(place, marked(f"[^{label}]"))
            place.drop_tree()
        for note in notes.values():
            without_back_links(note)
            around = note.getparent()
            note.drop_tree()
            note.tag = "div"
            if around is not None and around.getparent() is not None and not around.text_content().strip():
                around.drop_tree()
        return notes

    def _definitions(self, listed: Node) -> str:
        lines: list[str] = []
        after_term = False
        for one in list(listed):
            if one.tag == "dt":
                lines.append(("" if after_term or not lines else "\n") + " ".join(self._alone(one).split()))
                after_term = True
                continue
            first, *more = self._alone(one).split("\n")
            if not after_term and not lines:
                lines.append("\u200b")
            lines.append("\n".join([f":   {first}", *(f"    {line}" if line else "" for line in more)]))
            after_term = False
        return "\n".join(lines)

    def _alone(self, element: Node) -> str:
        """Return an element of a list as a text of its own."""
        element.tag = "div"
        return self._part(element)

    def _replace(self, element: Node, text: str) -> None:
        """Put the number of a part in the place of an element."""
        self._parts.append(text)
        place = new_element("p", f"{PART}{len(self._parts) - 1}{PART}")
        place.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, place)

    def _part(self, tree: Node) -> str:
        """Return a tree as Markdown, with the parts that were converted before."""
        from html_to_markdown import ConversionError, convert

        mark_words(tree)
        try:
            written = convert(html_text(tree), _options()).content or ""
        except ConversionError as problem:
            raise ValueError(str(problem)) from None
        self.written += _letters(_NO_WORD.sub(" ", written))
        written = _BREAKS.sub(r"\n\g<prefix>\n\g<prefix>", written)
        written = _TABLES.sub(r"\g<0>\n", written)
        written = "\n".join(_separated(written.split("\n")))
        written = unmarked(_BLANK.sub("\n\n", written.replace(BREAK, ""))).strip("\n")
        return _PART.sub(self._inserted, written)

    def _inserted(self, found: re.Match[str]) -> str:
        prefix = found["prefix"]
        following = "\n" + re.sub(r"[^>\s]", " ", prefix)
        return prefix + self._parts[int(found["number"])].replace("\n", following)


def _options() -> "ConversionOptions":
    from html_to_markdown import ConversionOptions, PreprocessingOptions

    return ConversionOptions(
        bullets="-",
        autolinks=False,
        expand_abbreviations=False,
        include_blockquote_citations=False,
        extract_metadata=False,
        highlight_style="none",
        hidden_content="all",
        capture_svg=False,
        newline_style="backslash",
        compact_tables=True,
        preprocessing=PreprocessingOptions(enabled=False),
    )
