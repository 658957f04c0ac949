"""How much of a text is shown: whole, an excerpt that ends at a sentence, or a link, as the rights to it allow."""

from digest.model.config import Config, Show
from digest.model.content.article import Article, Body
from digest.model.text.characters import LETTERS, count_words
from digest.model.views.article import Text

SUMMARY_WORDS = 40


def show_of(article: Article, config: Config) -> Show:
    """Decide how much of an article is shown.

    What its editor wrote comes first. One's own text, and one with a recorded licence, is shown whole; for the rest the
    site's `rights:` decide.
    """
    if article.show is not None:
        return article.show
    if not article.source.url or article.source.licence:
        return "full"
    return config.rights.text


def text_of(article: Article, config: Config) -> Text:
    """Return as much of an article's text as may be shown."""
    show = show_of(article, config)
    if show == "full":
        return Text("full", article.body, "")
    if show == "link":
        return Text("link", Body(), "")
    return Text("excerpt", Body(), first_sentences(article.opening, _excerpt_words(article, config)))


def _excerpt_words(article: Article, config: Config) -> int:
    """Return how many words of another publisher's text may be shown: never more than half of it."""
    return min(config.rights.excerpt_words, max(article.body.words // 2, 1))


def summary_of(article: Article, config: Config) -> str:
    """Return the summary: as written, else the first sentences of the text, unless only a link may be shown."""
    if article.summary:
        return article.summary
    match show_of(article, config):
        case "full":
            return first_sentences(article.opening, SUMMARY_WORDS)
        case "excerpt":
            return first_sentences(article.opening, min(SUMMARY_WORDS, _excerpt_words(article, config)))
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
