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


def language_of(text: str) -> str:
    """Return the code of a text's language (ISO 639-1); empty if the text is too short, or the language not clear."""
    if len(text) < _SHORTEST:
        return ""
    language, probability = _identifier().classify(text[:_READ])
    return language if probability >= _CERTAIN else ""


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
