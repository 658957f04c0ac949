"""Codes of languages (BCP 47, RFC 5646): their form, not whether anybody speaks them."""

import re

from digest.reading.fields import Fields

_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


def read_language(fields: Fields, *names: str) -> str:
    """Take a language by the first of these names that is there; an empty text if there is none, or, with an error, if it is no code."""
    given = fields.text(*names)
    if given and not _TAG.fullmatch(given):
        fields.fail(
            "unknown-language",
            names[0],
            f"“{given}” is not the code of a language",
            "write a code such as en, es or pt-BR",
        )
        return ""
    language, *others = given.split("-")
    # Capitals mean nothing (RFC 5646, 2.1.1), but catalogues are found by this part.
    return "-".join((language.lower(), *others))
