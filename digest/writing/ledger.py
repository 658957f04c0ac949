"""The ledger as bytes: one JSON object a line, sorted, so that git merges it line by line."""

import json

from digest.model.ledger import Entry, Ledger


def dump_ledger(ledger: Ledger) -> bytes:
    """Give the bytes of `content/ledger.jsonl`."""
    return "".join(f"{json.dumps(_fields(entry), ensure_ascii=False)}\n" for entry in ledger.entries).encode()


def _fields(entry: Entry) -> dict[str, object]:
    fields: dict[str, object] = {"kind": entry.kind, "id": entry.id, "guid": entry.guid, "addresses": entry.addresses}
    if entry.published is not None:
        fields["published"] = entry.published.isoformat()
    if entry.said:
        fields |= {"said": entry.said, "dated": entry.dated}
    return fields
