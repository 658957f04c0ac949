"""What a site's settings say of how its files are read."""

from typing import NamedTuple


class Conventions(NamedTuple):
    """The parts of the settings that files are read by.

    `base_url` is the site's: an address on its host in another tool's field is an old address of the text. `fields` are names of the
    newsroom's own fields, which are passed over.
    """

    base_url: str = ""
    fields: tuple[str, ...] = ()
