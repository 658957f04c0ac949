"""The social image: the site's title and description, drawn like its masthead."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from digest.model.views.files import SOCIAL_IMAGE, SocialImageView
from digest.rendering.graphics.line_breaking import Measure, fit_text, words_of

WIDTH, HEIGHT = SOCIAL_IMAGE
_MARGIN = 84
_TEXT_WIDTH = WIDTH - 2 * _MARGIN
_BAND = 14
_RULE, _BETWEEN = 4, 5  # the double rule: height of a line, and the gap between the two
_ABOVE_RULE, _BELOW_RULE = 40, 30
_HOST, _HOST_BASE = 32, HEIGHT - 62
_TOP, _BOTTOM = _BAND + 40, _HOST_BASE - 56  # between them: title and description

# The light colours of `static/style.css`.
PAPER, INK, SOFT, EDGE = "#ffffff", "#1b1b1a", "#575754", "#85857f"

_BLENDS = 16  # shades of each colour

_TITLE = (124, 108, 96, 84, 74, 66, 58, 52)
_TITLE_LINES, _LEADING = 5, 1.1
_ASCENT = 0.9  # of a line: from its top to its base
_TEXT, _TEXT_LINES, _TEXT_LEADING = 37, 3, 50

Sized = ImageFont.FreeTypeFont


def draw_social_image(card: SocialImageView, headline: bytes, text: bytes) -> bytes:
    """Return the image as PNG, 1200 × 630 pixels; the fonts are TrueType files. Empty if they lack a letter of the title.

    A description with a missing letter is left out. The file also contains what is drawn as text (PNG, 11.3.3).
    """
    large, small = _font(headline), _font(text)
    title, description, host = (words_of(said, small.has) for said in (card.title, card.description, card.host))
    if not title:
        return b""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, _BAND - 1), card.accent)
    _draw_masthead(draw, large, title, small, description)
    _, lines = fit_text(host, [(_HOST, 1)], _TEXT_WIDTH, small.measure)
    _draw_lines(draw, lines, _HOST_BASE, 0, small.at(_HOST), card.accent)
    said = PngInfo()
    for keyword, words in (("Title", title), ("Description", description), ("Comment", host)):
        if words:
            said.add_itxt(keyword, words)
    file = BytesIO()
    _in_few_colours(picture, card.accent).save(file, "PNG", pnginfo=said)
    return file.getvalue()


def _in_few_colours(picture: Image.Image, accent: str) -> Image.Image:
    """Return a picture in the colours of a card and their blends with the paper, as the edges of letters are: a third of the bytes."""
    paper = ImageColor.getrgb(PAPER)
    colours = [
        round(one + (other - one) * step / _BLENDS)
        for colour in (INK, SOFT, EDGE, accent)
        for step in range(1, _BLENDS + 1)
        for one, other in zip(paper, ImageColor.getrgb(colour), strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*paper, *colours])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


@cache
def _font(raw: bytes) -> "_Font":
    """Return a font, which a process opens and measures once for all cards that it draws."""
    return _Font(raw)


class _Font:
    """A font in any size, in pixels."""

    def __init__(self, raw: bytes) -> None:
        self.at = cache(lambda size: _open(raw, size))
        self.measure = cache(lambda size: _measure_of(self.at(size)))
        # A font shows all characters that it does not have as the same box, also a noncharacter.
        missing = self._look("\U0010ffff")
        self.has = cache(lambda character: self._look(character) != missing)

    def _look(self, character: str) -> tuple[tuple[int, int], bytes]:
        mask = self.at(_TEXT).getmask(character)
        return mask.size, bytes(mask)


def _open(raw: bytes, size: int) -> Sized:
    # With another layout engine, the bytes would depend on the libraries of the machine.
    return ImageFont.truetype(BytesIO(raw), size, layout_engine=ImageFont.Layout.BASIC)


def _measure_of(font: Sized) -> Measure:
    """Return the function that measures lines. There is no kerning, so that each letter is measured once."""
    width_of = cache(font.getlength)
    return lambda line: sum(map(width_of, line))


def _draw_masthead(draw: ImageDraw.ImageDraw, large: _Font, title: str, small: _Font, description: str) -> None:
    """Draw title, double rule and description as one block, centred in the space for them."""
    said = fit_text(description, [(_TEXT, _TEXT_LINES)], _TEXT_WIDTH, small.measure)[1] if description else []
    below = _ABOVE_RULE + 2 * _RULE + _BETWEEN + (_BELOW_RULE + _TEXT_LEADING * len(said) if said else 0)
    space = _BOTTOM - _TOP - below
    sizes = [(size, min(_TITLE_LINES, int(space / (size * _LEADING)))) for size in _TITLE]
    size, lines = fit_text(title, sizes, _TEXT_WIDTH, large.measure)
    leading = round(size * _LEADING)
    top = _TOP + (space - leading * len(lines)) // 2
    rule = _draw_lines(draw, lines, top + round(size * _ASCENT), leading, large.at(size), INK) + _ABOVE_RULE
    for y in (rule, rule + _RULE + _BETWEEN):
        draw.rectangle((_MARGIN, y, WIDTH - _MARGIN - 1, y + _RULE - 1), EDGE)
    base = rule + 2 * _RULE + _BETWEEN + _BELOW_RULE + round(_TEXT * _ASCENT)
    _draw_lines(draw, said, base, _TEXT_LEADING, small.at(_TEXT), SOFT)


def _draw_lines(
    draw: ImageDraw.ImageDraw, lines: Iterable[str], base: int, leading: int, font: Sized, colour: str
) -> int:
    """Draw lines one below the other, the first on `base`; return the base of the last."""
    for line in lines:
        draw.text((_MARGIN, base), line, colour, font, "ls")
        base += leading
    return base - leading
