"""A static host on the loopback: it serves folders below paths, as the hosts do that people publish on."""

import email.utils
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

# What nginx and the hosts of static sites say of these endings: they do not know that a file is a feed.
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml",
    ".json": "application/json",
    ".css": "text/css",
}


@dataclass(slots=True)
class Host:
    """A host at `url`, which ends with `/`. What it serves below which path, and where it sends on, may be changed while it runs."""

    url: str
    folders: dict[str, Path] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    _answers: list[tuple[str, int]] = field(default_factory=list)

    def move(self, path: str, url: str) -> None:
        """Send everything below a path on to another URL, for good."""
        del self.folders[path]
        self.moved[path] = url

    def answer(self, request: str) -> tuple[int, str]:
        """Return the status, and the file or the URL, with which a path is answered."""
        for path, url in self.moved.items():
            if request.startswith(path):
                return HTTPStatus.MOVED_PERMANENTLY, url + request.removeprefix(path)
        for path, folder in self.folders.items():
            if request.startswith(path):
                file = folder / request.removeprefix(path)
                file = file / "index.html" if file.is_dir() else file
                if file.is_file():
                    return HTTPStatus.OK, str(file)
        return HTTPStatus.NOT_FOUND, ""

    def record(self, request: str, status: int) -> None:
        """Keep how a request was answered."""
        self._answers.append((request, status))

    def take_answers(self) -> Counter[int]:
        """Return how many requests were answered with each status since this was asked last."""
        taken = Counter(status for _, status in self._answers)
        self._answers.clear()
        return taken


class _Handler(BaseHTTPRequestHandler):
    """Answers. Names of headers are in lower case, as HTTP/2 has them, which most hosts speak."""

    host: Host

    def do_GET(self) -> None:
        request = unquote(urlsplit(self.path).path).removeprefix("/")
        status, found = self.host.answer(request)
        if status == HTTPStatus.OK:
            self._send_file(request, Path(found))
            return
        self.host.record(request, status)
        self.send_response(status)
        if found:
            self.send_header("location", found)
        self.send_header("content-length", "0")
        self.end_headers()

    def _send_file(self, request: str, file: Path) -> None:
        """Send a file, or say that it is the one that the client has (RFC 9110, section 13.2.2: the ETag goes first)."""
        raw, state = file.read_bytes(), file.stat()
        tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
        date = email.utils.formatdate(state.st_mtime, usegmt=True)
        held = self.headers.get("If-None-Match")
        known = tag == held if held else date == self.headers.get("If-Modified-Since")
        status = HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK
        self.host.record(request, status)
        self.send_response(status)
        self.send_header("etag", tag)
        self.send_header("last-modified", date)
        if not known:
            self.send_header("content-type", _TYPES.get(file.suffix, "application/octet-stream"))
            self.send_header("content-length", str(len(raw)))
        self.end_headers()
        if not known:
            self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Keep the terminal free of requests."""


@contextmanager
def running_host() -> Iterator[Host]:
    """Run a host on a free port until the end of the block."""
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {})) as server:
        host = Host(f"http://127.0.0.1:{server.server_port}/")
        server.RequestHandlerClass.host = host  # type: ignore[attr-defined] # the class above
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
