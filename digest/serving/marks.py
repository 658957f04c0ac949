"""What the server adds to a page before it sends it: the script that reloads it, and leave to run that script.

Nothing else is changed, so that an editor sees what a build would publish.
"""

import re
from html import escape, unescape

# Where the server's own files and messages are. No page of a site is there, because every site is served below its own path, or has no
# folder of this name.
LIVE = "/_live/"
_POLICY = re.compile(
    rb"(<meta\b[^>]*http-equiv=[\"']?Content-Security-Policy[\"']?[^>]*content=\")([^\"]*)(\")", re.IGNORECASE
)
# What the script needs: to be loaded, and to listen to the server.
_NEEDED = ("script-src", "script-src-elem", "connect-src")


def with_script(page: bytes, path: str, tag: str) -> bytes:
    """Return a page with the script that reloads it when its tag is no longer this one. `path` is that of the page on this server."""
    given = f'data-path="{escape(path)}" data-tag="{escape(tag)}"'
    script = f'<script src="{LIVE}live.js" {given} defer></script>'.encode(errors="replace")
    page = _POLICY.sub(lambda found: found[1] + _loosened(found[2]) + found[3], page)
    end = page.lower().rfind(b"</body>")
    return page + script if end < 0 else page[:end] + script + page[end:]


def _loosened(policy: bytes) -> bytes:
    """Return a Content-Security-Policy (in an attribute) that also allows the script and its connection to the server."""
    directives = [part.split() for part in unescape(policy.decode(errors="replace")).split(";") if part.strip()]
    known = {words[0].lower(): words[1:] for words in reversed(directives)}
    before = dict(known)
    for name in _NEEDED:
        default = None if name == "script-src-elem" else known.get("default-src")
        sources = known.get(name, default)
        if sources is not None and "'self'" not in sources and "*" not in sources:
            known[name] = [*(source for source in sources if source != "'none'"), "'self'"]
    if known == before:
        return policy
    order = dict.fromkeys([*(words[0].lower() for words in directives), *known])
    return escape("; ".join(" ".join([name, *known[name]]) for name in order)).encode()
