"""Values of other tools as nodes of digest's fields: tags, pictures, texts, sources."""

import html
import re
from collections.abc import Iterable, Iterator

from digest.model.url import is_web_url
from digest.reading.dialects.authors import author_names
from digest.reading.dialects.names import plain_name
from digest.reading.yaml.nodes import Mapping, Node, Scalar, Sequence

_INNER_TEXT = ("date", "rendered", "text", "name", "value", "title", "url", "path", "src", "file", "filename")
_BETWEEN_TAGS = re.compile(r"[,;，；、]")
_BREAK = re.compile(r"[\s,;]+(?=#)")
# Markup that a headline or a summary from a page may have. Other words in angle brackets are words.
_INLINE = (
    r"a|abbr|b|bdi|cite|code|del|dfn|em|font|h[1-6]|i|ins|kbd|mark|p|q|s|small|span|strong|sub|sup|time|tt|u|var|div"
)
_ATTRIBUTES = r"(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)?"
_ELEMENT = re.compile(rf"<({_INLINE}){_ATTRIBUTES}>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_LINE_BREAK = re.compile(rf"<w?br{_ATTRIBUTES}/?>", re.IGNORECASE)


def is_filled(node: Node) -> bool:
    """Return whether a value is not empty: null, an empty text, list or group, or the word `None` that Python writes."""
    if isinstance(node, Scalar):
        return bool(node.cut) or (
            not node.is_null and bool(node.value.strip()) and not (node.plain and node.value == "None")
        )
    return bool(node.items if isinstance(node, Sequence) else node.pairs)


def scalar_in(node: Node) -> Scalar | None:
    """Return a value as a single one: that of a field `date`, `text`, `url` or the like in a group, or the first of a list."""
    if isinstance(node, Scalar):
        return node if is_filled(node) else None
    if isinstance(node, Sequence):
        return next((found for item in node.items if (found := scalar_in(item)) is not None), None)
    for name in _INNER_TEXT:
        if name in node.pairs and isinstance(inner := node.pairs[name][2], Scalar) and is_filled(inner):
            return inner
    return None


def without_markup(text: str) -> str:
    """Return a text without the tags of HTML that a headline may have: `The <em>Titanic</em>` is `The Titanic`.

    What is only in angle brackets, and no element with an end, is text: `Mayor: <no comment>`.
    """
    if "<" not in text:
        return text
    text = _LINE_BREAK.sub(lambda tag: "" if tag[0][1] in "wW" else " ", text)
    while (bare := _ELEMENT.sub(_content, text)) != text:
        text = bare
    return text.strip()


def _content(element: re.Match[str]) -> str:
    return f" {element[2]} " if element[1].lower() in {"p", "div"} else element[2]


def tags_of(nodes: Iterable[Node]) -> Iterator[Scalar]:
    """Yield the tags in these values: lists at any depth, groups of lists, and texts with commas, semicolons or number signs.

    An entry of a list is one tag, whatever it contains; a text is only split at blanks if each word begins with `#`.
    """
    for node in nodes:
        if isinstance(node, Scalar):
            yield from _split(node)
        else:
            yield from _listed(node)


def _listed(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if is_filled(node):
            yield node._replace(value=_without_sign(node.value))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _listed(item)
    elif "name" in node.pairs:  # Ghost: `{name: Fires, slug: fires}`
        yield from _listed(node.pairs["name"][2])
    else:
        for _, _, value in node.pairs.values():
            if not isinstance(value, Scalar):
                yield from _listed(value)
            else:
                yield from _split(value)


def _split(node: Scalar) -> Iterator[Scalar]:
    if not is_filled(node):
        return
    text = node.value.strip()
    parts = _BREAK.split(text) if text.startswith("#") and all(_is_hashed(text)) else _BETWEEN_TAGS.split(text)
    for part in parts:
        if (word := _without_sign(part)) or node.cut:
            yield node._replace(value=word, cut=node.cut if part is parts[-1] else "")


def _is_hashed(text: str) -> Iterator[bool]:
    return (word.startswith("#") for word in re.split(r"[\s,;]+", text) if word)


def _without_sign(tag: str) -> str:
    return tag.strip().lstrip("#").strip(" ,;")


def is_plain_list(node: Node) -> bool:
    """Return whether a value is a list of tags as digest writes it, which needs no reading by other rules."""
    return isinstance(node, Sequence) and all(isinstance(i, Scalar) and not i.value.startswith("#") for i in node.items)


_SOURCES_OF_PICTURES = (
    "src",
    "path",
    "url",
    "image",
    "file",
    "filename",
    "feature",
    "teaser",
    "source",
    "thumbnail",
    "img",
    "name",
)
_ALTS = ("alt", "alttext", "imagedescription", "description")
_CREDITS = ("credit", "caption_credit", "attribution")


def picture_in(node: Node, beside: dict[str, Node]) -> Mapping | None:
    """Return the picture that a value of another tool names, as a group `src`, `alt`, `credit`; None for one of another host, or none.

    `beside` are the other fields of the document, by plain name: `image_alt` and the like are read from there.
    """
    if isinstance(node, Sequence):
        return next((found for item in node.items if (found := picture_in(item, beside)) is not None), None)
    if isinstance(node, Scalar):
        return _picture(node, beside) if is_filled(node) else None
    names = {plain_name(key): value for key, (_, _, value) in node.pairs.items()}
    for name in _SOURCES_OF_PICTURES:
        if (inner := names.get(name)) is not None and (found := picture_in(inner, {**beside, **names})) is not None:
            return found
    return None


_LOOKS_LIKE_A_FILE = re.compile(
    r"[^\s:?#]\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|jfif|apng|ico)\Z", re.IGNORECASE
)


def _picture(src: Scalar, beside: dict[str, Node]) -> Mapping | None:
    path = src.value.strip().partition("?")[0]
    if is_web_url(src.value) or "//" in path or ":" in path or not _LOOKS_LIKE_A_FILE.search(path):
        return None
    pairs: dict[str, tuple[int, int, Node]] = {"src": (src.line, src.column, src._replace(value=path, plain=False))}
    stems = (
        "",
        "image",
        "cover",
        "featuredimage",
        "featureimage",
        "hero",
        "heroimage",
        "thumbnail",
        "banner",
        "coverimage",
    )
    for field, words in (("alt", _ALTS), ("credit", _CREDITS)):
        found = next(
            (
                n
                for w in words
                for s in stems
                if isinstance(n := beside.get(s + w), Scalar) and (s or w != "description")
            ),
            None,
        )
        if found is not None and is_filled(found):
            pairs[field] = (found.line, found.column, found)
    return Mapping("", src.line, src.column, pairs)


def joined_authors(nodes: Iterable[Node]) -> Scalar | None:
    """Return the names of authors in these values as one text, each once; None if there are none."""
    names = [name for node in nodes for name in author_names(node)]
    return names[0]._replace(value=", ".join(dict.fromkeys(name.value for name in names))) if names else None


def decoded(node: Node) -> Node:
    """Return a value in which character references of HTML are the characters that they mean."""
    if isinstance(node, Scalar):
        return node._replace(value=html.unescape(node.value)) if "&" in node.value else node
    if isinstance(node, Sequence):
        return node._replace(items=[decoded(item) for item in node.items])
    return node._replace(
        pairs={key: (line, column, decoded(value)) for key, (line, column, value) in node.pairs.items()}
    )
