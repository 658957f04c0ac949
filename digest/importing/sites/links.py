"""Lead the links and pictures of a text to where they are in digest: files to `/media/…`, texts to an old address, which redirects."""

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from digest.importing.record import MediaFile
from digest.importing.sites.settings import ending_of, folder_of
from digest.importing.sites.site import Site, Text
from digest.model.text.code import without_code
from digest.model.url import base_path, host_of, is_safe_address, is_web_url

# What is a program, a template or a text of the site is no file that a text shows.
_NO_MEDIA = frozenset(
    "md markdown mdown mkd mkdn mdwn mdx html htm xhtml js mjs cjs ts jsx tsx css scss sass less php rb py sh lock njk liquid hbs "
    "pug ejs haml erb rst org adoc asciidoc ipynb j2 jinja".split()
)


class Leads(NamedTuple):
    """Where a link leads in digest. `link` is empty if the link stays as it is; `media` is the file that it shows, if it does."""

    link: str = ""
    media: MediaFile | None = None


class Linker:
    """Knows the texts and files of a site, and where links to them lead."""

    def __init__(self, site: Site, files: tuple[str, ...]) -> None:
        """Take a site and all files of its folder."""
        self._site = site
        self._by_path: Mapping[str, Text] = {text.path: text for text in site.texts}
        self._files = {_folded(path): path for path in reversed(files)}
        self._by_address: dict[str, str] = {}
        for text in reversed(site.texts):
            for address in text.addresses:
                self._by_address[_page(address)] = address
        self._by_name: dict[str, list[str]] | None = None
        self._targets: dict[str, str] = {}  # of digest's media, the file that it comes from
        self._base = base_path(site.base_url) if site.base_url else "/"
        self._host = host_of(site.base_url) if is_web_url(site.base_url) else ""

    @property
    def texts(self) -> Mapping[str, Text]:
        """The texts of the site by their paths."""
        return self._by_path

    def lead(self, link: str, text: Text) -> Leads:
        """Return where a link of a text leads, as it is written there."""
        plain = self._site.plain_link(link.strip(), text, self._by_path).strip()
        path = self._path_in_site(plain)
        if path is None:
            return Leads("" if plain == link.strip() else plain)
        place, anchor = _split(path)
        if not place:
            return Leads("" if plain == link.strip() else plain)
        file = self._file(place, text)
        if file and file in self._by_path:
            addresses = self._by_path[file].addresses
            return Leads(_encoded(addresses[0]) + anchor) if addresses else Leads()
        if file and ending_of(file) not in _NO_MEDIA and ending_of(file):
            media = MediaFile(file, self._target(file))
            return Leads(f"/media/{quote(media.target, safe='/-._~')}", media)
        return self._page(place, anchor, text, link)

    def picture(self, link: str, text: Text) -> MediaFile | None:
        """Return the file that a field names as a picture: as a link would, or by its name if only one file is called so."""
        where = self.lead(link, text)
        if where.media is not None:
            return where.media
        if self._by_name is None:
            self._by_name = defaultdict(list)
            for path in self._files.values():
                self._by_name[_folded(path.rpartition("/")[2])].append(path)
        name = _folded(unquote(link.rpartition("/")[2]))
        found = [
            path
            for path in self._by_name.get(name, ())
            if f"/{_folded(path)}".endswith(f"/{_folded(link.lstrip('./'))}")
        ]
        is_file = len(found) == 1 and ending_of(found[0]) not in _NO_MEDIA and "." in name and "//" not in link
        return MediaFile(found[0], self._target(found[0])) if is_file else None

    def _page(self, place: str, anchor: str, text: Text, link: str) -> Leads:
        """Return where a link to a page leads: to the address as a text had it; to the root of the site, what was relative."""
        address = unquote(place)
        if not place.startswith("/"):
            here = text.addresses[0] if text.addresses else "/"
            address = posixpath.normpath(posixpath.join(folder_of(here) or "/", address)) + "/" * place.endswith("/")
        known = self._by_address.get(_page(address))
        led = _encoded(known or f"/{address.lstrip('/')}") + anchor
        return Leads("" if led == link.strip() else led)

    def _path_in_site(self, link: str) -> str | None:
        """Return a link as a path in the site, perhaps relative; None if it leaves the site or stays within its page."""
        if not link or link.startswith("#"):
            return None
        if link.startswith("//") or re.match(r"https?:", link, re.IGNORECASE):
            whole = f"https:{link}" if link.startswith("//") else link
            if not self._host or not is_web_url(whole) or host_of(whole) != self._host:
                return None
            parts = urlsplit(whole)
            link = (
                (parts.path or "/")
                + (f"?{parts.query}" if parts.query else "")
                + (f"#{parts.fragment}" if parts.fragment else "")
            )
            if not f"{link}/".startswith(self._base):
                return None
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", link) or re.search(r"[{}<>]", link):
            return None
        if self._base != "/" and f"{link}/".startswith(self._base):
            link = "/" + link[len(self._base) :]
        return link

    def _file(self, place: str, text: Text) -> str:
        """Return the file of the folder that a path means; empty if there is none."""
        return next(
            (found for path in self._candidates(unquote(place), text) if (found := self._files.get(_folded(path)))), ""
        )

    def _candidates(self, place: str, text: Text) -> Iterator[str]:
        roots = self._site.roots
        if place.startswith("/"):
            yield from (posixpath.normpath(f"{root}{place}").lstrip("/") for root in roots)
            return
        for folder in dict.fromkeys((text.beside or folder_of(text.path), folder_of(text.path))):
            yield posixpath.normpath(posixpath.join(folder, place))
        if text.addresses:  # relative to the page, as a browser reads it
            page = posixpath.normpath(posixpath.join(folder_of(text.addresses[0]) or "/", place))
            yield from (f"{root}{page}".lstrip("/") for root in roots)
        yield from (posixpath.normpath(posixpath.join(root, place)) for root in roots)

    def _target(self, file: str) -> str:
        """Return the path below `content/media/` of a file: that which it had in the site, without what no address can have."""
        if file in self._targets:
            return self._targets[file]
        root = max((root for root in self._site.roots if root and file.startswith(f"{root}/")), key=len, default="")
        named = _safe(file.removeprefix(f"{root}/") if root else file)
        taken = {*self._targets.values()}
        target, number = named, 2
        stem, dot, ending = named.rpartition(".")
        while target in taken:
            target, number = f"{stem}-{number}{dot}{ending}", number + 1
        self._targets[file] = target
        return target


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _page(address: str) -> str:
    """Return an address in the form in which addresses of one page are equal: with or without `index.html`, `.html` and `/` at its end."""
    place = re.sub(r"(?:(?<=/)index)?(?:\.html?)?/?\Z", "", unicodedata.normalize("NFC", address))
    return place.rstrip("/").casefold() or "/"


def _split(path: str) -> tuple[str, str]:
    """Return a path without query and anchor, and the anchor with its `#`."""
    place, sign, anchor = path.partition("#")
    return place.partition("?")[0], sign + anchor


def _encoded(address: str) -> str:
    return quote(address, safe="/-._~")


def _safe(path: str) -> str:
    """Return a path that is a safe address of a file: of each part, only what every disk and every URL can have."""
    if is_safe_address(path, with_blanks=True):
        return path
    parts = [re.sub(r"[^\w .()+,&'!=@~-]+", "-", part).strip(" .") or "file" for part in path.split("/")]
    path = "/".join(parts)
    return (
        path
        if is_safe_address(path, with_blanks=True)
        else "/".join(f"file-{part}" for part in parts)[-180:].lstrip("/")
    )


# The destinations of links, pictures and definitions, and attributes of HTML and of shortcodes. Code is blank when they are searched.
_TEMPLATE = r"\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}"
_DESTINATION = rf"(?:{_TEMPLATE}|\\.|[^\s()<>{{}}]|\((?:[^\s()<>]|\([^\s()<>]*\))*\)|[{{}}](?![{{%]))++"
_INLINE = (
    r"(?P<before>\]\([ \t]*)(?:<(?P<angled>[^<>\n]*)>"
    rf"|(?P<bare>{_DESTINATION}(?:(?: (?:[^\s()\"'<>]|\([^\s()]*\))+)++(?=[ \t]*\)))?))"
)
_DEFINED = r"(?P<label>^ {0,3}\[[^\]\n]+\]:[ \t]*)<?(?P<defined>[^\s<>]+)>?"
_ATTRIBUTE = (
    r"(?P<attribute>\b(?:src|href|poster|data-src|link|url|image|img)[ \t]*=[ \t]*)"
    rf"(?P<quote>[\"'])(?P<value>(?:{_TEMPLATE}|(?!(?P=quote))[^\n])*+)(?P=quote)"
)
_LINKS = re.compile(f"{_INLINE}|{_DEFINED}|{_ATTRIBUTE}", re.MULTILINE)
_BLOCKS = (
    *(
        (re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}\b", re.IGNORECASE))
        for name in ("pre", "code", "script", "style")
    ),
    *(
        (re.compile(rf"\{{%-?\s*{name}\b"), re.compile(rf"\{{%-?\s*end{name}\b"))
        for name in ("highlight", "raw", "codeblock")
    ),
)


def links_led(body: str, text: Text, linker: Linker) -> tuple[str, tuple[MediaFile, ...]]:
    """Return a body in Markdown or HTML with its links led to where they are in digest, and the files that it shows. Code stays."""
    media: dict[str, MediaFile] = {}
    parts: list[str] = []
    done = 0
    for found in _LINKS.finditer(_without_code(body)):
        name = next(name for name in ("angled", "bare", "defined", "value") if found[name] is not None)
        where = linker.lead(body[found.start(name) : found.end(name)], text)
        if where.media:
            media[where.media.source] = where.media
        if where.link:
            link = quote(where.link, safe="/#?&=%+:@!$*,;~().-_") if name == "value" else _in_brackets(where.link)
            begin, end = found.span(name)
            is_angled = name in {"angled", "defined"} and body[begin - 1 : begin] == "<"
            parts += [body[done : begin - is_angled], link]
            done = end + is_angled
    return "".join((*parts, body[done:])), tuple(media.values())


def _without_code(body: str) -> str:
    """Return a body of the same length with blanks in place of code: that of Markdown, of HTML and of Liquid."""
    body = without_code(body)
    for opening, closing in _BLOCKS:
        parts: list[str] = []
        done = 0
        while (begin := opening.search(body, done)) and (end := closing.search(body, begin.end())):
            parts += [body[done : begin.start()], re.sub(r"[^\n]", " ", body[begin.start() : end.end()])]
            done = end.end()
        body = "".join((*parts, body[done:]))
    return body


def _in_brackets(link: str) -> str:
    return f"<{link}>" if re.search(r"[\s()]", link) else link
