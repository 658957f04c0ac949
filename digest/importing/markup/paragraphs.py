"""The paragraphs of a text of WordPress, which its classic editor keeps as blank lines between HTML (`wpautop` in WordPress)."""

import re

from digest.importing.markup.foreign.lines import elements_in, replaced, spans_in
from digest.importing.markup.marks import PART, without_marks

_BLOCK = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr"
    "|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary|script|iframe|video|audio|object"
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})\b[^<>]*>", re.IGNORECASE)
_VERBATIM = "pre", "script", "style", "textarea", "svg"
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def with_paragraphs(html: str) -> str:
    """Return HTML in which blank lines are paragraphs, and single line ends line breaks. That of the block editor stays as it is."""
    if "<!-- wp:" in html:
        return html
    html = without_marks(html.replace("\r\n", "\n").replace("\r", "\n"))
    found = [(start, end, "") for start, _, _, end in spans_in(html, "<!--", "-->")]
    html = replaced(html, found)
    kept: list[str] = []
    found = []
    for start, _, _, end in (one for name in _VERBATIM for one in elements_in(html, name)):
        found.append((start, end, f"\n\n{PART}{len(kept)}{PART}\n\n"))
        kept.append(html[start:end])
    html = _BLOCK_TAG.sub(r"\n\n\g<0>\n\n", replaced(html, found))
    parts = (part.strip() for part in _BLANK_LINE.split(html))
    is_whole = re.compile(rf"{_BLOCK_TAG.pattern}|{PART}\d+{PART}", re.IGNORECASE)
    written = "\n".join(part if is_whole.fullmatch(part) else f"<p>{_broken(part)}</p>" for part in parts if part)
    return re.sub(rf"{PART}(\d+){PART}", lambda one: kept[int(one[1])], written)


def _broken(text: str) -> str:
    return re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)[ \t]*\n", "<br>\n", text)
