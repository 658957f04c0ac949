"""The state of the criminal cases that an incident's file records: who is accused, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from digest.model.content.incident import IncidentFile, Participant
from digest.model.content.outcomes import verdict_on

# `none`: nobody is recorded as accused. `charged`: accused or suspected, and not decided.
CaseState = Literal["none", "charged", "convicted", "acquitted", "dropped"]

_ACCUSED = ("suspect", "defendant")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Accused:
    """A person who is accused or suspected, by the words of their name in small letters, and the state of their case."""

    words: tuple[str, ...]
    state: CaseState

    def is_called(self, name: str) -> bool:
        """Return whether a name in a text means this person: it has their last name, or all of their name."""
        said = {word.strip(".,’'").removesuffix("’s").removesuffix("'s") for word in name.casefold().split()}
        last = self.words[-1]
        return (len(last) >= _SHORTEST and last in said) or said.issuperset(self.words)


@dataclass(frozen=True, slots=True)
class Case:
    """Everybody who is accused in the incidents that a text is about."""

    accused: tuple[Accused, ...] = ()

    @property
    def states(self) -> frozenset[CaseState]:
        """The states of all of them; `none` if nobody is accused."""
        return frozenset(one.state for one in self.accused) or frozenset({"none"})

    def names_any(self, text: str) -> bool:
        """Return whether the last name of one of them is anywhere in a text."""
        if not self.accused:
            return False
        small = text.casefold()
        return any(one.words[-1] in small for one in self.accused)

    def states_of(self, names: Iterable[str]) -> frozenset[CaseState]:
        """Return the states of those who are called by one of these names; empty if none is."""
        called = list(names)
        return frozenset(one.state for one in self.accused if any(one.is_called(name) for name in called))


def case_of(files: Iterable[IncidentFile]) -> Case:
    """Return the case of these incidents' files."""
    people = (person for file in files for person in file.people)
    return Case(tuple(accused_of(one) for one in people if (one.charges or one.role in _ACCUSED) and one.name.split()))


def accused_of(person: Participant) -> Accused:
    """Return a person with a charge, or under suspicion, and the state of the case now."""
    return Accused(tuple(person.name.casefold().split()), _state_of(person))


def _state_of(person: Participant) -> CaseState:
    """Return the state of all charges together. One conviction counts for all; a charge that is open keeps the case open."""
    verdicts = {verdict_on(charge) for charge in person.charges}
    if verdicts & {"convicted", "mixed"}:
        return "convicted"
    if not verdicts or verdicts & {"", "ended"}:
        return "charged"
    return "acquitted" if "acquitted" in verdicts else "dropped"
