"""What an import took, mended, guessed, could not know and passed over, as the command tells it."""

from dataclasses import dataclass
from typing import Literal

NoteKind = Literal["mended", "removed", "guessed", "unknown", "passed-over"]


@dataclass(frozen=True, slots=True)
class Note:
    """What an import did to one article, or could not do.

    `code` names its kind in kebab-case, such as `copyright-line`; `message` says it to an editor. `line` is that of the article's text in
    the input, from 1; 0 if it belongs to no line. `text` are the words that were removed or changed; empty if there are none.
    """

    kind: NoteKind
    code: str
    message: str
    line: int = 0
    text: str = ""
