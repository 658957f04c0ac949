"""Read the words of the interface: the catalogue of the theme for the site's language, and the site's own in `templates/words/`."""

from pathlib import Path
from typing import NamedTuple

from digest.adapters.localization import BadCatalogueError, read_catalogue
from digest.model.diagnostic import Position
from digest.model.text.words import ENGLISH_PLURAL, NUMBERS, Words, plural_rule
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.files.program import default_theme

FOLDER = "templates/words"
_ENGLISH = f"{FOLDER}/en.po"


class _Catalogue(NamedTuple):
    """A catalogue and the path of its file; `has_rule` if the file has its own plural rule (`Plural-Forms`)."""

    path: str
    words: Words
    has_rule: bool


def read_words(folder: Path, language: str, findings: DiagnosticCollector, position: Position) -> Words:
    """Return the words of a language, and report what is missing; `position` is that of the setting.

    For `pt-BR`, `pt-BR.po` overrides `pt.po`. The site's own catalogue, which may have a few words only, overrides the theme's.
    English needs no catalogue.
    """
    names = list(dict.fromkeys((language.partition("-")[0], language)))
    theme = default_theme()
    shipped = _read_all(theme, [name for name in names if name != "en"], findings)
    beneath = max((len(forms) for catalogue in shipped for _, forms in catalogue.words.entries), default=0)
    own = [] if folder.resolve() == theme.resolve() else _read_all(folder, names, findings, beneath)
    if names[0] != "en" and not any(catalogue.words.entries for catalogue in (*shipped, *own)):
        findings.warn(
            "no-words",
            position,
            f"digest has no words in “{language}”: what its pages say by themselves stays English",
            f"run digest templates words/en.po, name the copy {names[0]}.po, and translate it",
        )
    plural = (shipped or own)[-1].words.plural if shipped or own else ENGLISH_PLURAL
    known = dict(entry for catalogue in shipped for entry in catalogue.words.entries)
    for catalogue in own:
        _check_forms(catalogue, known, plural, findings)
    entries = known | dict(entry for catalogue in own for entry in catalogue.words.entries)
    words = Words(language, tuple(sorted(entries.items())), ENGLISH_PLURAL if names[0] == "en" else plural)
    if own:
        _report_missing(words, own[-1].path, findings)
    return words


def _read_all(
    folder: Path, names: list[str], findings: DiagnosticCollector, forms_beneath: int = 0
) -> list[_Catalogue]:
    found = (_read(folder, name, findings, forms_beneath) for name in names)
    return [catalogue for catalogue in found if catalogue is not None]


def _check_forms(
    own: _Catalogue, known: dict[str, tuple[str, ...]], plural: str, findings: DiagnosticCollector
) -> None:
    """Report a catalogue with another plural rule than the one that it overrides: its forms would be used with wrong numbers."""
    ours, theirs = plural_rule(plural), plural_rule(own.words.plural)
    if known and own.has_rule and any(ours(number) != theirs(number) for number in NUMBERS):
        _report_broken(own, f"its Plural-Forms are not those of digest's words: plural={plural};", findings)
        return
    for text, forms in own.words.entries:
        if text in known and len(forms) != len(known[text]):
            _report_broken(
                own, f"“{text}” has {len(forms)} of the {len(known[text])} forms of digest's words", findings
            )


def _report_broken(own: _Catalogue, what: str, findings: DiagnosticCollector) -> None:
    hint = f"run digest templates {own.path.removeprefix('templates/')} in another folder, and write as many forms as it has"
    findings.error("broken-words", Position(own.path), what, hint)


def _report_missing(words: Words, path: str, findings: DiagnosticCollector) -> None:
    """Report the texts of the program that are not translated in the site's own catalogue."""
    for text in texts_of_program():
        if not words.has(text):
            findings.warn(
                "missing-word",
                Position(path),
                f"there is nothing for “{text}”: it stays English",
                f'add it to that file: msgid "{text}"',
            )


def texts_of_program() -> list[str]:
    """Return all texts of the English catalogue, which contains the texts of the program untranslated."""
    lines = (default_theme() / _ENGLISH).read_text(encoding="utf-8").splitlines()
    return [
        line[len('msgid "') : -1].replace('\\"', '"')
        for line in lines
        if line.startswith('msgid "') and line != 'msgid ""'
    ]


def _read(folder: Path, language: str, findings: DiagnosticCollector, forms_beneath: int) -> _Catalogue | None:
    path = f"{FOLDER}/{language}.po"
    try:
        raw = (folder / path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        findings.error(
            "unreadable", Position(path), f"the file cannot be read: {problem.strerror}", "check its permissions"
        )
        return None
    try:
        return _Catalogue(path, read_catalogue(raw, language, forms_beneath), b"Plural-Forms:" in raw)
    except BadCatalogueError as problem:
        findings.error(
            "broken-words",
            Position(path, problem.line, 1),
            f"the catalogue cannot be used: {problem}",
            "mend it there; an editor for PO files, such as Poedit, keeps them whole",
        )
        return None
