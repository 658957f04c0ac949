"""Charges without a final outcome: what an outcome's words say, and from when on a charge is stale."""

from datetime import UTC, date, datetime

import pytest

from digest.model.content.article import BodyLocation
from digest.model.content.incident import Charge, Incident, IncidentFile, Note, Participant
from digest.model.content.outcomes import verdict_of, verdict_on
from digest.model.diagnostic import Origin
from digest.model.moment import Moment, Span
from digest.planning.content.undecided import Undecided, months_after, undecided_charges

SAID = {
    "Charged": "",
    "Charged, and held without bail": "",
    "Pleaded not guilty": "",
    "Charged after the victim died": "",
    "The trial begins": "",
    "Faces up to 20 years if convicted": "",
    "Not yet convicted of anything": "",
    "The judge refuses to dismiss the case": "",
    "Sus abogados piden la absolución": "",
    "Convicted on two counts": "convicted",
    "Found guilty by a jury": "convicted",
    "Pleaded guilty to manslaughter": "convicted",
    "Sentenced to six years": "convicted",
    "Fined 3,000 francs.": "convicted",
    "Zu drei Jahren verurteilt": "convicted",
    "Condenado a dos años": "convicted",
    "Condamnée à six mois avec sursis": "convicted",
    "أدين بالقتل": "convicted",
    "Acquitted": "acquitted",
    "Not guilty on all counts": "acquitted",
    "Freigesprochen": "acquitted",
    "Absuelta por falta de pruebas": "acquitted",
    "Relaxé par le tribunal": "acquitted",
    "Charges dropped": "dropped",
    "Prosecutors dropped the case": "dropped",
    "Released without charge": "dropped",
    "Das Verfahren wurde eingestellt": "dropped",
    "Non-lieu": "dropped",
    "Acquitted of murder, convicted of assault": "mixed",
    "Died before the trial": "ended",
    "Conviction quashed, and a retrial ordered": "reopened",
    "Mistrial": "reopened",
}


@pytest.mark.parametrize(("text", "verdict"), SAID.items())
def test_the_words_of_an_outcome_say_how_a_case_ended(text: str, verdict: str) -> None:
    assert verdict_of(text) == verdict


def note(day: str, text: str) -> Note:
    return Note(Moment(datetime.fromisoformat(day).replace(tzinfo=UTC), "day"), text)


def test_the_newest_outcome_that_decides_counts_until_a_court_reopens_the_case() -> None:
    convicted = (note("2020-01-01", "Convicted"), note("2020-02-01", "Moved to another prison"))
    reopened = (*convicted, note("2021-01-01", "Conviction overturned"))
    assert verdict_on(Charge("murder", convicted)) == "convicted"
    assert verdict_on(Charge("murder", reopened)) == ""
    assert verdict_on(Charge("murder", reopened), date(2020, 12, 31)) == "convicted"


def incident(*charges: Charge) -> Incident:
    person = Participant("Ann Lee", "defendant", charges=charges)
    file = IncidentFile(Origin("content/incidents/fire.md"), "fire", "fire", "Fire", BodyLocation(""), people=(person,))
    span = Span(date(2023, 1, 1), date(2023, 1, 31))
    return Incident("fire", "fire", "Fire", span, "", (), (), (), file)


def test_a_charge_without_a_final_outcome_is_undecided_since_anything_was_written_of_it() -> None:
    silent, pleaded = Charge("arson"), Charge("fraud", (note("2023-06-15", "Pleaded not guilty"),))
    fire = incident(silent, pleaded, Charge("theft", (note("2023-05-01", "Convicted"),)))
    [person] = fire.file.people
    assert list(undecided_charges([fire])) == [
        Undecided(fire, person, silent, date(2023, 1, 31), date(2024, 3, 31)),
        Undecided(fire, person, pleaded, date(2023, 6, 15), date(2024, 8, 15)),
    ]


def test_a_charge_is_stale_from_a_day_on() -> None:
    [one] = undecided_charges([incident(Charge("arson"))])
    assert [one.is_stale(day) for day in (date(2024, 3, 30), date(2024, 3, 31))] == [False, True]


def test_months_end_where_the_calendar_ends() -> None:
    assert months_after(date(2022, 12, 31), 14) == date(2024, 2, 29)
    assert months_after(date(2022, 10, 5), 14) == date(2023, 12, 5)
    assert months_after(date(9999, 1, 1), 14) == date.max
