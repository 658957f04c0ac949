"""Specs of pages: each has a name of its own, holds all that its view is made of, and gets the page's title from the page alone."""

import ast
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import pytest

from digest.model.diagnostic import Position
from digest.model.page import Page, PublishPhase, ReadyPage, Spec
from digest.model.views.common import PageMeta, View
from digest.model.views.service_pages import NotFoundView
from digest.planning.diff import compare
from digest.planning.plan import Plan
from tests.planning.plans import article, correction, incident_file, own_page, places, plan, update
from tests.support.program import syntax_trees

VIEW = NotFoundView(PageMeta("", "404.html"), "Lost")


class Lost(NamedTuple):
    """A spec with the same field as another one."""

    view: View

    def build_view(self, title: str) -> View:
        """Return the view of a page that has the title."""
        return ReadyPage(self.view).build_view(title)


def test_a_spec_is_told_from_all_others_by_its_name() -> None:
    names = [
        one.name
        for module in syntax_trees().values()
        for one in module.body
        if isinstance(one, ast.ClassDef)
        if any(isinstance(part, ast.FunctionDef) and part.name == "build_view" for part in one.body)
    ]
    assert len(names) > 10
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_a_page_for_people_has_the_title_that_its_view_has() -> None:
    made = plan(
        article("a", title="Same", incidents=("storm",), places=places("Pier 1"), tags=("Fire",)),
        article("b", title="Same", updates=(update("2024-04-01"),), corrections=(correction("2024-04-02"),)),
        article("c", "2024-05-01", status="withdrawn"),
        incidents=(incident_file("storm", "Same"),),
        own_pages=(own_page("about", "Same"),),
    )
    titles = {page.address: (page.title, page.view.head.title) for page in made.pages if hasattr(page.view, "head")}
    assert titles["articles/2024/03/a/"] == ("Same (2024-03-26)", "Same (2024-03-26)")
    assert titles["incidents/storm/"] == ("Same (2024-03-26, Pier 1)",) * 2
    assert titles["about/"] == ("Same", "Same")
    worded = [address for address, (title, _) in titles.items() if title == ""]
    assert {address.partition("/")[0] for address in worded} == {"editions", "archive"}
    assert [told for told in titles.values() if told[0] != told[1] and told[0] != ""] == []
    assert [address for address, (_, title) in titles.items() if not title] == []


def _changed(before: Page, after: Page) -> bool:
    """Return whether a page has another fingerprint than the other."""
    first, second = (
        compare(_planned(page), {"404.html": "x", "rss": "y"}, (), frozenset()) for page in (before, after)
    )
    return first.render[0][1] != second.render[0][1]


def _planned(page: Page) -> Plan:
    made = plan()
    return replace(made, pages=(page,))


PAGE = Page("404.html", "404.html", ReadyPage(VIEW), PublishPhase.PAGE, Position("x"), "Lost")


@pytest.mark.parametrize(
    "after",
    [
        PAGE._replace(title="Gone"),
        PAGE._replace(title=None),
        PAGE._replace(address="405.html"),
        PAGE._replace(renderer="rss"),
        PAGE._replace(spec=Lost(VIEW)),
        PAGE._replace(spec=ReadyPage(NotFoundView(VIEW.head, "Gone"))),
    ],
)
def test_a_page_is_rendered_again_if_its_title_address_renderer_or_spec_changes(after: Page) -> None:
    assert not _changed(PAGE, PAGE._replace(origin=Position("y")))
    assert _changed(PAGE, after)


def test_every_page_of_a_plan_has_a_spec_with_a_name() -> None:
    specs: list[Spec] = [page.spec for page in plan(article("a")).pages]
    assert {type(spec).__name__ for spec in specs} >= {"ArticlePage", "HomePage", "FeedDocument", "ReadyFile"}
