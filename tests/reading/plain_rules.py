"""The rules of reading as they are said most plainly, without anything that makes them fast: what the fast ones must agree with."""

import html
import re
from itertools import pairwise

from sentencex import segment

from digest.model.text.characters import clean
from digest.reading.content.sentences import _BEGINS, _MARKUP, _MAY_END, _NO_END, _NOT_PROSE

_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FIELD = re.compile(rb"[A-Za-z_][\w .-]{0,40}:(?:[ \t]|$)|[ \t]+\S|- ")


def is_suspect(text: str) -> bool:
    return _SUSPECT.search(text) is not None or any(
        ord(character) > 0xFFFF and ord(character) & 0xFFFE == 0xFFFE for character in text
    )


def count_words(text: str) -> int:
    return max(len(text.split()) + len(_UNSPACED.findall(text)) // 2, len(text) // 12)


def front_matter(raw: bytes) -> tuple[int, int, int, str] | None:
    """Say where YAML between fences is, or fields without a first fence."""
    mark = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    lines = [(mark + match.start(), match[0]) for match in _LINE.finditer(raw[mark:]) if match[0]]
    while lines and not lines[0][1].strip(b" \t\r\n"):
        del lines[0]
    if not lines:
        return None
    first = lines[0][1].strip(b" \t\r\n")
    if re.fullmatch(rb"-{3,}", first) and lines[0][1][-1:] in {b"\r", b"\n"}:
        ends = {first, b"..."} if first == b"---" else {first}
        for begin, line in lines[1:]:
            if line.rstrip(b" \t\r\n") in ends:
                return lines[1][0], begin, begin + len(line), "yaml"
        return None
    return _fields_without_fence(raw, lines)


def _fields_without_fence(raw: bytes, lines: list[tuple[int, bytes]]) -> tuple[int, int, int, str] | None:
    if not re.match(rb"[A-Za-z_][\w .-]{0,40}:(?:[ \t]|$)", lines[0][1].lstrip(b" \t").rstrip(b"\r\n")):
        return None
    start = lines[0][0] + len(lines[0][1]) - len(lines[0][1].lstrip(b" \t"))
    rest = [(start, raw[start : lines[0][0] + len(lines[0][1])]), *lines[1:], (len(raw), b"")]
    fields = 0
    while fields < len(rest) - 1 and _FIELD.match(rest[fields][1].rstrip(b"\r\n")):
        fields += 1
    begin, last = rest[fields]
    if not any(re.match(rb"title[ \t]*:", line, re.IGNORECASE) for _, line in rest[:fields]):
        return None
    if re.fullmatch(rb"-{3,}[ \t]*", last.rstrip(b"\r\n")):
        return start, begin, begin + len(last), "yaml"
    is_list = any(line.startswith(b"- ") for _, line in rest[1:fields])
    return None if is_list or last.strip() else (start, begin, begin + len(last), "headers")


def line_ends(raw: bytes) -> int:
    return len(re.findall(rb"\r\n|\n|\r", raw))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def opening(text: str, language: str, *, plain: bool) -> tuple[str, ...]:
    paragraphs: list[str] = []
    for block in _blocks(text[:4000], plain=plain):
        paragraphs.append(block)
        if sum(map(len, paragraphs)) >= 1000:
            break
    found: list[str] = []
    for paragraph in paragraphs:
        sentences = _sentences(paragraph[:1000], language)
        found += sentences[:-1] if len(paragraph) > 1000 and len(sentences) > 1 else sentences
    return tuple(found)


def _blocks(head: str, *, plain: bool) -> list[str]:
    blocks = re.split(r"\n[ \t]*\n" if not plain or "\n\n" in head else r"\n", head)
    words = [_words(block, plain=plain) for block in blocks if plain or _is_prose(block)]
    return [found for found in words if found]


def _words(block: str, *, plain: bool) -> str:
    if not plain:
        for pattern, replacement in _MARKUP:
            block = pattern.sub(replacement, block)
        block = clean(html.unescape(block)) if "&" in block else block
    return one_line(block)


def _is_prose(block: str) -> bool:
    underlined = re.search(r"\n(?:=+|-+)[ \t]*$", block) and block.count("\n") == 1
    return bool(block.strip()) and not (_NOT_PROSE.match(block) or "\n|" in block or underlined)


def _sentences(paragraph: str, language: str) -> list[str]:
    pieces = [piece for piece in segment(language.partition("-")[0].lower(), paragraph) if piece.strip()]
    joined = pieces[:1]
    for before, piece in pairwise(pieces):
        goes_on = _NO_END.search(before) and not (_MAY_END.search(before) and _BEGINS.match(piece))
        if goes_on:
            joined[-1] += piece if before[-1:].isspace() else f" {piece}"
        else:
            joined.append(piece)
    return [sentence.strip() for sentence in joined]
