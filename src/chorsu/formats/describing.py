"""The one door from a record of any flavour to a description."""

from __future__ import annotations

from chorsu.formats import marc21
from chorsu.formats.description import Described
from chorsu.formats.marc import Record


def describe(record: Record, flavour: str) -> Described:
    """What a record says; flavour as `Found.flavour` names it. "uzmarc" is read as UNIMARC (see `flavours`)."""
    if flavour == "marc21":
        return marc21.describe(record)
    from chorsu.formats import unimarc

    if flavour == "irbis":
        from chorsu.formats import irbis

        return irbis.describe(record)
    return unimarc.describe(record)


def type_of(record: Record, flavour: str) -> str:
    """ "bibliographic", "authority", "holdings" or "classification", by leader/06; only the first has a description."""
    code = record.leader[6:7]
    if flavour == "marc21":
        return {"z": "authority", "u": "holdings", "v": "holdings", "x": "holdings", "y": "holdings", "w": "classification"}.get(code, "bibliographic")  # fmt: skip
    return "authority" if code in ("x", "y", "z") else "bibliographic"
