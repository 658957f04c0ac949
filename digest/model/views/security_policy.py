"""What pages may load and run: their Content-Security-Policy (W3C, Content Security Policy Level 3).

Each page says its own in its head, where browsers obey it on every host. Hosts that can send headers say one for all addresses: a
browser keeps to both, so that the wider one of the host leaves the narrower one of a page in force.
"""

_BEFORE = "default-src 'none'; "
# Lighthouse asks for robots.txt from within the page that it looks at, and blames the site if it may not.
_ALL = (
    "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
)

# Files of the site itself: its style sheet, its scripts, its pictures. No inline script, no inline style, nothing of another host.
PLAIN = f"{_BEFORE}script-src 'self'; {_ALL}"

# A page that searches also runs WebAssembly, in a worker perhaps.
SEARCH = f"{_BEFORE}script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; {_ALL}"

# What a host says of everything that it sends: the widest of the above, and who may show it in a frame, which a page cannot say itself.
HEADERS = (
    ("Content-Security-Policy", f"{SEARCH}; frame-ancestors 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
)
