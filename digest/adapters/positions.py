"""Take positions and names of places out of the metadata of photographs and videos, byte for byte in place.

Values are overwritten where they are, so that sizes and offsets stay and nothing is compressed again. The blocks are found by their own
headers, in whatever format of file: Exif (CIPA DC-008, TIFF 6.0), XMP (ISO 16684-1), IPTC-IIM 4, and the location atoms of ISO 14496-12.
"""

import re
import struct
import zlib

_POINTERS = (b"\x25\x88\x04\x00\x01\x00\x00\x00", b"\x88\x25\x00\x04\x00\x00\x00\x01")
_PACKED = (b"brobExif", b"brobxml ")  # metadata of JPEG XL that is compressed with Brotli
_WIDE = (b"G\0P\0S\0L", b"\0G\0P\0S\0L")  # XMP in UTF-16
_VIDEO = (b"\xa9xyz", b"loci", b"location.ISO6709")
_MARKS = (*_POINTERS, *_PACKED, *_WIDE, *_VIDEO, b"8BIM\x04\x04", b"rdf:RDF", b"GPSL", b"XML:com.adobe", b"Raw profile")
_LEFT = re.compile(b"GPS(?:Lat|Lon)|" + b"|".join(map(re.escape, (*_POINTERS, *_PACKED, *_WIDE))), re.IGNORECASE)

_GPS, _EXIF, _SUB_IFDS, _MAKER_NOTE, _IPTC = 0x8825, 0x8769, 0x014A, 0x927C, 0x83BB
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_DIRECTORIES = 64
# Data sets of record 2: content location, city, sub-location, province, country.
_PLACES_OF_IPTC = frozenset({26, 27, 90, 92, 95, 100, 101})
_PACKET = re.compile(rb"<x:x[am]pmeta.*?</x:x[am]pmeta>|<rdf:RDF.*?</rdf:RDF>", re.DOTALL)
_NAMES = (
    rb"(?:GPS\w*|Latitude|Longitude|lat|long|lon|City|State|Province-?State|Country(?:-?Code|-?Name)?|Location\w*|Sub-?location"
    rb"|WorldRegion|(?:Absolute|Relative)Altitude|coverage)"
)
_ATTRIBUTE = re.compile(rb"\s[\w.-]+:" + _NAMES + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_ELEMENT = re.compile(rb"<([\w.-]+:" + _NAMES + rb")(?=[\s/>])(?:[^>]*/>|[^>]*>.*?</\1\s*>)", re.IGNORECASE | re.DOTALL)
_TIFF = re.compile(rb"II\*\0|MM\0\*")
_ISO_6709 = re.compile(rb"[+-]\d{2,3}(?:\.\d+)?[+-]\d{3}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?/")
_PNG = b"\x89PNG\r\n\x1a\n"
_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
_MOST_UNPACKED = 1 << 24


def may_hold_position(raw: bytes) -> bool:
    """Return whether a file has one of the marks of metadata in which positions are: a cheap test, true of some files without one."""
    return any(raw.find(mark) >= 0 for mark in _MARKS) or raw[:4] in (b"II*\0", b"MM\0*")


def without_positions(raw: bytes) -> bytes:
    """Return a file without positions and names of places in its metadata; of the same size, and unchanged if there are none."""
    data = bytearray(raw)
    for match in _TIFF.finditer(raw):
        _clean_tiff(data, match.start())
    for match in _PACKET.finditer(raw):
        data[match.start() : match.end()] = _clean_packet(match[0])
    for match in re.finditer(rb"8BIM\x04\x04", raw):
        _clean_resource(data, match.end())
    if raw[4:8] == b"ftyp":
        _clean_video(data)
    if raw.startswith(_PNG):
        _clean_png(data)
    return bytes(data)


def holds_position(raw: bytes) -> bool:
    """Return whether there still are signs of a position after `without_positions`: its metadata is damaged or in an unknown form."""
    return _LEFT.search(raw) is not None


def _clean_tiff(data: bytearray, start: int) -> None:
    """Remove the GPS directory, and the maker's notes beside it, from the TIFF structure that begins at `start`."""
    order = "<" if data[start] == ord("I") else ">"
    notes: list[tuple[int, int]] = []
    has_position = False
    try:
        todo, seen = [_number(data, start + 4, order)], set[int]()
        while todo and len(seen) < _MOST_DIRECTORIES:
            offset = todo.pop()
            if not offset or offset in seen:
                continue
            seen.add(offset)
            has_position |= _clean_directory(data, start, offset, order, todo, notes)
    except struct.error:
        pass  # the rest lies outside of the file
    for begin, end in notes if has_position else ():
        data[begin:end] = bytes(len(data[begin:end]))


def _clean_directory(
    data: bytearray, start: int, offset: int, order: str, todo: list[int], notes: list[tuple[int, int]]
) -> bool:
    """Clean one directory; add those that it leads to to `todo`, and the maker's notes to `notes`. Return whether it had a position."""
    at = start + offset
    (count,) = struct.unpack_from(f"{order}H", data, at)
    found, place = False, at + 2
    for _ in range(count):
        tag, kind, number, value = struct.unpack_from(f"{order}HHII", data, place)
        begin, size = start + value, _SIZES.get(kind, 1) * number
        if tag == _GPS:
            found = True
            _blank_directory(data, start, begin, order)
            end = at + 2 + 12 * count
            data[place : end + 4] = data[place + 12 : end + 4] + bytes(12)
            count -= 1
            struct.pack_into(f"{order}H", data, at, count)
            continue
        if tag == _EXIF or (tag == _SUB_IFDS and number == 1):
            todo.append(value)
        elif tag == _SUB_IFDS:
            todo += [_number(data, begin + 4 * one, order) for one in range(min(number, _MOST_DIRECTORIES))]
        elif tag == _MAKER_NOTE and begin + size <= len(data):
            notes.append((begin, begin + size))
        elif tag == _IPTC and begin + size <= len(data):
            _clean_iptc(data, begin, begin + size)
        place += 12
    todo.append(_number(data, place, order))
    return found


def _blank_directory(data: bytearray, start: int, at: int, order: str) -> None:
    """Overwrite a directory and its values with zeros, as far as they are in the file."""
    (count,) = struct.unpack_from(f"{order}H", data, at)
    for one in range(count):
        _, kind, number, value = struct.unpack_from(f"{order}HHII", data, at + 2 + 12 * one)
        size = _SIZES.get(kind, 1) * number
        if size > 4 and start + value + size <= len(data):
            data[start + value : start + value + size] = bytes(size)
    end = at + 2 + 12 * count
    data[at:end] = bytes(end - at)


def _number(data: bytearray, at: int, order: str) -> int:
    return int(struct.unpack_from(f"{order}I", data, at)[0])


def _clean_packet(packet: bytes) -> bytes:
    """Return an XMP packet with blanks in the place of positions and places."""
    blank = lambda match: b" " * len(match[0])  # noqa: E731 - one word for both
    return _ATTRIBUTE.sub(blank, _ELEMENT.sub(blank, packet))


def _clean_resource(data: bytearray, at: int) -> None:
    """Clean the IPTC data of a Photoshop image resource whose name is at `at`."""
    try:
        at += (data[at] + 2) & ~1
        size = _number(data, at, ">")
    except (IndexError, struct.error):
        return
    _clean_iptc(data, at + 4, min(at + 4 + size, len(data)))


def _clean_iptc(data: bytearray, begin: int, end: int) -> None:
    """Remove the data sets with places; the end is filled with zeros."""
    kept, at = bytearray(), begin
    while at + 5 <= end and data[at] == 0x1C:
        after = at + 5 + int.from_bytes(data[at + 3 : at + 5], "big")
        if after > end:
            break
        if not (data[at + 1] == 2 and data[at + 2] in _PLACES_OF_IPTC):
            kept += data[at:after]
        at = after
    removed = at - begin - len(kept)
    if removed:
        data[begin:end] = kept + data[at:end] + bytes(removed)


def _clean_video(data: bytearray) -> None:
    """Turn the atoms with positions into free space (ISO 14496-12; 3GPP TS 26.244 for `loci`; QuickTime for the others)."""
    raw = bytes(data)
    for match in re.finditer(rb"\xa9xyz|loci", raw):
        size = int.from_bytes(raw[max(match.start() - 4, 0) : match.start()], "big")
        if 12 <= size <= 1024:
            data[match.start() : match.start() + size - 4] = b"free" + bytes(
                len(raw[match.end() : match.start() + size - 4])
            )
    if b"location.ISO6709" in raw:
        for match in _ISO_6709.finditer(raw):
            data[match.start() : match.end()] = b" " * len(match[0])


def _clean_png(data: bytearray) -> None:
    """Blank the compressed texts that hold a position, and renew the checksums of what was cleaned (PNG, third edition)."""
    at = len(_PNG)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, end = bytes(data[at + 4 : at + 8]), at + 8 + size
        if end + 4 > len(data) or kind == b"IEND":
            return
        if kind in _TEXT_CHUNKS and _text_holds_position(kind, bytes(data[at + 8 : end])):
            data[at + 4 : end] = b"tEXt" + b"Comment\0".ljust(size)[:size]
        if kind == b"eXIf" or kind in _TEXT_CHUNKS:
            data[end : end + 4] = zlib.crc32(data[at + 4 : end]).to_bytes(4, "big")
        at = end + 4


def _text_holds_position(kind: bytes, chunk: bytes) -> bool:
    """Return whether a text that is compressed, or a profile in hexadecimal digits, has a position or a place."""
    keyword, _, rest = chunk.partition(b"\0")
    if kind == b"zTXt":
        text = _unpacked(rest[1:])
    elif kind == b"iTXt" and rest[:1] == b"\1":
        text = _unpacked(rest[2:].split(b"\0", 2)[-1])
    else:
        text = rest
    if keyword.startswith(b"Raw profile"):
        text = _from_hexadecimal(text)
    elif text is rest:
        return False
    return without_positions(text) != text or holds_position(text)


def _from_hexadecimal(text: bytes) -> bytes:
    """Return the bytes of a profile as ImageMagick writes it: an empty line, its name, its size, and the digits."""
    try:
        return bytes.fromhex(text.split(b"\n", 3)[-1].decode("ascii"))
    except ValueError:
        return text


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
    except zlib.error:
        return packed
