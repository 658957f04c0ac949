"""Inline styles: the only module that imports css-inline, which is installed with the extra `mail`."""

from importlib.util import find_spec


def can_inline() -> bool:
    """Return whether css-inline is installed."""
    return find_spec("css_inline") is not None


def inline_styles(html: str) -> str:
    """Return an HTML document with the rules of its `<style>` elements as `style` attributes, which every mail program understands.

    A `<style data-css-inline="keep">` stays: media queries, such as those for dark mode, cannot be attributes. Nothing is loaded.
    """
    from css_inline import CSSInliner  # a Rust library of 3 MB, for this command only

    inliner = CSSInliner(load_remote_stylesheets=False)
    return inliner.inline(html).strip() + "\n"
