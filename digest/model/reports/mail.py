"""What `digest mail` is asked for, and its results."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from digest.model.diagnostic import Diagnostic


class Placeholders(NamedTuple):
    """Placeholders in an e-mail, which its sender fills: the URL to unsubscribe, and the publisher's postal address."""

    unsubscribe: str
    postal_address: str


# Hosts and addresses that never exist (RFC 2606, RFC 6761), so that an e-mail in which nothing was filled in reaches nobody.
PLAIN = Placeholders("https://unsubscribe.invalid/", "[postal address]")
SENDER, RECIPIENT = "from@sender.invalid", "to@subscribers.invalid"

# What each service fills in by itself. `plain` is for programs that send an e-mail as it is.
SERVICES: Mapping[str, Placeholders] = {
    "plain": PLAIN,
    "listmonk": PLAIN._replace(unsubscribe="{{ UnsubscribeURL }}"),
    "buttondown": PLAIN._replace(unsubscribe="{{ unsubscribe_url }}"),
    "mailchimp": Placeholders("*|UNSUB|*", "*|LIST:ADDRESS|*"),
}


class MailRequest(NamedTuple):
    """The edition to send, as people name it, or the latest if that is empty; the service that sends it; and the folder to write to."""

    edition: str
    service: str
    folder: str


@dataclass(frozen=True, slots=True)
class Mailed:
    """An edition was written as an e-mail: its name, its subject, the files, and the size of its HTML in bytes.

    `reports` and `incidents` are how many it lists; `is_shortened` if that is not all of the edition.
    """

    edition: str
    subject: str
    files: tuple[str, ...]
    size: int
    reports: int
    incidents: int
    is_shortened: bool
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class NotMailed:
    """Nothing was written: why, and what to do. `is_usage` if the edition or the folder was named wrongly."""

    message: str
    hint: str
    is_usage: bool = False
