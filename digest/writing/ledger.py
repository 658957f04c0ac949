"""The ledger as bytes: one JSON object a line, sorted, so that git merges it line by line."""

from json.encoder import encode_basestring as quoted

from digest.model.ledger import Entry, Ledger


def dump_ledger(ledger: Ledger) -> bytes:
    """Give the bytes of `content/ledger.jsonl`."""
    return "".join([_line(entry) for entry in ledger.entries]).encode()


def _line(entry: Entry) -> str:
    """Give the line of an entry, as `json.dumps` would, which takes several times as long: only texts need its care."""
    addresses = ", ".join([quoted(address) for address in entry.addresses])
    line = (
        f'{{"kind": "{entry.kind}", "id": {quoted(entry.id)}, "guid": {quoted(entry.guid)}, "addresses": [{addresses}]'
    )
    if entry.published is not None:
        line += f', "published": "{entry.published.isoformat()}"'
    if entry.said:
        line += f', "said": {quoted(entry.said)}, "dated": {quoted(entry.dated)}'
    return f"{line}}}\n"
