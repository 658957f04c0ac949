"""An e-mail as one message (RFC 5322, MIME): its plain text, then its HTML, and the headers. The same e-mail gives the same bytes."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime

from digest.adapters.serialization import fingerprint
from digest.model.reports.mail import PLAIN, RECIPIENT, SENDER
from digest.model.text.characters import clean
from digest.model.url import host_of
from digest.model.views.common import SiteView


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
    name = fingerprint(letter.subject.encode(), letter.text.encode(), letter.html.encode())[:32]
    host = _ascii(host_of(site.base_url))
    message = EmailMessage(default.clone(max_line_length=76))
    message["From"] = Address(_line(site.title), addr_spec=SENDER)
    message["To"] = RECIPIENT
    if site.publisher_email:
        message["Reply-To"] = Address(_line(site.publisher_name), addr_spec=site.publisher_email)
    message["Subject"] = _line(letter.subject)
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


def _line(text: str) -> str:
    """Return a text as the value of a header: in one line, without control characters."""
    return " ".join(clean(text).split())


def _ascii(host: str) -> str:
    """Return a host in ASCII (RFC 5890)."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "site.invalid"
