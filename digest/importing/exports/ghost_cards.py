"""The words of a post of Ghost in the forms in which its editors keep it: Lexical, and Mobiledoc before it."""

import json
from collections.abc import Iterator

from digest.importing.record import Value

_DEEPEST = 60


def words_of_cards(document: str) -> str:
    """Return the paragraphs of a Lexical or Mobiledoc document as plain text; empty if there are none."""
    try:
        value: Value = json.loads(document or "null")
    except (ValueError, RecursionError):
        return ""
    if not isinstance(value, dict):
        return ""
    found = _of_lexical(value["root"], 0) if "root" in value else _of_mobiledoc(value)
    return "\n\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in found)))


def _of_lexical(node: Value, depth: int) -> Iterator[str]:
    """Yield the words of each block below a node of Lexical."""
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    children = node.get("children")
    blocks = children if isinstance(children, list) else []
    if any(isinstance(child, dict) and child.get("type") in {"text", "extended-text", "link"} for child in blocks):
        yield "".join(_inline(child, depth) for child in blocks)
        return
    for key in ("markdown", "html", "text", "caption", "heading", "title", "content", "code"):
        if isinstance(value := node.get(key), str):
            yield value
    for child in blocks:
        yield from _of_lexical(child, depth + 1)


def _inline(node: Value, depth: int) -> str:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return ""
    if node.get("type") == "linebreak":
        return "\n"
    children = node.get("children")
    own = node.get("text")
    inner = "".join(_inline(child, depth + 1) for child in children) if isinstance(children, list) else ""
    return (own if isinstance(own, str) else "") + inner


def _of_mobiledoc(value: dict[str, Value]) -> Iterator[str]:
    """Yield the words of each section: `[1, "p", markers]`, `[3, "ul", items]`, `[10, card]` (the specification of Mobiledoc 0.3)."""
    cards = value.get("cards")
    sections = value.get("sections")
    for section in sections if isinstance(sections, list) else []:
        if not isinstance(section, list) or len(section) < 2:
            continue
        if (
            section[0] == 10
            and isinstance(cards, list)
            and isinstance(section[1], int)
            and -1 < section[1] < len(cards)
        ):
            card = cards[section[1]]
            content = card[1] if isinstance(card, list) and len(card) > 1 else None
            if isinstance(content, dict):
                yield from (
                    text for key in ("markdown", "html", "caption", "code") if isinstance(text := content.get(key), str)
                )
        elif len(section) > 2 and isinstance(section[2], list):
            yield from ([_markers(section[2])] if section[0] == 1 else map(_markers, section[2]))


def _markers(markers: Value) -> str:
    if not isinstance(markers, list):
        return ""
    return "".join(str(marker[3]) for marker in markers if isinstance(marker, list) and len(marker) > 3)
