"""`digest mail`: an edition as an e-mail that mail programs read, that shows what the site may show, and that changes nothing else."""

import os
import re
import subprocess
import sys
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.mail.mails import HARBOUR, WIRE, Mail, harbour, mail, mailed, photo, read
from tests.rendering.strict import elements, page_of
from tests.support.sites import CONFIG, article, build, built, modules, run, tree, write_site

SITE = "https://harbour.example/news/"
NARROW = "\u202f"  # the blank of CLDR before AM and PM
TEXT = """\
Harbour Digest
March 26, 2024
https://harbour.example/news/editions/2024/03/26/


Crane collapse on Pier 9
------------------------
New incident · industrial accident · Pier 9 · March 25, 2024
As of March 26, 2024, 3:00 PM: Three of four berths are open again.
https://harbour.example/news/incidents/crane/

* Crane falls across Pier 9
  Harbour News, March 26, 2024, 5:30 AM
  A gantry crane fell across the quay. Two dockers were hurt.
  https://harbour.example/news/articles/2024/03/crane/

* Union had warned of worn bolts
  March 26, 2024, 11:00 AM
  The union reported worn bolts.
  https://harbour.example/news/articles/2024/03/bolts/

* Update: Fairway open again
  March 26, 2024, 6:00 PM
  Ships may pass. Pilots check each passage.
  https://harbour.example/news/articles/2024/03/crane/#update-2024-03-26t18-00


Court says fees were unfair
---------------------------
New incident · March 26, 2024
https://harbour.example/news/incidents/fees/

* Paper 0, March 26, 2024, 10:00 AM
  The court ruled on Monday that the harbour company must pay. The
  judges found the terms unfair to small carriers. The company may
  appeal within a month. Carriers had complained for years about the
  fees at the pier.
  2 more reports say the same
  https://harbour.example/news/articles/2024/03/fees-0/


Other reports
-------------

* Fish market to move in autumn
  March 26, 2024
  The city has chosen a hall.
  https://harbour.example/news/articles/2024/03/market/


Corrections
-----------

* Fish market to move in autumn
  March 26, 2024
  It moves in autumn, not in spring.
  https://harbour.example/news/articles/2024/03/market/#correction-2024-03-26


------------------------------------------------------------------------

You get this e-mail because you subscribed to Harbour Digest.

Read this edition on the web:
https://harbour.example/news/editions/2024/03/26/

Feeds:
https://harbour.example/news/feeds/

Unsubscribe:
https://unsubscribe.invalid/

Published by Harbour Digest.
[postal address]
"""


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Mail:
    """The e-mail of the day with everything."""
    return mailed(harbour(tmp_path_factory.mktemp("mail")))


def test_the_plain_text_is_a_briefing(letter: Mail) -> None:
    assert letter.text.replace(NARROW, " ") == TEXT


def test_a_mail_program_finds_plain_text_then_html_and_no_defect(letter: Mail) -> None:
    message = letter.message
    parts = list(message.iter_parts())
    assert [one.get_content_type() for one in (message, *parts)] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert [(one["Content-Transfer-Encoding"], one.get_content_charset()) for one in parts] == [
        ("quoted-printable", "utf-8")
    ] * 2
    assert [one.get_content() for one in parts if isinstance(one, EmailMessage)] == [letter.text, letter.html]
    assert [list(one.defects) for one in (message, *parts)] == [[], [], []]
    assert [value.defects for one in (message, *parts) for value in one.values() if value.defects] == []
    assert max(map(len, letter.eml.splitlines())) <= 76
    assert letter.eml.isascii()


def test_its_headers_are_those_of_a_newsletter_and_what_the_sender_fills_in_reaches_nobody(letter: Mail) -> None:
    headers = {name: str(value) for name, value in letter.message.items()}
    boundary = letter.message.get_boundary()
    assert headers == {
        "From": "Harbour Digest <from@sender.invalid>",
        "To": "to@subscribers.invalid",
        "Subject": "Crane collapse on Pier 9 · March 26, 2024",
        "Date": "Tue, 26 Mar 2024 18:00:00 +0100",
        "Message-ID": f"<{str(boundary).removeprefix('=_')}@harbour.example>",
        "List-Id": "<editions.harbour.example>",
        "List-Unsubscribe": "<https://unsubscribe.invalid/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
        "Content-Language": "en",
    }


def test_a_publisher_with_an_address_gets_the_answers(tmp_path: Path) -> None:
    config = CONFIG + "publisher: {name: 'Press, Ltd', email: desk@harbour.example}\n"
    found = mailed(harbour(tmp_path, config)).message
    assert [(one.display_name, one.addr_spec) for one in found["Reply-To"].addresses] == [
        ("Press, Ltd", "desk@harbour.example")
    ]


def test_the_html_is_whole_loads_nothing_but_its_pictures_and_leads_to_whole_urls(letter: Mail) -> None:
    page = page_of(letter.html.encode())
    found = list(elements(page))
    names = {name for name, _ in found}
    assert names & {"script", "link", "form", "iframe", "input", "object", "svg", "base", "button"} == set()
    links = [element.get("href") or "" for name, element in found if name == "a"]
    assert {re.split(r"(?<=\w)/", link)[0] for link in links} == {
        "https://harbour.example",
        "https://unsubscribe.invalid",
    }
    assert f"{SITE}feeds/" in links
    [image] = [element for name, element in found if name == "img"]
    assert {name: image.get(name) for name in ("src", "alt", "width", "height")} == {
        "src": f"{SITE}media/crane.jpg", "alt": "The fallen crane", "width": "536", "height": "302",
    }  # fmt: skip
    assert "url(" not in letter.html
    assert "@import" not in letter.html
    assert "@font-face" not in letter.html
    assert [
        element.attrib for name, element in found if name == "table" and element.get("role") != "presentation"
    ] == []
    html = next(element for name, element in found if name == "html")
    assert (html.get("lang"), html.get("dir")) == ("en", "ltr")
    assert len(letter.html.encode()) < 20_000


def test_only_media_queries_are_left_of_its_style_sheets(letter: Mail) -> None:
    [style] = re.findall(r"<style[^>]*>(.*?)</style>", letter.html, re.DOTALL)
    blocks = re.sub(r"@media [^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", style)
    assert ("prefers-color-scheme: dark" in style, blocks.strip()) == (True, "")
    assert letter.html.count(' style="') > 20


def test_the_first_incident_shows_its_picture_if_every_mail_program_can(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/media/small.png": photo(300, 200, "PNG"),
        "content/media/large.jpg": photo(1600, 900),
        "content/media/new.webp": photo(1600, 900, "WEBP"),
    }
    shown = {}
    for name, warned in (("small.png", ""), ("large.jpg", ""), ("new.webp", ""), ("large.jpg", ", warning: blood")):
        image = f"{{src: media/{name}, alt: 'A \"crane\"', credit: Port{warned}}}"
        text = article("Crane falls", incident="crane", image=image)
        html = mailed(write_site(tmp_path, {**files, "content/articles/a.md": text})).html
        shown[name + warned] = re.findall(r"<img[^>]*>", html)
    tag = '<img src="{0}media/{1}" alt="A &quot;crane&quot;" width="{2}" height="{3}"'
    assert {name: len(found) for name, found in shown.items()} == {
        "small.png": 1, "large.jpg": 1, "new.webp": 0, "large.jpg, warning: blood": 0,
    }  # fmt: skip
    for name, width, height in (("small.png", 300, 200), ("large.jpg", 536, 302)):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', shown[name][0]))
        expected = dict(re.findall(r'(\w+)="([^"]*)"', tag.format(SITE, name, width, height)))
        assert {key: attributes[key] for key in expected} == expected


def test_every_way_to_name_an_edition_means_it(tmp_path: Path) -> None:
    harbour(tmp_path)
    for name in (
        "2024-03-25",
        "editions/2024/03/25/",
        "/editions/2024/03/25/index.html",
        f"{SITE}editions/2024/03/25/",
    ):
        assert mailed(tmp_path, name).text.split("\n")[1] == "March 25, 2024", name
    assert mailed(tmp_path).text.split("\n")[1] == "March 26, 2024"
    harbour(tmp_path, CONFIG + "editions: month\n")
    for name in ("2024-03", "2024-03-13", "editions/2024/03/"):
        assert mailed(tmp_path, name).text.split("\n")[1] == "March 2024", name
    harbour(tmp_path, CONFIG + "editions: week\n")
    assert mailed(tmp_path, "2024-03-31").text.split("\n")[1] == "Week of March 25, 2024"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2024-03-28", "the nearest are 2024-03-25, 2024-03-26"),
        ("2024-03", "the nearest are 2024-03-25, 2024-03-26"),
        ("yesterday", "the latest are 2024-03-26, 2024-03-25"),
        ("2024-02-30", "the latest are 2024-03-26, 2024-03-25"),
    ],
)
def test_an_edition_that_does_not_exist_is_a_wrong_command_line(name: str, said: str, tmp_path: Path) -> None:
    ended = mail(harbour(tmp_path), name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[0] == f"digest mail: error: there is no edition “{name}”; {said}"
    assert not (tmp_path / ".digest/mail").exists()


def test_without_an_edition_nothing_is_written(tmp_path: Path) -> None:
    ended = mail(write_site(tmp_path, {"content/articles/a.md": article(status="draft")}))
    assert (ended.code, ended.out, ended.err.split("\n")[0]) == (
        1, "", "digest mail: error: there is no edition yet: nothing is published",
    )  # fmt: skip


def test_it_changes_neither_the_site_nor_the_ledger(tmp_path: Path) -> None:
    harbour(tmp_path)
    mailed(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".digest", "config.yaml", "content"}
    assert not (tmp_path / "content/ledger.jsonl").exists()
    built(tmp_path)
    before = {path: raw for path, raw in tree(tmp_path).items() if not path.startswith(".digest/")}
    (tmp_path / "content/articles/new.md").write_text(article("New", "2024-04-01"), encoding="utf-8")
    mailed(tmp_path)
    after = {path: raw for path, raw in tree(tmp_path).items() if not path.startswith(".digest/")}
    assert after.pop("content/articles/new.md")
    assert after == before
    assert not (tmp_path / ".digest/staging").exists()


def test_the_same_edition_gives_the_same_bytes_whenever_and_wherever(tmp_path: Path) -> None:
    harbour(tmp_path)
    first = mailed(tmp_path)
    assert mailed(tmp_path, now="2026-05-05T05:05:05Z") == first
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "digest", "mail", "--folder", str(tmp_path), "--out", str(out)]
        elsewhere = {
            "PYTHONHASHSEED": seed,
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "SOURCE_DATE_EPOCH": "1800000000",
        }
        subprocess.run(command, env={**os.environ, **elsewhere}, check=True, capture_output=True)
        assert read(out) == first


def test_what_the_site_does_not_show_is_in_no_mail(tmp_path: Path) -> None:
    files = {
        "content/articles/draft.md": article("Secret draft", "2024-03-26", status="draft"),
        "content/articles/later.md": article("Secret later", "2024-03-26", publish_at="2027-01-01"),
        "content/articles/gone.md": article("Secret gone", "2024-03-26", status="withdrawn", incident="crane"),
        "content/articles/over.md": article("Secret over", "2024-03-26", expires="2024-04-01"),
        "content/articles/quoted.md": article(
            "A quoted report", "2024-03-26", "Shown words. " + " ".join(["secret"] * 300),
            source="{name: Wire, url: 'https://w.example/'}", show="excerpt",
        ),
        "content/articles/link.md": article(
            "A linked report", "2024-03-26", "Secret text.", source="{name: Wire, url: 'https://w.example/2'}", show="link"
        ),
    }  # fmt: skip
    found = mailed(write_site(tmp_path, {**HARBOUR, **files}))
    assert "A quoted report" in found.text
    assert "A linked report" in found.text
    assert [one for one in (found.html, found.text, str(found.message)) if "ecret" in one] == []


def test_names_that_must_be_forgotten_are_in_no_mail(tmp_path: Path) -> None:
    rules = (
        "salt: 3f9d2c1b7a604e58b1d2c3e4f5a60718\nrules:\n  - {name: Zyra Quillon, instead: a docker, reason: asked}\n"
    )
    folder = tmp_path / "site"
    files: dict[str, str | bytes] = {
        "content/articles/a.md": article("Zyra Quillon hurt on Pier 9", text="A crane hurt Zyra Quillon.")
    }
    write_site(folder, files, f"{CONFIG}redactions: ../private.yaml\n")
    (tmp_path / "private.yaml").write_text(rules, encoding="utf-8")
    found = mailed(folder)
    assert found.message["Subject"] == "A docker hurt on Pier 9 · March 26, 2024"
    assert [one for one in (found.html, found.text, str(found.message)) if "uillon" in one] == []
    write_site(folder, {"templates/mail.html": "<p>By Zyra Quillon</p>"}, f"{CONFIG}redactions: ../private.yaml\n")
    before = tree(folder / ".digest/mail")
    ended = mail(folder, "--json")
    assert (ended.code, {one["code"] for one in ended.report["diagnostics"]}) == (1, {"name-leaks"})
    assert ".digest/mail/edition.html would show a name" in " ".join(
        one["message"] for one in ended.report["diagnostics"]
    )
    assert tree(folder / ".digest/mail") == before


def test_mistakes_in_content_are_those_of_a_build(tmp_path: Path) -> None:
    harbour(tmp_path)
    (tmp_path / "content/articles/bad.md").write_text(article(date="2024-02-30"), encoding="utf-8")
    ended, expected = mail(tmp_path, "--json"), build(tmp_path, "--json")
    assert ended.code == 1
    assert ended.report["diagnostics"] == expected.report["diagnostics"]
    ended = mail(tmp_path)
    assert (ended.code, ended.out, ended.err.splitlines()[-1]) == (1, "", "No e-mail was written: mend this first.")
    assert "content/articles/bad.md:3:7: error:" in ended.err
    assert not (tmp_path / ".digest/mail").exists()


def test_a_site_without_an_address_is_told_so(tmp_path: Path) -> None:
    ended = mail(write_site(tmp_path, HARBOUR, CONFIG.replace(f"base_url: {SITE}\n", "")))
    assert (ended.code, "[no-base-url]" in ended.err) == (1, True)


def test_without_css_inline_it_says_what_to_install(tmp_path: Path) -> None:
    with modules(css_inline=None):
        ended = mail(harbour(tmp_path))
    assert ended.code == 1
    assert ended.err == (
        "digest mail: error: css-inline is not installed, which e-mails are made with\n"
        "    install digest with it: in digest's repository, run pipx install --force '.[calendar,import,mail,search,serve]'\n"
    )


def test_a_template_of_the_site_stands_in_for_the_default_one(tmp_path: Path) -> None:
    harbour(tmp_path)
    own = "<!DOCTYPE html><title>{{ page.subject }}</title><style>p { color: #123456 }</style><p>{{ page.sections | length }} of us"
    own += """ <a href="{{ 'feeds/' | link }}"></a>{{ "[us](/about/)" | inline }}"""
    write_site(tmp_path, {"templates/mail.html": own})
    found = mailed(tmp_path)
    assert '<p style="color: #123456;">3 of us' in found.html
    assert re.findall('href="([^"]*)"', found.html) == [f"{SITE}feeds/", f"{SITE}about/"]
    assert found.text.replace(NARROW, " ") == TEXT
    write_site(tmp_path, {"templates/mail.html": "one\n{{ page.titel }}\n"})
    ended = mail(tmp_path, "--json")
    [problem] = ended.report["diagnostics"]
    assert (ended.code, problem["file"], problem["line"], problem["code"]) == (
        1,
        "templates/mail.html",
        2,
        "template-error",
    )
    write_site(tmp_path, {"templates/mail.html": "{{ 'long ' * 30000 }}"})
    ended = mail(tmp_path)
    assert ended.code == 1
    assert ended.err == (
        "digest mail: error: even with one report, mail.html makes more than 100 kB, and Gmail would cut it\n"
        "    make templates/mail.html smaller\n"
    )


@pytest.mark.parametrize(
    ("service", "unsubscribe", "address"),
    [
        ("plain", "https://unsubscribe.invalid/", "[postal address]"),
        ("listmonk", "{{ UnsubscribeURL }}", "[postal address]"),
        ("buttondown", "{{ unsubscribe_url }}", "[postal address]"),
        ("mailchimp", "*|UNSUB|*", "*|LIST:ADDRESS|*"),
    ],
)
def test_a_service_fills_in_its_own_merge_tags_and_no_others(
    service: str, unsubscribe: str, address: str, tmp_path: Path
) -> None:
    evil = "{{ .Subscriber.Email }} {% x %} {{{y}}} *|EMAIL|* {# z #}"
    files = {
        "content/articles/a.md": article(
            f"Crane {evil}", text=evil, incident="'crane'", updates=f"[{{date: 2024-03-26, title: '{evil}', text: '{evil}'}}]",
            corrections=f"[{{date: 2024-03-26, text: '{evil}'}}]", source=f"{{name: '{evil}', url: 'https://a.example/'}}",
        ),
        "content/incidents/crane.yaml": f"title: '{evil}'\nkind: '{evil}'\nplace: {{name: '{evil}'}}\n"
        f"status: [{{date: 2024-03-26, text: '{evil}'}}]",
    }  # fmt: skip
    found = mailed(write_site(tmp_path, files), "--for", service)
    subject = str(found.message["Subject"])
    assert ".Subscriber.Email" in subject
    for text in (found.html, found.text, subject):
        rest = text.replace(unsubscribe, "").replace(address, "")
        assert re.findall(r"\{[{%#]|\*\|", rest) == []
    assert f'href="{unsubscribe}"' in found.html
    assert (found.html.count(address), found.text.count(unsubscribe), found.text.count(address)) == (1, 1, 1)


def test_the_command_says_what_it_wrote_and_that_it_sent_nothing(tmp_path: Path) -> None:
    harbour(tmp_path)
    ended = mail(tmp_path)
    files = [str(tmp_path / f".digest/mail/edition.{name}") for name in ("eml", "html", "txt")]
    assert (ended.code, ended.err) == (0, "")
    assert re.sub(r"\d+ kB", "N kB", ended.out).splitlines() == [
        "Crane collapse on Pier 9 · March 26, 2024",
        "4 reports of 2 incidents, N kB of HTML. Nothing was sent.",
        *files,
    ]
    ended = mail(tmp_path, "--json")
    report = ended.report
    assert report.pop("bytes") == len((tmp_path / ".digest/mail/edition.html").read_bytes())
    assert report == {
        "exit": 0,
        "edition": "March 26, 2024",
        "subject": "Crane collapse on Pier 9 · March 26, 2024",
        "files": files,
        "shortened": False,
        "error": None,
        "diagnostics": [],
    }
    assert mail(tmp_path, "--quiet") == type(ended)(0, "", "")


def test_warnings_of_the_site_are_told_only_if_asked_for(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/articles/a.md": article(text="See [the quay](/quay/).")})
    assert mail(tmp_path).err == ""
    assert "[broken-link]" in mail(tmp_path, "--verbose").err


def test_it_is_written_where_it_is_asked_for_but_never_among_what_is_published_or_read(tmp_path: Path) -> None:
    site, out = harbour(tmp_path / "site"), tmp_path / "out"
    ended = mail(site, "2024-03-25", "--out", str(out))
    assert (ended.code, ended.out.splitlines()[-1]) == (0, str(out / "edition.txt"))
    assert "Pump fails" in read(out).text
    for name in ("site", "content", "content/media/x", "templates"):
        ended = mail(site, "--out", str(site / name))
        assert (ended.code, f"is in {name.partition('/')[0]}/, where an e-mail must not be" in ended.err) == (2, True)
    assert not (site / "site").exists()


def test_help_teaches_the_command() -> None:
    ended = run("mail", "--help")
    assert ended.code == 0
    for word in ("EDITION", "--out", "--for", "edition.eml", "digest mail 2024-03-26", "/mail/ says", "exit codes"):
        assert word in ended.out


def test_an_edition_of_status_dates_is_dated_within_its_days(letter: Mail) -> None:
    date = letter.message["Date"].datetime
    assert isinstance(date, datetime)
    assert (date.date().isoformat(), date.utcoffset()) == ("2024-03-26", date.utcoffset())


def test_an_edition_may_have_only_an_update_or_only_a_correction(tmp_path: Path) -> None:
    pump = article(
        "Pump fails",
        "2024-03-20",
        updates="[{date: 2024-03-27, text: 'It runs again.'}]",
        corrections="[{date: 2024-03-28, text: 'It was pump 2.'}]",
    )
    write_site(tmp_path, {"content/articles/pump.md": pump})
    update, correction = mailed(tmp_path, "2024-03-27"), mailed(tmp_path, "2024-03-28")
    assert [str(one.message["Subject"]) for one in (update, correction)] == [
        "Pump fails · March 27, 2024",
        "March 28, 2024",
    ]
    assert "Other reports\n-------------\n\n* Update: Pump fails\n  March 27, 2024\n  It runs again.\n" in update.text
    assert "Corrections\n-----------\n\n* Pump fails\n  March 28, 2024\n  It was pump 2.\n" in correction.text
    assert "Other reports" not in correction.html


def test_copies_of_an_earlier_report_are_one_line(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"content/articles/{number}.md": article(f"Fees {number}", f"2024-03-2{min(number, 1)}", WIRE, incident="fees")
        for number in range(4)
    }
    found = mailed(write_site(tmp_path, files), "2024-03-21").text
    assert re.findall(r"^\* .*$", found, re.MULTILINE) == ["* Fees 1"]
    assert "  2 more reports say the same\n" in found


def test_an_edition_that_there_is_not_is_reported_to_machines(tmp_path: Path) -> None:
    write_site(tmp_path, {"content/articles/crane.md": article()})
    ended = mail(tmp_path, "2020-01-01", "--json")
    assert (ended.code, ended.err, ended.report["exit"], ended.report["files"]) == (2, "", 2, [])
    assert ended.report["error"]["hint"] == "digest mail without a name makes the latest"
