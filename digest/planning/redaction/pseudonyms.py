"""Pseudonyms: in the ledger, ids and URLs that contain a redacted name are replaced by a salted hash."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Protocol

from digest.model.ledger import WITHHELD_MARK, Entry, is_pseudonym
from digest.model.redaction import Level
from digest.model.url import slugify


def pseudonym(salt: str, words: str) -> str:
    """Return the pseudonym of an id or an address: 64 bits of a keyed hash (BLAKE2, RFC 7693), with the salt as its key.

    The result is a slug. Without the salt nobody can test whether it is the pseudonym of a given name.
    """
    return WITHHELD_MARK + blake2b(words.encode(), key=salt.encode()[:64], digest_size=8).hexdigest()


class Redactor(Protocol):
    """Takes names out of texts and addresses; `article` and `incidents` are the ids of what a text belongs to, `context` is more of it."""

    def suspects(self, text: str) -> bool:
        """Return, fast, whether a text could contain a name; it may be a false alarm."""

    def redact(self, text: str, article: str = "", incidents: Collection[str] = (), context: str = "") -> str:
        """Return a text without names."""

    def redact_slug(self, slug: str, article: str = "", incidents: Collection[str] = (), context: str = "") -> str:
        """Return a slug without names; it may be empty."""

    def holds_name(self, text: str, article: str = "", incidents: Collection[str] = (), context: str = "") -> bool:
        """Return whether a text or an address contains a name."""


@dataclass(frozen=True, slots=True)
class RedactionSetup:
    """How to redact: the redactor, the salt of pseudonyms, and by file the levels of the rules whose names it contains."""

    redactor: Redactor
    salt: str
    levels: Mapping[str, frozenset[Level]]


class Pseudonymizer:
    """Replaces ids that contain a name, or ever did, by pseudonyms."""

    def __init__(self, setup: RedactionSetup, known: Collection[str]) -> None:
        """Start with none. `known` are the pseudonyms in the ledger, of ids and of addresses of media."""
        self._setup = setup
        self._known = known
        self._found: dict[str, str] = {}

    def of(self, identity: str) -> str:
        """Return the id to publish: a pseudonym, or the id itself."""
        found = self._found.get(identity)
        if found is None:
            found = self._found[identity] = self._made(identity)
        return found

    def addresses_of_medium(self, address: str) -> tuple[str, ...]:
        """Return the addresses of a media file: a pseudonym if its address contains a name; both if it did so only earlier."""
        setup = self._setup
        _, dot, ending = address.rpartition("/")[2].rpartition(".")
        hidden = f"media/{pseudonym(setup.salt, address)}{dot}{ending if dot else ''}"
        holds = setup.redactor.suspects(address) and setup.redactor.holds_name(address)
        if holds:
            return (hidden,)
        return (address, hidden) if hidden in self._known else (address,)

    def _made(self, identity: str) -> str:
        if self._setup.redactor.suspects(identity) and self._setup.redactor.holds_name(identity, identity, (identity,)):
            return pseudonym(self._setup.salt, slugify(identity) or identity)
        hidden = pseudonym(self._setup.salt, slugify(identity) or identity) if self._known else ""
        return hidden if hidden in self._known else identity


def pseudonymize_entry(entry: Entry, ids: Pseudonymizer, setup: RedactionSetup) -> Entry:
    """Return an entry of the ledger with pseudonyms instead of ids and addresses that contain a name."""
    if not setup.redactor.suspects("\n".join((entry.id, *entry.addresses, *entry.reports))) and not _may_be_known(
        entry, ids
    ):
        return entry
    identity, mark, anchor = (
        entry.id.rpartition("#") if entry.kind in {"update", "correction", "status"} else (entry.id, "", "")
    )
    is_term = entry.kind in {"tag", "place", "source"}  # what it keeps of the name could be tested
    return replace(
        entry,
        id=f"{ids.of(identity)}{mark}{anchor}",
        said="" if is_term and ids.of(identity) != identity else entry.said,
        addresses=tuple(dict.fromkeys(_address(address, identity, setup) for address in entry.addresses)),
        reports=tuple(map(ids.of, entry.reports)),
    )


def _may_be_known(entry: Entry, ids: Pseudonymizer) -> bool:
    return any(ids.of(name) != name for name in (entry.id, *entry.reports))


def _address(address: str, identity: str, setup: RedactionSetup) -> str:
    place, mark, anchor = address.partition("#")
    if is_pseudonym(place) or not setup.redactor.holds_name(place, identity, (identity,)):
        return address
    return f"{pseudonym(setup.salt, place)}{mark}{anchor}"
