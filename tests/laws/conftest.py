"""Seasoned folders for all these tests, after one wait for many of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.seasoned import seasoned


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield seasoned folders without end, with one wait for every forty of them."""

    def folders() -> Iterator[Path]:
        while True:
            yield from seasoned(tmp_path_factory.mktemp("seasoned"), [str(number) for number in range(40)]).values()

    return folders()


@pytest.fixture
def folder(store: Iterator[Path]) -> Path:
    return next(store)
