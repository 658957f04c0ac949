"""What the name of a file says of its document: its id, its slug, its date and its language, and whether it is a draft."""

import re
from datetime import date
from typing import NamedTuple

_YEAR, _MONTH, _DAY = r"((?:19|20|21)\d\d)", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
# As Jekyll and Hugo have it (`2024-01-02-title`), also with `_` or `.`, and without signs between the digits.
_DATED = re.compile(
    rf"(?:{_YEAR}([-_.]){_MONTH}\2{_DAY}|{_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))"
    r"(?:T([01]\d|2[0-3])[-_:.h]?([0-5]\d)(?:[-_:.]?[0-5]\d)?Z?)?(?:[-_. ]+(.*))?",
    re.DOTALL,
)
_DATED_FOLDERS = re.compile(r"(?:.*/)?((?:19|20|21)\d\d)[-_/](0[1-9]|1[0-2])(?:[-_/](0[1-9]|[12]\d|3[01]))?")
_DATED_FOLDER = re.compile(r"(?:.*/)?((?:19|20|21)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[-_ ][^/]*")
_LANGUAGE = re.compile(r"(.+)\.([a-z]{2})(?:[-_]([A-Za-z]{2,4}))?")
# ISO 639-1.
_LANGUAGES = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa "
        "ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko "
        "kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa "
        "pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty "
        "ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    ).split()
)
INDEX = "index"


_PATH = re.compile(r"(?:.*/)?((?:19|20|21)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/[^/]+/?")
# Files that people and programs put into a folder to say something of it.
_ABOUT_THE_FOLDER = frozenset(
    "readme license licence copying contributing changelog changes code_of_conduct notice authors contributors security todo robots humans "
    "ads".split()
)


class FileName(NamedTuple):
    """What a name says. `stem` is the id of the document; `title` what an address is made from: the name without date.

    `date` is a date, a month or a moment (ISO 8601), `language` a code; both are empty if the name has none.
    """

    stem: str
    title: str
    date: str = ""
    language: str = ""
    is_draft: bool = False


def name_of_document(stem: str) -> str:
    """Return the name of a document by its path without the ending; a page bundle, `a/index.md`, is called like its folder.

    A folder whose name has nothing but digits is called with the folders above it: `2024-01-02` for `2024/01/02/index.md`.
    """
    folder, _, name = stem.rpartition("/")
    if not is_index(name) or folder.count("/") < 2:  # content/articles/index.md has no folder of its own
        return name
    parts = folder.split("/")[2:]
    first = len(parts) - 1
    while first > 0 and parts[first].isdigit():
        first -= 1
    return "-".join(parts[first if not parts[first].isdigit() else 0 :]) + name.removeprefix(INDEX)


def is_index(name: str) -> bool:
    """Return whether a file of this name without its ending makes its folder a page bundle: `index`, or `index.de`."""
    return name == INDEX or (name.startswith("index.") and _language_of(name)[1] != "")


def read_file_name(stem: str, *, dated: bool) -> FileName:
    """Return what the path of a document, without its ending, says; if not `dated`, digits remain a part of the name."""
    folder, _, last = stem.rpartition("/")
    name = name_of_document(stem)
    language = _language_of(name)[1]
    if not dated:
        return FileName(name, name, "", language)
    is_draft = "/_drafts/" in f"{folder}/"
    if not any(character.isdigit() for character in stem):
        return FileName(name, name, "", language, is_draft)
    when, title = _date_in(name)
    if not when:
        above = folder.rpartition("/")[0] if is_index(last) and not name[:4].isdigit() else folder
        when = _date_of_folder("/".join(above.split("/")[2:]))
    return FileName(name, title or name, when, language, is_draft)


def is_about_the_folder(file: str) -> bool:
    """Return whether a file of this name, without any field, is no text to publish, such as `README.md`."""
    return file.rpartition("/")[2].partition(".")[0].lower().replace("-", "_") in _ABOUT_THE_FOLDER


def date_in_path(path: str) -> str:
    """Return the date in an address such as `2024/01/02/pump` (ISO 8601); an empty text if there is none."""
    found = _PATH.fullmatch(path)
    return _iso(*found.groups()) if found else ""


def _language_of(name: str) -> tuple[str, str]:
    """Return a name without the language at its end, and the language: (`pump`, `pt-BR`) for `pump.pt-br`; else the name, and nothing."""
    found = _LANGUAGE.fullmatch(name)
    if found is None or found[2] not in _LANGUAGES:
        return name, ""
    return found[1], f"{found[2]}-{found[3]}" if found[3] else found[2]


def _date_in(name: str) -> tuple[str, str]:
    """Return the date with which a name begins, and the rest of the name; both empty if it begins with none."""
    found = _DATED.fullmatch(name)
    if found is None:
        return "", ""
    year, month, day = (found[1], found[3], found[4]) if found[1] else found.group(5, 6, 7)
    when = _iso(year, month, day)
    if when and found[8]:
        when += f"T{found[8]}:{found[9]}"
    return when, (found[10] or "") if when else ""


def _date_of_folder(folders: str) -> str:
    found = _DATED_FOLDERS.fullmatch(folders) or _DATED_FOLDER.fullmatch(folders)
    if found is None:
        return ""
    return _iso(*found.groups()) if found[3] else f"{found[1]}-{found[2]}"


def _iso(year: str, month: str, day: str) -> str:
    """Return a date in ISO 8601; an empty text if there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
