"""The tree of a text of HTML in the order in which it can be converted: only what readers see, in elements that Markdown knows."""

import re
from collections import Counter
from collections.abc import Iterator

from digest.importing.markup.trees import Node, steps

BLOCKS = frozenset(
    "body blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td tfoot th "
    "thead tr ul".split()
)
_INLINE = frozenset("a b br code del em i img s strong u ins sub sup mark kbd q".split())
# What becomes of other elements: the element that means the same, or nothing. All that is not named here is taken away around its words.
_RENAMED = {
    **dict.fromkeys(
        "address article aside center dialog fieldset footer form header hgroup legend main nav search section".split(),
        "div",
    ),
    **dict.fromkeys("dir menu".split(), "ul"),
    **dict.fromkeys("listing plaintext xmp".split(), "pre"),
    "strike": "s",
    "tt": "code",
    "amp-img": "img",
}
_REMOVED = {
    **dict.fromkeys(
        "area base button datalist frame frameset head input link map meta meter optgroup option param progress select source template "
        "textarea title track".split(),
        "",
    ),
    "script": "script",
    "style": "style",
    "math": "formula",
    "svg": "drawing",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPHASIS = "b", "strong", "i", "em", "del", "s", "u", "ins", "mark", "sub", "sup", "kbd"
_LEAST_WORDS = 40  # of a form whose text is no form: some systems wrap whole pages in one
_SCRIPTED = re.compile(r"\s*(?:javascript|data|vbscript|about|file):", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"\\^`{}|]")


def remove_unseen(tree: Node, left_out: "Counter[tuple[str, str]]") -> None:
    """Take out of a tree what readers do not see as text, and count it."""
    for element in list(tree.iter()):
        name = str(element.tag).lower()
        if element.getparent() is None:
            continue
        if name == "form" and len(str(element.text_content()).split()) < _LEAST_WORDS:
            left_out["form", ""] += 1
            element.drop_tree()
        elif name == "noscript":
            previous = element.getprevious()
            if element.find(".//img") is None or (previous is not None and previous.tag == "img"):
                element.drop_tree()
        elif name in _REMOVED:
            if _REMOVED[name]:
                left_out[_REMOVED[name], ""] += 1
            element.drop_tree()
        elif "hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""):
            if element.text_content().strip():
                left_out["hidden-text", ""] += 1
            element.drop_tree()


def rename_elements(tree: Node) -> None:
    """Leave only elements that Markdown knows, and of each only what it is for."""
    for element in list(tree.iter()):
        name = str(element.tag).lower()
        if name in _RENAMED:
            element.tag = _RENAMED[name]
        if name == "rt" and element.find("../rp") is None:
            element.text = f"({element.text or ''}"
            element.tail = f"){element.tail or ''}"
        if element.getparent() is not None and element.tag not in BLOCKS | _INLINE:
            element.drop_tag()
    _contents(tree)
    _captions(tree)
    _empty(tree)
    _wrappers(tree)


def _contents(tree: Node) -> None:
    """Leave of links, pictures, emphasis and headings what can be written."""
    for element in list(tree.iter("a")):
        _link(element)
    for element in list(tree.iter("img")):
        element.set("src", _safe(element.get("src") or ""))
    for element in list(tree.iter(*_EMPHASIS)):
        _emphasis(element)
    for element in list(tree.iter("h1", "h2", "h3", "h4", "h5", "h6")):
        if not element.text_content().strip():
            element.tag = "div"
        for block in [one for one in element.iterdescendants() if one.tag in BLOCKS]:
            block.drop_tag()


def _emphasis(element: Node) -> None:
    """Take away emphasis of nothing, of blocks and of what is emphasised already."""
    if not element.text_content().strip() and element.find(".//img") is None:
        element.text = element.text and " "
        element.drop_tag()
    elif any(one.tag in BLOCKS or one.tag == element.tag for one in element.iterdescendants()):
        element.drop_tag()


def _empty(tree: Node) -> None:
    """Take away blocks without a word, and line breaks in cells and items without one."""
    for element in reversed(list(tree.iter("p", "div", "blockquote", "table", "ul", "ol", "dl", "td", "th", "li"))):
        if element.getparent() is None or element.text_content().strip() or element.find(".//img") is not None:
            continue
        if element.find(".//hr") is not None:
            continue
        for line_break in list(element.iter("br")):
            line_break.drop_tag()
        if element.tag not in {"td", "th"}:
            element.drop_tree()


def _wrappers(tree: Node) -> None:
    """Take away what only surrounds another block."""
    for element in list(tree.iter("div")):
        if element.getparent() is None or len(element) != 1 or element[0].tag not in BLOCKS:
            continue
        if not (element.text or "").strip() and not (element[0].tail or "").strip():
            element.drop_tag()


def _link(element: Node) -> None:
    url = (element.get("href") or "").strip()
    if not url or _SCRIPTED.match(url) or not (element.text_content().strip() or element.find(".//img") is not None):
        element.drop_tag()
        return
    for name in list(element.attrib):
        if name not in {"href", "id"}:
            del element.attrib[name]
    element.set("href", _safe(url))


def _safe(url: str) -> str:
    """Return a URL that ends where its destination in Markdown ends."""
    url = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", url.strip())
    return url if url.count("(") == url.count(")") else url.replace("(", "%28").replace(")", "%29")


def _captions(tree: Node) -> None:
    """Make a paragraph in emphasis of each caption of a picture."""
    for figure in list(tree.iter("figure")):
        figure.tag = "div"
    for caption in list(tree.iter("figcaption")):
        caption.tag = "p"
        for paragraph in list(caption.iterdescendants("p")):
            paragraph.drop_tag()
        if caption.text_content().strip() and all(one.tag == "a" for one in caption.iterdescendants()):
            inner = caption.makeelement("em")
            inner.text, caption.text = caption.text, None
            for child in list(caption):
                inner.append(child)
            caption.append(inner)


def blocks_of(tree: Node) -> Iterator[str]:
    """Yield the words of each block of a tree, in one line."""
    words: list[str] = []
    for step, element in steps(tree):
        if element.tag in BLOCKS or element.tag == "br":
            yield " ".join("".join(words).split())
            words = []
        words.append((element.text if step == "start" else element.tail) or "")
    yield " ".join("".join(words).split())


def depth_of(tree: Node) -> int:
    """Return how deep elements are within each other."""
    depth = deepest = 0
    for step, _ in steps(tree):
        depth += 1 if step == "start" else -1
        deepest = max(deepest, depth)
    return deepest
