"""Words of a text in another language than the site's have their language and direction in the HTML of every feed."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import html5lib

from tests.support.sites import CONFIG, article, built, write_site

ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
NOTED = "\n  - date: 2024-03-27\n    text: {}"
WORDS = {"arabic": "سقطت الرافعة", "german": "Der Kran fiel", "english": "The crane fell", "urdu": "Kren gir gayi"}
LANGUAGES = {"arabic": "ar", "german": "de", "english": "en", "urdu": "ur-Latn"}


def site_in(folder: Path, language: str) -> dict[str, bytes]:
    """Build a site in a language with an article, an update and a correction in each of the languages."""
    config = CONFIG.replace("description:", f"language: {language}\ndescription:")
    source = '{name: Gazette, url: "https://gazette.example/x", licence: CC BY 4.0}'
    files: dict[str, str | bytes] = {}
    for name, words in WORDS.items():
        note = NOTED.format(words)
        fields = {"lang": LANGUAGES[name], "updates": note, "corrections": note, "source": source, "incident": "crane"}
        files[f"content/articles/{name}.md"] = article(name, text=f"{words}.\n\n- {words}!", **fields)
    return built(write_site(folder, files, config))


def contents_of(site: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Return the HTML of each item of the feed of updates, with its format."""
    for item in ElementTree.fromstring(site["updates.xml"]).iter("item"):
        yield "rss", item.findtext(ENCODED) or ""
    for entry in ElementTree.fromstring(site["updates.atom.xml"]).iter(f"{ATOM}entry"):
        yield "atom", entry.findtext(f"{ATOM}content") or ""
    for said in json.loads(site["updates.json"])["items"]:
        yield "json", said["content_html"]


def said_as(html: str) -> set[tuple[str, str, str]]:
    """Return the words of a content with the language and direction of the elements around them, as a browser reads it."""
    found: set[tuple[str, str, str]] = set()

    def walk(element: ElementTree.Element, language: str, direction: str) -> None:
        language, direction = element.get("lang", language), element.get("dir", direction)
        for text in (element.text, *(child.tail for child in element)):
            found.update((word, language, direction) for word in (*WORDS.values(), "Gazette") if word in (text or ""))
        for child in element:
            walk(child, language, direction)

    walk(html5lib.parse(f"<!DOCTYPE html><body>{html}", namespaceHTMLElements=False), "", "")
    return found


def test_words_in_another_language_name_it_and_their_direction(tmp_path: Path) -> None:
    every = [(kind, said) for kind, html in contents_of(site_in(tmp_path, "en")) for said in said_as(html)]
    assert {kind for kind, _ in every} == {"rss", "atom", "json"}
    for kind in ("rss", "atom", "json"):
        assert {said for found, said in every if found == kind} == {
            (WORDS["arabic"], "ar", "rtl"),
            (WORDS["german"], "de", "ltr"),
            (WORDS["english"], "", ""),
            (WORDS["urdu"], "ur-Latn", "ltr"),
            ("Gazette", "", ""),  # in a sentence of the site, which is in its language
        }


def test_in_a_site_written_from_right_to_left_its_own_texts_name_nothing(tmp_path: Path) -> None:
    every = [said for _, html in contents_of(site_in(tmp_path, "ar")) for said in said_as(html)]
    assert set(every) == {
        (WORDS["arabic"], "", ""),
        (WORDS["german"], "de", "ltr"),
        (WORDS["english"], "en", "ltr"),
        (WORDS["urdu"], "ur-Latn", "ltr"),
        ("Gazette", "", ""),
    }


def test_the_content_of_an_item_has_one_such_element(tmp_path: Path) -> None:
    contents = [html for _, html in contents_of(site_in(tmp_path, "en")) if WORDS["arabic"] in html]
    assert [html.count("<div lang=") for html in contents] == [1] * 9
