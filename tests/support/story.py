"""A story of forty-six reports from ten outlets, fifteen of them copies of three texts: with the file of an incident, or without."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.support.sites import article

REPORTS, OUTLETS, COPIES, COPIED = 46, 10, 15, 3
NAMES = (
    "Canal Gazette",
    "Orla Courier",
    "Lake Radio",
    "Lock Keepers’ Weekly",
    "Evening Telegraph of the Northern Counties",
    "Radio 88",
    "The Towpath",
    "Barge News",
    "Upland Herald",
    "Channel 7",
)
SUBJECTS = (
    "The council",
    "The owner of the lock",
    "A diver",
    "The inspector",
    "The union",
    "The harbour master",
    "A judge",
)
DEEDS = (
    "wants to know why the lower gate was never painted",
    "says that the hinges had been ordered in spring",
    "finds a second crack below the water line, two metres from the first",
    "asks for all records of the lock since 1998",
    "calls for a day without barges until every gate has been looked at",
    "lets the first eleven barges pass on a Sunday morning",
    "hears the keeper, who closed the upper gate by hand",
)
CASE = """---
title: The lock gate at Orla
date: 2024-03-04
place: {name: "Lock 9, Orla", lat: 52.1, lon: 5.6, precision: street}
kind: canal accident
summary: The lower gate of a lock gave way while two barges were in it. Two people died, and the canal was closed for 31 days.
number: OC-2024-9
tags: [canals, courts]
status:
- {date: 2024-03-05, text: Both barges have been lifted. Two people are dead., source: {name: Police, url: https://police.example/1}}
- {date: 2024-03-20, text: The keeper of the lock is under investigation., source: {name: Prosecutor, url: https://prosecutor.example/1}}
- {date: 2024-04-18, text: A judge let the charge of manslaughter stand. The trial is to begin in January., source: {name: Court, url: https://court.example/2}}
facts:
- {name: Deaths, value: 2, date: 2024-03-06, source: {name: Police, url: https://police.example/2}}
- {name: Canal closed for, value: 31 days, date: 2024-04-04}
- {name: Barges in the lock, value: 2, date: 2024-03-04}
- {name: Told to leave their homes, value: "6,200", date: 2024-03-04, source: {name: Council, url: https://council.example/1}}
- {name: Water lost, value: "about 40,000 cubic metres (the owner: 12,000)", date: 2024-03-12}
disputed:
- claim: The gate had been reported as cracked.
  says: The union
  denies: The owner of the lock
  date: 2024-03-08
  source: {name: Orla Courier, url: https://courier.example/cracked}
timeline:
- {date: 2024-03-04, text: The lower gate gives way at 5.40 in the morning., source: {name: Police, url: https://police.example/1}}
- {date: 2024-03-06, text: The second body is found., source: {name: Police, url: https://police.example/2}}
- {date: 2024-03-12, text: Divers measure the crack.}
- {date: 2024-04-04, text: The canal is open again.}
people:
- name: Tam Weller
  role: defendant
  note: Keeper of the lock, 51
  charges:
  - charge: Manslaughter
    outcomes:
    - {date: 2024-03-28, text: Charged; he denies it., source: {name: Court, url: https://court.example/1}}
    - {date: 2024-04-18, text: A motion to dismiss was denied., source: {name: Court, url: https://court.example/2}}
  - charge: Leaving a post
    outcomes:
    - {date: 2024-04-10, text: Dismissed., source: {name: Court, url: https://court.example/3}}
- {name: Luis Orte, role: victim, note: 'Skipper, 41'}
- {name: Daniel Osk, role: victim, note: 'Deckhand, 29'}
- {name: Mira Holm, role: official, note: Harbour master}
---
The lock was built in 1931 and leased to the Orla Canal Company in 1998.

This page is kept by hand and is changed when something is established.
"""


def _text(number: int) -> str:
    """Return a text of its own: no sentence of it is in another one."""
    subject, deed = SUBJECTS[number % 7], DEEDS[(number * 3 + number // 7) % 7]
    return " ".join(
        f"{subject} {deed}, as was said in talk {number} of part {part}, of which more is to come." for part in range(8)
    )


def _day(number: int) -> date:
    """Return the day of a report: eighteen on the first two days, then fewer and fewer."""
    return date(2024, 3, 4) + timedelta(days=number // 9 if number < 18 else 2 + (number - 18) * 45 // 28)


def _reports() -> Iterator[tuple[str, str]]:
    for number in range(REPORTS):
        # The first three texts are copied by five others each, on the same days.
        copied = number % 3 if 3 <= number < 3 + COPIES else None
        subject, deed = SUBJECTS[number % 7], DEEDS[(number * 3 + number // 7) % 7]
        fields = {
            "incident": "lock-gate",
            "source": f"{{name: {NAMES[number % OUTLETS]}, url: 'https://outlet{number % OUTLETS}.example/{number}'}}",
        }
        if number in {2, 20}:
            fields["updates"] = (
                f"[{{date: {_day(number)}T20:05, title: 'Search stopped for the night, part {number}', text: No more.}}]"
            )
        if number in {1, 30}:
            fields["corrections"] = (
                f"[{{date: {_day(number) + timedelta(days=2)}, text: 'The harbour master is Mira Holm, not Myra Holme ({number}).'}}]"
            )
        yield (
            f"content/articles/report-{number:02}.md",
            article(
                f"{subject} {deed} ({number})",
                f"{_day(number)}T{6 + number % 12:02}:{number % 60:02}",
                _text(number if copied is None else copied),
                **fields,
            ),
        )


def story(*, with_file: bool) -> dict[str, str | bytes]:
    """Return the files of a site that has the story, with or without the file of its incident."""
    files: dict[str, str | bytes] = dict(_reports())
    return {**files, "content/incidents/lock-gate.md": CASE} if with_file else files
