"""Sends a file from disk: whole or a range of it, so that films can be wound and PDFs opened at a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def send(
    request: HttpRequest, path: Path, mime: str, etag: str, name: str = "", attachment: bool = False
) -> HttpResponse | StreamingHttpResponse:
    """The file, one range of it (206), or 416 for a range outside (RFC 9110, 14). Several ranges get the whole."""
    size = path.stat().st_size
    start, end = 0, size - 1
    partial = False
    wanted = request.headers.get("Range", "")
    if wanted and request.headers.get("If-Range", etag) == etag and (match := _RANGE.fullmatch(wanted.strip())):
        span = _span(match[1], match[2], size)
        if span is None:
            outside = HttpResponse(status=416)
            outside["Content-Range"] = f"bytes */{size}"
            return outside
        (start, end), partial = span, True
    length = end - start + 1
    response: HttpResponse | StreamingHttpResponse = HttpResponse(content_type=mime)
    if request.method != "HEAD":
        response = StreamingHttpResponse(_bytes(path, start, length), content_type=mime)
    response.status_code = 206 if partial else 200
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    if partial:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    if name:
        kind = "attachment" if attachment else "inline"
        response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(name)}"
    return response


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The first and last byte meant.

    >>> _span("0", "", 10), _span("", "3", 10), _span("12", "", 10), _span("2", "99", 10)
    ((0, 9), (7, 9), None, (2, 9))
    """
    if not first and not last:
        return None
    if not first:
        count = min(int(last), size)
        return (size - count, size - 1) if count else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end and start < size else None


def _bytes(path: Path, start: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
