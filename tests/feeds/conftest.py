"""The site that most of these tests look at, built once in each process that runs them."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from tests.feeds import rich


@pytest.fixture(scope="session")
def rich_site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the files of a site whose feeds say all that they can."""
    return MappingProxyType(rich.rich_site(tmp_path_factory.mktemp("rich")))
