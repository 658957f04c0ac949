"""What markup of other generators becomes: links, pictures, quotations and code, in Markdown or in HTML."""

import re
from html import escape
from typing import NamedTuple

from digest.importing.markup.plain import escaped_text
from digest.importing.record import Form

_UNSAFE = re.compile(r"[\x00-\x20<>\"\\]")


class Piece(NamedTuple):
    """A part of a text. A block is a paragraph of its own, or several."""

    text: str
    is_block: bool = False


def link(words: str, url: str, form: Form, *, is_block: bool = False) -> Piece:
    """Return a link; its URL is its words if there are no others."""
    url = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", url.strip())
    if form == "html":
        written = f'<a href="{escape(url)}">{words or escape(url)}</a>'
        return Piece(f"<p>{written}</p>" if is_block else written, is_block)
    if url.count("(") != url.count(")"):
        url = url.replace("(", "%28").replace(")", "%29")
    return Piece(
        f"[{words}]({url})" if words else f"<{url}>" if "://" in url else f"[{escaped_text(url)}]({url})", is_block
    )


def picture(source: str, alt: str, caption: str, url: str, form: Form) -> Piece:
    """Return a picture with a caption, linked if there is a URL."""
    source = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", source.strip())
    if form == "html":
        shown = f'<img src="{escape(source)}" alt="{escape(alt)}">'
        shown = f'<a href="{escape(url)}">{shown}</a>' if url else shown
        return Piece(
            f"<figure>{shown}<figcaption>{caption}</figcaption></figure>" if caption else shown, is_block=bool(caption)
        )
    alt = re.sub(r"[\[\]\\]", r"\\\g<0>", " ".join(alt.split()))
    source = source if source.count("(") == source.count(")") else f"<{source}>"
    shown = f"![{alt}]({source})"
    shown = f"[{shown}]({url})" if url else shown
    if not caption:
        return Piece(shown)
    plain = " ".join(caption.split())
    return Piece(f"{shown}\n\n{plain if '*' in plain or '_' in plain else f'*{plain}*'}", is_block=True)


def quotation(inner: str, by: str, form: Form) -> Piece:
    """Return a quotation, with who says so."""
    if form == "html":
        return Piece(f"<blockquote>{inner}{f'<p>— {by}</p>' if by else ''}</blockquote>", is_block=True)
    return Piece(quoted(f"{inner.strip(chr(10))}\n\n— {by}" if by else inner.strip("\n")), is_block=True)


def quoted(text: str) -> str:
    """Return a text of Markdown as a quotation."""
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.split("\n"))


def box(title: str, inner: str, form: Form) -> Piece:
    """Return a notice with a title: a quotation that begins with it."""
    inner = inner.strip("\n")
    if form == "html":
        return Piece(
            f"<blockquote>{f'<p><strong>{title}</strong></p>' if title else ''}{inner}</blockquote>", is_block=True
        )
    return Piece(quoted("\n\n".join(filter(None, (f"**{title}**" if title else "", inner)))), is_block=True)


def code(inner: str, language: str, form: Form) -> Piece:
    """Return code as it is."""
    inner = inner.strip("\n")
    if form == "html":
        return Piece(f"<pre><code>{escape(inner)}</code></pre>", is_block=True)
    fence = "```"
    while fence in inner:
        fence += "`"
    language = language if re.fullmatch(r"[\w+#.-]{1,30}", language) else ""
    return Piece(f"{fence}{language}\n{inner}\n{fence}", is_block=True)
