"""Every rule can fail: a document as it should be has no fault, and each small damage is found by the rules that are made for it."""

import re

import pytest

from tests.feeds import content, values
from tests.feeds.atom import ATOM_RULES
from tests.feeds.document import Document, Rule, complaints
from tests.feeds.json_feed import JSON_RULES
from tests.feeds.rss import RSS_RULES

BASE = "https://harbour.example/"
FEED_ID = "urn:uuid:e738161a-3678-55cf-8471-cc67e3fb1a02"
ONE = "urn:uuid:22439e5a-28de-5ef3-b74c-0a332c36621d"
TWO = "urn:uuid:9be1ce8f-49d2-5e10-8428-28f76f120fed"

RSS = f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" \
xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" version="2.0"><channel><title>Harbour</title><link>{BASE}</link>
<description>News</description><atom:link href="{BASE}feed.xml" rel="self" type="application/rss+xml"/>
<docs>https://www.rssboard.org/rss-specification</docs><language>en</language>
<lastBuildDate>Mon, 01 Apr 2024 00:13:06 +0200</lastBuildDate><ttl>60</ttl><atom:id>{FEED_ID}</atom:id>
<managingEditor>desk@desk.example (Desk)</managingEditor>
<dc:publisher>Desk</dc:publisher><atom:link rel="prev-archive" href="{BASE}feed-2024.xml"/><atom:link rel="hub" href="https://hub.example/"/>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
<item><title>Fair</title><link>{BASE}fair/</link><description>It opened.</description>
<content:encoded>&#x3C;p&#x3E;It opened.&#x3C;/p&#x3E;</content:encoded><guid isPermaLink="false">{ONE}</guid><category>port</category>
<category>fair</category><enclosure url="{BASE}c.png" length="8" type="image/png"/><pubDate>Mon, 01 Apr 2024 00:13:06 +0200</pubDate>
<source url="https://gazette.example/">Gazette</source><dc:creator>Ada</dc:creator><atom:updated>2024-04-01T00:13:06+02:00</atom:updated>
<dc:language>de</dc:language><media:content url="{BASE}c.png" type="image/png" fileSize="8" medium="image">
<media:description type="plain">Crane</media:description></media:content></item>
<item><title>Pier</title><link>{BASE}pier/</link><description>It is open.</description><content:encoded>Yes.</content:encoded>
<guid isPermaLink="false">{TWO}</guid><pubDate>Fri, 29 Mar 2024 00:12:55 GMT</pubDate><dc:creator>Ada</dc:creator>
<atom:updated>2024-03-29T00:12:55Z</atom:updated></item></channel></rss>
"""
ARCHIVE = (
    RSS.replace("<ttl>60</ttl>", "")
    .replace("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", "<fh:archive/>")
    .replace('<atom:link rel="hub" href="https://hub.example/"/>', f'<atom:link rel="current" href="{BASE}now.xml"/>')
    .replace("<rss ", '<rss xmlns:fh="http://purl.org/syndication/history/1.0" ')
)
ATOM = f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>{FEED_ID}</id>
<title>Harbour</title><updated>2024-04-01T00:13:06.5+02:00</updated><author><name>Desk</name><email>desk@desk.example</email><uri>https://desk.example/</uri></author>
<link href="{BASE}feed.xml" rel="self" type="application/atom+xml"/><link href="{BASE}" rel="alternate" type="text/html"/>
<entry xml:lang="de"><id>{ONE}</id><title>Fair</title><updated>2024-04-01T00:13:06.5+02:00</updated>
<published>2024-03-31T00:13:06Z</published><author><name>Ada</name></author><link href="{BASE}fair/" rel="alternate" type="text/html"/>
<link rel="enclosure" href="{BASE}c.png" type="image/png" length="8"/><category term="port"/><category term="fair"/>
<summary>It opened.</summary><content type="html">&lt;p&gt;It opened.&lt;/p&gt;</content></entry>
<entry><id>{TWO}</id><title>Pier</title><updated>2024-03-29T00:12:55Z</updated><published>2024-03-29T00:12:55Z</published>
<author><name>Ada</name></author><link href="{BASE}pier/"/><content type="html">Yes.</content></entry></feed>
"""
JSON = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "home_page_url": "{BASE}", "feed_url": "{BASE}feed.xml",
"next_url": "{BASE}feed-2024.json", "authors": [{{"name": "Desk"}}], "language": "en",
"hubs": [{{"type": "WebSub", "url": "https://hub.example/"}}],
"_digest": {{"id": "x"}}, "items": [{{"id": "{ONE}", "url": "{BASE}fair/", "title": "Fair", "content_html": "<p>It opened.</p>",
"image": "{BASE}c.png", "date_published": "2024-03-31T00:13:06Z", "date_modified": "2024-04-01T00:13:06.5+02:00",
"authors": [{{"name": "Ada"}}],
"tags": ["port", "fair"], "language": "de", "attachments": [{{"url": "{BASE}c.png", "mime_type": "image/png", "size_in_bytes": 8}}]}},
{{"id": "{TWO}", "url": "{BASE}pier/", "title": "Pier", "content_html": "Yes.", "date_published": "2024-03-29T00:12:55Z",
"date_modified": "2024-03-29T00:12:55Z", "authors": [{{"name": "Ada"}}]}}]}}
"""

SELF = f'<atom:link href="{BASE}feed.xml" rel="self" type="application/rss+xml"/>'
PUBLISHED = "<pubDate>Mon, 01 Apr 2024 00:13:06 +0200</pubDate>"
# What is damaged (each text stands once, or wherever it stands), and which rules say so.
Damage = tuple[str, str, set[str]]
IN_RSS: list[Damage] = [
    ("encoding='UTF-8'", "encoding='US-ASCII'", {"declared"}),
    ("?>\n<rss", '?>\n<!DOCTYPE rss [<!ENTITY a "b">]><rss', {"declared"}),
    ("desk@desk.example (Desk)", "desk@desk.example", {"editors"}),
    ("desk@desk.example (Desk)", "Desk (desk@desk.example)", {"editors"}),
    ("<channel>", f'<channel xml:base="{BASE}">', {"nothing_relative", "known_attributes"}),
    ("<rss ", '<rss xmlns:x="https://nobody.example/" ', {"usual_namespaces"}),
    ("<rss ", '<rss xmlns:m="http://search.yahoo.com/mrss/" ', {"usual_namespaces"}),
    ("It opened.</desc", "It opened\u0093.</desc", {"fair_characters", "fair_content"}),
    ("Gazette<", "Gazette\u202e<", {"fair_characters"}),
    ('rel="hub"', 'rel="prev-archive"', {"known_links"}),
    ('rel="hub"', 'rel="home"', {"known_links"}),
    ('rel="hub" href="https://hub.example/"/>', 'rel="hub" href="https://hub.example/">x</atom:link>', {"known_links", "no_loose_text"}),
    ('href="https://hub.example/"', 'href="/hub"', {"known_links"}),
    (f'href="{BASE}feed.xml"', f'href="{BASE}feeds.xml"', {"self_link"}),
    (SELF, "", {"self_link", "reachable_hubs"}),
    ('rel="self" type="application/rss+xml"', 'rel="self"', {"self_type"}),
    ("feed-2024.xml", "feed.xml", {"honest_archives"}),
    ('rel="hub"', 'rel="current"', {"honest_archives", "rhythm"}),
    ("hourly", "often", {"rhythm"}),
    ("<sy:updateFrequency>1<", "<sy:updateFrequency>0<", {"rhythm"}),
    ("<ttl>60</ttl>", "<ttl>1.5</ttl>", {"rhythm"}),
    ("<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>", {"rhythm", "single_elements"}),
    ("<ttl>60</ttl>", "", {"lasting_hints"}),
    ('version="2.0"', 'version="0.92"', {"one_channel"}),
    ("</channel>", "</channel><channel/>", {"one_channel"}),
    ("<ttl>", "<author>a@b.example (A)</author><ttl>", {"known_elements"}),
    ("<atom:updated>2024-04", "<author>a@b.example (A)</author><atom:updated>2024-04", {"known_elements"}),
    ("<title>Fair", "<title><b/>Fair", {"known_elements", "no_loose_text"}),
    ('<source url="https://gazette.example/"', '<source title="x" url="https://gazette.example/"', {"known_attributes"}),
    ("<channel>", "<channel>loose", {"no_loose_text"}),
    ("<category>port</category>", "<category/>", {"no_loose_text"}),
    ("<language>en</language>", "", {"required_elements", "languages"}),
    (PUBLISHED, "", {"required_elements"}),
    (f'<guid isPermaLink="false">{ONE}</guid>', "", {"required_elements"}),
    ("<title>Harbour</title>", "", {"required_elements"}),
    ("<title>Fair</title>", "<title>Fair</title><title>Fair</title>", {"single_elements"}),
    (f"<link>{BASE}</link>", f"<link>{BASE}</link><link>{BASE}</link>", {"single_elements"}),
    ("</item></channel>", "</item><generator>digest</generator></channel>", {"items_last"}),
    (
        "<description>It is open.</description><content:encoded>Yes.</content:encoded>",
        "<content:encoded>Yes.</content:encoded><description>It is open.</description>",
        {"description_first"},
    ),
    ("<pubDate>Mon, 01 Apr 2024", "<pubDate>Tue, 01 Apr 2024", {"dates"}),
    ("<pubDate>Mon, 01 Apr 2024", "<pubDate>Mon, 1 Apr 24", {"dates"}),
    ("<pubDate>Mon, 01 Apr 2024", "<pubDate>Sat, 31 Feb 2024", {"dates"}),
    ("<pubDate>Mon, 01 Apr 2024 00:13:06 +0200", "<pubDate>2024-04-01T00:13:06Z", {"dates", "zones"}),
    ("2024-04-01T00:13:06+02:00", "2024-04-01", {"dates"}),
    ("<pubDate>Mon, 01 Apr 2024 00:13:06 +0200", "<pubDate>Mon, 01 Apr 2024 00:13:06 +0545", {"zones"}),
    ("<pubDate>Mon, 01 Apr 2024", "<pubDate>Sun, 01 Apr 1984", {"plausible_dates"}),
    ("01 Apr 2024", "01 Apr 2030", {"plausible_dates"}),
    ("<pubDate>Mon, 01 Apr 2024", "<pubDate>Tue, 02 Apr 2024", {"built_last"}),
    (f"<link>{BASE}fair/", "<link>/fair/", {"absolute_urls"}),
    ("https://gazette.example/", "https://gazette.example/straße", {"absolute_urls"}),
    ("https://gazette.example/", "https://gazette.example/?a[]=1", {"absolute_urls"}),
    (f"{BASE}c.png", "c.png", {"absolute_urls"}),
    ('isPermaLink="false"', 'isPermaLink="0"', {"lasting_guids"}),
    (f'<guid isPermaLink="false">{ONE}', f"<guid>{ONE}", {"lasting_guids"}),
    (TWO, ONE, {"lasting_guids"}),
    (TWO, "2", {"lasting_guids"}),
    (FEED_ID, "1", {"lasting_guids"}),
    ("<language>en", "<language>english language", {"languages"}),
    ("<dc:language>de", "<dc:language>en", {"languages"}),
    ('length="8" ', "", {"enclosures", "media"}),
    ('length="8"', 'length="-1"', {"enclosures", "media"}),
    ('"image/png"', '"image"', {"enclosures"}),
    ('fileSize="8"', 'fileSize="9"', {"media"}),
    ('medium="image"', 'medium="photo"', {"media"}),
    ('<media:description type="plain">', '<media:description type="html">', {"media"}),
    ("<category>fair", "<category>port", {"categories"}),
    ("<title>Fair", "<title> Fair", {"trimmed"}),
    ("&#x3C;p&#x3E;", "&lt;p&gt;", {"hexadecimal"}),
    ("<title>Fair", "<title>Fair&#x3C;/b&#x3E;", {"plain_texts"}),
    ("<title>Fair", "<title>Fair &#x26;amp; Pier", {"plain_texts"}),
    ("It opened.&#x3C;/p&#x3E;", "It opened.", {"fair_content"}),
]  # fmt: skip
IN_ARCHIVE: list[Damage] = [
    ('<atom:link rel="current" href="https://harbour.example/now.xml"/>', "", {"honest_archives"}),
    ('rel="current"', 'rel="hub"', {"honest_archives", "reachable_hubs"}),
    (f'rel="current" href="{BASE}now.xml"', f'rel="next-archive" href="{BASE}feed-2024.xml"', {"honest_archives"}),
    ("<fh:archive/>", "<ttl>60</ttl><fh:archive/>", {"rhythm"}),
    ("<fh:archive/>", "", {"honest_archives"}),
    ('<atom:link rel="prev-archive" href="https://harbour.example/feed-2024.xml"/>', "", {"honest_archives"}),
]
IN_ATOM: list[Damage] = [
    ("<email>desk@", "<email>mailto:desk ", {"persons"}),
    ("<category term=", "<rights>x</rights><category term=", {"known_elements", "single_elements"}),
    ("</author><link href", "<phone>1</phone></author><link href", {"known_elements"}),
    ("<title>Fair", "<title><b/>Fair", {"known_elements", "no_loose_text"}),
    ("<title>Fair", '<title src="x">Fair', {"known_attributes"}),
    ("<entry>", "<entry>loose", {"no_loose_text"}),
    ("<name>Ada</name>", "<name> </name>", {"no_loose_text", "trimmed"}),
    ("<updated>2024-03-29T00:12:55Z</updated>", "", {"required_elements", "ordered_dates"}),
    ("<title>Harbour</title>", "", {"required_elements"}),
    ("<author><name>Ada</name></author>", "", {"required_elements"}),
    ("<title>Fair</title>", "<title>Fair</title><title>Fair</title>", {"single_elements"}),
    ("</entry></feed>", "</entry><subtitle>x</subtitle></feed>", {"entries_last"}),
    ("<published>2024-03-31T00:13:06Z", "<published>2024-03-31", {"dates"}),
    ("<published>2024-03-31T00:13:06Z", "<published>2024-03-31 00:13:06Z", {"dates"}),
    ("<published>2024-03-31T00:13:06Z", "<published>2024-02-30T00:13:06Z", {"dates", "plausible_dates"}),
    ("<published>2024-03-31T00:13:06Z", "<published>2024-03-31T00:13:06+00:19:32", {"dates"}),
    ("<published>2024-03-31", "<published>1984-03-31", {"plausible_dates"}),
    ("2024-04-01", "2030-04-01", {"plausible_dates"}),
    ("<published>2024-03-31T00:13:06Z", "<published>2024-04-02T00:00:00Z", {"ordered_dates"}),
    ("<title>Harbour</title><updated>2024-04-01", "<title>Harbour</title><updated>2024-03-01", {"ordered_dates"}),
    ("<updated>2024-03-29T00:12:55Z", "<updated>2024-04-01T00:13:06.5+02:00", {"distinct_dates"}),
    (TWO, ONE, {"lasting_ids"}),
    (TWO, f"{BASE}pier/", {"lasting_ids"}),
    (f"<id>{FEED_ID}", f"<id>{BASE}", {"lasting_ids"}),
    (f'<link href="{BASE}pier/"/>', "", {"entry_links"}),
    ('rel="enclosure"', 'rel="alternate"', {"entry_links"}),
    ('rel="enclosure"', 'rel="next"', {"entry_links"}),
    ('type="image/png" length="8"', 'type="image/png"', {"entry_links"}),
    (f'"{BASE}c.png"', '"c.png"', {"entry_links"}),
    (f'<link href="{BASE}" rel="alternate" type="text/html"/>', "", {"feed_links"}),
    ('xml:lang="en"', 'xml:lang="e"', {"languages"}),
    ('<entry xml:lang="de">', '<entry xml:lang="en">', {"languages"}),
    ('<content type="html">Yes', '<content type="text/html">Yes', {"text_types"}),
    ('term="fair"', 'term="port"', {"categories"}),
    ('term="fair"', 'term=""', {"categories"}),
    ("<name>Ada</name>", "<name>Ada</name><name>Ada</name>", {"persons"}),
    ("<uri>https://desk.example/", "<uri>desk.example", {"persons"}),
    ("<title>Fair", "<title>\nFair", {"trimmed"}),
    ("<title>Fair", "<title>Fair &amp;nbsp; Pier", {"plain_texts"}),
    ("It opened.&lt;/p&gt;", "It &lt;script&gt;opened&lt;/script&gt;.&lt;/p&gt;", {"fair_content"}),
]  # fmt: skip
IN_JSON: list[Damage] = [
    ('{"version', '\ufeff{"version', {"utf_8"}),
    ("version/1.1", "version/1", {"right_version"}),
    ('"language": "en"', '"language": "en", "rights": "mine"', {"known_fields"}),
    ('"size_in_bytes": 8', '"size_in_bytes": 8.5', {"known_fields", "attachments"}),
    ('"size_in_bytes": 8', '"size_in_bytes": "8"', {"known_fields"}),
    ('"_digest": {"id": "x"}', '"_digest": "x"', {"known_fields"}),
    ('"title": "Harbour", ', "", {"required_fields"}),
    ('"date_published": "2024-03-31T00:13:06Z", ', "", {"required_fields", "dates", "plausible_dates"}),
    (', "size_in_bytes": 8', "", {"required_fields", "attachments"}),
    ('"_digest": {"id": "x"}', '"_digest": {}', {"nothing_empty"}),
    ('"language": "en"', '"language": "en", "description": ""', {"nothing_empty"}),
    ('"tags": ["port", "fair"]', '"tags": []', {"nothing_empty"}),
    ("feed.xml", "feeds.xml", {"own_address"}),
    ("feed-2024.json", "feed.xml", {"onward"}),
    (f'"url": "{BASE}fair/"', '"url": "/fair/"', {"absolute_urls"}),
    ("https://hub.example/", "https://hüb.example/", {"absolute_urls"}),
    ('published": "2024-03-31T00:13:06Z', 'published": "2024-03-31T00:13:06', {"dates"}),
    ('published": "2024-03-31', 'published": "1984-03-31', {"plausible_dates"}),
    ('published": "2024-03-31', 'published": "2024-04-03', {"ordered_dates"}),
    ('modified": "2024-03-29T00:12:55Z', 'modified": "2024-04-01T00:13:06.5+02:00', {"ordered_dates"}),
    (TWO, ONE, {"lasting_ids"}),
    (TWO, "2", {"lasting_ids"}),
    ('"language": "de"', '"language": "Deutsch"', {"languages"}),
    ('"port", "fair"', '"port", "port"', {"tags"}),
    ('"port", "fair"', '"port", 1', {"tags"}),
    ('"port", "fair"', '"port", " "', {"tags"}),
    ("image/png", "png", {"attachments"}),
    (f'"image": "{BASE}c.png"', f'"image": "{BASE}d.png"', {"attachments"}),
    ("WebSub", "rssCloud", {"hubs"}),
    ('"title": "Fair"', '"title": "Fair "', {"trimmed"}),
    ('"title": "Fair"', '"title": "Fair\\u0093"', {"fair_characters"}),
    ('"title": "Fair"', '"title": "Fair\\ud83d"', {"fair_characters"}),
    ('"title": "Fair"', '"title": "<b>Fair</b>"', {"plain_texts"}),
    ("<p>It opened.</p>", "<p>It opened.", {"fair_content"}),
]
DAMAGES = {
    "rss": (RSS, RSS_RULES, IN_RSS),
    "archive": (ARCHIVE, RSS_RULES, IN_ARCHIVE),
    "atom": (ATOM, ATOM_RULES, IN_ATOM),
    "json": (JSON, JSON_RULES, IN_JSON),
}
CASES = [
    pytest.param(whole, rules, damage, id=f"{form}-{'-'.join(sorted(damage[2]))}-{number}")
    for form, (whole, rules, damages) in DAMAGES.items()
    for number, damage in enumerate(damages)
]


def document(text: str) -> Document:
    return Document(f"{BASE}feed.xml", text.encode())


@pytest.mark.parametrize("form", DAMAGES)
def test_no_rule_complains_of_a_document_as_it_should_be(form: str) -> None:
    whole, rules, _ = DAMAGES[form]
    assert complaints(document(whole), rules) == {}


@pytest.mark.parametrize(("whole", "rules", "damage"), CASES)
def test_a_damage_is_found_by_the_rules_that_are_made_for_it(
    whole: str, rules: tuple[Rule, ...], damage: Damage
) -> None:
    old, new, expected = damage
    assert old in whole
    assert complaints(document(whole.replace(old, new)), rules).keys() == expected


def test_a_feed_of_which_the_elements_have_a_prefix_is_none_for_careless_readers() -> None:
    prefixed = re.sub(r"<(/?)(?=[a-z])(?!at:)", r"<\1a:", ATOM).replace("xmlns=", "xmlns:a=")
    assert complaints(document(prefixed), ATOM_RULES).keys() == {"one_feed", "usual_namespaces"}


def test_every_rule_is_shown_to_fail() -> None:
    shown = {"one_feed"} | {
        name for _, _, damages in DAMAGES.values() for _, _, expected in damages for name in expected
    }
    for rules in (RSS_RULES, ATOM_RULES, JSON_RULES):
        assert {rule.__name__ for rule in rules} - shown == set()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p dir="rtl">العربية 😀 &amp; &lt;b&gt;</p><td style="text-align:left">', []),
        ('<a href="https://a.example/">x</a> <a href="mailto:a@b.example">y</a> <img src="https://a.example/c.png" alt="">', []),
        ("<script>x</script>", ["known_elements"]),
        ("<style>x</style>", ["known_elements"]),
        ('<iframe src="https://a.example/"></iframe>', ["known_elements"]),
        ('<object data="https://a.example/"></object>', ["known_elements", "known_attributes"]),
        ('<form action="https://a.example/"><input name="x"></form>', ["known_elements", "known_attributes"]),
        ('<meta name="x"><link title="x"><base title="x">', ["known_elements", "known_attributes"]),
        ("<svg></svg><math></math>", ["known_elements"]),
        ("<blink>x</blink>", ["known_elements"]),
        ('<p onclick="x()">x</p>', ["known_attributes"]),
        ('<p style="color:red">x</p>', ["harmless_styles"]),
        ('<p style="text-align:left;background:url(x)">x</p>', ["harmless_styles"]),
        ('<a href="/x">x</a>', ["absolute_urls"]),
        ('<a href="#x">x</a>', ["absolute_urls"]),
        ('<a href="//a.example/">x</a>', ["absolute_urls"]),
        ('<a href="">x</a>', ["absolute_urls"]),
        ('<a href="javascript:x()">x</a>', ["absolute_urls"]),
        ('<img src="c.png" alt="">', ["absolute_urls"]),
        ('<img src="data:image/png;base64,AA" alt="">', ["absolute_urls"]),
        ('<q cite="x">x</q>', ["absolute_urls"]),
        ('<img src="https://a.example/" srcset="https://a.example/c.png 1x, c.png 2x" alt="">', ["known_attributes", "absolute_urls"]),
        ('<video poster="c.png"></video>', ["known_elements", "known_attributes", "absolute_urls"]),
        ('<img alt="c">', ["pictures_have_sources"]),
        ('<p id="a">x</p><p id="a">y</p>', ["unique_ids"]),
        ('<p id="">x</p>', ["unique_ids"]),
        ("x<!-- y -->", ["no_comments"]),
        ("x\u0093", ["fair_characters"]),
        ('<p title="\u202e">x</p>', ["fair_characters"]),
    ],
)  # fmt: skip
def test_html_that_may_not_stand_anywhere_is_found_by_the_rule_that_is_made_for_it(
    html: str, expected: list[str]
) -> None:
    tree = content.tree_of(html)
    assert [rule.__name__ for rule in content.CONTENT_RULES if list(rule(tree))] == expected


@pytest.mark.parametrize("html", ["<p>x", "<p><b>x</p></b>", "<p>x</p></div>", "<li>x<li>y</li>"])
def test_html_whose_elements_are_not_closed_in_order_is_not_balanced(html: str) -> None:
    assert list(content.balanced(html)) != []


@pytest.mark.parametrize(
    "html", ["<b>x", "<p><b>x</p>", "x</p>", "<p>AT&T</p>", "&nbsp", "<a b='c' b='c'>x</a>", "<p>x</p>>\x00"]
)
def test_html_that_a_parser_must_repair_is_broken(html: str) -> None:
    assert [complaint[:14] for complaint in content.parses(html)] == ["is broken HTML"]


@pytest.mark.parametrize(
    ("url", "fair"),
    [
        ("https://a.example/", True),
        ("http://a.example:8080/b%20c?d=e&f#g", True),
        ("https://[2001:db8::1]/a", True),
        ("https://xn--hb-fka.example/%C3%A4?%5B%5D", True),
        ("https://hüb.example/", False),
        ("https://a.example/ä", False),
        ("https://a.example/?a[]=1", False),
        ("https://a.example/a b", False),
        ("https://a.example/%zz", False),
        ("https://a.example/#b#c", False),
        ("//a.example/", False),
        ("/a", False),
        ("a.example", False),
        ("", False),
        ("ftp://a.example/", False),
        ("https:///a", False),
    ],
)
def test_a_url_of_the_web_is_absolute_and_holds_a_uris_characters_alone(url: str, fair: bool) -> None:  # noqa: FBT001
    assert (list(values.web_url(url)) == []) is fair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 01 Apr 2024 00:13:06 +0200", []),
        ("Tue, 01 Apr 2024 00:13:06 +0200", ["'Tue, 01 Apr 2024 00:13:06 +0200' was a Mon"]),
        ("Thu, 30 Feb 2024 00:13:06 GMT", ["'Thu, 30 Feb 2024 00:13:06 GMT' is a day that never was"]),
        ("Mon, 01 Apr 2024 24:13:06 +0200", ["'Mon, 01 Apr 2024 24:13:06 +0200' is no date of RFC 822"]),
        ("Thu, 01 May 1890 00:18:22 +001932", ["'Thu, 01 May 1890 00:18:22 +001932' is no date of RFC 822"]),
    ],
)
def test_a_date_of_rfc_822_was_a_day_with_its_weekday(text: str, expected: list[str]) -> None:
    assert list(values.rfc_822(text)) == expected
