"""The leak gate finds a name in every encoding, and nothing in innocent strings."""

import base64
import gzip
import html
import io
import json
import quopri
import struct
import unicodedata
import zipfile
import zlib
from datetime import timedelta
from urllib.parse import quote

import pytest

from digest.model.moment import Moment
from digest.model.redaction import Rule
from digest.privacy.leak_gate.gate import Gate, Leak
from tests.privacy.cases import INNOCENT, JANE, NAMESAKE, NOW, ONLY, RULES
from tests.privacy.scanner import holds

GATE = Gate(RULES, NOW)
TEXT = "Police said on Monday that Jane Example was there."
RAW = TEXT.encode()


def numeric(form: str) -> str:
    return "".join(form.format(ord(letter)) for letter in TEXT)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
    return file.getvalue()


def deflated() -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(RAW) + stream.flush()


B64 = base64.b64encode(RAW).decode()
NESTED = base64.b64encode(json.dumps({"a": TEXT.replace("a", "&#97;")}).encode())
PLANTED: dict[str, bytes] = {
    "plain": RAW,
    "capitals": RAW.upper(),
    "small letters": RAW.lower(),
    "possessive": TEXT.replace("Example", "Example’s").encode(),
    "surname first": b"Present: Example, Jane (34)",
    "surname in capitals": b"EXAMPLE Jane",
    "initial": b"said J. Example, who",
    "initial without a space": b"said J.Example, who",
    "line break": TEXT.replace("Jane ", "Jane\n      ").encode(),
    "no-break space": TEXT.replace("Jane ", "Jane\u00a0").encode(),
    "no-break space as an entity": TEXT.replace("Jane ", "Jane&nbsp;").encode(),
    "zero width": TEXT.replace("Exam", "Ex\u200bam").encode(),
    "soft hyphen": TEXT.replace("Exam", "Exam\u00ad").encode(),
    "soft hyphen as an entity": TEXT.replace("Exam", "Exam&shy;").encode(),
    "zero width as an entity": TEXT.replace("Exam", "Ex&ZeroWidthSpace;am").encode(),
    "hyphen at a line end": TEXT.replace("Exam", "Exam-\n").encode(),
    "NFD": unicodedata.normalize("NFD", "seen: José Muñoz-Ferrer").encode(),
    "NFC": "seen: José Muñoz-Ferrer".encode(),
    "without accents": b"seen: Jose Munoz Ferrer",
    "with accents that it has not": "seen: Jané Éxámple".encode(),
    "Latin-1": "seen: José Muñoz-Ferrer".encode("latin-1"),
    "full width": "seen: Ｊａｎｅ　Ｅｘａｍｐｌｅ".encode(),
    "mathematical": "seen: 𝐉𝐚𝐧𝐞 𝐄𝐱𝐚𝐦𝐩𝐥𝐞".encode(),
    "circled": "seen: Ⓙⓐⓝⓔ Ⓔⓧⓐⓜⓟⓛⓔ".encode(),
    "UTF-16, little end first": TEXT.encode("utf-16-le"),
    "UTF-16, big end first": TEXT.encode("utf-16-be"),
    "UTF-16 with its mark": TEXT.encode("utf-16"),
    "decimal entities": numeric("&#{};").encode(),
    "hexadecimal entities": numeric("&#x{:x};").encode(),
    "entities without semicolons": TEXT.replace("m", "&#109").encode(),
    "named entities": b"seen: Jos&eacute; Mu&ntilde;oz-Ferrer",
    "entities of entities": TEXT.replace("a", "&amp;#97;").encode(),
    "percent": quote(TEXT).encode(),
    "every letter percent": "".join(f"%{byte:02X}" for byte in RAW).encode(),
    "percent twice": quote(quote("x Jané Example")).encode(),
    "one letter percent": b"/a?q=J%61ne+Ex%61mple",
    "plus": b"/a?q=Jane+Example",
    "JSON": json.dumps("seen: José Muñoz-Ferrer").encode(),
    "JSON, every letter": numeric("\\u{:04x}").encode(),
    "JSON line break": rb'{"a": "Jane\nExample"}',
    "JSON solidus": rb'{"a": "x\/Jane Example\/"}',
    "JSON surrogates": json.dumps("𝐉𝐚𝐧𝐞 𝐄𝐱𝐚𝐦𝐩𝐥𝐞").encode(),
    "JSON within JSON": json.dumps(json.dumps("seen: Jané Éxample")).encode(),
    "YAML": rb'a: "J\x61ne \U00000045xample"',
    "JavaScript": rb"a = 'J\u{61}ne \u{45}xample'",
    "base64": B64.encode(),
    "base64, one byte later": base64.b64encode(b"." + RAW),
    "base64, two bytes later": base64.b64encode(b".." + RAW),
    "base64 in a data URL": f"<a href=data:text/plain;base64,{B64}>".encode(),
    "base64 after letters": f"key_{B64}".encode(),
    "base64 without padding": base64.b64encode(b"x" + RAW).rstrip(b"="),
    "base64 for URLs": base64.urlsafe_b64encode("??>>~~ÿÿ Jane Example ÿ?".encode()),
    "base64 in lines": b"\n".join(B64[i : i + 20].encode() for i in range(0, len(B64), 20)),
    "base64 in lines within JSON": json.dumps("\n".join(B64[i : i + 20] for i in range(0, len(B64), 20))).encode(),
    "quoted-printable": quopri.encodestring("seen: José Muñoz-Ferrer".encode()),
    "quoted-printable, cut": b"seen: Jane Ex=\r\nample",
    "gzip": gzip.compress(RAW),
    "gzip within a file": b"\x00\x01\x02" + gzip.compress(RAW),
    "zlib": zlib.compress(RAW),
    "deflate": deflated(),
    "zip": zipped(),
    "PNG text": png(chunk(b"tEXt", b"Comment\0Jane Example")),
    "PNG compressed text": png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(RAW))),
    "PNG international text": png(chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(RAW))),
    "PNG EXIF": png(chunk(b"eXIf", b"MM\0*\0\0\0\x08" + RAW)),
    "after a PNG": png() + RAW,
    "EXIF of a JPEG": b"\xff\xd8\xff\xe1\x00\x40Exif\0\0MM\0*" + RAW + b"\xff\xd9",
    "EXIF in UTF-16": b"\xff\xd8\xff\xe1\x00\x40Exif\0\0MM\0*" + TEXT.encode("utf-16-le") + b"\xff\xd9",
    "SVG": b"<svg><text>Ja<tspan x='1'>ne</tspan> <tspan>Exam</tspan><tspan>ple</tspan></text></svg>",
    "SVG, every letter": ("<svg><text>" + "".join(f"<tspan x='{i}'>{c}</tspan>" for i, c in enumerate(TEXT))).encode(),
    "tags between words": b"Jane <b>Example</b>",
    "a link between words": f'Jane <a href="https://ok.test/{"x" * 120}">Example</a>'.encode(),
    "table cells": b"<tr><td>Jane</td>\n<td>Example</td></tr>",
    "tags within a word": b"J<i>a</i>ne Ex<b>am</b>ple",
    "a comment within a word": b"Jane Exam<!-- x -->ple",
    "escaped tags within a word": html.escape("Jane Ex<b>am</b>ple").encode(),
    "escaped tags in JSON": rb'"Jane Ex\u003cb\u003eam\u003c/b\u003eple"',
    "an attribute": b'<img alt="Jane Example">',
    "slug": b'<a href="/articles/jane-example-held/">',
    "slug in one word": b'<a href="/articles/janeexample/">',
    "slug with a possessive": b'<a href="/articles/jane-examples-trial/">',
    "slug, surname first": b'<a href="/articles/example-jane/">',
    "slug of an alias": b'<a href="/articles/testman-held/">',
    "camel case": b"photoJaneExample2.jpg",
    "underscores": b"img_jane_example_1.jpg",
    "handle": b"@JaneExample #janeexample",
    "e-mail": b"jane.example@ok.test",
    "CSV": b'1,"Jane Example",2',
    "Han": "昨日山田太郎は出発した。".encode(),
    "Han with a space": "山田 太郎".encode(),
    "Han as entities": b"&#23665;&#30000;&#22826;&#37070;",
    "Cyrillic": "видели: Анна Примерова".encode(),
    "Cyrillic capitals": "АННА ПРИМЕРОВА".encode(),
    "Cyrillic in JSON": json.dumps("Анна Примерова").encode(),
    "Cyrillic percent": quote("Анна Примерова").encode(),
    "Cyrillic in base64": base64.b64encode("видели: Анна Примерова".encode()),
    "entities in JSON in base64": NESTED,
    "base64 in gzip": gzip.compress(B64.encode()),
    "entities in percent in JSON": json.dumps(quote("J&#97;ne Ex&#97;mplé")).encode(),
}


@pytest.mark.parametrize("way", PLANTED)
def test_a_planted_name_is_found_in_every_encoding(way: str) -> None:
    data = PLANTED[way]
    leaks = GATE.scan("page.html", data)
    assert leaks, way
    assert not any("jane" in repr(leak).lower() or "example" in repr(leak).lower() for leak in leaks)


@pytest.mark.parametrize("way", PLANTED)
def test_a_planted_name_is_found_in_the_midst_of_a_page(way: str) -> None:
    before = b"<!DOCTYPE html>\n<p>" + b"Other words of a long page. " * 99
    if PLANTED[way].isascii() or way in {"gzip within a file", "EXIF of a JPEG", "Han", "Cyrillic", "NFD", "NFC"}:
        assert GATE.scan("page.html", before + b"\n" + PLANTED[way] + b"\n" + before), way


def test_a_leak_says_where_it_is_and_by_which_encoding_but_never_the_name() -> None:
    assert GATE.scan("a.html", b"x Jane Example") == [
        Leak("a.html", 1, "as it is", 2),
        Leak("a.html", 1, "camel case", 2),
    ]
    assert [leak.encoding for leak in GATE.scan("jane-example.jpg", b"")][:1] == ["path"]


@pytest.mark.parametrize("path", ["a/jane-example/index.html", "JaneExample.jpg", "a/jane%20example", "testman-held/x"])
def test_paths_are_scanned_too(path: str) -> None:
    assert GATE.scan(path, b"")


def test_there_are_a_hundred_innocent_strings() -> None:
    assert len(set(INNOCENT)) >= 100


@pytest.mark.parametrize("text", INNOCENT)
def test_the_gate_lets_innocent_strings_pass(text: str) -> None:
    assert GATE.scan("page.html", text.encode()) == []
    assert GATE.scan("page.html", json.dumps(text).encode()) == []
    assert GATE.scan("page.html", f"<p>{html.escape(text)}</p>".encode()) == []
    assert GATE.scan("page.html", base64.b64encode(text.encode())) == []


@pytest.mark.parametrize("way", PLANTED)
def test_the_scanner_of_the_tests_finds_what_is_planted_as_well(way: str) -> None:
    names = ("Jane Example", "J. Example", "José Muñoz-Ferrer", "Анна Примерова")
    unknown = {"surname in capitals", "Han", "Han with a space", "Han as entities", "slug of an alias"}
    beyond = {"slug, surname first", "deflate", "zip", "SVG, every letter", "base64 in lines within JSON"}
    if way not in unknown | beyond:
        assert holds(PLANTED[way], *names), way


def test_without_rules_nothing_is_scanned() -> None:
    assert Gate((), NOW).scan("jane-example", RAW) == []


def test_a_rule_that_has_not_begun_is_not_asked() -> None:
    later = Rule(1, "Jane Example", (), "a resident", since=Moment(NOW + timedelta(days=1), "day"))
    assert Gate((later,), NOW).scan("p", RAW) == []
    assert Gate((later,), NOW + timedelta(days=1)).scan("p", RAW)


def test_a_name_that_is_only_kept_out_of_search_may_be_published() -> None:
    assert GATE.scan("p", b"Nora Noindex") == []


def test_a_namesake_passes_in_files_that_show_it() -> None:
    gate = Gate((NAMESAKE,), NOW)
    assert [bool(gate.scan("p", b"Sam Sample", shown)) for shown in (None, (), {"fire"}, {"fair", "fire"}, {"derby"})] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert gate.scan("p", b"Sam Sample, <b>the</b> jockey") == []


def test_a_limited_rule_is_asked_of_files_that_show_nothing_else() -> None:
    gate = Gate((ONLY,), NOW)
    assert [bool(gate.scan("p", b"Lou Limited", shown)) for shown in (None, (), {"fire"}, {"fire", "fair"}, {"fair"})] == [
        True, False, True, False, False,
    ]  # fmt: skip


def test_a_short_name_is_found_between_words_and_not_within_them() -> None:
    gate = Gate((Rule(1, "Al Li", (), "x"),), NOW)
    assert all(
        gate.scan("p", text) for text in (b"saw Al Li here", b"Al <b>Li</b>", b"LI, AL: x", b"Al&nbsp;Li", b"al-li")
    )
    assert not any(gate.scan("p", text) for text in (b"alli", b"final list", b"Alli", b"Ali", b"al lies"))


def test_the_scanner_names_rules_by_number() -> None:
    assert {leak.rule for leak in Gate((JANE,), NOW).scan("p", RAW)} == {1}
