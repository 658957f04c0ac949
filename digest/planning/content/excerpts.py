"""How much of a text is shown: whole, an excerpt that ends at a sentence, or a link, as the rights to it allow."""

from collections.abc import Iterable
from functools import lru_cache

from digest.model.config import Config, Show
from digest.model.content.article import Article, Body
from digest.model.text.characters import LETTERS, count_words
from digest.model.url import host_of, name_key
from digest.model.views.article import Text

SUMMARY_WORDS = 40
# The beginning of a sentence that is cut has at least so many words: fewer, such as “The…”, say nothing.
_FEWEST_WORDS = 5


def show_of(article: Article, config: Config) -> Show:
    """Decide how much of an article is shown.

    What its editor wrote comes first. One's own text, and one with a recorded licence, is shown whole; for the rest the
    site's `rights:` decide.
    """
    if article.show is not None:
        return article.show
    if article.source.licence or config.rights.text == "full" or not is_foreign(article, config):
        return "full"
    return config.rights.text


def is_foreign(article: Article, config: Config) -> bool:
    """Return whether a text came from somebody else: it has the URL of a report elsewhere, or an outlet other than the publisher.

    An author alone is no outlet. The publisher's names are its own, the title of the site, and the hosts of both.
    """
    name, url = article.source.name, article.source.url
    if not name and not url:
        return False
    names, roots = _own(config.publisher.name, config.publisher.url, config.title, config.base_url)
    if url and not f"{_without_scheme(url)}/".startswith(roots):
        return True
    return bool(name) and name != host_of(url) and _folded(name) not in names


@lru_cache(maxsize=8)
def _own(publisher: str, url: str, title: str, base_url: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the names of the publisher, folded, and the URLs below which its texts are, without their schemes.

    The host of an address with a path is no name: the site may be one of many on that host.
    """
    roots = tuple(f"{_without_scheme(one).rstrip('/')}/" for one in (url, base_url) if one)
    hosts = [root.rstrip("/") for root in roots if root.count("/") == 1]
    return frozenset(filter(None, map(_folded, (publisher, title, *hosts)))), roots


@lru_cache(maxsize=1 << 15)
def _without_scheme(url: str) -> str:
    """Return a URL without scheme and `www.`, its host in lower case."""
    rest = url.partition("://")[2]
    return host_of(url) + rest[len(rest.split("/", 1)[0]) :]


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Return a name by which two spellings of it are equal: case, accents, and the scheme and `www.` of a host do not count."""
    key = name_key(name)
    return key.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def count_shortened(articles: Iterable[Article], config: Config) -> int:
    """Return how many articles are not shown whole because of `rights.text`, and not because their editor wrote so."""
    return sum(one.show is None and bool(one.body.key) and show_of(one, config) != "full" for one in articles)


def text_of(article: Article, config: Config) -> Text:
    """Return as much of an article's text as may be shown."""
    show = show_of(article, config)
    if show == "full":
        return Text("full", article.body, "")
    if show == "link":
        return Text("link", Body(), "")
    return Text("excerpt", Body(), _excerpt(article, _excerpt_words(article, config)))


def _excerpt(article: Article, words: int) -> str:
    """Return the first sentences, with at most so many words; nothing if these are the first few words of a sentence."""
    said = first_sentences(article.opening, words)
    return said if words >= _FEWEST_WORDS or not said.endswith("…") or said == article.opening[0] else ""


def _excerpt_words(article: Article, config: Config) -> int:
    """Return how many words of another publisher's text may be shown: never more than half of it."""
    return min(config.rights.excerpt_words, max(article.body.words // 2, 1))


def summary_of(article: Article, config: Config, words: int = SUMMARY_WORDS) -> str:
    """Return the summary: as written, else the first sentences of the text, with so many words, unless only a link may be shown."""
    if article.summary:
        return article.summary
    match show_of(article, config):
        case "full":
            return first_sentences(article.opening, words)
        case "excerpt":
            return _excerpt(article, min(words, _excerpt_words(article, config)))
        case "link":
            return ""


def first_sentences(sentences: tuple[str, ...], words: int) -> str:
    """Return as many whole sentences as fit into that many words; if the first is longer, its beginning and `…`."""
    chosen: list[str] = []
    left = words
    for sentence in sentences:
        length = count_words(sentence)
        if length > left:
            break
        chosen.append(sentence)
        left -= length
    if chosen or not sentences:
        return " ".join(chosen)
    return " ".join(sentences[0].split()[:words])[: LETTERS * words].rstrip(",;:–—- ") + "…"
