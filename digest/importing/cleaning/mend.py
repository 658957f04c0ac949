"""What was broken on its way is mended: characters, entities, words cut at a line's end, what was said twice. No line moves."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

from digest.adapters.encoding import mend_encoding
from digest.importing.cleaning.lines import goes_on, visible
from digest.importing.record import NewArticle
from digest.model.reports.imported import Note
from digest.model.text.characters import clean as without_controls
from digest.model.text.characters import without_stray

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
# A blank that does not break stays where typography wants it: beside numbers and before French punctuation.
_NO_BREAK = re.compile(
    r"(?<![\d«§№-])[\u00a0\u202f](?![\d:;!?»%€$£°])|[\u00a0\u202f](?= )|(?<= )[\u00a0\u202f]|^[\u00a0\u202f]+|[\u00a0\u202f]+$"
)
_CUT = re.compile(r"(?<![\w-])([A-Za-zÀ-ÿ]*[a-zß-ÿ]{2})[-\u2010\u00ad]$")
_REST = re.compile(r"([a-zß-ÿ]{2,})([,.;:!?'’”\")]*)(?: +|$)")
# First parts of words that keep their hyphen: well-known, self-defence, three-year.
_WITH_HYPHEN = frozenset(
    "self non ex well ill half all cross post pre anti semi multi co gang drug long short high low year month week day hour two three four "
    "five six seven eight nine ten part full then soon first second third mid drive hit stand vice father mother brother sister "
    "police officer life north south east west so off one twenty thirty forty fifty sixty".split()
)
_MOST_TIMES = 8
_SHORTEST_DOUBLE = 40
_SHORTEST_NEIGHBOUR = 12
_FIRST_LINES = 3


def mend(article: NewArticle) -> NewArticle:
    """Return an article whose text is mended, with a note for each kind of mending. No line changes its number."""
    lines = article.text.split("\n")
    notes: list[Note] = []
    for code, message, change in _changes(article):
        mended = change(lines)
        changed = [number for number, (one, other) in enumerate(zip(lines, mended, strict=True)) if one != other]
        if changed:
            first, count = changed[0], len(changed)
            more = f" ({count} lines)" if count > 1 else ""
            notes.append(Note("mended", code, message + more, first + 1, lines[first].strip()))
            lines = mended
    if not notes:
        return article
    return replace(article, text="\n".join(lines), notes=(*article.notes, *notes))


def _changes(article: NewArticle) -> Iterator[tuple[str, str, Callable[[list[str]], list[str]]]]:
    """Return what is mended, in order: the code of its note, the words, and the change of the lines."""
    if article.form == "plain":
        yield (
            "entities",
            "HTML entities became the characters that they mean",
            lambda lines: [_without_entities(line) for line in lines],
        )
    yield (
        "invisible-characters",
        "control characters and characters that nobody sees are gone",
        lambda lines: [_without_invisible(line) for line in lines],
    )
    yield "wrong-encoding", "letters were decoded wrongly", lambda lines: [_decoded(line) for line in lines]
    yield "hyphenation", "a word that was cut at the end of a line is whole again", _joined
    title = article.fields.get("title")
    if isinstance(title, str) and title:
        yield (
            "repeated-headline",
            "the headline was the first line of the text, too",
            lambda lines: _without_headline(lines, title),
        )
    if author := _author_of(article):
        yield "repeated-byline", "the byline was in the text, too", lambda lines: _without_byline(lines, author)
    if not article.is_own:  # a newsroom repeats itself on purpose: a refrain, a command in two places
        # Lines that cleaning has brought together were no neighbours in the source.
        shortest = _SHORTEST_DOUBLE if any(note.kind == "removed" for note in article.notes) else _SHORTEST_NEIGHBOUR
        yield "doubled-paragraph", "a paragraph was there twice", lambda lines: _without_doubles(lines, shortest)


def _without_entities(line: str) -> str:
    """Return a line with the characters that its HTML entities mean, also if these were escaped several times."""
    for _ in range(_MOST_TIMES):
        plain = _ENTITY.sub(lambda found: unescape(f"&{found[1]};"), line) if "&" in line else line
        if plain == line:
            break
        line = plain
    return line.replace("\n", " ")


def _decoded(line: str) -> str:
    """Return a line with the letters that were meant. What comes to light, such as another wrong letter, is mended as well."""
    for _ in range(_MOST_TIMES):
        decoded = mend_encoding(line)
        if decoded == line:
            break
        line = _without_invisible(decoded)
    return line


def _without_invisible(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    line = without_stray(without_controls(line.replace("\r", "")))
    return _NO_BREAK.sub(" ", line) if "\u00a0" in line or "\u202f" in line else line


def _joined(lines: list[str]) -> list[str]:
    """Return the lines with words whole that were cut at a line's end: the rest of a word moves up to its beginning."""
    if not any(line.rstrip().endswith(("-", "\u2010", "\u00ad")) for line in lines):
        return lines
    mended = list(lines)
    words = set(re.findall(r"[\w-]+", "\n".join(lines).lower()))
    for index in range(len(mended) - 1):
        cut, rest = _CUT.search(mended[index].rstrip()), _REST.match(mended[index + 1])
        if not cut or not rest:
            continue
        whole = (cut[1] + rest[1]).lower()
        hyphen = (
            "-"
            if whole not in words and (f"{cut[1]}-{rest[1]}".lower() in words or cut[1].lower() in _WITH_HYPHEN)
            else ""
        )
        mended[index] = mended[index].rstrip()[:-1] + hyphen + rest[1] + rest[2]
        mended[index + 1] = mended[index + 1][rest.end() :]
    return mended


def _without_headline(lines: list[str], title: str) -> list[str]:
    """Return the lines without the headline, if it is among the first lines; one may repeat it without the outlet's name at its end."""
    bare = _bare(title)
    names = {bare, _bare(re.split(r" [-–—|] (?=[^-–—|]{2,40}$)", title)[0])}
    mended = list(lines)
    seen = 0
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if _bare(line) not in names or seen == _FIRST_LINES or not _has_more(lines, index):
            break
        mended[index] = ""
        seen += 1
    return mended


def _has_more(lines: list[str], index: int) -> bool:
    return any(line.strip() for line in lines[index + 1 :])


def _without_byline(lines: list[str], author: str) -> list[str]:
    """Return the lines without one that says `By` and the author's name, if it is among the first lines."""
    mended = list(lines)
    first = [index for index, line in enumerate(lines) if line.strip()][:_FIRST_LINES]
    for index in first:
        said = _bare(lines[index])
        if said in {f"by {_bare(author)}", _bare(author)} and index != first[-1]:
            mended[index] = ""
            break
    return mended


def _author_of(article: NewArticle) -> str:
    source = article.fields.get("source")
    author = source.get("author") if isinstance(source, dict) else None
    return author if isinstance(author, str) else ""


def _without_doubles(lines: list[str], shortest: int) -> list[str]:
    """Return the lines without a paragraph of one line that was there before: a long one anywhere, a shorter one next to its double.

    `shortest` is the least length of the latter.
    """
    mended = list(lines)
    seen: set[str] = set()
    before, is_code = "", False
    for index, line in enumerate(lines):
        is_code = is_code ^ bool(_FENCE.match(line))
        words = " ".join(line.split())
        if not words or is_code:
            continue
        # Litter beside it is still there, and must not change what is done.
        alone = not goes_on(lines, index) and not goes_on(lines, index + 1)
        is_double = (len(words) >= _SHORTEST_DOUBLE and words in seen) or (len(words) >= shortest and words == before)
        if is_double and alone and not words.startswith(("|", "<", "!", "=", "-", "#", "[")):
            mended[index] = ""
            continue
        seen.add(words)
        before = words
    return mended


def _bare(line: str) -> str:
    """Return the words of a line for comparison: as readers see them, in small letters, without marks at the ends."""
    return visible(line).casefold().strip(" .,:;!?\"'-")
