"""Seasoned folders for the tests of a module, after one wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.seasoned import seasoned


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a seasoned folder for each test, after one wait."""
    return iter(seasoned(tmp_path_factory.mktemp("seasoned"), [str(number) for number in range(30)]).values())


@pytest.fixture
def folder(store: Iterator[Path]) -> Path:
    return next(store)
