"""The outlines of land and borders that come with the program."""

from digest.reading.program import package_folder


def read_outlines() -> bytes:
    """Give the packed outlines of the world: `digest.rendering.outlines` knows what is in them."""
    return (package_folder() / "outlines" / "world.bin").read_bytes()
