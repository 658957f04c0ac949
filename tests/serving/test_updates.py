"""Changes reach a live site in threads: edits at once, the rest when it is planned, and nothing stops them."""

import gc
import weakref
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from unittest.mock import patch

from digest.app.looking import live as module
from digest.app.looking.live import LiveSite
from digest.app.looking.updates import Updates
from digest.planning.pages.article import ArticlePage
from digest.planning.site.nodes import ArticleNode
from tests.support.live import differing, files_of, live_site, preview
from tests.support.sites import article, write_site

CRANE, QUAY = "content/articles/crane.md", "content/articles/quay.md"
PAGE = "/news/articles/2024/03/crane/"


def test_an_edit_is_announced_at_once_and_the_whole_plan_follows(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, {CRANE: article()}))
    announced = list[bytes]()
    updates = Updates(live, lambda: announced.append(live.answer(PAGE).body), quiet=0.05)
    write_site(tmp_path, {CRANE: article(text="The mast fell.")})
    updates.changed(frozenset([CRANE]))
    assert [b"The mast fell." in body for body in announced][:1] == [True]
    write_site(tmp_path, {QUAY: article("Quay", "2024-03-27")})
    updates.changed(frozenset([QUAY]))
    updates.settle()
    updates.stop()
    assert differing(files_of(live), preview(tmp_path)) == []
    assert len(announced) >= 2


def test_without_quick_edits_all_is_as_it_is_with_them(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, {CRANE: article()}))
    updates = Updates(live, lambda: None, quick=False)
    write_site(tmp_path, {CRANE: article(text="The mast fell.")})
    updates.changed(frozenset([CRANE]))
    updates.settle()
    updates.stop()
    assert differing(files_of(live), preview(tmp_path)) == []


def test_a_bug_is_shown_in_the_browser_and_the_next_change_is_tried_again(tmp_path: Path) -> None:
    live = live_site(write_site(tmp_path, {CRANE: article()}))
    updates = Updates(live, lambda: None)
    with patch.object(module, "read_inputs", side_effect=ZeroDivisionError("<oops>")):
        write_site(tmp_path, {QUAY: article("Quay", "2024-03-27")})
        updates.changed(frozenset([QUAY]))
        updates.settle()
    assert [one.message for one in live.notes(PAGE).problems] == ["ZeroDivisionError: <oops>"]
    updates.changed(frozenset([CRANE]))
    updates.settle()
    updates.stop()
    assert live.notes(PAGE).problems == ()
    assert differing(files_of(live), preview(tmp_path)) == []


def test_when_an_embargo_ends_the_site_is_planned_again_without_any_change(tmp_path: Path) -> None:
    now = [datetime(2026, 1, 1, 11, 59, tzinfo=UTC)]
    live = live_site(write_site(tmp_path, {CRANE: article(publish_at="2026-01-01T12:00Z")}), clock=lambda: now[0])
    assert b"Embargoed until" in live.answer(PAGE).body
    planned = Event()
    now[0] = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    updates = Updates(live, planned.set)
    assert planned.wait(60)
    assert b"Embargoed until" not in live.answer(PAGE).body
    planned.clear()
    assert not planned.wait(0.2)  # nothing else is due
    updates.stop()


def test_python_searches_for_no_cycles_while_the_site_is_planned_and_for_some_afterwards(tmp_path: Path) -> None:
    folder, seen = write_site(tmp_path, {CRANE: article()}), list[bool]()

    def note(stage: str, _done: int, _total: int) -> None:
        if stage == "plan":
            seen.append(gc.isenabled())

    gc.enable()
    live = live_site(folder, note)
    assert gc.isenabled()
    (folder / CRANE).write_text("no front matter", encoding="utf-8")
    live.plan_again(frozenset([CRANE]))
    assert live.diagnostics
    assert gc.isenabled()
    assert seen == [False, False]


def test_a_plan_is_freed_when_a_later_one_is_announced(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {CRANE: article()})
    live = live_site(folder)
    before = weakref.ref(_first_node(live))
    live.plan_again(frozenset())
    assert before() is not None
    live.tidy()
    assert before() is None


def _first_node(live: LiveSite) -> ArticleNode:
    assert live.look is not None
    (node,) = [page.spec.node for page in live.look.pages.values() if isinstance(page.spec, ArticlePage)]
    return node
