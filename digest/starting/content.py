"""The file of a new article, incident or page: where it is, and its front matter."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from digest.model.reports.edit import SetField
from digest.model.reports.start import NewKind, NewRequest
from digest.model.text.stems import means_else
from digest.model.url import slugify

ContentKind = Literal["articles", "incidents", "pages"]
_KINDS: dict[NewKind, ContentKind] = {"article": "articles", "incident": "incidents", "page": "pages"}
_OPENINGS: dict[NewKind, str] = {"article": "Write here.\n", "incident": "", "page": "Write here.\n"}


class NewFile(NamedTuple):
    """A file to be written: its path, the stem of its name, and the fields to set in its front matter, which begins as `template`.

    `kind` is the folder of `content/` that it is in. `opening` is the text to begin with: an article or a page must have one.
    """

    kind: ContentKind
    path: str
    stem: str
    template: str
    fields: tuple[SetField, ...]
    opening: str

    def text(self, front_matter: str) -> str:
        """Return the whole file."""
        return f"---\n{front_matter}---\n{self.opening}"


def new_file(request: NewRequest, moment: str, data: Mapping[str, str]) -> NewFile:
    """Return the file of a request. `moment` is now in the site's zone, to the minute. `request.incident` is an id, or empty.

    `data` has the files below `starting/data/` by their paths there.
    """
    kind = request.kind
    stem = request.slug or stem_of(kind, request.title, moment)
    folder = f"content/{_KINDS[kind]}" + (f"/{moment[:4]}" if kind == "article" else "")
    fields = [SetField("title", request.title)]
    if kind == "article":
        fields.append(SetField("date", moment))
    elif kind == "incident":
        fields.append(SetField("date", moment[:10]))
    if request.incident:
        fields.append(SetField("incident", request.incident))
    return NewFile(_KINDS[kind], f"{folder}/{stem}.md", stem, data[f"new/{kind}.md"], tuple(fields), _OPENINGS[kind])


def stem_of(kind: NewKind, title: str, moment: str) -> str:
    """Return the name of a file for a title. The kind is part of it if the title gives none, or one that means something else."""
    slug = slugify(title)
    if not slug:
        return f"{kind}-{moment[:10]}-{moment[11:13]}{moment[14:16]}"
    return f"{kind}-{slug}" if means_else(slug) else slug
