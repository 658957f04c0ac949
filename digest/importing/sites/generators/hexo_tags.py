"""Hexo's tags for links between texts and to their files (https://hexo.io/docs/tag-plugins), as Markdown."""

import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from digest.importing.sites.settings import ending_of, stem_of, text_of
from digest.importing.sites.site import Body, Text, Texts

_TAG = re.compile(r"\{%-?\s*(?P<name>post_link|post_path|asset_img|asset_link|asset_path)\s+(?P<words>.*?)\s*-?%\}")
_FENCED = re.compile(
    r"^(?P<fence>[ \t]*(?:`{3,}|~{3,}))[^\n]*\n(?:.*?\n)??(?P=fence)[^\n]*$"
    r"|\{%-?\s*(?P<block>raw|codeblock)\b.*?\{%-?\s*end(?P=block)\s*-?%\}"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


Names: TypeAlias = Mapping[str, Sequence[Text]]


def by_name(texts: Iterable[Text]) -> Names:
    """Return the texts by the names of their files without endings and by those without dates, in lower case."""
    names: dict[str, list[Text]] = {}
    for text in texts:
        for name in {stem_of(text.path).casefold(), text.name.casefold()}:
            names.setdefault(name, []).append(text)
    return names


def read_tags(names: Names, body: str, text: Text, _: Texts) -> Body:
    """Return a body with links and pictures of Markdown in place of Hexo's tags for them; code is left alone."""
    if "{%" not in body:
        return Body(body)
    parts: list[str] = []
    end = 0
    for code in _FENCED.finditer(body):
        parts += [_read(body[end : code.start()], text, names), code[0]]
        end = code.end()
    return Body("".join(parts) + _read(body[end:], text, names))


def _read(body: str, text: Text, names: Names) -> str:
    return _TAG.sub(lambda found: _markdown(found["name"], _words(found["words"]), text, names) or found[0], body)


def _words(written: str) -> list[str]:
    """Return the arguments of a tag; those in quotation marks may have blanks."""
    try:
        return shlex.split(written)
    except ValueError:
        return written.split()


def _markdown(name: str, words: list[str], text: Text, names: Names) -> str:
    if not words:
        return ""
    if name in {"post_link", "post_path"}:
        return _link(name, words, text, names)
    if name == "asset_img":
        return _picture(words)
    return _destination(words[0]) if name == "asset_path" else _linked(" ".join(words[1:]) or words[0], words[0])


def _link(name: str, words: list[str], text: Text, names: Names) -> str:
    """Return a link to another text. If there is none of this name, its words stay."""
    slug, _, anchor = words[0].partition("#")
    said = " ".join(word for word in words[1:] if word not in {"true", "false"})
    target = _target(slug, text, names)
    if target is None:
        return _label(said) if name == "post_link" else ""
    address = (target.addresses[0] if target.addresses else "/") + (f"#{anchor}" if anchor else "")
    return (
        address if name == "post_path" else _linked(said or text_of(target.fields.get("title")) or target.name, address)
    )


def _linked(words: str, target: str) -> str:
    return f"[{_label(words)}]({_destination(target)})"


def _picture(words: list[str]) -> str:
    """Return a picture: classes before the file, and width, height, title and alternative text behind it."""
    at = next((number for number, word in enumerate(words) if ending_of(word)), 0)
    rest = [word for word in words[at + 1 :] if not re.fullmatch(r"\d+(?:px|%|em)?|auto", word)]
    said = rest[-1] if rest else ""
    title, _, alt = said.partition("' '") if "' '" in said else (said, "", rest[-1] if rest else "")
    return f"![{_label((alt or title).strip(chr(39)))}]({_destination(words[at])})"


def _target(slug: str, text: Text, names: Names) -> Text | None:
    """Return the text of a slug: that whose file has this name, below the folder of texts."""
    wanted = slug.strip("/").removesuffix(".md").casefold()
    found = names.get(wanted.rpartition("/")[2], ())
    exact = [one for one in found if f"/{one.path}".casefold().rpartition(".")[0].endswith(f"/{wanted}")]
    ordered = sorted(exact or found, key=lambda one: (one.lang != text.lang, one.kind != "articles"))
    return ordered[0] if ordered else None


def _label(words: str) -> str:
    return re.sub(r"([\[\]])", r"\\\1", " ".join(words.split()))


def _destination(link: str) -> str:
    return f"<{link}>" if re.search(r"[\s()]", link) else link
