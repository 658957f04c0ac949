"""The words of pages: each language knows all of them, a page in another language has no English left, and what is missing is told."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from babel.messages.pofile import read_po

from digest.adapters.localization import read_catalogue
from digest.model.config import Config, Publisher
from digest.model.diagnostic import Diagnostic
from digest.model.text.words import Words, parts_of, placeholders_of, plural_rule, runs_from_right
from digest.planning.pages.archive import MONTH
from digest.planning.pages.editions.contents import EDITION
from digest.reading.config.settings import read_config
from tests.mail.mails import mailed
from tests.support.sites import CONFIG, SEARCHED, article, build, built, modules, tree, write_site
from tests.support.words import CATALOGUES, all_texts, plurals

LANGUAGES = ("ar", "de", "es", "fr")


def catalogue(language: str) -> Words:
    return read_catalogue((CATALOGUES / f"{language}.po").read_bytes(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_knows_every_text_with_its_braces_and_all_its_forms(language: str) -> None:
    words = catalogue(language)
    forms = dict(words.entries)
    assert sorted(forms) == all_texts()
    number = len({plural_rule(words.plural)(number) for number in range(200)})
    for text, said in forms.items():
        assert len(said) == (number if text in plurals() else 1), text
        if text not in plurals():
            assert sorted(placeholders_of(said[0])) == sorted(placeholders_of(text))
        assert {name for form in said for name in placeholders_of(form)} <= set(placeholders_of(text)) | {"n"}
    for text in (EDITION, MONTH):  # by their beginnings these titles are told from others
        assert words.say(text) != text
        assert parts_of(words.say(text))[0]


def test_the_english_list_is_whole_and_translates_nothing() -> None:
    known = read_po((CATALOGUES / "en.po").read_text(encoding="utf-8").splitlines())
    messages = {
        message.id if isinstance(message.id, str) else tuple(message.id): message.string
        for message in known
        if message.id
    }
    assert sorted(messages, key=str) == sorted(
        ((text, plurals()[text]) if text in plurals() else text for text in all_texts()), key=str
    )
    assert {string if isinstance(string, str) else "".join(string or ()) for string in messages.values()} == {""}


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_a_catalogue_is_sorted_and_says_nothing_twice(language: str) -> None:
    """A merge that keeps the lines of both sides leaves two translations of one text, which gettext joins to one."""
    _, *entries = re.split(r"\n\n+", (CATALOGUES / f"{language}.po").read_text(encoding="utf-8").strip())
    for entry in entries:
        keys = re.findall(r"^\w+(?:\[\d\])?(?= \")", entry, re.MULTILINE)
        assert sorted({*keys}) == sorted(keys), entry
    texts = [entry.partition("\n")[0].removesuffix('"') for entry in entries]
    assert texts == sorted({*texts})


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "لا تقارير"), (1, "تقرير واحد"), (2, "تقريران"), (3, "{n} تقارير"), (11, "{n} تقريرًا"), (100, "{n} تقرير")],
)
def test_arabic_has_six_forms(number: int, said: str) -> None:
    words = catalogue("ar")
    assert words.forms_of("{n} report", "")[plural_rule(words.plural)(number)] == said


def test_french_signs_never_begin_a_line() -> None:
    """No-break spaces stand before them, and within quotation marks (Imprimerie nationale, Lexique des règles typographiques)."""
    said = [form for _, forms in catalogue("fr").entries for form in forms]
    assert [form for form in said if re.search(r"(?<![\u00a0\u202f{])[:;?!»](?!\w)|«(?!\u00a0)", form)] == []


@pytest.mark.parametrize("language", ["ar", "ar-EG", "he", "fa-IR", "az-Arab", "ku-arab-iq", "UR"])
def test_a_language_runs_from_the_right(language: str) -> None:
    assert runs_from_right(language)


@pytest.mark.parametrize("language", ["en", "de-AT", "ar-Latn", "sr-Cyrl-RS", "zh-Hans-CN", "arn"])
def test_a_language_runs_from_the_left(language: str) -> None:
    assert not runs_from_right(language)


def _marked(part: str, is_text: bool) -> str:  # noqa: FBT001 - said by its place
    if not is_text:
        return f"{{{part}}}"
    return f"⟦{part}⟧" if part else ""


def pseudo() -> str:
    """Write a catalogue of a language that puts every text into brackets."""
    lines = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Plural-Forms: nplurals=1; plural=0;\\n"',
        "",
    ]
    for text in all_texts():
        lines.append(f'msgid "{text}"')
        marked = "".join(_marked(part, index % 2 == 0) for index, part in enumerate(parts_of(text)))
        lines += (
            [f'msgid_plural "{plurals()[text]}"', f'msgstr[0] "{marked}"']
            if text in plurals()
            else [f'msgstr "{marked}"']
        )
        lines.append("")
    return "\n".join(lines)


SITE: dict[str, str | bytes] = {
    "content/media/1.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "content/articles/1.md": article(
        "11",
        "2024-03-26",
        "12. 13.",
        incident="'1'",
        tags="['14']",
        places="[{name: '15', lat: 1, lon: 2}]",
        people="[{name: '16', role: witness}]",
        source="{name: '17', url: 'https://1.example/', archive: 'https://2.example/', author: '18', retrieved: 2024-03-27, licence: '19'}",
        updates="[{date: 2024-03-28, text: '20'}]",
        corrections="[{date: 2024-03-29, text: '21'}]",
        image="{src: media/1.svg, alt: '22', warning: '23'}",
    ),
    "content/articles/2.md": article(
        "24", "2024-03-27", incident="'1'", source="{name: '17', url: 'https://1.example/2'}", text="25."
    ),
    "content/articles/3.md": article("26", "2024-04-01", "27.", status="withdrawn", incident="'1'"),
    "content/articles/4.md": article("28", "2024-04-02", "29.", aliases="[/30/]"),
    "content/incidents/1.yaml": """
title: '31'
kind: '32'
number: '33'
date: ~2024-03
place: {name: '15'}
status: [{date: 2024-03-28, text: '34', source: {name: '35', url: 'https://3.example/'}}, {date: 2024-03-27, text: '36'}]
facts: [{name: '37', value: '38', date: 2024-03-27, source: {name: '39'}}]
people: [{name: '40', role: defendant, charges: [{charge: '41'}]}]
disputed: [{claim: '43', says: '44', denies: ['45', '46'], date: 2024-03-27, settled: {date: 2024-03-28, text: '47'}}]
timeline: [{date: 2024-03-20, text: '42'}]
""",
}
# Names of formats, which no language has other words for.
NAMES = {"RSS", "Atom", "JSON", "Feed", "CSV", "Schema"}
SHOWN = ("aria-label", "title", "alt", "content")


def said_in(page: bytes) -> Iterator[str]:
    """Return all that a page says to people, in its text and its attributes, also by a script. What is marked as code, programs read."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    for element in document.iter():
        yield from _said_by(element)


def _said_by(element: Element) -> Iterator[str]:
    if element.tag not in {"script", "style"}:  # comments have tags that are functions, and no text for people
        yield (element.text or "") if type(element.tag) is str and element.tag != "code" else ""
        yield from (
            element.get(name, "")
            for name in (*SHOWN, *(name for name in element.attrib if name.startswith("data-")))
            if element.tag != "meta" or element.get("name") == "description"
        )
    yield element.tail or ""


@pytest.mark.parametrize("search", ["on", "auto", "off"])
def test_a_page_in_another_language_has_no_english_left(search: str, tmp_path: Path) -> None:
    """Nor has the page of the search, with an index (`on`), and where there was one and nothing can make one any more (`auto`)."""
    config = re.sub(r"(title|description): .*", r"\1: '42'", SEARCHED).replace("search: on", f"search: {search}")
    folder = write_site(
        tmp_path,
        SITE | {"templates/words/zh.po": pseudo()},
        f"{config}language: zh\nfeeds: {{also: [atom, json]}}\n",
    )
    if search == "auto":
        built(folder)
    with modules(pagefind_bin=None) if search == "auto" else contextlib.nullcontext():
        pages = built(folder)
    assert ("search/index.html" in pages) == (search != "off")
    silent = [
        path for path, raw in pages.items() if path.endswith(".html") and not any("⟦" in text for text in said_in(raw))
    ]
    assert silent == []
    left = {
        (path, word)
        for path, raw in pages.items()
        if path.endswith(".html")
        for text in said_in(raw)
        for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"⟦[^⟦⟧]*⟧|\{[a-z]+\}|\S*/\S*", " ", text))
        if word not in NAMES
    }
    assert left == set()


def test_a_mail_in_another_language_has_no_english_left(tmp_path: Path) -> None:
    config = re.sub(r"(title|description): .*", r"\1: '42'", CONFIG)
    files = SITE | {"templates/words/zh.po": pseudo()}
    folder = write_site(tmp_path, files, f"{config}language: zh\neditions: month\n")
    found = mailed(folder, "2024-03")
    for texts in ([*said_in(found.html.encode())], [found.text]):
        said = " ".join(texts).replace("[postal address]", "")
        assert said.count("⟦") > 10
        left = re.sub(r"⟦[^⟦⟧]*⟧|\S*/\S*|[\u200b-\u200f\u034f]", "", said)
        assert re.findall(r"[A-Za-z]{2,}", left) == []


def test_a_language_without_words_and_a_template_with_new_ones_say_so(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/articles/crane.md": article()}
    ended = build(write_site(tmp_path / "pt", files, f"{CONFIG}language: pt-BR\n"))
    assert (ended.code, ended.err.count("[no-words]"), ended.err.count("[missing-word]")) == (0, 1, 0)
    own = files | {
        "templates/signpost.html": '{% extends "base.html" %}\n{% block content %}{{ _("Quite new") }}{% endblock %}\n'
    }
    ended = build(write_site(tmp_path / "de", own, f"{CONFIG}language: de\n"))
    assert "templates/signpost.html:2:1: warning: there is nothing for “Quite new”" in ended.err
    more = own | {"templates/words/de.po": 'msgid "Quite new"\nmsgstr "Ganz neu"\n\nmsgid "Archive"\nmsgstr "Ablage"\n'}
    ended = build(write_site(tmp_path / "de", more, f"{CONFIG}language: de\n"))
    assert (ended.code, ended.err) == (0, "")
    assert "Ablage" in tree(tmp_path / "de/site")["index.html"].decode()


def worded(folder: Path, language: str, catalogues: dict[str, str]) -> tuple[Config, list[Diagnostic]]:
    """Read the settings of a site in a language with catalogues of its own; what is wrong with them comes along."""
    files: dict[str, str | bytes] = {f"templates/words/{name}.po": text for name, text in catalogues.items()}
    config, found = read_config(write_site(folder, files, f"{CONFIG}language: {language}\n"))
    assert config is not None or found
    return config or Config("", "", "", "", Publisher(""), ""), list(found)


def entry(text: str, *forms: str) -> str:
    if len(forms) == 1:
        return f'msgid "{text}"\nmsgstr "{forms[0]}"\n\n'
    written = "".join(f'msgstr[{index}] "{form}"\n' for index, form in enumerate(forms))
    return f'msgid "{text}"\nmsgid_plural "{plurals()[text]}"\n{written}\n'


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "de-AT"])
def test_a_catalogue_of_few_words_changes_these_alone(language: str, tmp_path: Path) -> None:
    config, found = worded(tmp_path, language, {language: entry("Search", "Stöbern")})
    base = catalogue("de") if language.startswith("de") else Words("en")
    assert found == []
    assert config.words.say("Search") == "Stöbern"
    others = [text for text in all_texts() if text != "Search"]
    assert [config.words.say(text) for text in others] == [base.say(text) for text in others]
    assert config.words.rule_for("{n} report") == base.rule_for("{n} report")


def test_the_nearer_catalogue_says_it(tmp_path: Path) -> None:
    own = {
        "es": entry("Search", "a") + entry("Places", "b"),
        "es-MX": entry("Search", "c") + entry("{n} report", "eine", "viele"),
    }
    config, found = worded(tmp_path, "es-MX", own)
    assert found == []
    said = [config.words.say(text) for text in ("Search", "Places", "Tags")]
    assert said == ["c", "b", catalogue("es").say("Tags")]
    assert config.words.forms_of("{n} report", "") == ("eine", "viele")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (entry("{n} report", "a"), "“{n} report” has 1 of the 2 forms of digest's words"),
        (
            'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n' + entry("Search", "a"),
            "its Plural-Forms are not those of digest's words: plural=(n != 1);",
        ),
    ],
)
def test_forms_that_would_stand_beside_wrong_numbers_are_an_error(text: str, what: str, tmp_path: Path) -> None:
    _, found = worded(tmp_path, "de", {"de": text})
    assert [(one.code, one.position.file, one.message) for one in found] == [
        ("broken-words", "templates/words/de.po", what)
    ]


@pytest.mark.parametrize(("language", "base"), [("EN-us", "en"), ("DE", "de"), ("Ar-EG", "ar")])
def test_capitals_of_a_language_mean_nothing(language: str, base: str, tmp_path: Path) -> None:
    config, found = worded(tmp_path, language, {base: entry("Search", "Mine")})
    assert found == []
    assert config.words.say("Search") == "Mine"
    assert config.words.say("Places") == (Words("en") if base == "en" else catalogue(base)).say("Places")


RULE = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural={};\\n"\n\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (RULE.format("n/0"), 1, "its Plural-Forms divide by zero: plural=n/0;"),
        (RULE.format("n"), 1, "its Plural-Forms choose for 2 the form 2, and there are 2, from 0 on"),
        (
            entry("Search", "a") + entry("Page {number} of {total}", "{number}/{gesamt}"),
            4,
            "“{number}/{gesamt}” has {gesamt}, which “Page {number} of {total}” has not",
        ),
        (entry("Search", "{n} a"), 1, "“{n} a” has {n}, which “Search” has not"),
        (RULE.format("n!=1") + entry("{n} report", "{n} a", "{N} b"), 5, "“{N} b” has {N}, which “{n} report” has not"),
    ],
)
def test_what_no_page_could_say_is_an_error(text: str, line: int, what: str, tmp_path: Path) -> None:
    for language in ("de", "pt"):
        _, found = worded(tmp_path / language, language, {language: text})
        broken = [one for one in found if one.code == "broken-words"]
        assert [(one.position.line, one.message) for one in broken] == [(line, f"the catalogue cannot be used: {what}")]


def test_a_catalogue_may_begin_with_a_mark_of_its_encoding(tmp_path: Path) -> None:
    config, found = worded(tmp_path, "de", {"de": "\ufeff" + entry("Search", "Stöbern")})
    assert (found, config.words.say("Search")) == ([], "Stöbern")


def test_a_catalogue_in_which_nothing_is_translated_is_none(tmp_path: Path) -> None:
    _, found = worded(tmp_path, "pt", {"pt": (CATALOGUES / "en.po").read_text(encoding="utf-8")})
    assert [one.code for one in found] == ["no-words"]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de-AT", "de"),
        ("en", "en"),
        pytest.param("de-AT", "de-AT", marks=pytest.mark.slow),
        pytest.param("en-GB", "en", marks=pytest.mark.slow),
    ],
)
def test_an_own_catalogue_changes_words_and_keeps_the_others(language: str, name: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/crane.md": article(),
        f"templates/words/{name}.po": 'msgid "Archive"\nmsgstr "Ablage"\n',
    }
    ended = build(write_site(tmp_path, files, f"{CONFIG}language: {language}\n"))
    assert (ended.code, ended.err) == (0, "")
    assert "Ablage" in tree(tmp_path / "site")["index.html"].decode()


def test_each_missing_text_is_told_of_once(tmp_path: Path) -> None:
    """Those of digest where the catalogue is read, those of the site's own templates where they stand."""
    files: dict[str, str | bytes] = {
        "content/articles/crane.md": article(),
        "templates/words/pt.po": entry("Search", "Busca"),
        "templates/404.html": '{{ _("Search") }} {{ _("Archive") }} {{ _("Mine") }}',
    }
    ended = build(write_site(tmp_path, files, f"{CONFIG}language: pt\n"), "--json")
    told = [one["message"].partition("“")[2].rpartition("”")[0] for one in ended.report["diagnostics"]]
    assert sorted(told) == sorted({*all_texts(), "Mine"} - {"Search"})


def test_an_own_catalogue_with_another_rule_for_plurals_is_broken(tmp_path: Path) -> None:
    own = (
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "{n} report"\nmsgid_plural "{n} reports"\nmsgstr[0] "{n} Stück"\n'
    )
    files: dict[str, str | bytes] = {"content/articles/crane.md": article(), "templates/words/de.po": own}
    ended = build(write_site(tmp_path, files, f"{CONFIG}language: de\n"))
    assert ended.err.count("[broken-words]") == 1


@pytest.mark.parametrize("values", ["", ", total=2, other=3"])
def test_a_counted_text_has_just_the_values_in_its_braces(tmp_path: Path, values: str) -> None:
    call = f'_n(3, "{{n}} of {{total}}", "{{n}} of {{total}}"{values})'
    template = '{% extends "base.html" %}{% block content %}{{ ' + call + " }}{% endblock %}"
    files: dict[str, str | bytes] = {"content/articles/crane.md": article(), "templates/signpost.html": template}
    assert "are not those in its braces" in build(write_site(tmp_path, files)).err
