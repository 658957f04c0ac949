"""Find the first whole sentences of a text, without markup, for summaries and excerpts."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import segment

from digest.model.text.characters import clean
from digest.reading.files.decode import one_line

# In characters. Excerpts have at most 150 words, so that no more of a text is looked at.
_ENOUGH = 1_000

_NOT_PROSE = re.compile(
    r" {0,3}(?:#{1,6} |>|[*+-] |\d{1,9}[.)] |\||```|~~~|\[\^?[^\]]+\]:|[*_-]{3,}\s*$|={3,}\s*$| {4}|\t)"
)
_TARGET = r"(?:\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s+\"[^\"]{0,500}\")?\)|\[[^\]]{0,200}\])"
_MARKUP = (
    (re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"<(?:br|hr|p|div|li|td|th)\b[^<>]{0,500}>", re.IGNORECASE), " "),
    (re.compile(r"(?<!\\)</?[A-Za-z][^<>]{0,500}>"), ""),
    (re.compile(rf"!\[[^\]]{{0,500}}\]{_TARGET}"), ""),
    (re.compile(r"\[\^[^\]]{1,100}\]"), ""),
    (re.compile(rf"\[([^\[\]]{{1,500}})\]{_TARGET}"), r"\1"),
    (re.compile(r"(\*\*\*|\*\*|\*|`+)(?=\S)([^*`]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(___|__|_)(?=\S)([^_]{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)([^~]{1,1000})(?<=\S)~~"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_SIGNS_OF_MARKUP = "<[*_`\\&~"

_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_UNDERLINED = re.compile(r"\n(?:=+|-+)[ \t]*$")

# A "sentence" with one of these ends is not complete. The segmenter has lists of abbreviations for each language, but takes these, from
# news of the United States, for the end of a sentence if a capital follows.
_NO_END = re.compile(
    r"(?:^|[\s(“\"'])(?:[A-Z]\.|(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla"
    r"|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|St|Ste|Mt|Ft|Ave|Blvd|Rd|Hwy|Rte|Mr|Mrs|Ms|Dr|Prof|Rev"
    r"|Hon|Gov|Sen|Rep|Gen|Col|Lt|Maj|Capt|Cpl|Sgt|Pvt|Cmdr|Adm|Det|Supt|Atty|Dist|Jr|Sr|No|vs|Inc|Co|Corp|Ltd|approx|U\.S|U\.N|U\.K|E\.U|D\.C"
    r"|N\.Y|N\.J|N\.C|S\.C|N\.D|S\.D|N\.H|N\.M|W\.Va|R\.I|a\.m|p\.m)\.)\s*$"
)
# In characters: the longest of these abbreviations with the character before it. Only this much of a sentence's end is searched.
_LONGEST = len(" approx.")
# After these a new sentence may begin. It does if its first word is one of `_BEGINS`.
_MAY_END = re.compile(r"(?:U\.S|U\.N|U\.K|E\.U|D\.C|a\.m|p\.m|Jr|Sr|Inc|Co|Corp|Ltd)\.\s*$")
_BEGINS = re.compile(
    r"[“\"'(]?(?:The|A|An|He|She|It|They|We|I|You|But|And|In|On|At|After|Before|When|While|If|As|This|That|These|Those|There|His|Her|Its|Their"
    r"|Police|Officials|Authorities|No|For|From|Since|However|Meanwhile|According|Both|One|Two|Three)\b"
)


def opening(text: str, language: str, *, plain: bool) -> tuple[str, ...]:
    """Return the first whole sentences of a text, up to about 1,000 characters; skip headings, lists, quotations, tables and code."""
    code = language.partition("-")[0].lower()
    found: list[str] = []
    length = 0
    for paragraph in _paragraphs(text[: 4 * _ENOUGH], plain=plain):
        sentences = _sentences(paragraph[:_ENOUGH], code)
        cut = len(paragraph) > _ENOUGH and len(sentences) > 1
        found += sentences[:-1] if cut else sentences
        length += len(paragraph)
        if length >= _ENOUGH:
            break
    return tuple(found)


def _paragraphs(head: str, *, plain: bool) -> Iterator[str]:
    """Return the paragraphs of prose at the beginning of a text, without markup, each on one line."""
    # Most texts have no markup: then the blocks need not be searched one by one.
    marked = not plain and _is_marked(head)
    for block in _blocks(head, plain=plain):
        if not plain and not _is_prose(block):
            continue
        words = one_line(without_markup(block)) if marked else _beginning(block)
        if words:
            yield words


def _beginning(block: str) -> str:
    """Return a block on one line; of a long block only its beginning, since no more than `_ENOUGH` characters are used."""
    words = one_line(block[: 2 * _ENOUGH])
    return words if len(words) > _ENOUGH or len(block) <= 2 * _ENOUGH else one_line(block)


def _blocks(head: str, *, plain: bool) -> list[str]:
    if plain and "\n\n" not in head:
        return head.split("\n")
    return _EMPTY_LINE.split(head) if " \n" in head or "\t\n" in head else head.split("\n\n")


def _is_prose(block: str) -> bool:
    if not block or block.isspace() or ("|" in block and "\n|" in block):
        return False
    # Nearly all blocks begin with a letter or a quotation mark, and only prose does: no regular expression is needed for these.
    begins_in_words = block[0].isalpha() or block[0] in '“"'
    if not begins_in_words and _NOT_PROSE.match(block):
        return False
    return block.count("\n") != 1 or not _UNDERLINED.search(block)


def _is_marked(text: str) -> bool:
    return any(sign in text for sign in _SIGNS_OF_MARKUP)


def without_markup(block: str) -> str:
    """Return a block of Markdown as plain text."""
    if not _is_marked(block):
        return block
    for pattern, replacement in _MARKUP:
        block = pattern.sub(replacement, block)
    return clean(html.unescape(block)) if "&" in block else block


def _sentences(paragraph: str, code: str) -> list[str]:
    pieces = [piece for piece in segment(code, paragraph) if piece.strip()]
    joined = pieces[:1]
    for before, piece in pairwise(pieces):
        if _goes_on(before, piece):
            joined[-1] += piece if before[-1:].isspace() else f" {piece}"
        else:
            joined.append(piece)
    return [sentence.strip() for sentence in joined]


def _goes_on(before: str, after: str) -> bool:
    end = before.rstrip()
    if not end.endswith(".") or not _NO_END.search(before, max(0, len(end) - _LONGEST)):
        return False
    return not (_MAY_END.search(before) and _BEGINS.match(after))
