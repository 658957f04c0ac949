"""Decode bytes as UTF-8 with one kind of line end, and warn of characters that pages and feeds must not contain."""

from digest.model.diagnostic import Position
from digest.model.text.characters import forbidden_in, is_suspect, windows_controls_in
from digest.reading.diagnostics import DiagnosticCollector


def decode(raw: bytes, file: str, findings: DiagnosticCollector, *, first_line: int = 1) -> str | None:
    """Return bytes as text with LF as line ends; None, and an error with the position of the byte, if they are not UTF-8.

    The bytes are those of a file from its line `first_line` on.
    """
    encoding = other_encoding(raw) if b"\0" in raw[:_ENOUGH] else ""
    if encoding:
        report_encoding(encoding, file, findings)
        return None
    try:
        text = raw.decode("utf-8-sig" if first_line == 1 else "utf-8")
    except UnicodeDecodeError as problem:
        before = raw[: problem.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
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


_ENOUGH = 4096  # bytes
_MARKS = ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def other_encoding(raw: bytes) -> str:
    """Return `UTF-16` or `UTF-32` if bytes are a text in it, by their mark or by their many zeros; else an empty text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    head = raw[:_ENOUGH]
    zeros = head.count(0)
    if len(head) < 8 or zeros < len(head) / 4 or head.count(b"\0" * 8):
        return ""
    # Every second byte of Latin letters is zero in UTF-16, three of four in UTF-32.
    return "UTF-32" if zeros > len(head) * 0.6 else "UTF-16"


def report_encoding(encoding: str, file: str, findings: DiagnosticCollector) -> None:
    """Report a text that is not UTF-8 as a whole."""
    findings.error(
        "not-utf8",
        Position(file, 1, 1),
        f"this file is {encoding}, not UTF-8",
        "save it again with the encoding UTF-8: Notepad has it in “Save as”, below the name of the file",
    )


def report_controls(text: str, file: str, findings: DiagnosticCollector, *, first_line: int = 1) -> None:
    """Warn of the characters that `clean` drops or replaces: once per file for each of the two."""
    if not is_suspect(text):
        return
    dropped, mended = forbidden_in(text), windows_controls_in(text)
    if dropped:
        findings.warn(
            "control-character",
            position_in(text, text.index(dropped[0]), file, first_line),
            f"{_count(len(dropped))} removed: U+{ord(dropped[0]):04X} cannot stand in a page or a feed",
            "delete the character; it is invisible in most editors",
        )
    if mended:
        found, meant = mended[0]
        findings.warn(
            "windows-character",
            position_in(text, text.index(found), file, first_line),
            f"{_count(len(mended))} read as Windows-1252: U+{ord(found):04X} {f'was taken for “{meant}”' if meant else 'was dropped'}",
            "save the text as UTF-8 in the program that it comes from",
        )


def position_in(text: str, offset: int, file: str, first_line: int = 1) -> Position:
    """Return the position in its file of the character at `offset` of a text; the text begins at the file's line `first_line`."""
    return Position(file, first_line + text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset))


def _count(number: int) -> str:
    return "one control character was" if number == 1 else f"{number} control characters were"


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces and without white space at its ends."""
    # A printable text has no white space but spaces.
    return text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())


def line_ends(raw: bytes) -> int:
    """Return the number of line ends: a line feed, a carriage return, or both together are one."""
    return raw.count(b"\n") + (raw.count(b"\r") - raw.count(b"\r\n") if b"\r" in raw else 0)
