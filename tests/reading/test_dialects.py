"""Front matter of other tools: each key is read as what its tool means, and what it decides is obeyed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model.content.article import Article, Image, Source
from digest.model.diagnostic import Diagnostic, Severity
from digest.reading.diagnostics import DiagnosticCollector
from digest.reading.dialects.addresses import old_address
from digest.reading.dialects.authors import without_mail
from digest.reading.dialects.conventions import Conventions
from digest.reading.dialects.decisions import decides, decision_of, looks_like_a_decision
from digest.reading.dialects.languages import language_code
from digest.reading.dialects.names import OWN, READ_AS, plain_name
from digest.reading.dialects.passed_over import is_passed_over
from digest.reading.dialects.translate import advise, translate
from digest.reading.files.bytes import FileReader
from digest.reading.scan import find_content, read_document
from digest.reading.yaml.nodes import Scalar
from tests.reading.reads import ZONE, codes, fields, fields_of

HEAD = "title: Crane falls\ndate: 2024-03-26\n"
HERE = Conventions("https://news.example.org/")


def taken(folder: Path, text: str, kind: str = "articles", ending: str = "md", conventions: Conventions = HERE) -> Any:  # noqa: ANN401 - any kind of item
    """Return what a document is read as, and what is found."""
    whole = text if ending == "json" else f"---\n{text}\n---\nIt fell.\n"
    target = folder / "content" / kind / f"crane.{ending}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(whole, encoding="utf-8")
    findings = DiagnosticCollector()
    (document,) = find_content(folder).documents
    return read_document(FileReader(folder, findings), document, findings, ZONE, conventions), findings.all


def one(folder: Path, lines: str) -> Article:
    """Return the article with these lines, which have no mistake."""
    item, found = taken(folder, HEAD + lines)
    assert found == ()
    assert isinstance(item, Article)
    return item


HIDDEN = """
draft: true | draft: True | draft: yes | draft: on | draft: 1 | draft: "true" | Draft: TRUE | draft: 'yes' | is_draft: true | isDraft: true
published: false | published: no | published: off | published: 0 | Published: "False" | publish: false | is_published: false | public: false
status: draft | Status: draft | status: Draft | status: private | status: pending | status: auto-draft | status: trash | status: future
status: scheduled | status: skip | post_status: draft | status: in review | private: true | password: secret | password: 123
visibility: private | visibility: password | visibility: members | visibility: paid | access: subscribers | unpublished: true
build: {render: never} | _build: {render: false} | build: {render: never, list: always} | permalink: false | render: false
archived: true | expired: true | wip: true | enabled: false | future: true | scheduled: yes | trashed: true | protected: true
draft: true\\nstatus: published | status: published\\npublished: false | published: true\\ndraft: true | extra: {private: true}
params: {draft: true} | draft: true\\nunlisted: true | secret: true | encrypt: true
"""
UNLISTED = """
hidden: true | hidden: yes | unlisted: true | status: hidden | visibility: unlisted | eleventyExcludeFromCollections: true | listed: false
headless: true | build: {list: never} | _build: {list: false} | hiddenInHomeList: true | hiddenFromHomePage: true | exclude: true
redirect_to: https://other.example/ | redirect: /other/ | hide_from_feed: true | rss: false | list: false | params: {hidden: true}
extra: {unlisted: true} | show: false | status: Hidden\\nnoindex: true
"""
NOT_INDEXED = """
noindex: true | noindex: yes | robots: noindex | robots: "noindex, nofollow" | robots: [noindex, nofollow] | robots: none | sitemap: false
sitemap: {exclude: true} | sitemap: {disable: true} | sitemap_exclude: true | in_search_index: false | search: false | searchHidden: true
robotsNoIndex: true | search: {exclude: true} | exclude_from_search: true | index: false | pagefind: false | seo: {noindex: true}
robots: {index: false} | googlebot: noindex | searchable: false | extra: {in_search_index: false} | head: [{name: robots, content: noindex}]
"""
HARMLESS = """
draft: false | draft: no | draft: "" | draft: null | draft: 0 | published: true | published: yes | published: 1 | published: | publish: true
status: published | status: publish | status: Published | status: "" | hidden: false | unlisted: false | private: false | password: ""
password: null | visibility: public | build: {render: always, list: always} | sitemap: {priority: 0.5} | sitemap: {changefreq: weekly}
robots: index | robots: "all" | noindex: false | eleventyExcludeFromCollections: false | search: true | index: true | archived: false
expires: never | expiryDate: null | expiryDate: "" | listed: true | comments: false | toc: false | extra: {comments: false, toc: false}
params: {featured: false} | enableComments: false | resolved: false | resolved: true | hide_title: true | hide: [toc, navigation]
"""


def lines(table: str) -> list[str]:
    return [line.strip().replace("\\n", "\n") for row in table.strip().splitlines() for line in row.split(" | ")]


@pytest.mark.parametrize("text", lines(HIDDEN))
def test_what_another_tool_does_not_publish_is_a_draft(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, text).status == "draft"


@pytest.mark.parametrize("text", lines(UNLISTED))
def test_what_another_tool_does_not_list_is_left_out_with_a_warning(tmp_path: Path, text: str) -> None:
    item, found = taken(tmp_path, HEAD + text)
    assert (item.status, codes(found)) == ("draft", ["unlisted-left-out"])
    assert found[0].severity is Severity.WARNING
    assert found[0].position.line == 4


@pytest.mark.parametrize("text", lines(NOT_INDEXED))
def test_what_another_tool_does_not_index_is_not_indexed(tmp_path: Path, text: str) -> None:
    found = one(tmp_path, text)
    assert (found.noindex, found.status) == (True, "published")


@pytest.mark.parametrize("text", lines(HARMLESS))
def test_a_decision_for_what_is_done_anyway_changes_nothing(tmp_path: Path, text: str) -> None:
    found = one(tmp_path, text)
    assert (found.status, found.noindex, found.expires, found.publish_at) == ("published", False, None, None)


@pytest.mark.parametrize("text", ["draft: maybe", "published: perhaps", "private: 7", "isDraft: x"])
def test_a_decision_that_is_neither_yes_nor_no_is_an_error(tmp_path: Path, text: str) -> None:
    assert codes(taken(tmp_path, HEAD + text)[1]) == ["not-a-flag"]


@pytest.mark.parametrize("text", ["status: unpublished", "status: not published", "status: nopublish"])
def test_a_status_is_never_told_to_be_its_opposite(tmp_path: Path, text: str) -> None:
    item, found = taken(tmp_path, HEAD + text)
    assert item.status == "draft" or "did you mean" not in "".join(one.hint for one in found)


@pytest.mark.parametrize("kind", ["incidents", "pages"])
@pytest.mark.parametrize("text", ["draft: true", "published: false", "visibility: private"])
def test_incidents_and_pages_obey_decisions_too(tmp_path: Path, kind: str, text: str) -> None:
    assert taken(tmp_path, f"title: About\n{text}", kind) == (None, ())


def test_an_unlisted_page_is_in_no_navigation_and_no_index(tmp_path: Path) -> None:
    page, found = taken(tmp_path, "title: About\nnav: true\nunlisted: true", "pages")
    assert (page.noindex, page.in_navigation, found) == (True, False, ())


@pytest.mark.parametrize("kind", ["incidents", "pages"])
@pytest.mark.parametrize("text", ["expiryDate: 2024-05-01", "publish_at: 2031-01-01", "publishDate: 2031-01-01"])
def test_a_time_for_what_has_none_is_an_error(tmp_path: Path, kind: str, text: str) -> None:
    assert codes(taken(tmp_path, f"title: About\n{text}", kind)[1]) == ["unknown-key"]


@pytest.mark.parametrize(
    "text",
    [
        "expiryDate: 2024-05-01",
        "expiry: 2024-05-01",
        "unpublishDate: 2024-05-01",
        "expires_at: 2024-05-01",
        "expires: 2024-05-01",
    ],
)
def test_a_text_ends_when_any_tool_says_so(tmp_path: Path, text: str) -> None:
    found = one(tmp_path, text + "\nexpirydate: 2025-01-01").expires
    assert found is not None
    assert found.iso == "2024-05-01"


@pytest.mark.parametrize(
    "key", ["publishDate", "publish_on", "scheduled", "embargo", "published_at", "go_live", "pubDate", "publish_at"]
)
def test_a_text_appears_at_the_last_of_all_moments(tmp_path: Path, key: str) -> None:
    found = one(tmp_path, f"{key}: 2031-05-01")
    assert found.date.iso == "2024-03-26"
    assert found.publish_at is not None
    assert found.publish_at.iso == "2031-05-01"


@pytest.mark.parametrize("text", ["expiryDate: soon 2", "publishDate: in 3 weeks"])
def test_a_moment_that_cannot_be_read_is_an_error_in_the_words_of_the_file(tmp_path: Path, text: str) -> None:
    found = taken(tmp_path, HEAD + text)[1]
    assert codes(found) == ["impossible-date"]
    assert found[0].message.startswith(f"`{text.partition(':')[0]}`")


@pytest.mark.parametrize(
    "key", ["pubDate", "publishDate", "published", "created_at", "datePublished", "Date", "publish-date", "posted"]
)
def test_a_text_without_a_date_has_the_one_of_its_tool(tmp_path: Path, key: str) -> None:
    item, found = taken(tmp_path, f"title: Crane falls\n{key}: 2024-03-27")
    assert (item.date.iso, found) == ("2024-03-27", ())


@pytest.mark.parametrize(
    "key", ["lastmod", "last_modified_at", "modified", "updated_at", "Modified", "date_modified", "modDatetime"]
)
def test_when_a_text_was_changed_has_many_names(tmp_path: Path, key: str) -> None:
    found = one(tmp_path, f"{key}: 2024-04-01").updated
    assert found is not None
    assert found.iso == "2024-04-01"
    assert one(tmp_path, f"{key}: 2024-03-01").updated is None  # before it was published
    assert one(tmp_path, f"{key}: 0001-01-01T00:00:00Z").updated is None
    assert one(tmp_path, f"{key}: null").updated is None


def test_the_last_update_may_be_a_group(tmp_path: Path) -> None:
    found = one(tmp_path, "last_update: {date: 2024-04-01, author: Ann}").updated
    assert found is not None
    assert found.iso == "2024-04-01"


ALIASES = {
    "url: /news/2024/old.html": ("news/2024/old.html",),
    "permalink: /news/old/": ("news/old/",),
    "redirect_from: [/a/, /b.html]": ("a/", "b.html"),
    "redirect_from: /a": ("a/",),
    "path: 2025/06/26/Rust-1.88.0": ("2025/06/26/Rust-1.88.0/",),
    "aliases: [releases/1.88.0]": ("releases/1.88.0/",),
    "alias: old/": ("old/",),
    "url: https://news.example.org/a/b": ("a/b/",),
    "url: http://www.news.example.org/a/b.html#c": ("a/b.html",),
    "link: https://news.example.org/x/": ("x/",),
    "slug: /a/b/": ("a/b/",),
    "permalink: /:year/:title/": (),
    "permalink: /blog/{{ title }}/": (),
    "permalink: /": (),
    "url: ''": (),
    "redirect_from:": (),
    "aliases: /x/\npermalink: /x/": ("x/",),
    "permalink: /2024/index.html": ("2024/",),
    "redirect_from: /caf%C3%A9/": ("café/",),
}


@pytest.mark.parametrize(("text", "aliases"), ALIASES.items())
def test_old_addresses_are_aliases(tmp_path: Path, text: str, aliases: tuple[str, ...]) -> None:
    found = one(tmp_path, text)
    assert (found.aliases, found.source) == (aliases, Source())


@pytest.mark.parametrize(
    "text", ["permalink: https://old.example/x/", "redirect_from: /?p=12", "permalink: /a b/../c", "url: /x?page=2"]
)
def test_an_old_address_that_cannot_be_one_is_left_out_with_a_warning(tmp_path: Path, text: str) -> None:
    item, found = taken(tmp_path, HEAD + text)
    assert (item.aliases, codes(found)) == ((), ["unread-field"])


def test_a_url_on_another_host_is_that_of_the_source(tmp_path: Path) -> None:
    found = one(tmp_path, "url: https://gazette.example/a\nauthor: Ann Lee <ann@gazette.example>").source
    assert found == Source("gazette.example", "https://gazette.example/a", "Ann Lee")


@pytest.mark.parametrize(
    "text", ["url: javascript:alert(1)", "url: gazette.example/a", "url: www.gazette.example", "url: a b"]
)
def test_a_url_that_is_none_is_an_error(tmp_path: Path, text: str) -> None:
    assert codes(taken(tmp_path, HEAD + text)[1]) == ["bad-url"]


@given(st.text(max_size=30))
def test_an_old_address_is_safe_or_there_is_none(text: str) -> None:
    address, reason = old_address(text, "https://news.example.org/")
    assert not (address and reason)
    assert ".." not in address.split("/")
    assert not address.startswith("/")


AUTHORS = {
    "author: Ann Lee": "Ann Lee",
    "author: {name: Ann Lee, email: ann@x.org, url: https://x.org}": "Ann Lee",
    "authors: [{name: Ann Lee}, Bo Berg]": "Ann Lee, Bo Berg",
    "authors: [ann, bo]": "ann, bo",
    "authors: ann": "ann",
    "author: Ann Lee <ann@x.org>": "Ann Lee",
    "author: ann@x.org (Ann Lee)": "Ann Lee",
    "author: ann@x.org": "",
    "author: 'mailto:ann@x.org'": "",
    "author: Ann Lee, ann@x.org": "Ann Lee",
    "byline: Ann Lee": "Ann Lee",
    "creator: Ann Lee": "Ann Lee",
    "Author: Ann Lee": "Ann Lee",
    "author: []": "",
    "author: null": "",
    "author: {email: ann@x.org}": "",
    "authors: [{name: null}, {name: Bo}]": "Bo",
    "source: {name: G, author: Ann <ann@x.org>}": "Ann",
    "source: {name: G, author: {name: Ann, email: ann@x.org}}": "Ann",
    "author_name: Ann Lee\nauthor_email: ann@x.org": "Ann Lee",
}


@pytest.mark.parametrize(("text", "author"), AUTHORS.items())
def test_authors_are_names_without_addresses(tmp_path: Path, text: str, author: str) -> None:
    assert one(tmp_path, text).source.author == author


@given(
    st.lists(
        st.sampled_from(
            ["Ann", "Lee", "<ann@x.org>", "(ann@x.org)", "ann@x.org", ",", "mailto:a@b", "a@b.c", " ", "@"]
        ),
        max_size=6,
    )
)
def test_no_address_of_an_author_is_left(parts: list[str]) -> None:
    found = without_mail(" ".join(parts))
    assert "x.org" not in found
    assert "a@b" not in found


TAGS = {
    "tags: fire, housing": ("fire", "housing"),
    "tags: alpine,safety": ("alpine", "safety"),
    "categories: News;Politics": ("News", "Politics"),
    'tags: "#fire #pier"': ("fire", "pier"),
    'tags: "#fire, #pier"': ("fire", "pier"),
    "tags: house fire": ("house fire",),
    "tags: C#": ("C#",),
    "tags: [fire, 'a, b']": ("fire", "a, b"),
    "tags: ['#fire', pier]": ("fire", "pier"),
    "tag: fire": ("fire",),
    "category: fire": ("fire",),
    "Category: fire\nTags: pier, quay": ("pier", "quay", "fire"),
    "taxonomies: {tags: [fire], categories: [news]}": ("fire", "news"),
    "categories: [[a, b], [c]]": ("a", "b", "c"),
    "tags: [{name: Fires, slug: fires}]": ("Fires",),
    "keywords: fire, pier": ("fire", "pier"),
    "topics: [fire]": ("fire",),
    "tags: []": (),
    "tags: null": (),
    "tags: ''": (),
    "categories: null\ntags: fire": ("fire",),
    "tags: [fire, null, '']": ("fire",),
    "tags: fire、housing": ("fire", "housing"),
}


@pytest.mark.parametrize(("text", "tags"), TAGS.items())
def test_tags_in_one_text_are_several(tmp_path: Path, text: str, tags: tuple[str, ...]) -> None:
    assert one(tmp_path, text).tags == tags


LANGUAGES = {
    "lang: pt_BR": "pt-BR", "language: English": "en", "locale: en_US": "en-US", "lang: EN": "en", "lang: en-us": "en-US",
    "lang: zh-hans": "zh-Hans", "locale: de_DE.UTF-8": "de-DE", "language: Français": "fr", "language: zh_hant_tw": "zh-Hant-TW",
    "lang: no": "no", "language: null": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items())
def test_a_language_is_a_code_however_it_is_written(tmp_path: Path, text: str, language: str) -> None:
    assert one(tmp_path, text).language == language


@given(st.from_regex(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_][A-Za-z]{2})?", fullmatch=True))
def test_the_case_of_a_code_has_no_meaning(code: str) -> None:
    assert language_code(code) == language_code(code.upper()) == language_code(code.lower().replace("-", "_"))


SLUGS = {
    "slug: Data-Base": "data-base", "slug: My Post": "my-post", "slug: /a/b/": "b", "slug: foo_bar": "foo_bar", "slug: Foo_Bar": "foo_bar",
    "slug: /": "crane", "slug: /2024/bridge": "bridge", "slug: Release 1.2": "release-1-2",
    "slug: Ünïcode Wörd": "unicode-word", "slug: null": "crane",
    "post_name: old-name": "old-name",
}  # fmt: skip


@pytest.mark.parametrize(("text", "slug"), SLUGS.items())
def test_a_slug_is_put_into_its_usual_form(tmp_path: Path, text: str, slug: str) -> None:
    assert one(tmp_path, text).slug == slug


@pytest.mark.parametrize(
    "slug", ["..", "a/b", "CON", "aux.txt", "C:x", "%2e%2e", ".git", "a.", "/../x", "a\\\\b", "<b>"]
)
def test_a_slug_that_may_do_harm_is_an_error(tmp_path: Path, slug: str) -> None:
    assert codes(taken(tmp_path, f'{HEAD}slug: "{slug}"')[1]) == ["bad-slug"]


def picture(src: str, alt: str = "") -> Image:
    return Image(src, alt, optional=True)


PICTURES = {
    "image: /images/own.png": picture("images/own.png"),
    "image: media/own.png": picture("media/own.png"),
    "cover: /images/own.png": picture("images/own.png"),
    "thumbnail: own.jpg": picture("own.jpg"),
    "featured_image: /a/own.webp": picture("a/own.webp"),
    "featuredImage: ./own.webp": picture("./own.webp"),
    "header: {image: /a/own.jpg}": picture("a/own.jpg"),
    "cover: {image: own.jpg, alt: A crane, caption: By Ann}": picture("own.jpg", "A crane"),
    "image: {path: /a/own.jpg, alt: A crane}": picture("a/own.jpg", "A crane"),
    "images: [/a/own.jpg, /b.jpg]": picture("a/own.jpg"),
    "cover_image: /a/own.jpg\ncover_image_alt: x": picture("a/own.jpg", "x"),
    "image: /a/own.jpg\nimage_alt: A crane": picture("a/own.jpg", "A crane"),
    "image: https://gazette.example/a.jpg": None,
    "top_image: https://gazette.example/a.jpg": None,
    "image: {url: 'https://gazette.example/a.jpg'}": None,
    "images: ['https://gazette.example/a.jpg']": None,
    "image: //cdn.example/a.jpg": None,
    "image: 'data:image/png;base64,AAAA'": None,
    "image: ''": None,
    "cover: true": None,
    "image: null": None,
    "image: []": None,
}


@pytest.mark.parametrize(("text", "image"), PICTURES.items())
def test_a_picture_of_another_tool_may_be_one_of_the_site(tmp_path: Path, text: str, image: Image | None) -> None:
    assert one(tmp_path, text).image == image


SUMMARIES = (
    "summary",
    "description",
    "excerpt",
    "subtitle",
    "lead",
    "dek",
    "abstract",
    "standfirst",
    "Summary",
    "meta-description",
)


@pytest.mark.parametrize("key", SUMMARIES)
def test_a_summary_has_many_names(tmp_path: Path, key: str) -> None:
    assert one(tmp_path, f"{key}: A crane fell.").summary == "A crane fell."


PASSED = """
layout: post | type: post | weight: 5 | toc: true | comments: true | math: true | mermaid: true | excerpt_separator: <!--more-->
sidebar_label: x | sidebar_position: 3 | hide_table_of_contents: true | menu: main | params: {a: 1} | extra: {release: true}
template: page.html | page_template: x.html | cascade: {a: b} | outputs: [html] | markup: rst | pin: true | render_with_liquid: false
class: wide | header: {overlay_color: x} | resources: [{src: a}] | eleventyNavigation: {key: x} | wordpress_id: 12 | wp_id: 3
_edit_last: 1 | sticky: true | series: [a] | translationKey: x | linkTitle: x | sort_by: date | author_profile: true | read_time: true
classes: wide | toc_sticky: true | showToc: true | ShowReadingTime: true | image_caption: x | section: issue | severity: down
affected: [API] | resolvedWhen: 2024-03-27 | informational: true | guid: https://x.example/?p=1 | disqus_id: 3 | twitter_card: x
translator: Bo | og_type: article | "og:type": article | katex: true | abbrlink: 3f2a | copyright: x | updates: null | templateKey: x
eleventyComputed: {a: b} | pagination: {data: x} | locale: null | title_meta: x | custom_edit_url: null | id: 7 | codeinjection_head: x
"""


@pytest.mark.parametrize("text", lines(PASSED))
def test_keys_of_other_tools_are_passed_over(tmp_path: Path, text: str) -> None:
    assert one(tmp_path, text).title == "Crane falls"


@pytest.mark.parametrize("kind", ["incidents", "pages"])
@pytest.mark.parametrize(
    "text", ["sidebar_label: x", "layout: page", "author: Ann", "menu: main", "date: 2024-03-26", "weight: 3"]
)
def test_incidents_and_pages_pass_them_over_too(tmp_path: Path, kind: str, text: str) -> None:
    assert taken(tmp_path, f"title: About\n{text}", kind)[1] == ()


def test_the_newsrooms_own_fields_are_passed_over(tmp_path: Path) -> None:
    conventions = Conventions("https://news.example.org/", ("desk", "Newsletter Line", "draft"))
    item, found = taken(tmp_path, f"{HEAD}desk: x\nnewsletter_line: y\ndraft: true", conventions=conventions)
    assert (item.status, found) == ("draft", ())


HINTS = {
    "titel": "did you mean `title`?", "tittle": "did you mean `title`?", "incidnet": "did you mean `incident`?",
    "corections": "did you mean `corrections`?", "darft": "did you mean `draft`?", "publishd": "did you mean `published`?",
}  # fmt: skip


@pytest.mark.parametrize(("key", "hint"), HINTS.items())
def test_a_slip_of_the_pen_is_told_the_field_that_was_meant(tmp_path: Path, key: str, hint: str) -> None:
    (found,) = taken(tmp_path, f"{HEAD}{key}: x")[1]
    assert (found.code, found.hint) == ("unknown-key", hint)


def test_any_other_field_is_told_how_to_be_passed_over(tmp_path: Path) -> None:
    (found,) = taken(tmp_path, f"{HEAD}newstitle: x")[1]
    assert found.hint.startswith("if it is a field of your own, name it under `fields:` in config.yaml")


@pytest.mark.parametrize(
    "key", ["is_drafted_by", "hide_until_trial", "publication_ban", "embargo_note", "nodraft", "confidentiality"]
)
def test_what_may_decide_is_never_told_to_be_deleted_or_passed_over(tmp_path: Path, key: str) -> None:
    (found,) = taken(tmp_path, f"{HEAD}{key}: x")[1]
    assert "delete" not in found.hint
    assert "`fields:`" not in found.hint
    assert "status: draft" in found.hint


def test_no_hint_leads_from_a_decision_to_another_field() -> None:
    for key in ("draft", "published", "hidden", "private", "unpublished", "nodate", "drafts", "publish"):
        assert advise(key, set(OWN["articles"])) not in {
            f"did you mean `{name}`?" for name in ("date", "publish_at", "status")
        }
        assert decides(key) or looks_like_a_decision(key) or key == "nodate"


def test_capitals_and_joints_of_a_key_do_not_count(tmp_path: Path) -> None:
    item, found = taken(tmp_path, "Title: Crane falls\nDATE: 2024-03-26\nTags: fire, pier\nPublish-At: 2024-03-27")
    assert (item.title, item.date.iso, item.tags, item.publish_at.iso, found) == (
        "Crane falls", "2024-03-26", ("fire", "pier"), "2024-03-27", (),
    )  # fmt: skip


@pytest.mark.parametrize("kind", OWN)
def test_the_own_fields_are_those_that_are_read(kind: Any, tmp_path: Path) -> None:  # noqa: ANN401 - a literal
    asked = {name.partition(".")[0] for name in fields_of(kind, tmp_path)}
    assert asked <= OWN[kind]
    assert not [name for name in OWN[kind] if is_passed_over(name) and name in asked and name not in OWN[kind]]


def test_no_key_is_both_read_and_passed_over_as_a_decision() -> None:
    for kind, names in READ_AS.items():
        for name in names:
            assert decision_of(name, Scalar(1, 1, "2024-03-26", plain=True)) == "", (kind, name)


SCRAPED = (
    '{"title": "AT&amp;T fined &#8217;24", "date": "2024-03-26", "text": "It fell.", '
    '"hostname": "gazette.example", "tags": "a &amp; b;c"}'
)


def test_character_references_of_scraped_texts_are_characters(tmp_path: Path) -> None:
    item, found = taken(tmp_path, SCRAPED, ending="json")
    assert (item.title, item.tags, item.source.name, found) == ("AT&T fined ’24", ("a & b", "c"), "gazette.example", ())


def test_character_references_in_a_text_for_digest_are_letters(tmp_path: Path) -> None:
    assert one(tmp_path, "summary: 'Write &amp;'").summary == "Write &amp;"


EMPTY = ["null", '""', "[]", "{}"]


@pytest.mark.parametrize("value", EMPTY)
def test_an_empty_value_of_any_form_is_none(tmp_path: Path, value: str) -> None:
    without = one(tmp_path, "")
    for key in sorted(OWN["articles"] - {"title", "date", "accept"}):
        found = one(tmp_path, f"{key}: {value}")
        assert replace(found, origin=without.origin, body_location=without.body_location) == without, key


def test_translating_own_fields_changes_nothing() -> None:
    whole = "title: A\ndate: 2024-03-26\ntags: [a, b]\nslug: x\nstatus: published\naliases: [/x/]\nsource: {name: G}"
    read, findings = fields(whole)
    found = translate(read, "articles", HERE)
    assert {key: value for key, (_, _, value) in found.mapping.pairs.items() if key not in {"aliases", "source"}} == {
        key: value for key, (_, _, value) in read.mapping.pairs.items() if key not in {"aliases", "source"}
    }
    assert (findings.all, found.foreign) == ((), frozenset())


@pytest.mark.parametrize("key", ["publishDate", "publish_date", "Publish-Date", "PUBLISHDATE", "publish date"])
def test_a_plain_name_is_one_for_all_spellings(key: str) -> None:
    assert plain_name(key) == "publishdate"


def test_diagnostics_name_the_line(tmp_path: Path) -> None:
    found: tuple[Diagnostic, ...] = taken(tmp_path, HEAD + "layout: post\nnewstitle: x")[1]
    assert [one.position.line for one in found] == [5]
