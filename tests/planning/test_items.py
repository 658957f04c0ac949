"""An entry of a feed has another fingerprint whenever its item is another, and else the same one."""

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from digest.model.content.article import Source
from digest.model.ledger import Ledger
from digest.model.site import Content
from digest.planning.content.assemble import assemble
from digest.planning.content.visibility import VisibilityContext
from digest.planning.feeds.items import make_items
from digest.planning.feeds.specs import FeedEntry
from digest.planning.pages.editions.contents import make_editions
from digest.planning.site.index import index_site
from tests.planning.plans import CONFIG, NOW, article, correction, update

UPDATED, CORRECTED = update("2024-03-28", "Pier opens"), correction("2024-03-29")


def entries(**fields: Any) -> dict[tuple[str, str], FeedEntry]:  # noqa: ANN401 - fields of any type
    """Return the entries of a site whose first article has these fields, by the feed that has them and their guids."""
    known = {"incidents": ("case",), "updates": (UPDATED,), "corrections": (CORRECTED,), "summary": "A crane fell."}
    articles = (article("a", **{**known, **fields}), article("b", "2024-03-27"))
    content = Content(articles, (), (), (), Ledger())
    assembly, _ = assemble(content, VisibilityContext(NOW))
    index = index_site(CONFIG, assembly, content)
    items = make_items(make_editions(index), index)
    kinds = {"incidents": items.incidents, "updates": items.updates, "editions": items.editions}
    return dict(chain.from_iterable((((kind, one.guid), one) for one in some) for kind, some in kinds.items()))


def test_the_same_site_has_equal_entries() -> None:
    assert len(entries()) == 10  # an incident and a lone report; two articles, an update and a correction; four days
    assert entries() == entries()


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({"title": "Another title"}, {"incidents", "updates", "editions"}),
        ({"summary": "Another summary."}, {"incidents", "updates"}),
        ({"tags": ("harbour",)}, {"incidents", "updates"}),
        ({"source": Source("Gazette")}, {"updates"}),
        ({"language": "de"}, {"updates"}),
        ({"updates": (replace(UPDATED, title="Pier closes"),)}, {"updates", "editions"}),
        ({"updates": (replace(UPDATED, text="Other words."),)}, {"updates"}),
        ({"corrections": (replace(CORRECTED, text="Other words."),)}, {"updates"}),
        (
            {"corrections": (replace(CORRECTED, anchor="c1"),)},
            {"incidents", "editions"},
        ),  # its own entry has another guid
        ({"date": "2024-03-20"}, {"incidents", "updates"}),
    ],
)
def test_another_item_has_another_fingerprint(changed: dict[str, Any], kinds: set[str]) -> None:
    before, after = entries(), entries(**changed)
    differing = {key for key in before.keys() & after.keys() if before[key].item != after[key].item}
    assert {kind for kind, _ in differing} == kinds
    assert [key for key in differing if before[key] == after[key]] == []
