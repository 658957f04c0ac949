"""Codes of languages as systems and tools write them: `pt_BR`, `EN`, `en_US.UTF-8`, `English`."""

import re

# RFC 5646, section 2.1: language, extended languages, script, region, variants.
_TAG = re.compile(
    r"([A-Za-z]{2,3})((?:-[A-Za-z]{3}){0,3})(-[A-Za-z]{4})?(-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"((?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
)
# What tools and editors write in words: the names of languages in English, and in themselves.
_NAMES = {
    name: code
    for code, names in {
        "ar": "arabic العربية",
        "bg": "bulgarian български",
        "bn": "bengali বাংলা",
        "ca": "catalan català",
        "cs": "czech čeština",
        "da": "danish dansk",
        "de": "german deutsch",
        "el": "greek ελληνικά",
        "en": "english",
        "es": "spanish español castellano",
        "et": "estonian eesti",
        "eu": "basque euskara",
        "fa": "persian farsi فارسی",
        "fi": "finnish suomi",
        "fr": "french français",
        "ga": "irish gaeilge",
        "gl": "galician galego",
        "he": "hebrew עברית",
        "hi": "hindi हिन्दी",
        "hr": "croatian hrvatski",
        "hu": "hungarian magyar",
        "id": "indonesian",
        "is": "icelandic íslenska",
        "it": "italian italiano",
        "ja": "japanese 日本語",
        "ko": "korean 한국어",
        "lt": "lithuanian lietuvių",
        "lv": "latvian latviešu",
        "nb": "bokmål",
        "nl": "dutch nederlands",
        "no": "norwegian norsk",
        "pl": "polish polski",
        "pt": "portuguese português",
        "ro": "romanian română",
        "ru": "russian русский",
        "sk": "slovak slovenčina",
        "sl": "slovenian slovenščina",
        "sr": "serbian српски",
        "sv": "swedish svenska",
        "sw": "swahili kiswahili",
        "ta": "tamil தமிழ்",
        "th": "thai ไทย",
        "tr": "turkish türkçe",
        "uk": "ukrainian українська",
        "ur": "urdu اردو",
        "vi": "vietnamese",
        "zh": "chinese 中文",
    }.items()
    for name in names.split()
}


def language_code(text: str) -> str:
    """Return the code of a language in its usual case (RFC 5646, section 2.1.1): `pt-BR` for `pt_BR`; an empty text if it is none.

    An encoding as in the locales of systems (`.UTF-8`, `@euro`) is dropped. A name is known in English and in the language itself.
    """
    match = _TAG.fullmatch(re.split(r"[.@]", text.strip(), maxsplit=1)[0].replace("_", "-"))
    if match is None:
        return _NAMES.get(text.strip().casefold(), "")
    language, extended, script, region, variants = (part or "" for part in match.groups())
    return f"{language.lower()}{extended.lower()}{script.title()}{region.upper()}{variants.lower()}"
