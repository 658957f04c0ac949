"""What was left out of a text, one note for each."""

from collections.abc import Mapping
from typing import Final

from digest.model.reports.imported import Note

# What readers do not see any more, by the code of the note. Notes with the same words are counted together.
_SAID: Final[Mapping[str, str]] = {
    "script": "a script is left out",
    "style": "a style sheet is left out",
    "form": "a form is left out",
    "formula": "a formula in MathML is left out",
    "drawing": "a drawing in SVG is left out",
    "hidden-text": "a text that the page does not show is left out",
    "comment": "a comment of the code is left out",
    "picture": "a picture without an address is left out",
    "tracking-pixel": "a tracking pixel is left out",
    "shortcode": "the shortcode “{}” is left out; its words stay",
    "template-tag": "a tag of a template is left out; its words stay",
    "template-code": "the code between {} of a template is left out",
    "component": "the component “{}” is left out; its words stay",
    "mdx-line": "an import or export of MDX is left out",
    "attribute-list": "an attribute list is left out",
    "wiki-link": "a wiki link is plain words now",
    "table-of-contents": "a table of contents is left out",
}
_MOST = 100  # of one kind and name in a text


def counted(left_out: Mapping[tuple[str, str], int]) -> tuple[Note, ...]:
    """Return a note for each thing that was left out, in the order of their kinds and names."""
    return tuple(
        Note("passed-over", code, _SAID[code].format(name), text=name)
        for (code, name), count in sorted(left_out.items())
        for _ in range(min(count, _MOST))
    )
