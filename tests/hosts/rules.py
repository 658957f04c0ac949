"""Rules for hosts, read back by the hosts' own syntax: decoded paths with where they lead, None for what is gone."""

import json
import re
import shlex
from urllib.parse import unquote

Read = dict[str, str | None]


def read_redirects(raw: bytes) -> Read:
    """Read `_redirects`."""
    rules: Read = {}
    for line in raw.decode().splitlines():
        source, target, status = line.split(" ")
        assert status in {"301", "301!"}
        rules.setdefault(unquote(source, errors="strict"), unquote(target, errors="strict"))
    return rules


def read_htaccess(raw: bytes, base: str) -> Read:
    """Read the rules of mod_rewrite; paths within a pattern are relative to the folder of the file, which stands at `base`."""
    rules: Read = {}
    for line in raw.decode().splitlines():
        words = shlex.split(line, posix=False)
        if words[:1] != ["RewriteRule"] or words[1] == "^":
            continue
        pattern = words[1][1:-1]
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        path = re.sub(r"\\(.)", r"\1", pattern[1:-1].removesuffix(r"(?:index\.html)?"))
        gone = words[2] == "-"
        assert words[3] == ("[G]" if gone else "[R=301,NE,L]")
        target = None if gone else unquote(words[2][1:-1].replace(r"\%", "%"), errors="strict")
        assert re.fullmatch(pattern, path)
        rules.setdefault(base + path, target)
    return rules


def read_nginx(raw: bytes) -> Read:
    """Read the two maps."""
    text = raw.decode()
    moved = dict(re.findall(r'^    "([^"\\]+)" "([^"$\\]+)";$', text, re.MULTILINE))
    gone = re.findall(r'^    "([^"\\]+)" 1;$', text, re.MULTILINE)
    assert len(moved) + len(gone) == len(re.findall(r"^    ", text, re.MULTILINE))
    return {source: unquote(target, errors="strict") for source, target in moved.items()} | dict.fromkeys(gone)


def read_s3(raw: bytes) -> Read:
    """Read routing rules."""
    rules: Read = {}
    for rule in json.loads(raw):
        assert rule["Redirect"]["HttpRedirectCode"] == "301"
        rules[f"/{rule['Condition']['KeyPrefixEquals']}"] = f"/{rule['Redirect']['ReplaceKeyWith']}"
    return rules
