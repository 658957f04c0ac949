"""docs/theming.md says what templates see, as the code has it; and the comment at the head of a template names the view that it gets."""

import re
from pathlib import Path

from digest.model.reports.mail import PLAIN
from digest.planning.mail import STEPS, editions_in, plan_mail
from digest.reading.theme.overrides import read_head
from docs.renew import DOCUMENT, meanings, renewed, shown_classes, template_views
from tests.planning.plans import article, own_page, plan

ROOT = Path(__file__).parents[2]
RENEW = "the document is not what the code says: python docs/renew.py renews it"


def test_the_document_is_what_the_generator_writes() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert renewed(document) == document, RENEW


def test_every_attribute_that_a_template_can_see_has_its_meaning_beside_it() -> None:
    bare = {
        f"{kind.__name__}.{name}"
        for kind in shown_classes()
        for name in kind.__dataclass_fields__  # type: ignore[attr-defined] # they are dataclasses
        if name not in meanings(kind)
    }
    assert bare == set()


def test_every_template_of_a_page_names_its_view() -> None:
    heads = {file.name: read_head(file.read_bytes()) for file in (ROOT / "templates").glob("*.html")}
    assert {name for name, head in heads.items() if not head.view} == {"base.html"}
    assert template_views().keys() == heads.keys() - {"base.html"}


def test_every_macro_is_used() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html")]
    macros = {name for text in texts for name in re.findall(r"{% macro (\w+)\(", text)}
    used = {name for text in texts for name in re.findall(r"(?<!macro )\b(\w+)\(", text)}
    assert macros - used == set()


def test_a_template_gets_the_view_that_it_names() -> None:
    before = plan(*(article(name, incidents=("split",)) for name in ("a", "b")))
    articles = (
        article("a", incidents=("case",), tags=("quay",), aliases=("old/",)),
        article("b", incidents=("other",)),
        article("gone", status="withdrawn"),
    )
    pages = plan(*articles, own_pages=(own_page("about"),), ledger=before.ledger, indexer="any").pages
    views = {name: kind for name, (_, kind) in template_views().items()}
    mail = plan_mail(editions_in(pages)[-1], PLAIN, STEPS[0])
    found = {page.renderer: type(page.view) for page in (*pages, mail) if page.renderer in views}
    assert found == views
