"""An e-mail as one message (RFC 5322, MIME): its plain text, then its HTML, and the headers. The same e-mail gives the same bytes."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from digest.adapters.serialization import fingerprint
from digest.model.reports.mail import PLAIN, RECIPIENT, SENDER
from digest.model.text.characters import clean
from digest.model.url import host_of
from digest.model.views.common import SiteView

# Words that need no encoding in a header, also before an address (RFC 5322, section 3.2.3), and fit into a line.
_PLAIN = re.compile(r"(?:(?!\S{50})[A-Za-z0-9!#$%&'*+/^_`{|}~ -])*")
_LINE = 70


class _AsWritten(EmailPolicy):
    """Keeps headers as they are written: Python's own parser would decode words that look encoded, and leave long words in long lines."""

    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        """Return both unchanged."""
        return name, value


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message is made of. `date` is aware."""

    subject: str
    date: datetime
    text: str
    html: str


def write_message(letter: Letter, site: SiteView) -> bytes:
    r"""Return the message, with lines that end with `\n`, as programs on Unix take them.

    Its boundary and its id are fingerprints of what it says, so that a corrected edition is another message. No line is longer than
    76 characters (quoted-printable), and no text can add a header.
    """
    name = fingerprint(letter.subject.encode(), letter.text.encode(), letter.html.encode())[:24]
    host = _ascii(host_of(site.base_url))
    message = EmailMessage(_AsWritten(refold_source="none", max_line_length=76))
    message["From"] = f"{_encoded(site.title)} <{SENDER}>"
    message["To"] = RECIPIENT
    if site.publisher_email:
        message["Reply-To"] = f"{_encoded(site.publisher_name)} <{site.publisher_email}>"
    message["Subject"] = _encoded(letter.subject)
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = f"<{name}@{host}>"
    message["List-Id"] = f"<editions.{host}>"  # RFC 2919
    message["List-Unsubscribe"] = f"<{PLAIN.unsubscribe}>"  # RFC 2369
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = site.language  # RFC 3282; the parts above would have taken it along
    message.set_boundary(f"=_{name}")  # `=_` occurs in no text that is quoted-printable (RFC 2045, section 6.7)
    return message.as_bytes()


def _encoded(text: str) -> str:
    """Return a text as a part of a header, in lines of at most 70 letters: as it is, or in encoded words (RFC 2047).

    A word joiner, which nobody sees, parts `=?`: a program that reads the text and writes it into another message must not take it for an
    encoded word, in which there can be a line end, and after it another header.
    """
    line = " ".join(clean(text).split()).replace("=?", "=\u2060?")
    return Header(line, "us-ascii" if _PLAIN.fullmatch(line) else "utf-8", _LINE, "List-Unsubscribe-Post").encode()


def _ascii(host: str) -> str:
    """Return a host in ASCII (RFC 5890)."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "site.invalid"
