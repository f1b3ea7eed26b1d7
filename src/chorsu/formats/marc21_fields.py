"""What each MARC 21 variable field adds to a description: one function for each group of tags."""

from __future__ import annotations

from chorsu.formats import codes, idents
from chorsu.formats.description import (
    Agent,
    Classification,
    Description,
    Edition,
    Electronic,
    Link,
    Note,
    Physical,
    Publication,
    Series,
    Subject,
    Title,
)  # fmt: skip
from chorsu.formats.isbd import one_line, trim, trim_signs, unbracket, unmark
from chorsu.formats.marc import Field
from chorsu.formats.pairing import Handler

_TITLE_KINDS = {
    "130": "uniform",
    "240": "uniform",
    "730": "uniform",
    "740": "variant",
    "247": "former",
    "222": "key",
    "210": "variant",
    "242": "parallel",
}
_AGENT_KINDS = {"00": "person", "10": "body", "11": "meeting"}
_NOTES = {
    "502": "thesis", "504": "bibliography", "505": "contents", "506": "access", "520": "abstract", "521": "audience",
    "546": "language", "310": "frequency", "321": "frequency", "255": "scale", "534": "source", "540": "access",
    "541": "source", "561": "source", "588": "source", "590": "local", "591": "local", "592": "local", "593": "local",
    "599": "local",
}  # fmt: skip
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
_PUBLICATIONS = {"0": "production", "1": "publication", "2": "distribution", "3": "manufacture", "4": "copyright"}
_NUMBERS = {"010": "lccn", "015": "nbn", "016": "nbn", "028": "publisher"}


def title(description: Description, entry: Field, tag: str) -> None:
    """245: title proper, other title information, parts, responsibility; a parallel title after " = "."""
    values: dict[str, str] = {}
    for code, value in entry.subfields:
        if code in "abcnpfgks":
            if code in values and code in "bnp":
                values[code] += " " + value
            else:
                values.setdefault(code, value)
    first, rest = values.get("a", ""), values.get("b", "")
    text, skipped = unmark(trim(one_line(first)))
    if not skipped and (second := entry.indicators[1:2]) and second.isdigit() and int(second) < len(text):
        skipped = int(second)
    parallel = ""
    if rest:
        if first.rstrip().endswith("="):
            parallel, rest = rest, ""
        elif " = " in rest:
            rest, _, parallel = rest.partition(" = ")
        elif rest.startswith("= "):
            parallel, rest = rest[2:], ""
    elif " = " in text:
        text, _, parallel = text.partition(" = ")
    made = Title(
        text=text or trim(values.get("k", "")),
        rest=trim(unmark(one_line(rest))[0]),
        part_number=trim(values.get("n", "")),
        part_name=trim(unmark(values.get("p", ""))[0]),
        responsibility=trim(one_line(values.get("c", ""))),
        nonfiling=skipped,
    )
    description.titles.append(made)
    if parallel:
        own, _, more = one_line(parallel).partition(" : ")
        own = own.partition(" / ")[0]
        description.titles.append(
            Title(kind="parallel", text=trim(unmark(own)[0]), rest=trim(more.partition(" / ")[0]))
        )


def other_title(description: Description, entry: Field, tag: str) -> None:
    """130, 240, 246, 247, 730, 740 and the serials' 210, 222."""
    kind = _TITLE_KINDS.get(tag, "variant")
    second = entry.indicators[1:2]
    if tag == "246":
        kind = {"1": "parallel", "4": "cover", "5": "cover"}.get(second, "variant")
    text, skipped = unmark(trim(one_line(entry.get("a"))))
    if not text:
        return
    counter = entry.indicators[:1] if tag in ("130", "730", "740") else second if tag in ("240", "222") else ""
    if not skipped and counter.isdigit() and int(counter) < len(text):
        skipped = int(counter)
    description.titles.append(
        Title(kind=kind, text=text, rest=trim(entry.get("b")), part_number=trim(entry.join("n")), part_name=trim(entry.join("p")), nonfiling=skipped)
    )  # fmt: skip


def agent(description: Description, entry: Field, tag: str) -> None:
    """1XX and 7XX names; with $t also the work meant."""
    kind = _AGENT_KINDS[tag[1:]]
    if kind == "person" and entry.indicators[:1] == "3":
        kind = "family"
    names: list[str] = []
    roles: list[str] = []
    words: list[str] = []
    qualifier: list[str] = []
    dates = ident = work = ""
    for code, value in entry.subfields:
        if code == "a":
            names.append(trim(value))
        elif code == "b":
            (qualifier if kind in ("person", "family") else names).append(trim(value))
        elif code == "d":
            if kind in ("person", "family"):
                dates = trim(value)
            else:
                qualifier.append(trim(value).strip("()"))
        elif code in "cqn" and not work:
            qualifier.append(trim(value).strip("()") if code != "c" or kind == "meeting" else trim(value))
        elif code == "e" and kind != "meeting":
            if kind == "meeting":
                names.append(trim(value))
            else:
                words.append(value)
        elif code == "j" and kind == "meeting":
            words.append(value)
        elif code == "4":
            if role := codes.role(value):
                roles.append(role)
        elif code == "t":
            work = trim(value)
        elif code in "01" and not ident:
            ident = value
    name = ". ".join([part for part in names if part])
    if not name:
        return
    roles += [role for role in map(codes.role, words) if role and role not in roles]
    if tag[0] == "7" and work:
        relation = "has-part" if entry.indicators[1:2] == "2" else "related"
        description.links.append(Link(relation=relation, title=work, agent=name))
    description.agents.append(
        Agent(kind=kind, name=name, dates=dates, qualifier=", ".join([q for q in qualifier if q]), roles=roles, main=tag[0] == "1", ident=ident)
    )  # fmt: skip


def edition(description: Description, entry: Field, tag: str) -> None:
    """250."""
    text, responsibility = trim(one_line(entry.get("a"))), trim(one_line(entry.get("b")))
    if text or responsibility:
        if responsibility and not entry.get("a").rstrip().endswith("/"):
            text, responsibility = f"{text}, {responsibility}".strip(", "), ""
        description.editions.append(Edition(text=text, responsibility=responsibility))


def publication(description: Description, entry: Field, tag: str) -> None:
    """260 and 264: place, publisher and date; a new place after a publisher opens a new statement."""
    kind = _PUBLICATIONS.get(entry.indicators[1:2], "publication") if tag == "264" else "publication"
    made: list[Publication] = []
    now: Publication | None = None
    for code, value in entry.subfields:
        if code == "a" or code == "b" or code == "c":
            if now is None or (code == "a" and (now.publisher or now.date)):
                now = Publication(kind=kind)
                made.append(now)
            value = unbracket(trim(value)) if code != "c" else trim(value)
            if code == "a":
                now.place = f"{now.place} ; {value}" if now.place else value
            elif code == "b":
                now.publisher = f"{now.publisher} : {value}" if now.publisher else value
            else:
                now.date = value
    place, maker, date = entry.join("e"), entry.join("f"), entry.join("g")
    if tag == "260" and (maker or place):
        made.append(
            Publication(
                kind="manufacture",
                place=trim(place.strip("()")),
                publisher=trim(maker.strip("()")),
                date=trim(date.strip("()")),
            )
        )
    description.publications += [p for p in made if p.place or p.publisher or p.date]


def physical(description: Description, entry: Field, tag: str) -> None:
    """300."""
    description.physical.append(
        Physical(extent=trim_signs(entry.join("af", " ")), details=trim_signs(entry.get("b")), size=trim_signs(entry.get("c")), accompanying=trim_signs(entry.get("e")))
    )  # fmt: skip


def series(description: Description, entry: Field, tag: str) -> None:
    """440, 490 as transcribed; 8XX only where it says another thing than those."""
    name = ""
    if tag in ("800", "810", "811"):
        name = trim(entry.get("t")) or trim(entry.get("a"))
    else:
        name = unmark(trim(one_line(entry.get("a"))))[0]
        parts = [trim(part) for part in entry.all("np")]
        name = ". ".join([name, *parts]) if parts else name
    number = trim(entry.get("v"))
    if not name:
        return
    if tag[0] == "8":
        here = name.casefold()
        for known in description.series:
            if known.title.casefold() == here or (number and known.number == number and here in known.title.casefold()):
                return
    description.series.append(Series(title=name, number=number, issn=entry.get("x").strip(" ;:")))


def note(description: Description, entry: Field, tag: str) -> None:
    """5XX, and the notes elsewhere: frequency, scale, numbering."""
    text = one_line(" ".join([value for code, value in entry.subfields if code not in "0123456789uxw" or code == "3"]))
    if text:
        description.notes.append(Note(kind=_NOTES.get(tag, "general"), text=text))


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


_GROUPS: list[tuple[Handler, str]] = [
    (title, "245"),
    (other_title, "130 210 222 240 242 246 247 730 740"),
    (agent, "100 110 111 700 710 711"),
    (edition, "250"),
    (publication, "260 264"),
    (physical, "300"),
    (series, "440 490 800 810 811 830"),
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
    (
        note,
        "255 310 321 362 500 501 502 504 505 506 507 508 510 511 513 514 515 516 518 520 521 522 524 525 530 533 534 535",
    ),
    (
        note,
        "536 538 540 541 544 545 546 547 550 555 556 561 562 563 565 567 580 581 584 585 586 588 590 591 592 593 599",
    ),
]
HANDLERS: dict[str, Handler] = {tag: handler for handler, tags in _GROUPS for tag in tags.split()}
