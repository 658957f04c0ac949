"""The browser of these tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.browsers import browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; one for each module, since two cannot run at a time in one process."""
    with browser() as started:
        yield started
