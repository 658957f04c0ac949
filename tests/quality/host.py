"""A static host on the loopback address: it sends a site at the path of its `base_url`, with digest's headers, and compressed."""

import contextlib
import gzip
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from digest.model.views.security_policy import HEADERS

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
# Before each of these, a page that arrives slowly makes a pause.
SECTIONS = re.compile(rb"(?=<h1|<h2|<section|</main)")
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}


class _Host(BaseHTTPRequestHandler):
    """Answers from the files of a folder, and says nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, folder: Path, base: str, pause: float) -> None:  # noqa: ANN401 - as the base class takes them
        self.folder, self.base, self.pause = folder, base, pause
        super().__init__(*args)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        inside = path.removeprefix(self.base)
        file = self.folder / (f"{inside}index.html" if inside.endswith("/") or not inside else inside)
        if path.startswith(self.base) and file.is_file():
            self._send(200, file.read_bytes(), file.suffix)
        elif path == "/robots.txt":  # where a site would have it whose host is its own
            self._send(200, b"User-agent: *\nAllow: /\n", ".txt")
        else:
            missing = self.folder / "404.html"
            self._send(404, missing.read_bytes() if missing.is_file() else b"", ".html")

    def _send(self, status: int, body: bytes, ending: str) -> None:
        self.send_response(status)
        for name, value in HEADERS:
            self.send_header(name, value)
        slow = self.pause > 0 and ending == ".html"
        if body and not slow and ending in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", TYPES.get(ending, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if ending == ".html" else "max-age=31536000")
        self.end_headers()
        for number, piece in enumerate(SECTIONS.split(body) if slow else [body]):
            time.sleep(self.pause if number else 0)
            self.wfile.write(piece)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the base class names and types them so
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the base class takes them
        """Say nothing of browsers that hang up."""


@contextlib.contextmanager
def hosted(folder: Path, base: str, pause: float = 0) -> Iterator[str]:
    """Send the files of a folder below `base`, which begins and ends with a slash, and give the URL of that.

    With a pause, in seconds, the sections of a page come one after the other, as over a slow line.
    """
    server = _Server(("127.0.0.1", 0), lambda *args: _Host(*args, folder=folder, base=base, pause=pause))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
