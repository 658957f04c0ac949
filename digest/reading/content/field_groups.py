"""Read groups of fields that several kinds of content have: sources, places, people, images, addresses."""

from dataclasses import replace

from digest.model.content.article import Citation, Closeness, Image, Person, Place, Role
from digest.model.content.incident import Note
from digest.model.diagnostic import ACCEPTABLE, Accepted
from digest.model.url import internal_target, is_safe_address, is_slug, is_web_url, slugify
from digest.reading.dialects.authors import without_mail
from digest.reading.dialects.languages import language_code
from digest.reading.dialects.markup.report import report_short_markup
from digest.reading.files.decode import one_line
from digest.reading.yaml.schema import Fields


def read_language(fields: Fields, *names: str) -> str:
    """Return the language code from the first of these fields; an empty text if it is missing or, with an error, no code (RFC 5646)."""
    given = fields.text(*names)
    code = language_code(given)
    if given and not code:
        fields.fail(
            "unknown-language",
            names[0],
            f"“{given}” is not the code of a language",
            "write a code such as en, es or pt-BR",
        )
    return code


CLOSENESS: tuple[Closeness, ...] = ("", "exact", "street", "town", "region")
ROLES: tuple[Role, ...] = ("", "victim", "suspect", "defendant", "responder", "official", "witness")


def read_id(fields: Fields, stem: str) -> str:
    """Return the `id`, on one line without white space at its ends; the stem of the file if there is none."""
    return one_line(fields.text("id")) or stem


def read_slug(fields: Fields, stem: str) -> str:
    """Return the `slug`, the last part of an address; made from the stem of the file if there is none."""
    given = fields.text("slug")
    if not given:
        made = slugify(stem)
        if not made:
            fields.fail(
                "bad-slug",
                "slug",
                f"no address can be made from the file's name “{stem}”",
                "write one, such as slug: bridge-collapse",
            )
        return made
    if not is_slug(given):
        near = slugify(given) or "bridge-collapse"
        fields.fail("bad-slug", "slug", f"“{given}” cannot be the last part of an address", f"write slug: {near}")
        return slugify(stem) or "unnamed"
    return given


def read_accepted(fields: Fields) -> tuple[Accepted, ...]:
    """Return the warnings that an editor accepts: a list of codes, each perhaps with a reason (`code: reason`).

    Each word in `accept` that is no such code is an error.
    """
    accepted = [Accepted(code, one_line(reason)) for code, reason in fields.texts_with_notes("accept")]
    for one in accepted:
        if one.code not in ACCEPTABLE:
            fields.fail(
                "unknown-word",
                "accept",
                f"`accept` is “{one.code}”",
                f"write codes of warnings: {', '.join(ACCEPTABLE)}",
            )
    return tuple(one for one in accepted if one.code in ACCEPTABLE)


def read_addresses(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list of paths of this site as addresses."""
    found = []
    for alias in fields.texts(name):
        address = internal_target(alias)
        if (
            address is None
            or not address
            or "%" in address
            or not is_safe_address(address, with_blanks=True)
            or "?" in alias
            or "#" in alias
        ):
            fields.fail(
                "bad-alias",
                name,
                f"“{alias}” is not an address within this site",
                "write its path, such as /2024/bridge.html",
            )
        else:
            last = address.rsplit("/", 1)[-1]
            found.append(address if "." in last or address.endswith("/") else f"{address}/")
    return tuple(dict.fromkeys(found))


def read_citation(fields: Fields) -> Citation:
    """Return a citation from a group of fields."""
    return Citation(fields.text("name"), fields.url("url"))


def parse_citation(text: str) -> Citation:
    """Return a citation from one text, a URL or a name."""
    return Citation(url=text) if is_web_url(text) else Citation(name=text)


def read_source_field(fields: Fields) -> Citation:
    """Return the field `source` of a dated note or a fact: a text or a group of fields."""
    return fields.text_or_group("source", read_citation, parse_citation, Citation())


def read_note(fields: Fields) -> Note | None:
    """Return one entry of a dated list; None, and errors, without a date or a text."""
    date = fields.required_moment("date", coarse=True)
    text = fields.required("missing-text", "write one sentence", "text")
    report_short_markup(text, "text", fields)
    source = read_source_field(fields)
    return Note(date, text, source) if date and text else None


def read_place(fields: Fields) -> Place | None:
    """Return a place; None, and an error, without a name."""
    name = fields.required("missing-name", "write name: and the place's name", "name")
    latitude, longitude = fields.degrees("lat", 90), fields.degrees("lon", 180)
    if fields.has("lat") != fields.has("lon"):
        fields.fail(
            "half-a-position",
            "lat" if fields.has("lat") else "lon",
            "a position needs both lat and lon",
            "write both, or neither",
        )
    precision: Closeness = fields.choice("precision", CLOSENESS, "")
    if latitude is None or longitude is None:
        return Place(name, precision=precision) if name else None
    return Place(name, latitude, longitude, precision) if name else None


def read_person(fields: Fields) -> Person | None:
    """Return a person and their role; None, and an error, without a name."""
    name = fields.required("missing-name", "write name: and the person's name", "name")
    role = fields.choice("role", ROLES, "")
    return Person(name, role) if name else None


def read_picture(fields: Fields) -> Image | None:
    """Return the field `image`. The file of one that another tool's field names may be missing."""
    image = fields.group("image", read_image, None)
    return replace(image, optional=True) if image is not None and "image" in fields.foreign else image


def read_image(fields: Fields) -> Image | None:
    """Return an image of `content/media/`; None, and an error, without an address in this site."""
    src = fields.required("missing-name", "write src: and the picture's file, such as media/bridge.jpg", "src")
    alt, credit, warns = fields.text("alt"), without_mail(fields.text("credit")), one_line(fields.text("warning"))
    address = internal_target(src) if src else ""
    if address is None:
        fields.fail(
            "foreign-image",
            "src",
            f"“{src}” is on another host",
            "copy the picture into content/media/ and write src: media/…",
        )
        return None
    return Image(address, alt, credit, warns) if address else None
