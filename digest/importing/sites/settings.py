"""Values of settings and front matter, whatever their form: the first of several names, lists of words, texts."""

import fnmatch
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from digest.importing.record import Folder, Value

MARKDOWN = frozenset("md markdown mdown mkd mkdn mdwn".split())
HTML = frozenset("html htm".split())


def read_settings(folder: Folder, paths: Iterable[str]) -> dict[str, Value]:
    """Return the values of the settings files that are there, later ones over earlier ones."""
    settings: dict[str, Value] = {}
    known = {*folder.files()}
    for path in paths:
        if path in known and (found := folder.document(path)) is not None:
            settings = merged(settings, found.fields)
    return settings


def merged(below: Mapping[str, Value], above: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values of both; groups are merged, and of anything else the value from `above` counts."""
    result = dict(below)
    for key, value in above.items():
        known = result.get(key)
        result[key] = merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return result


def group(value: Value) -> dict[str, Value]:
    """Return a value if it is a group, else an empty one."""
    return value if isinstance(value, dict) else {}


def text_of(value: Value) -> str:
    """Return a single value as a text; empty for anything else."""
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return ""
    return str(value).strip()


def texts_of(value: Value) -> list[str]:
    """Return a single value or a list of them as texts."""
    values = value if isinstance(value, list) else [value]
    return [text for item in values if (text := text_of(item))]


def words_of(value: Value) -> list[str]:
    """Return the words of a text, or the texts of a list, as Jekyll and Hexo read `tags: fire housing`; a comma parts names with blanks."""
    if isinstance(value, list):
        return texts_of(value)
    text = text_of(value)
    parts = re.split(r"[,;]", text) if re.search(r"[,;]", text) else text.split()
    return [word for part in parts if (word := part.strip())]


def first_of(fields: Mapping[str, Value], *names: str) -> Value:
    """Return the value of the first of these fields that has one."""
    return next((fields[name] for name in names if fields.get(name) not in (None, "", [], {})), None)


def folded(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields with their names in lower case, as Hugo reads them."""
    return {key.lower(): value for key, value in fields.items()}


def ending_of(path: str) -> str:
    """Return the ending of a file in lower case, without the dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""


def stem_of(path: str) -> str:
    """Return the name of a file without its folder and its ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] if ending_of(path) else name


def folder_of(path: str) -> str:
    """Return the folder of a file; empty for the root."""
    return path.rpartition("/")[0]


def within(folder: Folder, under: str, endings: frozenset[str]) -> Iterator[str]:
    """Yield the paths of the files below a folder that have one of these endings; an empty name is the whole folder."""
    start = f"{under.strip('/')}/" if under.strip("/") else ""
    return (path for path in folder.files() if path.startswith(start) and ending_of(path) in endings)


def leaves_out(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Return whether a path is, or is below, one of these; they may have `*`."""
    wanted = [one.strip().lstrip("/") for one in patterns if one.strip() and not one.lstrip().startswith(("#", "!"))]
    wanted = [one.removeprefix("./").rstrip("/") for one in wanted]

    def is_left_out(path: str) -> bool:
        return any(path == one or path.startswith(f"{one}/") or fnmatch.fnmatchcase(path, one) for one in wanted if one)

    return is_left_out


def names_of_authors(folder: Folder, paths: Iterable[str]) -> dict[str, str]:
    """Return the names of authors by their ids, from files of data: `{ann: {name: Ann Lee}}`, or one file for each author."""
    names: dict[str, str] = {}
    known = {*folder.files()}
    for path in paths:
        found = folder.document(path) if path in known else None
        if found is None:
            continue
        if name := text_of(first_of(found.fields, "name", "display_name", "title")):
            stem = stem_of(path)
            own = stem if stem.lstrip("_") != "index" else folder_of(path).rpartition("/")[2]
            for key in (own, text_of(first_of(found.fields, "short_name", "username", "id", "slug"))):
                names.setdefault(key, name)
            continue
        for key, value in found.fields.items():
            if name := text_of(first_of(group(value), "name", "display_name", "full_name", "title")):
                names[key] = name
    return {key: name for key, name in names.items() if key}
