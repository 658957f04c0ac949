"""What all these tests look at, built and started once in each process that runs them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.browsers import browser
from tests.quality.built import Built, extremes, sample


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The sample that comes with the program."""
    with sample(tmp_path_factory.mktemp("sample")) as site:
        yield site


@pytest.fixture(scope="session")
def extreme_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The site of extreme content."""
    with extremes(tmp_path_factory.mktemp("extremes")) as site:
        yield site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; one for each module, since two cannot run at a time in one process."""
    with browser() as started:
        yield started


@pytest.fixture(params=["sample_site", "extreme_site"])
def site(request: pytest.FixtureRequest) -> Built:
    """Each of the two sites."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Built)
    return found
