"""The file of an article: where it is, and its text as an editor would write it."""

import re
from collections.abc import Iterable

from digest.importing.front_matter import front_matter
from digest.importing.record import ContentKind, NewArticle, Value
from digest.model.text.stems import means_else
from digest.model.url import fold, is_slug, slugify

__all__ = ["Taken", "file_text", "front_matter", "path_of", "stem_of"]

_WORDS: dict[ContentKind, str] = {"articles": "article", "incidents": "incident", "pages": "page"}
_LONGEST = 80  # letters of a name that is made from a headline
_MONTH = re.compile(r"(\d{4})-(\d\d)(?!\d)")


class Taken:
    """The names that files of the site have, without folders and endings, and the ids of its articles: both must be unique."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Begin with these names and ids."""
        self._names = {fold(name) for name in names}
        self._next: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        """Return whether a name is taken, on disks that ignore case and Unicode forms, too."""
        return fold(name) in self._names

    def add(self, *names: str) -> None:
        """Take names."""
        self._names.update(map(fold, names))

    def free(self, name: str) -> str:
        """Return the name if nobody has it, else the first free one with a number: `fire-2`."""
        if name not in self:
            return name
        number = self._next.get(fold(name), 2)
        while f"{name}-{number}" in self:
            number += 1
        self._next[fold(name)] = number
        return f"{name}-{number}"


def path_of(article: NewArticle, taken: Taken) -> str:
    """Return the path of an article's file in the site, such as `content/articles/2024/03/bridge-reopens.md`.

    Its name is unique in the whole site, as it is the article's id if it has no other. It is not yet taken then: `taken.add` does that.
    """
    return f"{_folder(article)}/{taken.free(stem_of(article))}.md"


def stem_of(article: NewArticle) -> str:
    """Return the name of an article's file before it is made unique: its slug, or its headline in this form."""
    word = _WORDS[article.kind]
    given = article.fields.get("slug")
    slug = (
        given if isinstance(given, str) and is_slug(given) else _shortened(slugify(_text(article.fields.get("title"))))
    )
    if not slug:
        return word
    return f"{word}-{slug}" if means_else(slug) else slug


def _shortened(slug: str) -> str:
    if len(slug) <= _LONGEST:
        return slug
    cut = slug[: _LONGEST + 1].rpartition("-")[0]
    return slugify(cut) or slug[:_LONGEST]


def _folder(article: NewArticle) -> str:
    if article.kind != "articles":
        return f"content/{article.kind}"
    month = _MONTH.match(_text(article.fields.get("date")))
    return f"content/articles/{month[1]}/{month[2]}" if month else "content/articles/undated"


def file_text(article: NewArticle, markdown: str) -> str:
    """Return the whole file of an article, whose text is given as Markdown."""
    return f"---\n{front_matter(article)}---\n\n{markdown.strip(chr(10))}\n"


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
