"""What the MARC 21 fields of description proper add: titles, names, imprint, extent, series, notes. One function a group."""

from __future__ import annotations

from chorsu.formats import codes, marc21_access
from chorsu.formats.description import (
    Agent,
    Description,
    Edition,
    Link,
    Note,
    Physical,
    Publication,
    Series,
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
_PUBLICATIONS = {"0": "production", "1": "publication", "2": "distribution", "3": "manufacture", "4": "copyright"}


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


_GROUPS: list[tuple[Handler, str]] = [
    (title, "245"),
    (other_title, "130 210 222 240 242 246 247 730 740"),
    (agent, "100 110 111 700 710 711"),
    (edition, "250"),
    (publication, "260 264"),
    (physical, "300"),
    (series, "440 490 800 810 811 830"),
    (
        note,
        "255 310 321 362 500 501 502 504 505 506 507 508 510 511 513 514 515 516 518 520 521 522 524 525 530 533 534 535",
    ),
    (
        note,
        "536 538 540 541 544 545 546 547 550 555 556 561 562 563 565 567 580 581 584 585 586 588 590 591 592 593 599",
    ),
]
HANDLERS: dict[str, Handler] = {
    tag: handler for handler, tags in [*_GROUPS, *marc21_access.GROUPS] for tag in tags.split()
}
