"""Names and linking fields of UNIMARC: what a 4XX points to, in either of the two techniques the format allows."""

from __future__ import annotations

from chorsu.formats.description import Link
from chorsu.formats.isbd import one_line, trim, unmark
from chorsu.formats.marc import SF, Field


def person_name(entry: Field) -> tuple[str, str, str]:
    """(name, dates, qualifier) of a 70X or 600: inverted where ind2 says so, with the names spelt out where $g gives them."""
    first = trim(entry.get("a"))
    rest = trim(entry.get("g").strip("() ")) or trim(entry.get("b"))
    inverted = entry.indicators[1:2] != "0"
    name = f"{first}, {rest}" if rest and inverted else f"{first} {rest}" if rest else first
    qualifier = ", ".join([trim(value).strip("()") for value in (entry.get("d"), *entry.all("c")) if value.strip()])
    return name, trim(entry.get("f")).strip("()"), qualifier


def embedded(entry: Field) -> list[Field]:
    """The fields inside a linking field ($1: tag, indicators, then that field's own subfields)."""
    fields: list[Field] = []
    parts = entry.text.split(SF)[1:]
    tag, head = "", ""
    rest: list[str] = []
    for part in [*parts, "1"]:
        if part[:1] == "1":
            if tag:
                fields.append(Field.of_text(tag, SF.join([head, *rest])))
            tag, head, rest = part[1:4], part[4:], []
        elif tag:
            rest.append(part)
    return fields


def target(entry: Field) -> Link:
    """What a 4XX points to, in either technique: embedded fields ($1) or standard subfields ($t, $a, $x …)."""
    made = Link()
    if f"{SF}1" in entry.text:
        for inner in embedded(entry):
            tag = inner.tag
            if tag == "001":
                made.idents.append(f"control:{inner.data.strip()}")
            elif tag in ("200", "500") and not made.title:
                made.title = unmark(trim(inner.get("a")))[0]
                made.place = trim(inner.get("v")) or trim(inner.get("h"))
            elif tag[:2] in ("70", "71", "72") and not made.agent:
                made.agent = person_name(inner)[0]
            elif tag == "010":
                made.idents.append(f"isbn:{inner.get('a').strip()}")
            elif tag == "011":
                made.idents.append(f"issn:{inner.get('a').strip()}")
            elif tag in ("210", "215") and tag == "215" and inner.get("a"):
                made.place = "; ".join([part for part in (made.place, trim(inner.get("a"))) if part])
        return made
    made.title = unmark(trim(one_line(entry.get("t"))))[0]
    made.agent = trim(entry.get("a"))
    made.place = "; ".join([trim(value) for value in entry.all("vp") if value.strip()])
    for code, scheme in (("x", "issn"), ("y", "isbn"), ("0", "control"), ("3", "control")):
        made.idents += [f"{scheme}:{value.strip()}" for value in entry.all(code) if value.strip()]
    return made
