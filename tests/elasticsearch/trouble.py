"""A door in front of a real node that can be made to fail in the ways nodes do."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any
from urllib.parse import urlsplit

_PASSED_ON = {"content-type", "accept"}
_UNKNOWN = b'{"error":{"type":"security_exception","reason":"unknown"},"status":401}'


class Door(ThreadingHTTPServer):
    """Passes requests on, unless told to answer late or with an error."""

    daemon_threads = True

    def __init__(self, node: str, certificate: Path | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.node = urlsplit(node).netloc
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://127.0.0.1:{self.server_address[1]}"
        self.knows = ""  # who must say this in `Authorization`
        self.tls: SSLContext | None = None
        if certificate:
            self.tls = SSLContext(PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate)
        self.delay = 0.0
        self.status = 0
        self.on_path = ""
        self.times = 0
        self.cuts = 0
        self.asked = 0

    def get_request(self) -> tuple[socket, Any]:
        """Leave the handshake to the thread that answers."""
        connection, address = super().get_request()
        if self.tls:
            connection = self.tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Say nothing: whoever does not trust us hangs up."""

    def refuse(self, status: int, *, on_path: str = "", times: int = 1_000_000) -> None:
        """Answer with this status, the next `times` that the path has `on_path`."""
        self.status, self.on_path, self.times = status, on_path, times

    def cut(self, *, on_path: str = "", times: int = 1_000_000) -> None:
        """Do what is asked, then hang up in the middle of the answer."""
        self.on_path, self.cuts = on_path, times

    def behave(self) -> None:
        self.delay, self.times, self.cuts = 0.0, 0, 0


class _Handler(BaseHTTPRequestHandler):
    server: Door
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        self.server.asked += 1
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        time.sleep(self.server.delay)
        if self.server.knows not in self.headers.get("Authorization", ""):
            self._send(401, "application/json", _UNKNOWN)
            return
        if self.server.times and self.server.on_path in self.path:
            self.server.times -= 1
            refusal = b'{"error":{"type":"trouble","reason":"made for a test"}}'
            self._send(self.server.status, "application/json", refusal)
            return
        kept = {k: v for k, v in self.headers.items() if k.lower() in _PASSED_ON}
        with closing(http.client.HTTPConnection(self.server.node, timeout=60)) as node:
            node.request(self.command, self.path, body, kept)
            answer = node.getresponse()
            kind, found = answer.headers.get("Content-Type", ""), answer.read()
        is_cut = bool(self.server.cuts and self.server.on_path in self.path)
        self.server.cuts -= is_cut
        self._send(answer.status, kind, found, is_cut=is_cut)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815

    def _send(
        self, status: int, kind: str, body: bytes, *, is_cut: bool = False
    ) -> None:
        self.send_response(status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            with suppress(BrokenPipeError, ConnectionResetError):  # it waited no longer
                self.wfile.write(body[: len(body) // 2] if is_cut else body)
        if is_cut:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def door_to(node: str, certificate: Path | None = None) -> Iterator[Door]:
    """Open a door, a locked one with `certificate`: key and certificate in one file."""
    door = Door(node, certificate)
    thread = threading.Thread(target=door.serve_forever, daemon=True)
    thread.start()
    try:
        yield door
    finally:
        door.shutdown()
        door.server_close()
