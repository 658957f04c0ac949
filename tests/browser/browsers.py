"""A real browser (Debian's Chromium), and a server for it that sends a site as a strict host would."""

import contextlib
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

# No browser takes this name for its own machine, so that pages from there have no more rights than any page without https.
PLAIN_HOST = "plain.example"


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser. `.ci/tools` installs it; without it, tests fail."""
    program = shutil.which("chromium")
    assert program, "these tests need Chromium: sh .ci/tools"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=[f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1", "--disable-quic"]
        )
        yield started
        started.close()


STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
# What /search/ needs besides: its index is fetched, and read by WebAssembly.
SEARCHABLE = STRICT.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") + "; connect-src 'self'"


class _Host(SimpleHTTPRequestHandler):
    """Sends files, forbids whatever a page does not bring along as a file of its own, and says nothing."""

    policy = STRICT

    def guess_type(self, path: Any) -> str:  # noqa: ANN401 - the base class takes every kind of path
        """Say of XML what hosts say; as `application/rss+xml`, Chromium would show it as plain text."""
        known = {".xml": "application/xml", ".js": "text/javascript"}
        return known.get(Path(path).suffix) or super().guess_type(path)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def do_GET(self) -> None:
        if (
            self.path == "/favicon.ico"
        ):  # browsers ask for it unbidden where a feed is opened, which has no head to name an icon in
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the base class names and types them so
        pass


@contextlib.contextmanager
def served(folder: Path, policy: str = STRICT) -> Iterator[int]:
    """Serve a folder, and give the port."""
    kind = type("_HostOf", (_Host,), {"policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: kind(*args, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def noted(page: Page) -> tuple[list[str], list[str]]:
    """Return two lists which fill with what the console says of a page, and with the URLs that it asks for."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on("request", lambda request: asked.append(request.url))
    return said, asked
