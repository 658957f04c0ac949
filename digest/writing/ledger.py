"""The ledger as bytes: one JSON object a line, sorted, so that git merges it line by line."""

import json

from digest.model.ledger import Ledger


def dump_ledger(ledger: Ledger) -> bytes:
    """Give the bytes of `content/ledger.jsonl`."""
    lines = [
        json.dumps({"kind": e.kind, "id": e.id, "guid": e.guid, "addresses": e.addresses}, ensure_ascii=False)
        for e in ledger.entries
    ]
    return "".join(f"{line}\n" for line in lines).encode()
