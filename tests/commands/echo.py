"""A bad karmyq: it reads from a sandbox, and answers every write with all that it was sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2


class Parrot(BaseHTTPRequestHandler):
    """Passes GET on to `root`; what else comes is repeated to whoever sent it."""

    root = ""
    deaf = False
    """Whether reads are repeated, too."""

    def do_GET(self) -> None:
        if self.deaf:
            self.repeat()
            return
        headers = {"Authorization": self.headers.get("Authorization", "")}
        if not headers["Authorization"]:
            headers = {}
        answer = httpx2.get(self.root + self.path, headers=headers, trust_env=False)
        self.answer(answer.status_code, answer.content)

    def repeat(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        said = f"{self.requestline} {dict(self.headers)} {self.rfile.read(length).decode()}"
        body = {"success": False, "message": said, "error": said}
        self.answer(500, json.dumps(body).encode())

    do_POST = do_PUT = do_DELETE = repeat

    def answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextmanager
def parrot(root_url: str, *, deaf: bool = False) -> Iterator[str]:
    """The address of its API while the `with` block lasts."""
    kind = type("Here", (Parrot,), {"root": root_url, "deaf": deaf})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api"
        finally:
            server.shutdown()
            thread.join()
