"""The first whole sentences of a text, without markup: what summaries and excerpts are cut from."""

import html
import re
from itertools import pairwise

from sentencex import segment

from digest.model.characters import clean

# Excerpts end at 150 words at most; what lies beyond this many characters is never looked at.
_ENOUGH = 1_000

_NOT_PROSE = re.compile(
    r" {0,3}(?:#{1,6} |>|[*+-] |\d{1,9}[.)] |\||```|~~~|\[\^?[^\]]+\]:|[*_-]{3,}\s*$|={3,}\s*$| {4}|\t)"
)
_TARGET = r"(?:\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s+\"[^\"]{0,500}\")?\)|\[[^\]]{0,200}\])"
_MARKUP = (
    (re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"<(?:br|hr|p|div|li|td|th)\b[^<>]{0,500}>", re.IGNORECASE), " "),
    (re.compile(r"</?[A-Za-z][^<>]{0,500}>"), ""),
    (re.compile(rf"!\[[^\]]{{0,500}}\]{_TARGET}"), ""),
    (re.compile(r"\[\^[^\]]{1,100}\]"), ""),
    (re.compile(rf"\[([^\[\]]{{1,500}})\]{_TARGET}"), r"\1"),
    (re.compile(r"(\*\*\*|\*\*|\*|`+)(?=\S)([^*`]{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(___|__|_)(?=\S)([^_]{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)
_SIGNS_OF_MARKUP = re.compile(r"[<\[*_`\\&]")

# A "sentence" that ends like these went on: the segmenter knows many abbreviations of each language, and these are the ones of
# news from the United States that it takes for an end before a capital.
_NO_END = re.compile(
    r"(?:^|[\s(“\"'])(?:[A-Z]\.|(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla"
    r"|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|St|Ste|Mt|Ft|Ave|Blvd|Rd|Hwy|Rte|Mr|Mrs|Ms|Dr|Prof|Rev"
    r"|Hon|Gov|Sen|Rep|Gen|Col|Lt|Maj|Capt|Cpl|Sgt|Pvt|Cmdr|Adm|Det|Supt|Atty|Dist|Jr|Sr|No|vs|Inc|Co|Corp|Ltd|approx|U\.S|U\.N|U\.K|E\.U|D\.C"
    r"|N\.Y|N\.J|N\.C|S\.C|N\.D|S\.D|N\.H|N\.M|W\.Va|R\.I|a\.m|p\.m)\.)\s*$"
)
# After these a capital may well begin a new sentence; what follows decides.
_MAY_END = re.compile(r"(?:U\.S|U\.N|U\.K|E\.U|D\.C|a\.m|p\.m|Jr|Sr|Inc|Co|Corp|Ltd)\.\s*$")
_BEGINS = re.compile(
    r"[“\"'(]?(?:The|A|An|He|She|It|They|We|I|You|But|And|In|On|At|After|Before|When|While|If|As|This|That|These|Those|There|His|Her|Its|Their"
    r"|Police|Officials|Authorities|No|For|From|Since|However|Meanwhile|According|Both|One|Two|Three)\b"
)


def opening(text: str, language: str, *, plain: bool) -> tuple[str, ...]:
    """Give the first whole sentences of a text, up to about 1,000 characters; headings, lists, quotations, tables and code are no prose."""
    paragraphs: list[str] = []
    length = 0
    for block in _blocks(text, plain=plain):
        paragraphs.append(block)
        length += len(block)
        if length >= _ENOUGH:
            break
    found: list[str] = []
    for paragraph in paragraphs:
        sentences = _sentences(paragraph[:_ENOUGH], language)
        cut = len(paragraph) > _ENOUGH and len(sentences) > 1
        found += sentences[:-1] if cut else sentences
    return tuple(found)


def _blocks(text: str, *, plain: bool) -> list[str]:
    """Give the paragraphs of prose near the beginning of a text, without markup, each on one line."""
    head = text[: 4 * _ENOUGH]
    separator = r"\n[ \t]*\n" if not plain or "\n\n" in head else r"\n"
    found = []
    for block in re.split(separator, head):
        if not plain and (not block.strip() or _NOT_PROSE.match(block) or "\n|" in block or _is_heading(block)):
            continue
        words = " ".join((block if plain else _without_markup(block)).split())
        if words:
            found.append(words)
    return found


def _is_heading(block: str) -> bool:
    return bool(re.search(r"\n(?:=+|-+)[ \t]*$", block)) and block.count("\n") == 1


def _without_markup(block: str) -> str:
    if not _SIGNS_OF_MARKUP.search(block):
        return block
    for pattern, replacement in _MARKUP:
        block = pattern.sub(replacement, block)
    return clean(html.unescape(block)) if "&" in block else block


def _sentences(paragraph: str, language: str) -> list[str]:
    pieces = [piece for piece in segment(language.partition("-")[0].lower(), paragraph) if piece.strip()]
    if not pieces:
        return []
    joined = [pieces[0]]
    for before, piece in pairwise(pieces):
        if _goes_on(before, piece):
            joined[-1] += piece if before[-1:].isspace() else f" {piece}"
        else:
            joined.append(piece)
    return [sentence.strip() for sentence in joined]


def _goes_on(before: str, after: str) -> bool:
    if not _NO_END.search(before):
        return False
    return not (_MAY_END.search(before) and _BEGINS.match(after))
