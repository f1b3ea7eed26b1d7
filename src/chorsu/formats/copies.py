"""Copies and shelf statements inside bibliographic records, as the systems libraries come from export them."""

from __future__ import annotations

import re

from chorsu.formats.description import Copy
from chorsu.formats.marc import Field, Record

_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LOCAL = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")


def date(text: str) -> str:
    """An ISO date where one can be read.

    >>> date("20180607"), date("7.06.2018"), date("spring")
    ('2018-06-07', '2018-06-07', '')
    """
    if found := _ISO.search(text):
        return found.group()
    if found := _COMPACT.search(text):
        year, month, day = found.groups()
    elif found := _LOCAL.search(text):
        day, month, year = found.groups()
    else:
        return ""
    return f"{year}-{int(month):02}-{int(day):02}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else ""


def number(text: str, otherwise: int = 1) -> int:
    """A count written in a subfield."""
    text = text.strip()
    return int(text) if text.isdigit() and len(text) < 7 else otherwise


def marc21_copies(record: Record) -> list[Copy]:
    """952 (Koha) where it is there, else 852 with 876 and 866; an 852 without more is one copy."""
    tags = record.by_tag
    if koha := [
        entry for entry in tags.get("952", ()) if entry.get("p") or entry.get("a") or entry.get("b") or entry.get("o")
    ]:
        return [_koha(entry) for entry in koha]
    copies = [_shelf(entry) for entry in tags.get("852", ())]
    for entry in tags.get("876", ()):
        _item(copies, entry, tags.get("852", []))
    for entry in tags.get("866", ()):
        text = entry.join("az")
        target = next((copy for copy in copies if not copy.statement), None)
        if target is None:
            copies.append(Copy(statement=text))
        else:
            target.statement = text
    return copies


def _koha(entry: Field) -> Copy:
    # A dozen look-ups; the first of repeated subfields counts.
    values = dict(reversed(entry.subfields))
    of = values.get
    status = "available"
    if _set(of("0", "")):
        status = "withdrawn"
    elif _set(of("1", "")):
        status = "lost"
    elif _set(of("4", "")):
        status = "damaged"
    elif of("7", "") and of("7", "") != "0":
        status = "in-process" if of("7", "").startswith("-") else "reference"
    elif of("q", ""):
        status = "on-loan"
    return Copy(
        library=of("a", "") or of("b", ""), location=of("c", "") or of("8", ""), call_number=of("o", ""), barcode=of("p", ""),
        inventory=of("i", ""), status=status, material=of("y", ""), price=of("g", ""), acquired=date(of("d", "")),
        statement=of("h", ""), note=" ".join(entry.all("xz")) if "x" in values or "z" in values else "",
    )  # fmt: skip


def _set(value: str) -> bool:
    return value not in ("", "0")


def _shelf(entry: Field) -> Copy:
    call = " ".join([value.strip() for code, value in entry.subfields if code in "khijm"])
    return Copy(
        library=entry.get("b") or entry.get("a"), location=entry.get("c"), call_number=call or entry.get("l"),
        barcode=entry.get("p"), note=" ".join(entry.all("xz")), price=entry.get("9") if entry.get("9")[:1] in "$€£" else "",
    )  # fmt: skip


def _item(copies: list[Copy], entry: Field, shelves: list[Field]) -> None:
    """876 belongs to the 852 with the same $8 or $3, else to the only one, or stands alone."""
    key = entry.get("8").partition(".")[0]
    place = next(
        (i for i, shelf in enumerate(shelves) if key and shelf.get("8").partition(".")[0] == key),
        0 if len(shelves) == 1 else -1,
    )
    base = copies[place] if place >= 0 else Copy()
    made = (
        base
        if place >= 0 and not base.barcode and not base.inventory
        else Copy(library=base.library, location=base.location, call_number=base.call_number)
    )
    made.barcode, made.inventory = entry.get("p"), entry.get("a")
    made.location = entry.get("l") or made.location
    made.price, made.acquired = entry.get("c"), date(entry.get("d"))
    made.status = entry.get("j") or made.status
    if made is not base:
        copies.append(made)


def unimarc_copies(record: Record) -> list[Copy]:
    """995 (Koha and the French recommendation 995), 899 (RUSMARC), 952 (Koha's MARC 21 tag in UNIMARC bases), 852."""
    tags = record.by_tag
    copies = [_recommendation_995(entry) for entry in tags.get("995", ())]
    copies += [_rusmarc_899(entry) for entry in tags.get("899", ())]
    if not copies:
        copies = [_koha(entry) for entry in tags.get("952", ()) if entry.get("p") or entry.get("a") or entry.get("b")]
    if not copies:
        copies = [_shelf(entry) for entry in tags.get("852", ())]
    return copies


def _recommendation_995(entry: Field) -> Copy:
    get = entry.get
    status = "available"
    if _set(get("0")):
        status = "withdrawn"
    elif _set(get("2")):
        status = "lost"
    elif get("n"):
        status = "on-loan"
    elif get("o") in ("1", "2", "3", "4"):  # Koha: not for loan
        status = "reference"
    return Copy(
        library=get("b") or get("c") or get("a"), location=get("e") or get("d") or (get("c") if get("b") else ""),
        call_number=get("k"), barcode=get("f"), inventory=get("j"), status=status, material=get("r"),
        price=get("p") if get("p")[:1].isdigit() else "", acquired=date(get("5")), statement=get("v") or get("l"),
        note=get("u"),
    )  # fmt: skip


def _rusmarc_899(entry: Field) -> Copy:
    get = entry.get
    return Copy(
        library=get("a"), location=get("b") or get("c"), call_number=get("j") or get("h") or get("i"), barcode=get("p"),
        inventory=get("x") if get("x").isdigit() else "", note=" ".join(entry.all("yz")),
    )  # fmt: skip
