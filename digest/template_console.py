"""What `digest templates` says, as text."""

from collections.abc import Iterator

from digest.console import format_diagnostic, shown
from digest.model.reports.templates import Copied, Listing, NotCopied, Overridable


def tell_templates(told: Listing | Copied | NotCopied) -> Iterator[str]:
    """Give what to print of all files that can be replaced, or of the one that was to be copied."""
    match told:
        case NotCopied():
            yield f"digest templates: error: {shown(told.message)}"
            yield f"    {shown(told.hint)}"
        case Copied():
            yield f"{told.file}: new. The site uses it from now on in place of the default one."
            yield "    Change it, then run digest build. To go back to the default one, delete it."
        case Listing():
            yield from _tell_listing(told)


def _tell_listing(told: Listing) -> Iterator[str]:
    width = max((len(file.name) for file in told.files), default=0)
    for file in told.files:
        yield f"{file.name:<{width}}  {file.sentence}"
        if file.is_own:
            yield f"{'':<{width}}  {_standing(file)}"
    if told.further:
        yield ""
        yield "Further files of yours in templates/, which replace none of these:"
        yield from (f"  {shown(name)}" for name in told.further)
    yield from (format_diagnostic(one) for one in told.diagnostics)
    yield ""
    if told.is_default:
        yield "This folder holds the default theme itself: what is changed here is changed for every site."
    else:
        yield "To change one, copy it: digest templates home.html"


def _standing(file: Overridable) -> str:
    if file.is_older:
        return "-> yours is in its place, and is a copy of an older one: compare the two"
    return "-> yours is in its place"
