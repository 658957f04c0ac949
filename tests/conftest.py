"""How hypothesis tries examples, in every test, and what all tests of a process share."""

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "digest",
    # Half of what hypothesis does by itself: the fast tests are run often, each time with other examples.
    max_examples=50,
    # How long an example takes says more about what else the machine does than about digest: some build a whole site.
    deadline=None,
    # Likewise: it measures how long examples take to be made.
    suppress_health_check=[HealthCheck.too_slow],
    # A failure prints what repeats it on any machine; .hypothesis/ stays on the machine that found it.
    print_blob=True,
    # In CI, the same examples each time: a change fails for what it does, not for what chance found in older code.
    # Chance looks for mistakes where somebody works, and .hypothesis/ keeps what it found.
    derandomize="CI" in os.environ,
)
settings.load_profile("digest")

# Many containers tell Python to write no compiled code. Each worker would then compile all tests anew, and each process that a test starts
# all of digest: collecting the tests took 14 s of computing instead of 7, in each worker.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


# The files that take a minute and more. A file is one worker's, so that what its tests share is made once; these are dealt out first, so
# that at the end no worker waits for one of them.
_LONGEST = (
    "laws/test_kill.py",
    "laws/test_workshop.py",
    "project/test_commands_in_documents.py",
    "rendering/test_speed.py",
    "quality/test_lighthouse.py",
    "quality/test_axe.py",
    "feeds/test_valid.py",
    "laws/test_another_program.py",
    "laws/test_incremental.py",
    "readers/test_random_steps.py",
    "quality/test_pages.py",
    "laws/test_kill_and_restore.py",
    "rendering/test_any_text.py",
    "readers/test_week.py",
    "browser/test_feed_pages.py",
    "browser/test_serve.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the longest files first; otherwise keep the order."""
    here = Path(__file__).parent
    ranks = {here / name: rank for rank, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(scope="session", autouse=True)
def _equal_social_images_are_drawn_once() -> Iterator[None]:
    """Draw the picture for sharing once for equal settings: it took a third of the build of a small site, and tests build hundreds.

    Tests of the drawing itself import the function before any test runs, and so have the plain one.
    """
    from digest.rendering.graphics import social_image

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(social_image, "draw_social_image", lru_cache(maxsize=32)(social_image.draw_social_image))
        yield
