"""Authors as tools write them: names, groups of fields, lists of both, ids of a file of authors. E-mail addresses are dropped."""

import re
from collections.abc import Iterator

from digest.reading.yaml.nodes import Mapping, Node, Scalar

_MAIL = r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+"
# `<ann@x.org>`, `(ann@x.org)`, `[ann@x.org]`, `mailto:ann@x.org`, `ann@x.org`; then, in brackets, the name of `ann@x.org (Ann Lee)`.
_ADDRESS = re.compile(rf"[<(\[]\s*(?:mailto:)?{_MAIL}\s*[>)\]]|(?:mailto:)?{_MAIL}")
_IN_BRACKETS = re.compile(r"\((.*)\)")
_NAMES = (
    "name",
    "display_name",
    "displayname",
    "displayName",
    "full_name",
    "fullname",
    "title",
    "nickname",
    "login",
    "id",
    "slug",
)


def without_mail(name: str) -> str:
    """Return an author's name without e-mail addresses: `Ann Lee` for `Ann Lee <ann@x.org>` and for `ann@x.org (Ann Lee)`."""
    if "@" not in name:
        return name
    rest = " ".join(_ADDRESS.sub(" ", name).split())
    bracketed = _IN_BRACKETS.fullmatch(rest)
    rest = bracketed[1] if bracketed else rest
    return re.sub(r"\s+([,;])|[,;\s]+\Z|\A[,;\s]+", r"\1", rest).strip(" ,;\"'-–—|")


def outlet_name(name: str) -> str:
    """Return an outlet's name without e-mail addresses; of an address alone, its host: the text still has an outlet."""
    if "@" not in name or "/" in name:
        return name
    return without_mail(name) or name.rpartition("@")[2].strip(" <>()[],;")


def author_names(node: Node) -> Iterator[Scalar]:
    """Yield the names of the authors that a value of any form names."""
    if isinstance(node, Scalar):
        name = without_mail(node.value.strip())
        if name and not node.is_null:
            yield node._replace(value=name)
    elif isinstance(node, Mapping):
        found = next((node.pairs[key][2] for key in _NAMES if key in node.pairs), None)
        if isinstance(found, Scalar):
            yield from author_names(found)
        elif not {*_NAMES} & {*node.pairs}:  # authors by their ids: `authors: {ann: {name: Ann Lee}}`
            for _, _, value in node.pairs.values():
                if isinstance(value, Mapping):
                    yield from author_names(value)
    else:
        for item in node.items:
            yield from author_names(item)
