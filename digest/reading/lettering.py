"""The fonts with which the picture for sharing is lettered, as they come with the program."""

from digest.reading.program import package_folder


def read_lettering() -> tuple[bytes, bytes]:
    """Give two TrueType files: the font for the title, and the one for text."""
    folder = package_folder() / "lettering"
    return (folder / "headline.ttf").read_bytes(), (folder / "text.ttf").read_bytes()
