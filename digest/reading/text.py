"""Bytes become text: UTF-8, one kind of line end, and no character that a page or a feed must not hold."""

import re

from digest.model.diagnostic import Position
from digest.reading.findings import Findings

# What XML 1.0 (section 2.2) forbids, the noncharacters that HTML forbids as well, and the two overrides of writing direction
# (Unicode, UAX 9), with which a text could make the words after it read backwards.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")
_FORBIDDEN_BEYOND = re.compile(f"[{''.join(chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))}]")

# Windows-1252 read as Latin-1: the control characters U+0080 to U+009F stand for quotation marks, dashes and the like.
_C1 = re.compile("[\x80-\x9f]")
_C1_MEANT = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}

# One pass over the characters up to U+FFFF, for which the pattern engine has a table: nearly every text ends here.
_SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u202d\u202e]")


def _is_suspect(text: str) -> bool:
    if _SUSPECT.search(text):
        return True
    return not text.isascii() and len(text.encode("utf-16-le")) > 2 * len(text) and _FORBIDDEN_BEYOND.search(text) is not None


def decode(raw: bytes, file: str, findings: Findings, *, first_line: int = 1) -> str | None:
    """Decode a file's bytes as UTF-8; None, and an error that names the byte's line, where they are not."""
    try:
        text = raw.decode("utf-8-sig" if first_line == 1 else "utf-8")
    except UnicodeDecodeError as problem:
        before = raw[: problem.start]
        line = first_line + before.count(b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
        findings.error(
            "not-utf8",
            Position(file, line, column),
            f"this file is not UTF-8: the byte 0x{raw[problem.start]:02X} is not part of any character",
            "save the file again with the encoding UTF-8",
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean(text: str) -> str:
    """Drop the characters that no output may hold, and turn Windows-1252 controls into what was meant."""
    if not _is_suspect(text):
        return text
    return _FORBIDDEN_BEYOND.sub("", _FORBIDDEN.sub("", text.translate(_C1_MEANT)))


def report_controls(text: str, file: str, findings: Findings, *, first_line: int = 1) -> None:
    """Warn, once a file and kind, of the characters that `clean` drops or mends."""
    if not _is_suspect(text):
        return
    dropped, mended = _FORBIDDEN.findall(text) + _FORBIDDEN_BEYOND.findall(text), _C1.findall(text)
    if dropped:
        findings.warn(
            "control-character",
            position_in(text, text.index(dropped[0]), file, first_line),
            f"{_count(dropped)} removed: U+{ord(dropped[0]):04X} cannot stand in a page or a feed",
            "delete the character; it is invisible in most editors",
        )
    if mended:
        findings.warn(
            "windows-character",
            position_in(text, text.index(mended[0]), file, first_line),
            f"{_count(mended)} read as Windows-1252: U+{ord(mended[0]):04X} was taken for “{_C1_MEANT[ord(mended[0])]}”",
            "save the text as UTF-8 in the program that it comes from",
        )


def position_in(text: str, offset: int, file: str, first_line: int = 1) -> Position:
    """Give the position of a character of a text whose first line is the file's line `first_line`."""
    return Position(file, first_line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))


def _count(found: list[str]) -> str:
    return "one control character was" if len(found) == 1 else f"{len(found)} control characters were"
