"""The language of a text. The only module that imports py3langid, and only for the first text without a language."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Languages of newspapers: among all 97 of the model, short texts are taken for rare ones.
_LANGUAGES = (
    *(
        "ar",
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "nl",
    ),
    *("no", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk", "ur", "vi", "zh"),
)
_SHORTEST, _READ, _CERTAIN = 200, 600, 0.98


# Of the first words of a text, so many are among the commonest of its language, and of no other one.
_WORDS, _PART = 80, 0.15


def has_many(text: str, common: str) -> bool:
    """Return whether many words of a text are among the commonest of a language, which are given with blanks between them.

    It spares nearly every text of the site’s own language the identifier, which takes 0.3 ms a text and a second to load.
    """
    words = text[:_READ].casefold().split()[:_WORDS]
    commonest = set(common.split())
    return len(words) >= _WORDS // 2 and sum(word in commonest for word in words) >= _PART * len(words)


def language_of(text: str) -> str:
    """Return the code of a text's language (ISO 639-1).

    It is empty if the text is too short, the language not clear, or the extra not installed.
    """
    identifier = _identifier() if len(text) >= _SHORTEST else None
    if identifier is None:
        return ""
    language, probability = identifier.classify(text[:_READ])
    return str(language) if probability >= _CERTAIN else ""


@cache
def _identifier() -> "LanguageIdentifier | None":
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
