"""Building blocks of JSON Schema (https://json-schema.org/draft/2020-12) for the schemas of the data files."""

import re
from typing import Any

from digest.model.url import absolute
from digest.model.views.common import SiteView

Schema = dict[str, Any]

_DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-][0-9]{2}:[0-5][0-9](?::[0-5][0-9])?"
_MONTH = "[0-9]{4}-(?:0[1-9]|1[0-2])"

# Addresses of pages, as `quote_address` writes them.
_PART = "(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+"
ARTICLE = f"articles/[0-9]{{4}}/[0-9]{{2}}/{_PART}/"
INCIDENT = f"incidents/{_PART}/"

# Types of several fields. A moment is as precise as it is known.
TEXT = {"type": "string", "minLength": 1}
NAME = {"type": "string", "pattern": "^\\S(?:.*\\S)?$"}
NAMES = {"type": "array", "items": NAME, "uniqueItems": True}
LIST = {"type": "array", "items": TEXT}
MOMENT = {"type": "string", "pattern": f"^{_DAY}(?:{_TIME})?$"}
COARSE = {"type": "string", "pattern": f"^(?:[0-9]{{4}}|{_MONTH}|{_DAY}(?:{_TIME})?)$"}
SPAN = {"type": "string", "pattern": "^{0}(?:/{0})?$".format(f"(?:[0-9]{{4}}|{_MONTH}|{_DAY})")}
COUNT = {"type": "integer", "minimum": 0}
FLAG = {"type": "boolean"}
WEB_URL = {"type": "string", "pattern": '^https?://[^\\s"<>\\\\^`{|}]+$'}
LANGUAGE = {"type": "string", "pattern": "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"}


def schema_url(name: str, site: SiteView) -> str:
    """Return the URL of the JSON Schema of a file."""
    return absolute(site.base_url, f"data/v1/{name}.schema.json")


def described(name: str, about: str, schema: Schema, site: SiteView) -> Schema:
    """Return the schema of a whole file, with its URL and description."""
    known = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema_url(name, site)}
    return known | {"title": f"{site.title}: {name}", "description": about} | schema


def object_of(**fields: tuple[Schema, str]) -> Schema:
    """Return the schema of an object that has exactly these fields, each with its description."""
    properties = {name: schema | {"description": about} for name, (schema, about) in fields.items()}
    return {"type": "object", "properties": properties, "required": list(fields), "additionalProperties": False}


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def or_null(schema: Schema) -> Schema:
    """Return a schema that also allows null."""
    return schema | {"type": [schema["type"], "null"]}


def degrees(most: int) -> Schema:
    """Return the schema of an angle in degrees, from `-most` to `most`."""
    return {"type": "number", "minimum": -most, "maximum": most}


def own_url(site: SiteView, address: str) -> Schema:
    """Return the schema of a URL of the site itself; `address` is a regular expression (ECMA 262)."""
    base = re.sub(r"[.*+?^${}()|\[\]\\]", r"\\\g<0>", site.base_url)
    kind = "uri" if site.base_url.isascii() else "iri"
    return {"type": "string", "format": kind, "pattern": f"^{base}{address}$"}
