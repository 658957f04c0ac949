"""The tree of a text of HTML in the order in which it can be converted: only what readers see, and every sign of a text marked."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from digest.importing.markup.embedded import link_embedded, mend_pictures
from digest.importing.markup.notes import counted
from digest.importing.markup.trees import Node, steps
from digest.model.reports.imported import Note

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
_REMOVED = {
    **dict.fromkeys(
        "template input button select option datalist textarea progress meter title link meta base head".split(), ""
    ),
    "script": "script",
    "style": "style",
    "math": "formula",
    "svg": "drawing",
}
# Elements that digest shows and Markdown has no sign for: they stay as HTML.
_KEPT = frozenset("sub sup u ins mark kbd".split())
_UNWRAPPED = (
    "abbr acronym big bdi bdo cite data dfn font label nobr ruby rb rt rp rtc small span time tt var samp center legend fieldset wbr "
    "output form noscript article section header footer main nav aside address hgroup search dialog o:p"
).split()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LEAST_WORDS = 40  # of a form whose text is no form: some systems wrap whole pages in one
_SPACE = re.compile(r"\s+")


class Tidied(NamedTuple):
    """What was found: how deep the tree is, the Markdown to append, and what was left out."""

    depth: int
    appended: tuple[str, ...]
    notes: tuple[Note, ...]


def tidy(tree: Node) -> Tidied:
    """Change a tree so that it can be converted, and return what else there is to say."""
    left_out: Counter[tuple[str, str]] = Counter()
    _remove(tree, left_out)
    link_embedded(tree)
    mend_pictures(tree, left_out)
    return Tidied(_depth(tree), (), counted(left_out))


def _remove(tree: Node, left_out: Counter[tuple[str, str]]) -> None:
    for element in list(tree.iter()):
        name = str(element.tag).lower()
        if element.getparent() is None:
            continue
        if name == "form" and len(str(element.text_content()).split()) < _LEAST_WORDS:
            left_out["form", ""] += 1
            element.drop_tree()
        elif name in _REMOVED:
            if _REMOVED[name]:
                left_out[_REMOVED[name], ""] += 1
            element.drop_tree()
        elif "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
            left_out["hidden-text", ""] += 1
            element.drop_tree()


def blocks_of(tree: Node) -> Iterator[str]:
    """Yield the words of each block of a tree, in one line."""
    words: list[str] = []
    for step, element in steps(tree):
        name = str(element.tag)
        if name in BLOCKS or name == "br":
            yield " ".join("".join(words).split())
            words = []
        words.append((element.text if step == "start" else element.tail) or "")
    yield " ".join("".join(words).split())


def _depth(tree: Node) -> int:
    depth = deepest = 0
    for step, _ in steps(tree):
        depth += 1 if step == "start" else -1
        deepest = max(deepest, depth)
    return deepest
