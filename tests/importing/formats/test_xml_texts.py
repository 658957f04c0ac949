"""The XML of trafilatura, and TEI, in made-up words."""

from io import BytesIO

from digest.importing.formats.detect import detect
from digest.importing.formats.read import read_records
from digest.importing.record import Record, Skipped

DOC = """<doc sitename="Harbour Gazette" title="Crane &amp; ferry" author="Ann Lee" date="2024-03-26" tags="cranes;quays"
 url="https://gazette.example/crane"><main><head rend="h3">After</head>
<p>The <hi rend="#b">crane</hi> &lt;fell&gt; at <ref target="https://a.example/?a=1&amp;b=2">Harbour Town</ref>.<lb/>Nobody was hurt.</p>
<list rend="ol"><item>one</item></list><quote>A bang</quote><table><row><cell role="head">a</cell></row></table></main><comments/></doc>"""
TEXT = """<h3>After</h3>
<p>The <strong>crane</strong> &lt;fell&gt; at <a href="https://a.example/?a=1&amp;b=2">Harbour Town</a>.<br>Nobody was hurt.</p>
<ol><li>one</li></ol><blockquote>A bang</blockquote><table><tr><td>a</td></tr></table>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title type="main">Crane</title><author>Ann Lee
</author></titleStmt><publicationStmt><p/></publicationStmt><notesStmt><note type="id">5</note></notesStmt><sourceDesc><bibl>Crane</bibl>
<biblFull><titleStmt><title type="main">Crane</title></titleStmt><publicationStmt><publisher>Harbour Gazette (gazette.example)</publisher>
<ptr type="URL" target="https://gazette.example/crane"/><date>2024-03-26</date></publicationStmt></biblFull></sourceDesc></fileDesc>
<profileDesc><abstract><p>A crane fell.</p></abstract><textClass><keywords><term type="tags">cranes,quays</term></keywords></textClass>
<creation><date type="download">2024-04-01</date></creation></profileDesc></teiHeader>
<text><body><div type="entry"><ab rend="h2" type="header">After</ab><p>It fell.</p></div>
<div type="comments"><p>First!</p></div></body></text></TEI>"""


def read(text: str) -> list[Record | Skipped]:
    form = detect("texts.xml", text.encode())
    assert form in {"trafilatura-xml", "tei"}
    return list(read_records(form, BytesIO(text.encode()), "texts.xml", {}))


def test_the_xml_of_trafilatura_becomes_html_with_its_fields() -> None:
    assert read(DOC) == [
        Record(
            "texts.xml",
            {
                "sitename": "Harbour Gazette",
                "title": "Crane & ferry",
                "author": "Ann Lee",
                "date": "2024-03-26",
                "tags": ["cranes", "quays"],
                "url": "https://gazette.example/crane",
            },
            TEXT,
            "html",
        )
    ]


def test_tei_has_its_fields_in_the_header_and_comments_are_no_text() -> None:
    assert read(TEI) == [
        Record(
            "texts.xml",
            {
                "title": "Crane",
                "author": "Ann Lee",
                "id": "5",
                "url": "https://gazette.example/crane",
                "date": "2024-03-26",
                "description": "A crane fell.",
                "filedate": "2024-04-01",
                "tags": ["cranes", "quays"],
                "sitename": "Harbour Gazette",
            },
            "<h2>After</h2><p>It fell.</p>",
            "html",
        )
    ]


def test_many_texts_in_one_file_have_a_number_each_and_a_mistake_ends_the_file() -> None:
    found = read(f"<corpus>{DOC}{DOC}<doc title='x'>")
    assert [one.place for one in found] == ["texts.xml#1", "texts.xml#2", "texts.xml"]
    assert isinstance(found[2], Skipped)
    assert found[2].reason.startswith("the XML is broken")


def test_hostile_xml_is_skipped_and_reads_no_file() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    for text in (
        f'<!DOCTYPE doc [<!ENTITY a0 "ha">{laughs}]><doc title="x"><main><p>&a9;</p></main></doc>',
        '<!DOCTYPE doc [<!ENTITY x SYSTEM "file:///etc/passwd">]><doc title="x"><main><p>&x;</p></main></doc>',
        "<doc><main>" + "<p>" * 100_000,
        "<doc title='x'><main/></doc>",
    ):
        assert [one for one in read(text) if isinstance(one, Record) and len(one.text) > 100] == []
        assert not any("root:" in str(one) for one in read(text))
