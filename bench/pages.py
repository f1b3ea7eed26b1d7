"""First byte of every kind of page of the demo network, over HTTP, beside the smallest answer the same server gives.

The demo network must be loaded (`chorsu demo --no-serve`); the server is started on a free port and stopped again.
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import time

import httpx
from _machine import machine, percentile

FIXED = (
    "/", "/search?q=", "/search?q=o%CA%BBtkan+kunlar", "/search?q=%D0%BD%D0%B0%D0%B2%D0%BE%D0%B8%D0%B9&kind=book",
    "/search/advanced", "/libraries/", "/libraries/NLUZ/", "/account/login/", "/ui/", "/weeks/",
    "/api/v1/search?q=navoiy", "/search/suggest?q=nav", "/oai?verb=ListRecords&metadataPrefix=oai_dc",
)  # fmt: skip
LINKS = re.compile(r'href="(/(?:records|works|agents|read)/[a-z0-9]+)"')


def main(argv: list[str]) -> None:
    """Prints the p95 of the first byte over all pages, in milliseconds; the slowest pages are named."""
    parser = argparse.ArgumentParser(prog="chorsu bench pages")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--records", type=int, default=40, help="how many records' pages to visit")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "chorsu.site.cli", "web", "--host", "127.0.0.1", "--port", str(port)],
        env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        result = visit(f"http://127.0.0.1:{port}", options)
    finally:
        server.terminate()
        server.wait(20)
    print(json.dumps(result, ensure_ascii=False))


def visit(base: str, options: argparse.Namespace) -> dict:
    """Fetch every page `rounds` times, one after another."""
    with httpx.Client(base_url=base, timeout=30, headers={"Accept-Language": "uz"}) as client:
        for _ in range(100):
            try:
                client.get("/healthz")
                break
            except httpx.ConnectError:
                time.sleep(0.2)
        pages = list(FIXED)
        found: list[str] = []
        for query in ("", "navoiy", "kitob", "роман", "truyen"):
            found += LINKS.findall(client.get("/search", params={"q": query, "per_page": 20}).text)
        pages += list(dict.fromkeys(found))[: options.records]
        for page in list(pages[len(FIXED) :][:5]):
            pages += LINKS.findall(client.get(page).text)[:4]
        pages = list(dict.fromkeys(pages))
        for page in pages:
            client.get(page)  # templates are read once
        times: dict[str, list[float]] = {page: [] for page in pages}
        limit: list[float] = []
        for _ in range(options.rounds):
            limit.append(first_byte(client, "/healthz"))
            for page in pages:
                times[page].append(first_byte(client, page))
    every = [value for values in times.values() for value in values]
    slowest = sorted(((percentile(values, 0.95), page) for page, values in times.items()), reverse=True)[:5]
    figure, bare = percentile(every, 0.95), percentile(limit, 0.95)
    return {
        "figure": round(figure, 1), "unit": "ms to the first byte, p95", "limit": round(bare, 1),
        "ratio": round(figure / bare, 1), "machine": machine(), "pages": len(pages),
        "p50_ms": round(percentile(every, 0.5), 1), "slowest": [f"{page} {value:.0f} ms" for value, page in slowest],
        "limit_is": "GET /healthz on the same server",
    }  # fmt: skip


def first_byte(client: httpx.Client, page: str) -> float:
    """Milliseconds from the question to the first byte of the answer."""
    start = time.perf_counter()
    with client.stream("GET", page) as answer:
        body = answer.iter_raw()
        next(body, b"")
        taken = (time.perf_counter() - start) * 1000
        for _ in body:  # the rest, so that the connection can be used again
            pass
        if answer.status_code >= 500:
            raise SystemExit(f"{page} answered {answer.status_code}")
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
