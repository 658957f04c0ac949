"""The application of the server: pages with the script that reloads them, and the messages to that script.

It answers on this machine only. A request that names another host is refused, so that no web page elsewhere can read what is not
published yet, even if it makes its own name lead here (DNS rebinding).
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from digest.serving.answers import HTML, Answer, Resident
from digest.serving.changes import Changes
from digest.serving.marks import LIVE, with_script

HOSTS = ("127.0.0.1", "localhost")
# In seconds: how long a connection is silent. Some networks and browsers close it after a minute.
_SILENCE = 20
_HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


def application(resident: Resident, changes: Changes) -> Starlette:
    """Return the application that serves a site."""

    async def page(request: Request) -> Response:
        path = request.scope["path"]
        answer = await asyncio.to_thread(resident.answer, path)
        return _response(answer, path, request)

    async def script(request: Request) -> Response:
        raw = Path(__file__).with_name("static").joinpath("live.js").read_bytes()
        return _response(Answer(200, "text/javascript; charset=utf-8", raw), "", request)

    async def events(request: Request) -> Response:
        path, tag = request.query_params.get("path", "/"), request.query_params.get("tag", "")
        return StreamingResponse(
            _messages(resident, changes, path, tag),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    routes = [
        Route(f"{LIVE}live.js", script),
        Route(f"{LIVE}events", events),
        Route("/{path:path}", page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS))])


def _response(answer: Answer, path: str, request: Request) -> Response:
    """Return an answer as HTTP: with validation by its bytes (RFC 9110, section 13), which differ with every change."""
    headers = dict(_HEADERS)
    if answer.location:
        return Response(
            status_code=answer.status, headers={**headers, "Location": quote(answer.location, safe="/:?#%")}
        )
    body = with_script(answer.body, path, answer.tag) if answer.type == HTML else answer.body
    headers["ETag"] = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    if answer.status == 200 and headers["ETag"] in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, answer.status, {**headers, "Content-Type": answer.type})


async def _messages(resident: Resident, changes: Changes, path: str, tag: str) -> AsyncIterator[str]:
    """Return messages for the script of one page (HTML, server-sent events): to reload, or what the bar says, until the server stops."""
    said = ""
    with changes.listening() as event:
        while not changes.is_closed:
            event.clear()
            answer = await asyncio.to_thread(resident.answer, path)
            if answer.tag != tag:
                yield "event: reload\ndata:\n\n"
                tag = answer.tag
            notes = json.dumps(asdict(await asyncio.to_thread(resident.notes, path)))
            if notes != said:
                yield f"event: notes\ndata: {notes}\n\n"
                said = notes
            try:
                await asyncio.wait_for(event.wait(), _SILENCE)
            except TimeoutError:
                yield ": still here\n\n"
