"""Where it happened is found in datelines and texts, and left open where it could be one of several towns."""

from collections import Counter
from datetime import UTC

import pytest

from digest.importing.metadata.complete import complete, observe
from digest.importing.metadata.context import Observation, Outlet, learn, metadata_context
from digest.importing.metadata.evidence import Region
from digest.importing.record import NewArticle
from digest.reading.files.gazetteer import read_cities
from digest.reading.files.program import read_evidence_tables
from tests.support.metadata import NOW, article, completed, context, evidence_of, plain_context

CICERO = {"name": "Cicero, Illinois", "lat": 41.8456, "lon": -87.7539, "precision": "town"}


def place(done: NewArticle) -> str:
    places = done.fields.get("places")
    if not isinstance(places, list):
        return ""
    assert len(places) == 1
    return str(places[0]["name"] if isinstance(places[0], dict) else places[0])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("CICERO, Ill. -- A crane fell into the river on Monday.", "Cicero, Illinois"),
        ("CICERO, IL (WXYZ) -\n\nA crane fell into the river.", "Cicero, Illinois"),
        ("CICERO, N.Y. (Agency) — A crane fell.", "Cicero, New York"),
        ("Cicero, Ind. - A crane fell.", "Cicero, Indiana"),
        ("CHICAGO (Agency) — A crane fell.", "Chicago, Illinois"),
        ("CHICAGO— A crane fell.", "Chicago, Illinois"),
        ("FT. LAUDERDALE, Fla. >> A crane fell.", "Fort Lauderdale, Florida"),
        ("ST. LOUIS (KXYZ) – A crane fell.", "St. Louis, Missouri"),
        ("SOUTHWEST CHICAGO -- A crane fell.", "Chicago, Illinois"),
        ("(Cicero, IL) Investigators looked at the crane.", "Cicero, Illinois"),
        ("RALEIGH, N.C. (March 26, 2024) — A crane fell.", "Raleigh, North Carolina"),
        ("Crane falls at the quay\n\nRALEIGH, NC - A crane fell.", "Raleigh, North Carolina"),
        ("Berlin (dpa) - Ein Kran ist umgestürzt.", "Berlin, Germany"),
        ("München (dpa/lby) – Ein Kran ist umgestürzt.", "Munich, Germany"),
        ("Lyon (AFP) — Une grue est tombée.", "Lyon, France"),
        ("Lyon, le 3 mai 2024 (AFP) – Une grue est tombée.", "Lyon, France"),
        ("Madrid, 3 may (EFE).- Una grúa cayó al río.", "Madrid, Spain"),
        ("بيروت (وكالة) - سقطت رافعة في الميناء.", "Beirut, Lebanon"),
        ("COOK COUNTY, Ill. — A crane fell.", "Cook County, Illinois"),
        ("LITTLE FERRYTOWN, Ill. — A crane fell.", "Little Ferrytown, Illinois"),
        ("WASHINGTON (Agency) — A crane fell.", "Washington, D.C."),
        ("CICERO, Ill. Investigators looked at the crane.", "Cicero, Illinois"),
        ("CICERO, Ill. (WXYZ) A crane fell.", "Cicero, Illinois"),
    ],
)
def test_datelines_say_where_it_happened(text: str, named: str) -> None:
    assert place(completed(text)) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A crane fell in Raleigh, North Carolina, on Monday.", "Raleigh, North Carolina"),
        ("In Chicago, a crane fell on Monday.", "Chicago, Illinois"),
        ("In Berlin ist ein Kran umgestürzt.", "Berlin, Germany"),
        ("La police de Lyon a fermé le quai.", "Lyon, France"),
        ("La policía de Madrid cerró el muelle.", "Madrid, Spain"),
        ("A crane fell in downtown Chicago on Monday.", "Chicago, Illinois"),
        ("A crane fell in Chicago on Monday. A Chicago neighborhood was without light.", "Chicago, Illinois"),
        ("Chicago police closed the quay on Monday.", "Chicago, Illinois"),
        ("Petaluma’s mayor spoke. Petaluma police closed the quay.", "Petaluma, California"),
        ("An Illinois crane fell on Monday. Springfield police closed the quay.", "Springfield, Illinois"),
        ("Cicero, Ill., has a new crane. It fell in Cicero on Monday.", "Cicero, Illinois"),
    ],
)
def test_texts_say_where_it_happened(text: str, named: str) -> None:
    assert place(completed(text)) == named


@pytest.mark.parametrize(
    "text",
    [
        "SPRINGFIELD — A crane fell on Monday.",  # three large towns
        "Springfield police closed the quay.",
        "Alexandria police closed the quay.",  # the largest is in Egypt
        "A crane fell in Austin on Monday. The Austin neighborhood was without light.",
        "A crane fell in Weir on Monday.",  # the only one that the gazetteer has is in India
        "A man from Chicago was hurt when the crane fell.",
        "Ann Lee, 31, of Raleigh, North Carolina, was hurt.",
        "She was taken to a hospital in Chicago.",
        "UPDATE: The crane was lifted on Tuesday.",
        "RELATED: Chicago has new cranes",
        "VIDEO — The crane falls.",
        "EILMELDUNG — Der Kran ist gefallen.",
        "A crane fell in Mobile Bay.",
        "It fell in March in Union Street.",
        "The crane stood in Montana.",
        "",
    ],
)
def test_a_place_that_could_be_another_one_is_left_out(text: str) -> None:
    assert place(completed(text)) == ""


def test_a_name_far_down_in_a_text_is_not_enough() -> None:
    text = f"{'A crane fell on Monday, and nobody was hurt. ' * 20}Another one stands in Chicago."
    assert place(completed(text)) == ""
    assert place(completed(f"{text} Chicago police look after it.")) == "Chicago, Illinois"


def test_a_place_has_its_position_and_the_words_that_name_it() -> None:
    done = completed("CICERO, Ill. (Agency) -- A crane fell.")
    assert done.fields["places"] == [CICERO]
    assert evidence_of(done, "places") == ["from the dateline “CICERO, Ill. (Agency)”; position by GeoNames"]


def test_the_outlets_region_decides_between_towns_of_one_name() -> None:
    text = "SPRINGFIELD — A crane fell on Monday."
    for code, name in (("MO", "Missouri"), ("IL", "Illinois"), ("MA", "Massachusetts")):
        known = context({"gazette.example": Outlet(region=Region("US", code, name))})
        assert place(complete(article(text), known)) == f"Springfield, {name}"


def test_in_a_region_a_name_is_not_that_of_a_town_elsewhere() -> None:
    """Austin is a part of Chicago: an outlet of Illinois does not mean that of Texas."""
    text = "A crane fell in Austin on Monday."
    assert place(completed(text)) == "Austin, Texas"
    known = context({"gazette.example": Outlet(region=Region("US", "IL", "Illinois"))})
    assert place(complete(article(text), known)) == ""


@pytest.mark.parametrize("url", ["https://chicago.gazette.example/a", "https://www.chicago-gazette.example/a"])
def test_a_host_that_names_a_city_says_where_its_outlet_is_at_home(url: str) -> None:
    assert place(completed("The crane of the Austin neighborhood fell, Chicago Fire Department said.", url)) == (
        "Chicago, Illinois"
    )
    assert place(completed("SPRINGFIELD — A crane fell.", url)) == "Springfield, Illinois"
    assert place(completed("A Chicago crane fell.", url)) == "Chicago, Illinois"
    assert place(completed("A West Chicago crane fell.", url)) == ""


def test_the_headline_names_the_town_that_is_meant_beside_that_of_the_dateline() -> None:
    text = "CHICAGO, Ill. — A crane fell on Monday. Cicero police closed the quay."
    assert place(completed(text)) == "Chicago, Illinois"
    assert place(completed(text, title="Crane falls on a Cicero quay")) == "Cicero, Illinois"


def test_a_town_in_the_text_says_more_than_a_county_in_the_dateline() -> None:
    text = "COOK COUNTY, Ill. — A crane fell near Cicero on Monday."
    assert place(completed(text, title="Crane falls in Cook County")) == "Cicero, Illinois"


def test_an_agencys_office_is_not_where_it_happened() -> None:
    done = completed("BOSTON (Agency) - A crane fell, police in Saco, Maine, said.", title="Crane falls in Maine")
    assert place(done) == "Saco, Maine"


def test_an_import_learns_from_its_own_datelines_where_outlets_are() -> None:
    texts = ["CICERO, Ill. — A crane fell.", "SPRINGFIELD, Ill. — A crane fell.", "CHICAGO — Another one fell."]
    articles = [article(text) for text in texts]
    observed = Counter[Observation](found for one in articles for found in observe(one, plain_context()))
    learnt = learn(plain_context(), observed)
    assert learnt.outlets["gazette.example"].region == Region("US", "IL", "Illinois")
    assert place(complete(article("SPRINGFIELD — A crane fell."), learnt)) == "Springfield, Illinois"
    fewer = learn(plain_context(), Counter(list(observed)[:1]))
    assert place(complete(article("SPRINGFIELD — A crane fell."), fewer)) == ""


def test_what_a_source_says_of_the_place_is_kept() -> None:
    done = completed("CICERO, Ill. — A crane fell.", places=["Mill Lane"])
    assert done.fields["places"] == ["Mill Lane"]
    assert evidence_of(done, "places") == []


def test_the_names_of_countries_are_in_the_sites_language() -> None:
    german = context({"gazette.example": Outlet(region=Region("DE"))}, language="de")
    assert place(complete(article("Ein Kran ist in München umgestürzt."), german)) == "München, Deutschland"
    assert place(complete(article("MÜNCHEN (dpa) - Ein Kran ist umgestürzt."), german)) == "München, Deutschland"
    assert place(complete(article("Lyon (AFP) — Ein Kran fiel."), context(language="de"))) == "Lyon, Frankreich"


@pytest.mark.slow
def test_the_towns_of_the_library_are_as_the_gazetteer_expects() -> None:
    every = metadata_context(language="en", zone=UTC, now=NOW, evidence=read_evidence_tables(), cities=read_cities())
    assert len(every.gazetteer.named("springfield")) > 20
    assert place(complete(article("CICERO, Ill. -- A crane fell."), every)) == "Cicero, Illinois"
    assert place(complete(article("القاهرة (وكالة) - سقطت رافعة."), every)) == "Cairo, Egypt"
