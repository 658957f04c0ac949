"""Slugs that are made from dated names of files (`2024-01-02-pump.md`): the short one, unless articles share it."""

from collections import Counter
from dataclasses import replace

from digest.adapters.serialization import fingerprint
from digest.model.content.article import Article
from digest.model.ledger import Ledger
from digest.model.url import slugify
from digest.reading.files.names import read_file_name


def settle_slugs(
    articles: tuple[Article, ...], ledger: Ledger, keys: dict[str, str]
) -> tuple[tuple[Article, ...], dict[str, str]]:
    """Return the articles with their slugs, and `keys`, their fingerprints by file, renewed for each slug that is another one.

    Articles of one month with the same short slug have the long one, but for one that was published with the short one. (One that was
    published with the long one, as older versions of digest made it, keeps that by `planning/ledger/identity.py`.)
    """
    dated = {article.origin.file: long for article in articles if (long := _long_slug(article))}
    if not dated:
        return articles, keys
    published = {
        entry.id: entry.addresses[-1].rstrip("/").rpartition("/")[2]
        for entry in ledger.entries
        if entry.kind == "article"
    }
    counts = Counter(map(_address, articles))
    settled, renewed = [], dict(keys)
    for article in articles:
        long = dated.get(article.origin.file, "")
        known = published.get(article.id)
        if long and known != article.slug and counts[_address(article)] > 1:
            file = article.origin.file
            if file in renewed:
                renewed[file] = fingerprint(f"{renewed[file]} {long}".encode())
            settled.append(replace(article, slug=long))
        else:
            settled.append(article)
    return tuple(settled), renewed


def _address(article: Article) -> tuple[int, int, str]:
    """Return what the address of an article is made of."""
    return article.date.at.year, article.date.at.month, article.slug


def _long_slug(article: Article) -> str:
    """Return the slug from the whole name of the file, with its date; empty if the slug is another one."""
    if article.slug == slugify(article.id) or article.origin.at("slug").line:  # as nearly all are
        return ""
    name = read_file_name(article.origin.file.rpartition(".")[0], dated=True)
    short, long = slugify(name.title), slugify(name.stem)
    return long if short == article.slug != long else ""
