"""What was left out of a text, counted by kind."""

from collections.abc import Mapping
from typing import Final

from digest.model.reports.imported import Note

# What readers do not see any more: the code of the note, and what is said of one and of several.
_SAID: Final[Mapping[str, tuple[str, str]]] = {
    "script": ("a script is left out", "scripts are left out"),
    "style": ("a style sheet is left out", "style sheets are left out"),
    "form": ("a form is left out", "forms are left out"),
    "formula": ("a formula in MathML is left out", "formulas in MathML are left out"),
    "drawing": ("a drawing in SVG is left out", "drawings in SVG are left out"),
    "hidden-text": ("a text that the page does not show is left out", "texts that the page does not show are left out"),
    "comment": ("a comment is left out", "comments are left out"),
    "picture": ("a picture without an address is left out", "pictures without an address are left out"),
    "tracking-pixel": ("a tracking pixel is left out", "tracking pixels are left out"),
    "shortcode": ("a shortcode is left out; its words stay", "shortcodes are left out; their words stay"),
    "template-tag": ("a template tag is left out; its words stay", "template tags are left out; their words stay"),
    "template-code": ("code of a template is left out", "pieces of a template's code are left out"),
    "component": ("a component is left out; its words stay", "components are left out; their words stay"),
    "mdx-line": ("a line of MDX is left out", "lines of MDX are left out"),
    "attribute-list": ("an attribute list is left out", "attribute lists are left out"),
    "wiki-link": ("a wiki link is plain words now", "wiki links are plain words now"),
    "table-of-contents": ("a table of contents is left out", "tables of contents are left out"),
}


def counted(left_out: Mapping[tuple[str, str], int]) -> tuple[Note, ...]:
    """Return a note for each kind and name that was left out, with how often; sorted."""
    notes = []
    for (code, name), count in sorted(left_out.items()):
        one, several = _SAID[code]
        notes.append(Note("passed-over", code, one if count == 1 else f"{count} {several}", text=name))
    return tuple(notes)
