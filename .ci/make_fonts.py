"""Makes the two fonts in `digest/rendering/graphics/data/`, for the picture for sharing, of the variable font Source Serif 4.

    pip install fonttools==4.68.0 && pip download --no-deps fontpkg-source-serif-4==4.4   # then unpack the latter
    python .ci/make_fonts.py "fontpkg_source_serif_4/files/SourceSerif4[opsz,wght].ttf" digest/lettering

What is left out: other weights and sizes, rules of layout, hints for small sizes, and characters that are in no text of today.
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# The fonts by their files: optical size in points, and weight.
FONTS = {"headline.ttf": (60, 700), "text.ttf": (20, 400)}
NAME = "Digest Lettering"  # the licence reserves the name of the original
COPYRIGHT, LICENCE, LICENCE_URL = 0, 13, 14  # numbers of the names that stay as they are

LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x250), 0x259, *range(0x1E00, 0x1F00))
GREEK, CYRILLIC = range(0x370, 0x400), range(0x400, 0x530)
SIGNS = (*range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, *range(0x20A0, 0x20C1), 0x2116, 0x2122, 0x2212)


def main() -> None:
    """Make both fonts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    for file, (size, weight) in FONTS.items():
        font = instantiateVariableFont(TTFont(given.source), {"opsz": size, "wght": weight})
        reduce(font)
        rename(font, file.partition(".")[0].title())
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(given.folder / file)


def reduce(font: TTFont) -> None:
    """Leave out everything that the lettering does not need; the box that stands for a missing letter stays."""
    options = Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False, name_IDs=["*"])
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "DSIG", "gasp", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted({*LATIN, *GREEK, *CYRILLIC, *SIGNS}))
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Return the font a name of its own, and keep what its makers say of their rights."""
    names = font["name"]
    names.names = [one for one in names.names if one.nameID in {COPYRIGHT, LICENCE, LICENCE_URL}]
    family = f"{NAME} {style}"
    for number, text in {1: family, 2: "Regular", 3: f"{family} 1", 4: family, 6: family.replace(" ", "")}.items():
        names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
