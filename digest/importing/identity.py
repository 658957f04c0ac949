"""Know an article again: by its id, its URL, an old address, its text, or its file's name with a similar text.

Reports of several outlets with the same text are no duplicates: each is evidence of its own, and a build folds them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from struct import iter_unpack
from typing import NamedTuple

from digest.importing.record import NewArticle, Value
from digest.importing.urls import canonical, canonical_url
from digest.model.content.article import Shingles
from digest.model.content.shingles import shingles_of
from digest.model.url import fold, host_of, name_key, slugify

__all__ = ["Keys", "canonical_url", "hash_of", "keys_of", "order_of", "probes_of", "reason_of"]

# Of the sentences of two texts together, the share that both have: the same text, or one that an editor has changed.
_SAME = 0.9
_EDITED = 0.3
# Fewer sentences are often all that an outlet showed without a subscription, the same below each headline.
_LEAST_SENTENCES = 3
# A sign that Markdown would take for markup, as it is written in a file; what was collected may have the bare sign.
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Keys(NamedTuple):
    """By what an article is known again. Empty texts are not known.

    `url` is canonical, and `raw_url` as it is written. `outlet` is the host of the URL, else the outlet's name. `title` is folded, `day`
    is its date without the time, `stem` the name of its file without what makes it unique. `id` is empty if nobody has given it one.
    """

    id: str = ""
    url: str = ""
    raw_url: str = ""
    outlet: str = ""
    title: str = ""
    day: str = ""
    stem: str = ""
    aliases: tuple[str, ...] = ()
    shingles: Shingles = Shingles()


def keys_of(article: NewArticle, stem: str = "") -> Keys:
    """Return the keys of an article to be imported. `stem` is the name that its file would have, without its ending."""
    fields = article.fields
    source = fields.get("source")
    group: Mapping[str, Value] = source if isinstance(source, dict) else {}
    url = _text(group.get("url"))
    found = canonical(url)
    return Keys(
        id=_text(fields.get("id")),
        url=found.key,
        raw_url=url,
        outlet=_outlet(found.original, _text(group.get("name"))),
        title=name_key(_text(fields.get("title"))),
        day=_text(fields.get("date"))[:10].strip("?"),
        stem=stem,
        aliases=tuple(fold(_text(one).strip("/")) for one in _list(fields.get("aliases")) if _text(one).strip("/")),
        shingles=shingles_of(_ESCAPE.sub(r"\1", article.text)),
    )


def _outlet(url: str, name: str) -> str:
    host = host_of(url) if url else ""
    return host.removeprefix("m.").removeprefix("amp.") or name_key(name)


def _text(value: Value) -> str:
    return (
        value.strip()
        if isinstance(value, str)
        else ""
        if value is None or isinstance(value, list | dict)
        else str(value)
    )


def _list(value: Value) -> Sequence[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def probes_of(keys: Keys) -> Iterator[str]:
    """Yield short texts, of which two articles that may be the same have at least one in common."""
    if keys.id:
        yield f"i{fold(keys.id)}"
    if keys.url:
        yield f"u{keys.url}"
    if keys.stem:
        yield f"f{_base(keys.stem)}"
    for alias in keys.aliases:
        yield f"a{alias}"
    # Of two texts with 9 of 10 sentences in common, all four of the smallest hashes differ once in ten thousand times.
    yield from (f"t{trace:x}" for trace in sorted(_hashes(keys.shingles))[:4])
    if not keys.shingles.count:
        yield from (f"s{trace:x}" for trace in keys.shingles.leading[:1])


def reason_of(keys: Keys, known: Keys) -> str:
    """Return why two articles are the same, in words for an editor: `same URL but for tracking parameters`; empty if they are not."""
    share = _share(keys.shingles, known.shingles)
    if keys.url and keys.url == known.url and not _unlike(keys, known, share):
        return _same_url(keys.raw_url, known.raw_url)
    differs = bool(keys.url and known.url) and keys.url != known.url
    is_other = _unlike(keys, known, share) or (differs and not share and keys.title != known.title)
    if keys.id and fold(keys.id) == fold(known.id) and not is_other:
        return f"same id {keys.id}"
    shared = next((alias for alias in keys.aliases if alias in known.aliases), "")
    if shared and not _unlike(keys, known, share):
        return f"same old address /{shared}"
    # Two pages of one site, each with an address that must not be lost, are two articles, whatever their texts.
    apart = bool(keys.aliases and known.aliases)
    if not apart and (not differs or keys.outlet == known.outlet):
        if _is_same_text(keys, known, share):
            return "same text" if keys.title == known.title else "same text under another headline"
        if keys.stem and _base(keys.stem) == _base(known.stem) and not differs and _is_edited(keys, known, share):
            return "same name of its file, with a similar text" if share >= _EDITED else "same headline and date"
    return ""


def _base(stem: str) -> str:
    """Return the name of a file without the number that makes it unique."""
    return re.sub(r"-\d{1,4}\Z", "", stem)


def _is_same_text(keys: Keys, known: Keys, share: float) -> bool:
    if keys.outlet and known.outlet and keys.outlet != known.outlet:
        return False
    if min(keys.shingles.count, known.shingles.count) >= _LEAST_SENTENCES:
        return share >= _SAME
    if keys.title != known.title or _other_day(keys, known):
        return False
    if keys.title and keys.shingles.count and known.shingles.count:
        return share >= _SAME
    return bool(keys.shingles.leading) and keys.shingles == known.shingles


def _is_edited(keys: Keys, known: Keys, share: float) -> bool:
    return share >= _EDITED or (
        bool(keys.title) and keys.title == known.title and bool(keys.day) and keys.day == known.day
    )


def _other_day(keys: Keys, known: Keys) -> bool:
    return bool(keys.day and known.day) and keys.day != known.day


def _unlike(keys: Keys, known: Keys, share: float) -> bool:
    """Return whether two texts have so little in common that they are two articles, whatever names them alike: of one page, perhaps."""
    if share or min(keys.shingles.count, known.shingles.count) < _LEAST_SENTENCES:
        return False
    words, others = {*slugify(keys.title).split("-")}, {*slugify(known.title).split("-")}
    return len(words & others) * 3 < min(len(words), len(others)) or not keys.title or not known.title


def _hashes(shingles: Shingles) -> frozenset[int]:
    return frozenset(trace for (trace,) in iter_unpack(">I", shingles.smallest))


def _share(one: Shingles, other: Shingles) -> float:
    """Return the share of the sentences of two texts that both have, by their sketches (Broder, 1997)."""
    first, second = _hashes(one), _hashes(other)
    if not first or not second:
        return 0.0
    # Both sketches are whole up to the smaller one's greatest hash, unless they have all hashes.
    whole_first, whole_second = len(first) == one.count, len(second) == other.count
    ends = [max(some) for some, whole in ((first, whole_first), (second, whole_second)) if not whole]
    limit = min(ends, default=0xFFFFFFFF)
    union = {trace for trace in first | second if trace <= limit}
    return len({trace for trace in first & second if trace <= limit}) / len(union) if union else 0.0


def _same_url(url: str, known: str) -> str:
    """Return how two URLs of one article differ, in words."""
    if url == known:
        return "same URL"
    one, other = canonical(url).without, canonical(known).without
    differing = [words for words in dict.fromkeys((*one, *other)) if (words in one) != (words in other)]
    if not differing:
        differing = [
            words for words in one if words in {"tracking parameters", "what follows the #", "the archive's address"}
        ]
    if not differing:
        return "same URL in another spelling"
    *most, last = differing
    return f"same URL but for {' and '.join(filter(None, (', '.join(most), last)))}"


def order_of(article: NewArticle) -> str:
    """Return by what the articles of an import are sorted, so that their order in the input does not matter: the date, then the URL.

    Of the articles with one URL, the one with the longest text comes first: it is the one that is kept. Undated ones come last.
    """
    fields = article.fields
    source = fields.get("source")
    url = canonical_url(_text(source.get("url"))) if isinstance(source, dict) else ""
    day = _text(fields.get("date"))[:10].strip("?") or "~"
    said = hash_of("\x1f".join((_text(fields.get("id")), _text(fields.get("title")), article.text)))
    return f"{day} {url} {10**9 - len(article.text):010d} {said:016x}"


def hash_of(probe: str) -> int:
    """Return a 64-bit hash of a probe, the same in every process."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(probe.encode(errors="replace"), digest_size=8).digest(), "big")
