"""An SMS gateway on this machine, as providers are: the same key is sent once; it can be out of order for a while."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway:
    """``sent``: key -> (to, text). ``asked``: how often it was asked to send anything. ``down``: it answers 503."""

    def __init__(self) -> None:
        self.sent: dict[str, tuple[str, str]] = {}
        self.asked = 0
        self.down = False
        self._lock = threading.Lock()
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, answer = gateway._take(self.headers["Idempotency-Key"], body)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/send"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _take(self, key: str, body: dict[str, str]) -> tuple[int, dict[str, object]]:
        with self._lock:
            self.asked += 1
            if self.down:
                return 503, {"error": "maintenance"}
            repeated = key in self.sent
            self.sent.setdefault(key, (body["to"], body["text"]))
            return 200, {"id": str(list(self.sent).index(key)), "repeated": repeated}
