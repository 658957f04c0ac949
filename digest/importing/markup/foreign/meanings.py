"""What the usual tags of other generators mean."""

import re
from collections.abc import Callable, Mapping
from html import escape

from digest.importing.markup.embedded import watch_url
from digest.importing.markup.foreign.pieces import Piece, box, code, link, picture, quotation
from digest.importing.markup.foreign.tags import Tag
from digest.importing.record import Form

#: Returns what a tag becomes, with what is between it and its end; None if nothing is known of it.
Meaning = Callable[[Tag, str, Form], Piece | None]

_URL = "url", "src", "href", "link", "file", "source", "mp4", "mp3", "path", "to", "data-src"
_TITLE = "title", "caption", "text", "label", "heading", "name", "summary", "content", "description", "alt"
_WEB = re.compile(r"(?:https?:)?//\S+|/\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_POST = re.compile(r"(?:.*/)?(\d{4})-(\d\d)-\d\d-([^/]+?)(?:\.\w+)?")


def meaning_of(tag: Tag, inner: str, form: Form) -> Piece | None:
    """Return what a tag becomes; None if it is not a usual one."""
    meaning = _MEANINGS.get(tag.name) or _MEANINGS.get(tag.name.replace("-", "").replace("_", ""))
    return None if meaning is None else meaning(tag, inner, form)


def words_of(tag: Tag, inner: str, form: Form) -> Piece:
    """Return what is left of a tag of which nothing is known: its words, and a link where it names a URL."""
    title = tag.get(*_TITLE) if tag.syntax != "liquid" else ""
    title = escape(title) if form == "html" else title
    url = next((value for name in _URL if _WEB.fullmatch(value := tag.named.get(name, "").strip())), "")
    if not url and (url := next((word for word in tag.words if _ADDRESS.fullmatch(word)), "")):
        title = title or next((word for word in tag.words if word != url and len(word) > 2), "")
    if inner.strip():
        return Piece(
            f"**{title}**\n\n{inner}" if title and form == "markdown" else f"{title}{inner}", is_block=bool(title)
        )
    return link(title, url, form) if url else Piece(title)


def _player(url: str) -> Meaning:
    """Return the meaning of a tag that shows what has an id at a service: a link to it."""

    def meaning(tag: Tag, inner: str, form: Form) -> Piece | None:
        given = (
            tag.get("id", "video", "videoid", "video_id", "v", "code", "slug", "src", "url", "href")
            or tag.word(0)
            or inner.strip()
        )
        title = tag.get("title", "caption", "label", "alt")
        if not given:
            return None
        name = given.partition("?")[0].strip() if "://" not in given else given
        user = tag.get("user") or (tag.word(0) if tag.word(1) else "")
        last = tag.word(1) if tag.word(1) and not tag.get("id") and "{user}" in url else name
        whole = watch_url(given) if "://" in given else url.format(id=last, user=user or "i")
        return link(escape(title) if form == "html" else title, whole, form, is_block=True)

    return meaning


def _tweet(tag: Tag, inner: str, form: Form) -> Piece | None:
    user = tag.get("user") or ("i" if not tag.word(1) else tag.word(0))
    return _player(f"https://twitter.com/{user}/status/{{id}}")(tag._replace(words=tag.words[-1:]), inner, form)


def _gist(tag: Tag, inner: str, form: Form) -> Piece | None:
    parts = [*filter(None, (tag.get("user"), tag.get("id")))] or [*tag.words[:2]]
    name = "/".join(parts) or inner.strip()
    return link("", name if "://" in name else f"https://gist.github.com/{name}", form, is_block=True) if name else None


def _figure(tag: Tag, inner: str, form: Form) -> Piece | None:
    source = tag.get("src", "url", "image", "image_path", "image_url", "path", "file", "link") or tag.word(0)
    if not source:
        return Piece(inner) if inner else None
    title, caption = tag.get("title"), tag.get("caption") or inner.strip()
    told = " – ".join(dict.fromkeys(filter(None, (title, caption, tag.get("attr", "credit")))))
    told = told if inner.strip() else escape(told, quote=False) if form == "html" else told
    url = tag.get("link", "href") if tag.get("src", "url", "image", "path") else ""
    return picture(source, tag.get("alt") or (tag.word(1) if not told else ""), told, url, form)


def _hexo_picture(tag: Tag, inner: str, form: Form) -> Piece | None:
    """Return what `{% asset_img [class] path [width] [height] [title [alt]] %}` shows."""
    at = next((number for number, word in enumerate(tag.words) if re.search(r"/|\.\w{2,5}\Z", word)), None)
    if at is None:
        return _figure(tag, inner, form)
    told = [word for word in tag.words[at + 1 :] if not re.fullmatch(r"\d+(?:px|%)?", word)]
    quotes = re.findall(r"\"([^\"]*)\"|'([^']*)'", tag.values)
    title = (quotes[0][0] or quotes[0][1]) if quotes else " ".join(told)
    alt = (quotes[1][0] or quotes[1][1]) if len(quotes) > 1 else title
    return picture(tag.words[at], alt or tag.get("alt"), "", "", form)


def _quotation(tag: Tag, inner: str, form: Form) -> Piece | None:
    if not inner.strip():
        return None
    by = tag.get("author", "by", "cite", "source", "name")
    if not by and tag.syntax == "liquid" and not tag.named:
        by = re.sub(r"https?://\S+", "", tag.values).strip(" ,")
    url = tag.get("link", "url", "href", "cite_link") or next(iter(re.findall(r"https?://[^\s\"']+", tag.values)), "")
    return quotation(inner, link(by, url, form).text if url and by else by, form)


def _box(tag: Tag, inner: str, form: Form) -> Piece | None:
    if not inner.strip():
        return None
    title = tag.get("title", "header", "summary") or (tag.name.capitalize() if tag.name in _BOXES else "")
    kind = tag.get("type") or tag.word(0)
    title = title if tag.get("title", "header", "summary") or not kind or len(kind) > 30 else kind.capitalize()
    return box(title, inner, form)


def _code(tag: Tag, inner: str, form: Form) -> Piece | None:
    if not inner.strip():
        return None
    language = tag.get("lang", "language", "type") or tag.word(0)
    title = tag.get("title", "filename", "file", "name")
    piece = code(inner, language, form)
    return Piece(f"{title}\n\n{piece.text}", is_block=True) if title and form == "markdown" else piece


def _details(tag: Tag, inner: str, form: Form) -> Piece | None:
    title = tag.get("title", "summary", "label", "header", "value") or (
        " ".join(tag.words) if tag.syntax == "hugo" else tag.word(0)
    )
    if form == "html":
        return Piece(f"<p><strong>{escape(title)}</strong></p>{inner}", is_block=True)
    return Piece(f"**{title}**\n\n{inner.strip(chr(10))}" if title else inner, is_block=True)


def _link(tag: Tag, inner: str, form: Form) -> Piece | None:
    url = tag.get("to", "href", "url", "link", "src") or next((word for word in tag.words if _WEB.fullmatch(word)), "")
    words = (
        inner.strip()
        or tag.get("text", "title", "label")
        or " ".join(word for word in tag.words if not _WEB.fullmatch(word))
    )
    return link(words, url, form) if url else Piece(words) if words else None


def _reference(tag: Tag, inner: str, form: Form) -> Piece | None:
    """Return the path that `{{< ref "posts/pump.md" >}}` or `{% post_url 2024-03-26-pump %}` means."""
    del inner, form
    path = tag.get("path") or tag.word(0)
    post = _POST.fullmatch(path)
    if post:
        return Piece(f"/articles/{post[1]}/{post[2]}/{post[3].lower()}/")
    place, sign, anchor = path.partition("#")
    place = re.sub(r"(?:/?_?index)?\.(?:md|markdown|html?)\Z", "", place).strip("/")
    if place:
        place = f"/{place}" if re.search(r"\.\w{2,5}\Z", place) else f"/{place}/"
    return Piece(place + sign + anchor)


def _link_tag(tag: Tag, inner: str, form: Form) -> Piece | None:
    """Return what `{% link _posts/x.md %}` of Jekyll means, or else a link: `{% link words url %}` of Hexo, `<Link to="…">` of MDX."""
    is_path = tag.syntax == "liquid" and len(tag.words) == 1 and not tag.named
    return (_reference if is_path else _link)(tag, inner, form)


def _post_link(tag: Tag, inner: str, form: Form) -> Piece | None:
    found = _reference(tag, inner, form)
    words = " ".join(tag.words[1:])
    return link(words or tag.word(0), found.text, form) if found and tag.words else None


def _media(tag: Tag, inner: str, form: Form) -> Piece | None:
    url = tag.get(*_URL, "webm", "ogv", "m4v", "m4a", "ogg", "wav") or inner.strip() or tag.word(0)
    return link(tag.get("title", "caption"), watch_url(url) or url, form, is_block=True) if url else None


def _inner(tag: Tag, inner: str, form: Form) -> Piece | None:
    del tag, form
    return Piece(inner) if inner.strip() else None


def _caption(tag: Tag, inner: str, form: Form) -> Piece | None:
    """Return a picture of WordPress with its caption, which is an attribute in old texts."""
    shown = re.match(
        r"\s*((?:<a\b[^<>]*>\s*)?(?:<img\b[^<>]*>|!\[[^\]]*\]\([^)]*\))(?:\s*</a>)?)(.*)\Z", inner, re.DOTALL
    )
    if shown is None:
        return Piece(inner) if inner.strip() else None
    words = shown[2].strip() or tag.get("caption")
    if form == "html":
        return Piece(f"<figure>{shown[1]}<figcaption>{words}</figcaption></figure>", is_block=True)
    return Piece(f"{shown[1]}\n\n*{words}*" if words else shown[1], is_block=True)


def _tab(tag: Tag, inner: str, form: Form) -> Piece | None:
    return _details(tag._replace(words=tag.words[:1]), inner, form) if inner.strip() else None


def _gap(tag: Tag, inner: str, form: Form) -> Piece | None:
    del tag, inner, form
    return Piece("")


_BOXES = frozenset(
    "note notes notice info information tip warning caution danger alert important hint callout admonition aside success error attention "
    "message box banner disclaimer update highlightbox question example abstract quotebox remark".split()
)
_MEANINGS: Mapping[str, Meaning] = {
    **dict.fromkeys(
        "youtube youtubelite ytvideo yt youtubevideo liteyoutube youtubeembed".split(),
        _player("https://www.youtube.com/watch?v={id}"),
    ),
    **dict.fromkeys("vimeo vimeovideo".split(), _player("https://vimeo.com/{id}")),
    **dict.fromkeys("instagram instagramsimple".split(), _player("https://www.instagram.com/p/{id}/")),
    **dict.fromkeys("tweet twitter x xsimple twittersimple tweetembed".split(), _tweet),
    "gist": _gist,
    "spotify": _player("https://open.spotify.com/{id}"),
    "codepen": _player("https://codepen.io/{user}/pen/{id}"),
    **dict.fromkeys("soundcloud bandcamp".split(), _media),
    "jsfiddle": _player("https://jsfiddle.net/{id}/"),
    "asciinema": _player("https://asciinema.org/a/{id}"),
    **dict.fromkeys("figure img image picture fig photo pic lightbox imgproc".split(), _figure),
    **dict.fromkeys("assetimg".split(), _hexo_picture),
    **dict.fromkeys("quote blockquote pullquote cq centerquote epigraph".split(), _quotation),
    **dict.fromkeys(_BOXES, _box),
    **dict.fromkeys("highlight codeblock sourcecode code listing codeinclude".split(), _code),
    **dict.fromkeys(
        "details expand expander collapse collapsible spoiler accordion fold toggle accordionitem".split(), _details
    ),
    **dict.fromkeys("tab tabitem tabpanel step".split(), _tab),
    **dict.fromkeys(
        "tabs steps columns column col row grid cards cardgrid center left right fragment cardgroup".split(),
        _inner,
    ),
    "link": _link_tag,
    **dict.fromkeys("ref relref posturl".split(), _reference),
    **dict.fromkeys("postlink assetlink".split(), _post_link),
    **dict.fromkeys("button btn cta a linkcard card href linkbutton".split(), _link),
    **dict.fromkeys(
        "video audio embed iframe mp4 mp3 pdf podcast player media rawvideo bilibili oembed".split(), _media
    ),
    **dict.fromkeys("caption wpcaption".split(), _caption),
    **dict.fromkeys("clear clearfix br pagebreak more toc tableofcontents eztoc hr nextpage endcolumns".split(), _gap),
}
