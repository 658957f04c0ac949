"""What a text of HTML shows from other files: players become links, and pictures get the address that browsers load at last."""

import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

from digest.importing.markup.trees import Node, new_element

_PLAYERS = "iframe", "embed", "object", "video", "audio", "amp-youtube", "amp-iframe", "lite-youtube", "youtube-embed"
_CONTAINERS = frozenset("body div figure section article main li blockquote".split())
_LAZY = "data-src", "data-lazy-src", "data-original", "data-orig-src", "data-srcset", "srcset"
_YOUTUBE = re.compile(r"(?:www\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be)")


def link_embedded(tree: Node) -> None:
    """Put a link in the place of each player and frame, with its title or else its URL as words."""
    for element in list(tree.iter(*_PLAYERS)):
        url = watch_url(_source(element))
        title = " ".join((element.get("title") or element.get("aria-label") or "").split())
        if not url:
            element.drop_tree()
            continue
        link = new_element("a", title or url, href=url)
        link.tail = element.tail
        parent = element.getparent()
        if parent is not None and parent.tag in _CONTAINERS:
            link.tail = None
            around = new_element("p")
            around.append(link)
            around.tail, link = element.tail, around
        if parent is not None:
            parent.replace(element, link)


def _source(player: Node) -> str:
    ids = player.get("data-videoid") or player.get("videoid")
    if ids and "youtube" in str(player.tag):
        return f"https://www.youtube.com/watch?v={ids}"
    own = player.get("src") or player.get("data-src") or player.get("data")
    if own:
        return str(own)
    return next(
        (str(one.get("src") or one.get("value")) for one in player.iter("source", "embed", "param") if one.get("src")),
        "",
    )


def watch_url(url: str) -> str:
    """Return the page on which a video can be watched, for the URL of its player; empty for what is no URL of the web."""
    url = url.strip()
    if url.startswith("//"):
        url = f"https:{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"", "http", "https"} or (not parts.scheme and ":" in url.partition("/")[0]):
        return ""
    host, path = (parts.hostname or "").lower(), parts.path.strip("/")
    if _YOUTUBE.fullmatch(host) and path.startswith(("embed/", "v/")):
        name = path.split("/")[1]
        lists = parse_qs(parts.query).get("list", [""])
        if name == "videoseries" and lists[0]:
            return f"https://www.youtube.com/playlist?list={lists[0]}"
        return f"https://www.youtube.com/watch?v={name}"
    if host == "player.vimeo.com" and path.startswith("video/"):
        return f"https://vimeo.com/{path.split('/')[1]}"
    return url


def mend_pictures(tree: Node, left_out: "Counter[tuple[str, str]]") -> None:
    """Set `src` of pictures that a script loads later, and replace pictures of emoticons by their text."""
    for picture in list(tree.iter("img", "amp-img")):
        source = (picture.get("src") or "").strip()
        if not source or source.startswith("data:"):
            later = next((value for name in _LAZY if (value := picture.get(name))), "")
            source = later.split()[0].rstrip(",") if later.strip() else ""
        alt = " ".join((picture.get("alt") or "").split())
        if {"emoji", "wp-smiley"} & set((picture.get("class") or "").split()):
            picture.text = alt
            picture.drop_tag()
        elif {picture.get("width"), picture.get("height")} <= {"0", "1"}:
            left_out["tracking-pixel", ""] += 1
            picture.drop_tree()
        elif not source:
            left_out["picture", ""] += 1
            picture.text = alt
            picture.drop_tag()
        else:
            picture.tag = "img"
            for name in list(picture.attrib):
                del picture.attrib[name]
            picture.set("src", source)
            picture.set("alt", alt)
