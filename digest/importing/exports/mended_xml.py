"""XML as exports have it, mended while it is read: bare ampersands, entities of HTML, control characters."""

import re
from html.entities import html5

from digest.importing.markup.trees import Readable

_CONTROLS = bytes.maketrans(bytes([*range(9), 11, 12, *range(14, 32)]), b" " * 29)
_OPENING, _CLOSING = b"<![CDATA[", b"]]>"
_AMPERSAND = re.compile(rb"&(?P<entity>#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_OF_XML = frozenset({b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"})
_LONGEST = 40  # bytes of an entity or of the beginning of a section, which may be cut in two


class MendedXml:
    """A stream of XML in which every ampersand is an entity that XML knows. What is in CDATA sections is left as it is."""

    def __init__(self, stream: Readable) -> None:
        """Take an open stream."""
        self._stream = stream
        self._rest = b""
        self._is_verbatim = False

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes; none at the end. There may be a few more than were asked for."""
        while True:
            chunk = self._stream.read(size).translate(_CONTROLS)
            whole, self._rest = self._rest + chunk, b""
            if not whole:
                return b""
            mended = self._mended(whole, is_last=not chunk)
            if mended or not chunk:
                return mended

    def _mended(self, whole: bytes, *, is_last: bool) -> bytes:
        parts, start = [], 0
        while start < len(whole):
            sign = _CLOSING if self._is_verbatim else _OPENING
            end = whole.find(sign, start)
            if end < 0:
                stop = len(whole) if is_last else self._cut(whole, start, len(whole) - _LONGEST)
                parts.append(self._part(whole[start:stop]))
                self._rest = whole[stop:]
                break
            parts += [self._part(whole[start:end]), sign]
            self._is_verbatim = not self._is_verbatim
            start = end + len(sign)
        return b"".join(parts)

    def _cut(self, whole: bytes, start: int, stop: int) -> int:
        """Return where bytes may be cut: not within an entity or the end of a section."""
        if stop <= start:
            return start
        if not self._is_verbatim:
            for sign in (b"&", b"]"):
                at = whole.rfind(sign, max(start, stop - _LONGEST), stop)
                while at > start and whole[at - 1 : at] == sign:
                    at -= 1
                stop = stop if at < 0 else at
        return stop

    def _part(self, part: bytes) -> bytes:
        if self._is_verbatim:
            return part
        return _AMPERSAND.sub(_entity, part).replace(_CLOSING, b"]]&gt;")


def _entity(found: re.Match[bytes]) -> bytes:
    entity = found["entity"]
    if entity is None:
        return b"&amp;"
    if entity[:1] == b"#" or entity in _OF_XML:
        return found[0]
    characters = html5.get(entity.decode())
    return found[0] if characters is None else "".join(f"&#{ord(one)};" for one in characters).encode()
