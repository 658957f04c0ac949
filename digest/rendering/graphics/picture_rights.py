"""What a picture says of its maker, its rights and its source, for the metadata of its copies.

Names of the IPTC Photo Metadata Standard 2023.2, in XMP (ISO 16684-1). Everything else is left out: positions, faces, editing history.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from digest.model.text.characters import clean

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
_CC = "http://creativecommons.org/ns#"
_META = "adobe:ns:meta/"
_XML = "http://www.w3.org/XML/1998/namespace"

_KEPT = (
    f"{{{_DC}}}creator",
    f"{{{_DC}}}rights",
    f"{{{_PHOTOSHOP}}}Credit",
    f"{{{_PHOTOSHOP}}}Source",
    f"{{{_RIGHTS}}}Marked",
    f"{{{_RIGHTS}}}Owner",
    f"{{{_RIGHTS}}}UsageTerms",
    f"{{{_RIGHTS}}}WebStatement",
    f"{{{_IPTC}}}DigitalSourceType",
    f"{{{_PLUS}}}DataMining",
    f"{{{_PLUS}}}LicensorURL",
    f"{{{_CC}}}license",
    f"{{{_CC}}}attributionName",
    f"{{{_CC}}}attributionURL",
)
_LICENSOR, _LICENSOR_URL = f"{{{_PLUS}}}Licensor", f"{{{_PLUS}}}LicensorURL"
# In bytes and letters. More is no notice of rights; readers would load it with every picture.
_MOST, _MOST_OF_ONE = 1_000_000, 1_000
_LIST = {"Alt", "Bag", "Seq"}


class NoticeOfFile(NamedTuple):
    """What a picture says of its rights in IPTC-IIM or Exif."""

    creator: str = ""
    rights: str = ""
    credit: str = ""
    source: str = ""


def rights_packet(xmp: bytes, notice: NoticeOfFile) -> bytes:
    """Return a packet of XMP with what a picture says of its rights; empty if it says nothing.

    What its own packet, `xmp`, does not say is taken from the `notice`. A packet that cannot be read is passed over.
    """
    found = _said_in(xmp)
    for name, text in (
        (f"{{{_DC}}}creator", notice.creator),
        (f"{{{_DC}}}rights", notice.rights),
        (f"{{{_PHOTOSHOP}}}Credit", notice.credit),
        (f"{{{_PHOTOSHOP}}}Source", notice.source),
    ):
        if text and name not in found:
            found[name] = [text]
    return _packet(found) if found else b""


def _said_in(xmp: bytes) -> dict[str, list[str]]:
    """Return the texts of the kept properties, by their qualified names."""
    xmp = xmp.rstrip(b"\0")
    if not xmp or len(xmp) > _MOST or b"\0" in xmp or b"<!DOCTYPE" in xmp or b"<!ENTITY" in xmp:
        return {}
    try:
        tree = ET.fromstring(xmp)  # noqa: S314 - it has no document type, and so no entities that could grow
    except (ET.ParseError, ValueError, LookupError):
        return {}
    found: dict[str, list[str]] = {}
    top = [description for block in tree.iter(f"{{{_RDF}}}RDF") for description in block]
    for name in _KEPT:
        # Elsewhere are those of other pictures that this one was made of, but a licensor is a value with fields of its own.
        for description in tree.iter() if name == _LICENSOR_URL else top:
            texts = [text for text in _texts_of(description, name) if text]
            if texts:
                found.setdefault(name, texts)
    return found


def _texts_of(description: ET.Element, name: str) -> Iterator[str]:
    """Yield the texts of a property: that of an attribute, or of an element with one value or a list of them."""
    yield description.get(name, "").strip()
    for element in description.findall(name):
        yield element.get(f"{{{_RDF}}}resource", "").strip()
        items = [item for one in element if one.tag.rpartition("}")[2] in _LIST for item in one]
        for part in items or [element]:
            yield (part.text or "").strip()


def _packet(found: dict[str, list[str]]) -> bytes:
    """Return a packet of XMP. Its bytes depend on the values alone."""
    lists = {f"{{{_DC}}}creator": "Seq", f"{{{_DC}}}rights": "Alt", f"{{{_RIGHTS}}}UsageTerms": "Alt"}
    root = ET.Element(f"{{{_META}}}xmpmeta")
    description = ET.SubElement(ET.SubElement(root, f"{{{_RDF}}}RDF"), f"{{{_RDF}}}Description")
    description.set(f"{{{_RDF}}}about", "")
    for name in sorted(found):
        texts = [clean(text)[:_MOST_OF_ONE] for text in found[name]]
        place = description
        if name == _LICENSOR_URL:
            licensors = ET.SubElement(ET.SubElement(place, _LICENSOR), f"{{{_RDF}}}Seq")
            place = ET.SubElement(licensors, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})
        element = ET.SubElement(place, name)
        if name in lists:
            _add_items(ET.SubElement(element, f"{{{_RDF}}}{lists[name]}"), texts, alternatives=lists[name] == "Alt")
        else:
            element.text = texts[0]
    return ET.tostring(root, encoding="unicode").encode()


def _add_items(parent: ET.Element, texts: Iterable[str], *, alternatives: bool) -> None:
    for text in texts:
        item = ET.SubElement(parent, f"{{{_RDF}}}li")
        item.text = text
        if alternatives:
            item.set(f"{{{_XML}}}lang", "x-default")
            return


for _prefix, _name in (
    ("x", _META),
    ("rdf", _RDF),
    ("dc", _DC),
    ("photoshop", _PHOTOSHOP),
    ("xmpRights", _RIGHTS),
    ("Iptc4xmpExt", _IPTC),
    ("plus", _PLUS),
    ("cc", _CC),
):
    ET.register_namespace(_prefix, _name)
