"""A real HTTP server that takes messages, refuses them, hangs, or takes them and hangs up without a word."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Received:
    """One message that reached the server, whatever it answered."""

    key: str | None
    title: str
    text: str
    answer: str


@dataclass
class Receiver:
    """Answers each message with the next of `answers`, then with `ok`: ok, a status, hang, drip, lie."""

    answers: list[str] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    url: str = ""
    arrived: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def accepted(self) -> list[Received]:
        return [message for message in self.received if message.answer in ("ok", "lie")]

    def __enter__(self) -> Receiver:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer = receiver.answers.pop(0) if receiver.answers else "ok"
                receiver.received.append(
                    Received(self.headers.get("Idempotency-Key"), payload["title"], payload["message"], answer)
                )
                receiver.arrived.set()
                if answer == "drip":
                    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 200:
                        if not receiver.released.wait(0.3):
                            with suppress(OSError):
                                self.wfile.write(bytes([byte]))
                if answer == "hang":
                    receiver.released.wait(20)
                if answer in ("hang", "lie", "drip"):
                    with suppress(OSError):
                        self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.send_response(200 if answer == "ok" else int(answer))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"json://127.0.0.1:{self._server.server_port}/alerts"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
