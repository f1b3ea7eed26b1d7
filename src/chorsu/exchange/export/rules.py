"""Which kept versions go into a file of ISO 2709 or of MARCXML, and how MARCXML of many files becomes one. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lxml import etree

Format = Literal["iso2709", "marcxml"]
FORMATS: tuple[Format, ...] = ("iso2709", "marcxml")
NAMESPACE = "http://www.loc.gov/MARC21/slim"
# Prefixes that exporting systems use for MARCXML; the collection declares them, so records need not be touched.
PREFIXES = ("marc", "marcxml", "slim", "mx", "zs", "m")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<collection xmlns="{NAMESPACE}"'
    + "".join(f' xmlns:{name}="{NAMESPACE}"' for name in PREFIXES)
    + ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
).encode()
FOOT = b"</collection>\n"
MOST_PREFIXES = 10
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?record(?=[\s>/])")
_UNKNOWN = re.compile(r"Namespace prefix ([A-Za-z_][\w.-]*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes into the file; `skipped` says why nothing does, `changed` what had to be done to the bytes."""

    data: bytes = b""
    skipped: str = ""
    changed: str = ""


def piece(raw: bytes, format: str, encoding: str, wanted: Format) -> Piece:
    """The bytes of one version for a file of the wanted format.

    >>> piece(b"00026nam a2200025   4500\\x1e\\x1d", "marc21", "utf-8", "iso2709").skipped
    ''
    >>> piece(b"<record/>", "marc21+xml", "utf-8", "iso2709").skipped
    'came as MARCXML'
    >>> piece(b'{"titles": []}', "cataloguer", "", "iso2709").skipped
    'written here, not in MARC'
    """
    kind = carrier(raw, format)
    if kind != wanted:
        return Piece(skipped=_WHY[kind])
    return _xml(raw, encoding) if kind == "marcxml" else Piece(raw)


_WHY = {
    "iso2709": "came as ISO 2709",
    "marcxml": "came as MARCXML",
    "irbis": "came as an IRBIS text export",
    "cataloguer": "written here, not in MARC",
}


def carrier(raw: bytes, format: str) -> str:
    """What the bytes are, whatever flavour of MARC is in them: iso2709, marcxml, irbis or cataloguer.

    >>> carrier(b"#10: x", "irbis"), carrier(b" <record/>", "unimarc+xml")
    ('irbis', 'marcxml')
    """
    if format == "cataloguer":
        return "cataloguer"
    if raw.lstrip()[:1] == b"<":
        return "marcxml"
    # IRBIS writes both its text and ISO 2709; only the latter has field terminators.
    return "irbis" if format == "irbis" and b"\x1e" not in raw else "iso2709"


def _xml(raw: bytes, encoding: str) -> Piece:
    """A record element for a collection in UTF-8: as it came, unless it would not be readable there."""
    changed = ""
    if encoding and encoding.lower().replace("_", "-") not in {"utf-8", "utf8"} and not raw.isascii():
        try:
            raw = raw.decode(encoding).encode()
            changed = "put into UTF-8"
        except (LookupError, UnicodeDecodeError):
            return Piece(skipped="in an encoding that cannot be read")
    for _attempt in range(MOST_PREFIXES):
        problem = _problem(raw)
        if not problem:
            return Piece(raw + b"\n", changed=changed)
        root, unknown = _ROOT.search(raw), _UNKNOWN.search(problem)
        if root is None or unknown is None:
            break
        # The collection it came in declared a prefix that ours does not.
        declared = f' xmlns:{unknown[1]}="{NAMESPACE}"'.encode()
        raw = raw[: root.end()] + declared + raw[root.end() :]
        changed = "namespace declared"
    return Piece(skipped="not well-formed")


def _problem(raw: bytes) -> str:
    """Why a record cannot stand in the collection, "" when it can."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        etree.fromstring(HEAD + raw + FOOT, parser)
    except etree.XMLSyntaxError as error:
        return str(error)
    return ""
