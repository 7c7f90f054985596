"""The web server of the preview: it answers only this machine and changes nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from fazhi_report.commands.draft import draft
from fazhi_report.commands.page_profile import page_profile
from fazhi_report.composition.report import Edition
from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.preview.setting import Typesetter
from fazhi_report.preview.view import View, main, shell, view
from fazhi_report.preview.watch import Board, Inputs, changes

ADDRESS = "127.0.0.1"
_ASSETS = Path(__file__).with_name("assets")
_SHUTDOWN_SECONDS = 2
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def bind(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1.

    Args:
        port: The port; 0 for any free one.

    Raises:
        FazhiError: The port is in use or forbidden.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # On Windows the option lets two programs listen on one port; elsewhere it lets a preview be started again at once.
    if sys.platform != "win32":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((ADDRESS, port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise FazhiError(
            f"用不了端口 {port}：{system_reason(error)}",
            "换一个 --port，或不写，由程序找空闲的端口",
        ) from error
    return bound


class _Guard:
    """Refuses requests that do not come from the page itself.

    A foreign site can let its name point to 127.0.0.1 (DNS rebinding); the browser then sends that name as Host.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if request.headers.getlist("host") not in ([host] for host in self._hosts):
            await _refusal("只接受本机的访问", 403)(scope, receive, send)
        elif request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            await _refusal("只接受本页自己的访问", 403)(scope, receive, send)
        elif request.method not in {"GET", "HEAD"}:
            await _refusal("只能看，不能改", 405)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _refusal(words: str, status: int) -> Response:
    return PlainTextResponse(words + "\n", status, headers=_HEADERS)


# A picture has the digest of its page in its address: where the page changes, so does the address.
_KEPT = {**_HEADERS, "Cache-Control": "private, max-age=86400, immutable"}


def application(board: Board, port: int) -> ASGIApp:
    """The web application: the page, its changing part, pictures of pages, the stream of versions, style and script."""

    def fixed(content: str, kind: str) -> Callable[[Request], Response]:
        return lambda _: Response(content, media_type=kind, headers=_HEADERS)

    def page(_: Request) -> Response:
        return HTMLResponse(shell(board.view), headers=_HEADERS)

    def part(_: Request) -> Response:
        return HTMLResponse(main(board.view), headers=_HEADERS)

    def picture(request: Request) -> Response:
        paper = board.view.paper
        found = paper.picture(request.path_params["digest"]) if paper else None
        if found is None:
            return _refusal("没有这一面，或已经改了", 404)
        return Response(found, media_type="image/png", headers=_KEPT)

    async def events(_: Request) -> Response:
        return StreamingResponse(_stream(board), media_type="text/event-stream", headers=_HEADERS)

    def asset(name: str) -> str:
        return (_ASSETS / name).read_text(encoding="utf-8")

    site = Starlette(
        routes=[
            Route("/", page),
            Route("/view", part),
            Route("/events", events),
            Route("/page/{digest}.png", picture),
            Route("/preview.css", fixed(asset("preview.css"), "text/css")),
            Route("/preview.js", fixed(asset("preview.js"), "text/javascript")),
        ]
    )
    return _Guard(site, frozenset({f"{ADDRESS}:{port}", f"localhost:{port}"}))


async def _stream(board: Board) -> AsyncIterator[str]:
    """Server-sent events: each new version, or a comment that keeps the connection open."""
    async for version in board.versions():
        yield f"data: {version}\n\n" if version else ": \n\n"


class _Server(uvicorn.Server):
    """Closes the open streams at shutdown: the server would wait for them without end."""

    def __init__(self, config: uvicorn.Config, board: Board, started: Callable[[], object]) -> None:
        super().__init__(config)
        self._board, self._when_started = board, started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._when_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._board.close()
        await super().shutdown(sockets)


def serve(
    bound: socket.socket,
    make_board: Callable[[], Board],
    inputs: Inputs,
    started: Callable[[], object],
) -> None:
    """Serve the page until Ctrl-C and update it after every change of the files.

    Args:
        bound: The listening socket; closed at the end.
        make_board: Makes the board; called inside the event loop.
        inputs: The files to watch.
        started: Called as soon as the server answers.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed.
    """

    async def run() -> None:
        board = make_board()
        config = uvicorn.Config(
            application(board, bound.getsockname()[1]),
            log_level="error",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        )
        server = _Server(config, board, started)
        watching = asyncio.create_task(_watch(board, inputs))
        try:
            await server.serve([bound])
        finally:
            board.close()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    try:
        asyncio.run(run())
    finally:
        bound.close()


async def _watch(board: Board, inputs: Inputs) -> None:
    async for _ in changes(inputs, board.closed):
        await board.refresh()


def run(
    path: Path,
    *,
    edition: Edition,
    profile: str,
    templates: Path | None,
    port: int,
    today: Callable[[], date],
    started: Callable[[str], object],
) -> None:
    """Preview a data file until Ctrl-C.

    Args:
        path: The data file.
        edition: ``publish`` or ``submit``.
        profile: Name of the page profile.
        templates: The user's own templates; None for those beside the data folder, whenever they appear.
        port: The port; 0 for any free one.
        today: Returns the current date, for waivers and deadlines.
        started: Called with the address as soon as it can be opened.

    Raises:
        FazhiError: The port is in use or forbidden.
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    setter = Typesetter(page_profile(path, profile))

    def look(last: View | None) -> View:
        return view(draft(path, edition=edition, templates=templates, today=today()), last, path.name, setter)

    bound = bind(port)
    address = f"http://{ADDRESS}:{bound.getsockname()[1]}/"
    inputs = Inputs(path.resolve(), (templates or path.resolve().parent.parent / "templates").resolve())
    try:
        serve(bound, lambda: Board(look), inputs, lambda: started(address))
    finally:
        setter.close()
