"""What the MARC 21 fields of access add: subjects, classes, numbers, codes, links. One function for each group of tags."""

from __future__ import annotations

from chorsu.formats import codes, idents
from chorsu.formats.description import Classification, Description, Electronic, Link, Subject
from chorsu.formats.isbd import one_line, trim
from chorsu.formats.marc import Field
from chorsu.formats.pairing import Handler

_SUBJECT_KINDS = {
    "600": "person", "610": "body", "611": "meeting", "630": "work", "647": "topic", "648": "time", "650": "topic",
    "651": "place", "653": "keyword", "655": "genre", "690": "topic", "691": "place",
}  # fmt: skip
_SCHEMES = {"0": "lcsh", "1": "lcshac", "2": "mesh", "3": "nal", "5": "cash", "6": "rvm"}
_RELATIONS = {
    "760": "in", "762": "has-part", "765": "translation-of", "767": "translated-as", "770": "supplement",
    "772": "supplement", "773": "in", "774": "has-part", "775": "other-edition", "776": "other-edition",
    "777": "bound-with", "780": "continues", "785": "continued-by", "786": "related", "787": "related",
}  # fmt: skip
_NUMBERS = {"010": "lccn", "015": "nbn", "016": "nbn", "028": "publisher"}


def subject(description: Description, entry: Field, tag: str) -> None:
    """6XX. A name's own parts stay with it; $x $y $z $v are subdivisions in order."""
    kind = _SUBJECT_KINDS[tag]
    second = entry.indicators[1:2]
    heading: list[str] = []
    parts: list[str] = []
    scheme = _SCHEMES.get(second, "")
    ident = ""
    for code, value in entry.subfields:
        if code in "xyzv":
            parts.append(trim(value))
        elif code == "2":
            scheme = value.strip() if second in ("7", " ") or not scheme else scheme
        elif code in "01":
            ident = ident or value
        elif code.isalpha() and code not in "euw":
            if kind == "keyword" and heading:
                description.subjects.append(Subject(kind=kind, text=trim(heading[0]), scheme=scheme))
                heading = []
            heading.append(value)
    text = trim(one_line(" ".join(heading)))
    if text:
        description.subjects.append(
            Subject(kind=kind, text=text, parts=[p for p in parts if p], scheme=scheme, ident=ident)
        )


def class_mark(description: Description, entry: Field, tag: str) -> None:
    """050, 055, 060, 080, 082, 084, 090."""
    scheme = {"050": "lcc", "090": "lcc", "080": "udc", "082": "ddc"}.get(tag, "other")
    source = entry.get("2")
    if tag == "084" or (tag == "080" and "bbk" in source):
        scheme = "bbk" if "bbk" in source.lower() else "udc" if source.lower().startswith("udc") else "other"
    mark = entry.get("b").strip()
    for place, value in enumerate(entry.all("a")):
        value = value.strip().replace("/", "") if scheme == "ddc" else value.strip()
        if value:
            description.classes.append(
                Classification(scheme=scheme, value=value, edition=source, mark="" if place else mark)
            )


def isbn(description: Description, entry: Field, tag: str) -> None:
    """020."""
    qualifier = " ".join([value.strip(" ():;") for value in entry.all("q")])
    for code, value in entry.subfields:
        if code in "az" and value.strip():
            description.identifiers.append(idents.isbn(value, qualifier, cancelled=code == "z"))


def issn(description: Description, entry: Field, tag: str) -> None:
    """022."""
    for code, value in entry.subfields:
        if code in "ayz" and value.strip():
            description.identifiers.append(idents.issn(value, cancelled=code != "a"))


def standard_number(description: Description, entry: Field, tag: str) -> None:
    """024: ISMN, EAN, DOI and others by indicator and $2."""
    first, source = entry.indicators[:1], entry.get("2").lower()
    scheme = {"2": "ismn", "3": "ean", "1": "ean"}.get(first, "local")
    if first == "7" and source == "doi":
        scheme = "doi"
    for code, value in entry.subfields:
        if code in "az" and value.strip():
            if scheme == "ean" and value.strip()[:3] in ("978", "979") and first == "3" and len(value.strip()) >= 13:
                made = idents.isbn(value, cancelled=code == "z")
                scheme_made = made if made.valid else idents.number(scheme, value, valid=code == "a")
                description.identifiers.append(scheme_made)
            else:
                description.identifiers.append(
                    idents.number(scheme, value, source if scheme == "local" else "", code == "a")
                )


def plain_number(description: Description, entry: Field, tag: str) -> None:
    """010, 015, 016, 028."""
    for code, value in entry.subfields:
        if code in "az" and value.strip():
            description.identifiers.append(
                idents.number(_NUMBERS[tag], value, entry.get("b") if tag == "028" else "", code == "a")
            )


def control_number(description: Description, entry: Field, tag: str) -> None:
    """035."""
    for code, value in entry.subfields:
        if code in "az" and value.strip():
            made = idents.control(value)
            made.valid = code == "a"
            if all((made.scheme, made.value) != (other.scheme, other.value) for other in description.identifiers):
                description.identifiers.append(made)


def languages(description: Description, entry: Field, tag: str) -> None:
    """041; codes are also found run together ("engfre")."""
    for code, value in entry.subfields:
        target = description.languages if code in "ad" else description.original_languages if code == "h" else None
        if target is None:
            continue
        value = value.strip()
        packed = (
            [value[i : i + 3] for i in range(0, len(value), 3)]
            if len(value) > 3 and len(value) % 3 == 0 and value.isalpha()
            else [value]
        )
        for part in packed:
            found = codes.language(part)
            if found and found not in target:
                target.append(found)


def country(description: Description, entry: Field, tag: str) -> None:
    """044; 008 comes before it."""
    description.country = description.country or codes.country(entry.get("a"))


def link(description: Description, entry: Field, tag: str) -> None:
    """76X-78X."""
    numbers = [
        f"{scheme}:{value.strip()}"
        for code, scheme in (("x", "issn"), ("z", "isbn"), ("w", "control"))
        for value in entry.all(code)
    ]
    name = trim(one_line(entry.get("t") or entry.get("s")))
    maker = trim(entry.get("a"))
    place = "; ".join([trim(value) for value in entry.all("g")])
    if name or maker or numbers:
        description.links.append(Link(relation=_RELATIONS[tag], title=name, agent=maker, place=place, idents=numbers))


def electronic(description: Description, entry: Field, tag: str) -> None:
    """856."""
    relation = {"0": "resource", "1": "version", "2": "related"}.get(entry.indicators[1:2], "")
    label = one_line(entry.get("y") or entry.get("3") or entry.get("z"))
    description.electronic += [
        Electronic(url=url.strip(), label=label, relation=relation) for url in entry.all("u") if url.strip()
    ]


GROUPS: list[tuple[Handler, str]] = [
    (subject, "600 610 611 630 647 648 650 651 653 655 690 691"),
    (class_mark, "050 055 060 080 082 084 090"),
    (isbn, "020"),
    (issn, "022"),
    (standard_number, "024"),
    (plain_number, "010 015 016 028"),
    (control_number, "035"),
    (languages, "041"),
    (country, "044"),
    (link, " ".join(_RELATIONS)),
    (electronic, "856"),
]
