"""Datelines go if the settings say so: what they say is metadata by then."""

import re
from dataclasses import replace

from digest.importing.record import NewArticle
from digest.model.reports.imported import Note

_AFTER = re.compile(r"[\s.]*(?:--+|[—–―−-]|>>|:)?\s*")
_BEFORE = re.compile(r"[\s•×*_–—-]*")


def without_dateline(article: NewArticle, words: str) -> NewArticle:
    """Return an article whose text does not begin with a dateline, with a note. `words` are those of the dateline. No line moves."""
    lines = article.text.split("\n")
    for number, line in enumerate(lines):
        before = _BEFORE.match(line)
        if words and before and line.startswith(words, before.end()):
            after = _AFTER.match(line, before.end() + len(words))
            end = after.end() if after else len(line)
            note = Note("removed", "dateline", "a dateline, which config.yaml drops", number + 1, line[:end].strip())
            lines[number] = line[end:]
            return replace(article, text="\n".join(lines), notes=(*article.notes, note))
    return article
