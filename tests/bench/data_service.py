"""A server of this machine with whole data sets under Eurostat's own paths, for loaders to be measured against."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bench.synthetic import Body

API = "/eurostat/api/dissemination"
_SDMX = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_XML = (
    f'<m:Structure xmlns:m="{_SDMX}/message" xmlns:s="{_SDMX}/structure"><m:Structures>'
    "<s:Dataflows><s:Dataflow><s:Structure><Ref id='{code}'/></s:Structure></s:Dataflow></s:Dataflows>"
    "<s:DataStructures><s:DataStructure><s:DataStructureComponents><s:DimensionList>{dimensions}</s:DimensionList>"
    "</s:DataStructureComponents></s:DataStructure></s:DataStructures></m:Structures></m:Structure>"
)
"""What the client `eurostat` asks for before the data: the data set's structure and its dimensions."""


def _answers(body: Body) -> dict[str, bytes]:
    dimensions = "".join(f"<s:Dimension id='{name}' position='{n}'/>" for n, name in enumerate(body.names, 1))
    structure = _XML.format(code=body.code, dimensions=dimensions).encode()
    return {
        f"{API}/sdmx/2.1/data/{body.code}": body.packed,
        f"{API}/statistics/1.0/data/{body.code}": gzip.compress(body.json_stat(), 6),
        f"{API}/sdmx/2.1/dataflow/ESTAT/{body.code}/latest": structure,
        f"{API}/sdmx/2.1/datastructure/ESTAT/{body.code}/latest": structure,
    }


@contextmanager
def service(body: Body) -> Iterator[str]:
    """The base URL of a server that has this data set."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(_answers(body)))
    thread = threading.Thread(target=server.serve_forever, name="data-service", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(answers: Mapping[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers a path; packed TSV comes as a file, as Eurostat sends it, packed JSON says that it is packed."""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = answers.get(path)
            self.send_response(200 if body is not None else 404)
            if "/statistics/" in path:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Prints nothing."""

    return Handler
