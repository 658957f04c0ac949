"""docs/errors.md has a section for each code that digest says, and is what the generator makes of the code and of the examples."""

import re
import tomllib
from pathlib import Path

import digest
from digest.cli.commands.explain import sections_of
from digest.model.diagnostic import Position, error
from docs.renew import CHECKING, ERRORS, checking_document, errors_document, made
from tests.broken.test_broken import FOLDERS, codes

ROOT = Path(__file__).parents[2]
DOCUMENT = ERRORS.read_text(encoding="utf-8")


def test_the_document_is_what_the_generator_writes() -> None:
    assert errors_document() == DOCUMENT, "the document is not what the code says: python docs/renew.py renews it"


def test_every_code_has_a_section_in_alphabetical_order_and_is_listed_by_its_topic() -> None:
    sections = sections_of(DOCUMENT)
    assert list(sections) == sorted(codes()) == sorted({one.code for one in made()})
    assert sorted(re.findall(r"\[([a-z0-9-]+)\]\(#\1\)", DOCUMENT.partition("\n## ")[0])) == list(sections)


def test_the_rules_of_wording_are_those_of_the_data() -> None:
    document = CHECKING.read_text(encoding="utf-8")
    assert checking_document(document) == document, "python docs/renew.py renews it"


def test_every_code_has_two_to_four_sentences_on_why_it_matters() -> None:
    written: dict[str, list[str]] = {code: [] for code in codes()}
    for name, folder in FOLDERS.items():
        if (folder / "why.md").exists():
            written[name.partition("--")[0]].append((folder / "why.md").read_text(encoding="utf-8"))
    sentences = {code: [len(re.findall(r"[.!?](?=\s|$)", text)) for text in texts] for code, texts in written.items()}
    assert {code: count for code, count in sentences.items() if len(count) != 1 or not 2 <= count[0] <= 4} == {}


def test_every_section_says_its_severity_and_what_digest_prints() -> None:
    severities = {one.code: set[str]() for one in made()}
    for one in made():
        severities[one.code].add(one.severity)
    for code, lines in sections_of(DOCUMENT).items():
        text = "\n".join(lines).strip()
        assert text.startswith(f"**{' or '.join(sorted(severities[code])).capitalize()}.** "), code
        assert f"[{code}]\n" in text


def test_the_address_in_a_message_is_that_of_the_package_and_leads_to_the_section() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    assert urls == {"Documentation": digest.DOCUMENTATION}
    assert error("unknown-key", Position("a.md"), "").documentation == f"{digest.DOCUMENTATION}errors/#unknown-key"


def test_no_message_names_a_document_that_an_installed_digest_does_not_have() -> None:
    named = {one.message for one in made() if re.search(r"\bdocs/|\.md lists|README", one.message)}
    assert named == set()
