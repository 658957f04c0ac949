"""What pages may load and run: the Content-Security-Policy (W3C, Content Security Policy Level 3).

Each page has its own policy in its head, so that it works on every host. Hosts that can send headers send one for all addresses: a
browser applies both, so that the narrower one of a page stays in force.
"""

_BEFORE = "default-src 'none'; "
# `connect-src`: Lighthouse requests robots.txt from within the page, and reports an error if that is blocked.
_ALL = (
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
)

# Only files of the site: its style sheet, scripts and images. No inline script, no inline style, nothing from another host.
PLAIN = f"{_BEFORE}script-src 'self'; {_ALL}"

# The search page also runs WebAssembly, possibly in a worker.
SEARCH = f"{_BEFORE}script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; {_ALL}"

# The headers of every response: the widest policy of the above, and who may show the site in a frame, which only a header can set.
HEADERS = (
    ("Content-Security-Policy", f"{SEARCH}; frame-ancestors 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)
