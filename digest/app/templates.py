"""The command `digest templates`: list the files of the theme that a site can replace, and copy one of them."""

from difflib import get_close_matches
from pathlib import Path

from digest.model.reports.templates import Copied, Listing, NotCopied
from digest.model.views.files import EXTRA_STYLE
from digest.reading.config.settings import FILE as CONFIG
from digest.reading.theme.overrides import copy_of_default, list_overrides
from digest.writing.files import create


def list_or_copy(folder: Path, name: str) -> Listing | Copied | NotCopied:
    """Return a list of all files that can be replaced; if `name` is not empty, copy that one into the site's folder."""
    listing = list_overrides(folder)
    if not name:
        return listing
    wanted = name.removeprefix("./").removeprefix("templates/")
    names = [file.name for file in listing.files]
    if wanted not in names:
        return _unknown(name, wanted, names)
    if not (folder / CONFIG).is_file():
        return NotCopied(
            f"this folder has no {CONFIG}",
            "run digest in the folder of the site, or name it: --folder FOLDER",
        )
    file = f"templates/{wanted}"
    try:
        create(folder / file, copy_of_default(wanted))
    except FileExistsError:
        return NotCopied(
            f"{file} is there already, and stays as it is",
            "change that one; or move it away, and copy again",
        )
    except OSError as problem:
        return NotCopied(
            f"{file} cannot be written: {problem.strerror}", "make room on the disk, or mend the permissions"
        )
    return Copied(file)


def _unknown(name: str, wanted: str, names: list[str]) -> NotCopied:
    if wanted == EXTRA_STYLE:
        hint = (
            f"write templates/{EXTRA_STYLE} yourself, for styles of your own: each page links it after static/style.css"
        )
        return NotCopied(f"digest has no {EXTRA_STYLE}", hint)
    near = get_close_matches(wanted, names, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else "digest templates lists all that there are"
    return NotCopied(f"there is no default “{name}”", hint)
