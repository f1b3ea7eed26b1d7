"""What the UNIMARC fields of description proper add: titles, names, imprint, extent, series, notes. One function a group."""

from __future__ import annotations

from chorsu.formats import codes, unimarc_access
from chorsu.formats.description import (
    Agent,
    Description,
    Edition,
    Note,
    Physical,
    Publication,
    Series,
    Title,
)  # fmt: skip
from chorsu.formats.isbd import one_line, trim, trim_signs, unbracket, unmark
from chorsu.formats.marc import Field
from chorsu.formats.pairing import Handler
from chorsu.formats.unimarc_links import person_name, target

_TITLE_KINDS = {
    "500": "uniform", "501": "uniform", "503": "uniform", "510": "parallel", "512": "cover", "513": "variant",
    "514": "variant", "515": "variant", "516": "variant", "517": "variant", "518": "variant", "520": "former",
    "530": "key", "532": "variant", "540": "variant", "541": "variant",
}  # fmt: skip
_NOTES = {
    "206": "scale", "320": "bibliography", "326": "frequency", "327": "contents", "328": "thesis", "330": "abstract",
    "333": "audience", "345": "source", "371": "access", "830": "local",
}  # fmt: skip
_PUBLICATIONS = {"0": "publication", "1": "production", "2": "distribution", "3": "manufacture", "4": "copyright"}


def title(description: Description, entry: Field, tag: str) -> None:
    """200. $d opens a parallel title, to which what follows belongs; $c a work by another author."""
    now = Title()
    made = [now]
    for code, value in entry.subfields:
        if code in "v2356789b" or not code:
            continue
        value = one_line(value)
        if code == "a":
            text, skipped = unmark(unbracket(trim(value)))
            if not now.text:
                now.text, now.nonfiling = text, skipped
            else:
                now.text = f"{now.text} ; {text}"
        elif code == "d":
            now = Title(kind="parallel", text=unmark(trim(value.removeprefix("= ")))[0])
            made.append(now)
        elif code == "c":
            now = Title(kind="variant", text=unmark(trim(value))[0])
            made.append(now)
        elif code == "e":
            value = unmark(trim(value))[0]
            now.rest = f"{now.rest} : {value}" if now.rest else value
        elif code in "fg":
            value = trim(value)
            # Responsibility after parallel titles is that of the whole statement.
            owner = now if now.kind == "variant" else made[0]
            owner.responsibility = f"{owner.responsibility} ; {value}" if owner.responsibility else value
        elif code == "h":
            now.part_number = f"{now.part_number}, {trim(value)}" if now.part_number else trim(value)
        elif code == "i":
            value = unmark(trim(value))[0]
            now.part_name = f"{now.part_name}. {value}" if now.part_name else value
    for one in made:
        # A bracket may open in one subfield and close in another.
        one.rest, one.responsibility = unbracket(one.rest), unbracket(one.responsibility)
    description.titles += made


def other_title(description: Description, entry: Field, tag: str) -> None:
    """5XX titles."""
    text, skipped = unmark(trim(one_line(entry.get("a"))))
    if text:
        description.titles.append(
            Title(kind=_TITLE_KINDS[tag], text=text, rest=trim(entry.join("e", " : ")), part_number=trim(entry.get("h")),
                  part_name=trim(entry.get("i")), nonfiling=skipped)
        )  # fmt: skip


def agent(description: Description, entry: Field, tag: str) -> None:
    """70X persons, 71X bodies and meetings, 72X families, 730 other names."""
    if tag[1] in "02":
        kind = "person" if tag[1] == "0" else "family"
        name, dates, qualifier = person_name(entry)
    else:
        kind = "meeting" if tag[1] == "1" and entry.indicators[:1] == "1" else "body" if tag[1] == "1" else "person"
        name = ". ".join([trim(value) for value in entry.all("ab") if value.strip()])
        dates = ""
        qualifier = ", ".join([trim(value).strip("()") for value in entry.all("cdef") if value.strip()])
    if not name:
        return
    roles: list[str] = []
    for value in entry.all("4"):
        if (role := codes.role(value)) and role not in roles:
            roles.append(role)
    if not roles and tag[2] == "1":
        roles = ["aut"] if kind == "person" else []
    description.agents.append(
        Agent(kind=kind, name=name, dates=dates, qualifier=qualifier, roles=roles, main=tag[2] == "0", ident=entry.get("3"))
    )  # fmt: skip


def edition(description: Description, entry: Field, tag: str) -> None:
    """205."""
    text = trim(one_line(", ".join([trim(value) for value in entry.all("ab")])))
    responsibility = trim(entry.join("fg", " ; "))
    if text or responsibility:
        description.editions.append(Edition(text=unbracket(text), responsibility=responsibility))


def publication(description: Description, entry: Field, tag: str) -> None:
    """210 and 214."""
    kind = _PUBLICATIONS.get(entry.indicators[1:2], "publication") if tag == "214" else "publication"
    made: list[Publication] = []
    now: Publication | None = None
    for code, value in entry.subfields:
        if code not in "acd":
            continue
        if now is None or (code == "a" and (now.publisher or now.date)):
            now = Publication(kind=kind)
            made.append(now)
        value = trim(value) if code == "d" else unbracket(trim(value))
        if code == "a":
            now.place = f"{now.place} ; {value}" if now.place else value
        elif code == "c":
            now.publisher = f"{now.publisher} : {value}" if now.publisher else value
        else:
            now.date = value
    place, maker, date = trim(entry.get("e")), trim(entry.get("g")), trim(entry.get("h"))
    if maker or place:
        made.append(Publication(kind="manufacture", place=place, publisher=maker, date=date))
    description.publications += [p for p in made if p.place or p.publisher or p.date]


def physical(description: Description, entry: Field, tag: str) -> None:
    """215; a bare size is centimetres."""
    size = trim_signs(entry.get("d"))
    if size.isdigit():
        size += " cm"
    made = Physical(
        extent=trim_signs(entry.join("a", ", ")),
        details=trim_signs(entry.get("c")),
        size=size,
        accompanying=trim_signs(entry.join("e", " + ")),
    )
    if made.extent or made.details or made.size or made.accompanying:
        description.physical.append(made)


def series(description: Description, entry: Field, tag: str) -> None:
    """225 as transcribed; 410 and 411 only where it says another thing."""
    if tag == "225":
        name = ". ".join([unmark(trim(one_line(value)))[0] for value in entry.all("ai") if value.strip()])
        number, issn = trim(entry.get("v")), entry.get("x").strip()
    else:
        link_to = target(entry)
        name, number = link_to.title, link_to.place
        issn = next((ident[5:] for ident in link_to.idents if ident.startswith("issn:")), "")
    if not name or (tag != "225" and any(known.title.casefold() == name.casefold() for known in description.series)):
        return
    description.series.append(Series(title=name, number=number.strip(".") if number == "..." else number, issn=issn))


def note(description: Description, entry: Field, tag: str) -> None:
    """3XX and 830."""
    text = one_line(" ".join([value for code, value in entry.subfields if code not in "0123456789u"]))
    if text:
        description.notes.append(Note(kind=_NOTES.get(tag, "general"), text=text))


_GROUPS: list[tuple[Handler, str]] = [
    (title, "200"),
    (other_title, " ".join(_TITLE_KINDS)),
    (agent, "700 701 702 710 711 712 720 721 722 730"),
    (edition, "205"),
    (publication, "210 214"),
    (physical, "215"),
    (series, "225 410 411"),
    (
        note,
        "206 207 208 230 300 301 302 303 304 305 306 307 308 310 311 312 313 314 315 316 317 318 320 321 322 323 324 325",
    ),
    (note, "326 327 328 330 332 333 334 336 337 345 371"),
]
HANDLERS: dict[str, Handler] = {
    tag: handler for handler, tags in [*_GROUPS, *unimarc_access.GROUPS] for tag in tags.split()
}
