"""The pages that only the server has, at `/_…/`: of no site, and in no build. Each is one line in `own_pages`."""

from html import escape
from typing import NamedTuple

from digest.app.looking.look import OwnPage
from digest.model.diagnostic import Diagnostic


class Own(NamedTuple):
    """A page of the server's own: its name in the bar, and what makes its HTML."""

    name: str
    make: OwnPage


def own_pages() -> dict[str, Own]:
    """Return the pages of the server's own, by their paths on the server. The bar links them by name, and they reload as other pages do."""
    from digest.app.looking.desk import desk_page  # made of more than the site itself

    return {"/_desk/": Own("Desk", desk_page)}


_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{overflow-wrap:anywhere}li{margin-bottom:1rem}:root{color-scheme:light dark}"
)


def problem_page(found: tuple[Diagnostic, ...]) -> bytes:
    """Return a page that lists mistakes, for when there is nothing else to show."""
    items = "".join(
        f"<li><code>{escape(str(one.position))}</code><br>{escape(one.message)} <small>[{escape(one.code)}]</small>"
        f"{f'<br>{escape(one.hint)}' if one.hint else ''}</li>"
        for one in found
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>digest: nothing to show yet</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<style>{_STYLE}</style></head><body><h1>There is nothing to show yet</h1>"
        f"<p>Mend this; the page appears by itself.</p><ul>{items}</ul></body></html>\n"
    ).encode()
