"""What each UNIMARC field adds to a description: one function for each group of tags."""

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
from chorsu.formats.marc import SF, Field
from chorsu.formats.pairing import Handler

_TITLE_KINDS = {
    "500": "uniform", "501": "uniform", "503": "uniform", "510": "parallel", "512": "cover", "513": "variant",
    "514": "variant", "515": "variant", "516": "variant", "517": "variant", "518": "variant", "520": "former",
    "530": "key", "532": "variant", "540": "variant", "541": "variant",
}  # fmt: skip
_NOTES = {
    "206": "scale", "320": "bibliography", "326": "frequency", "327": "contents", "328": "thesis", "330": "abstract",
    "333": "audience", "345": "source", "371": "access", "830": "local",
}  # fmt: skip
_RELATIONS = {
    "421": "supplement", "422": "supplement", "423": "bound-with", "430": "continues", "431": "continues",
    "432": "continues", "433": "continues", "434": "continues", "435": "continues", "436": "continues",
    "437": "continues", "440": "continued-by", "441": "continued-by", "442": "continued-by", "443": "continued-by",
    "444": "continued-by", "445": "continued-by", "446": "continued-by", "447": "continued-by", "448": "continued-by",
    "451": "other-edition", "452": "other-edition", "453": "translated-as", "454": "translation-of",
    "455": "other-edition", "456": "other-edition", "461": "in", "462": "in", "463": "in", "464": "has-part",
    "470": "review-of", "481": "bound-with", "482": "bound-with", "488": "related",
}  # fmt: skip
_SUBJECT_KINDS = {
    "600": "person",
    "601": "body",
    "602": "person",
    "605": "work",
    "606": "topic",
    "607": "place",
    "608": "genre",
    "615": "topic",
    "620": "place",
}
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


def person_name(entry: Field) -> tuple[str, str, str]:
    """(name, dates, qualifier) of a 70X or 600: inverted where ind2 says so, with the names spelt out where $g gives them."""
    first = trim(entry.get("a"))
    rest = trim(entry.get("g").strip("() ")) or trim(entry.get("b"))
    inverted = entry.indicators[1:2] != "0"
    name = f"{first}, {rest}" if rest and inverted else f"{first} {rest}" if rest else first
    qualifier = ", ".join([trim(value).strip("()") for value in (entry.get("d"), *entry.all("c")) if value.strip()])
    return name, trim(entry.get("f")).strip("()"), qualifier


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
        link_to = _target(entry)
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


def subject(description: Description, entry: Field, tag: str) -> None:
    """600-608, 615, 620: the heading, then its subdivisions ($x, $y, $z, $j) in order."""
    kind = _SUBJECT_KINDS[tag]
    if tag == "601" and entry.indicators[:1] == "1":
        kind = "meeting"
    if tag in ("600", "602"):
        name, dates, qualifier = person_name(entry)
        text = ", ".join([part for part in (name, qualifier, dates) if part])
    elif tag == "601":
        text = ". ".join([trim(value) for value in entry.all("ab") if value.strip()])
    elif tag == "620":
        text = " -- ".join([trim(value) for value in entry.all("abcd") if value.strip()])
    else:
        text = unmark(trim(one_line(entry.get("a"))))[0]
    parts = [trim(value) for value in entry.all("xyzj") if value.strip()]
    if text:
        description.subjects.append(
            Subject(kind=kind, text=text, parts=parts, scheme=entry.get("2").strip(), ident=entry.get("3"))
        )


def work_subject(description: Description, entry: Field, tag: str) -> None:
    """604: a name and a title, embedded."""
    inner = embedded(entry)
    names = [person_name(one)[0] for one in inner if one.tag[:2] in ("70", "71", "72")]
    works = [trim(one.get("a")) for one in inner if one.tag in ("200", "500", "501")]
    text = ". ".join([part for part in (*names, *works) if part])
    if text:
        description.subjects.append(Subject(kind="work", text=text, scheme=entry.get("2").strip()))


def keywords(description: Description, entry: Field, tag: str) -> None:
    """610: each $a a term of its own."""
    description.subjects += [
        Subject(kind="keyword", text=trim(one_line(value))) for value in entry.all("a") if value.strip()
    ]


def class_mark(description: Description, entry: Field, tag: str) -> None:
    """675 UDC, 676 Dewey, 680 Library of Congress, 686 others by $2."""
    source = entry.get("2").strip()
    scheme = {"675": "udc", "676": "ddc", "680": "lcc"}.get(tag, "other")
    if tag == "686" and ("bbk" in source.lower() or "lbc" in source.lower()):
        scheme = "bbk"
    label = source if tag == "686" else entry.get("v").strip()
    for value in entry.all("a"):
        if value.strip():
            description.classes.append(
                Classification(
                    scheme=scheme,
                    value=value.strip(),
                    edition=label,
                    mark=entry.get("b").strip() if tag == "680" else "",
                )
            )


def isbn(description: Description, entry: Field, tag: str) -> None:
    """010."""
    qualifier = trim(entry.get("b").strip("() "))
    for code, value in entry.subfields:
        if code in "az" and value.strip():
            description.identifiers.append(idents.isbn(value, qualifier, cancelled=code == "z"))


def issn(description: Description, entry: Field, tag: str) -> None:
    """011."""
    for code, value in entry.subfields:
        if code in "ayz" and value.strip():
            description.identifiers.append(idents.issn(value, cancelled=code != "a"))


def other_number(description: Description, entry: Field, tag: str) -> None:
    """013 ISMN, 017 others ($2), 020 national bibliography, 021 legal deposit, 071 publisher's, 073 EAN, 035 control."""
    value = entry.get("b") if tag in ("020", "021") else entry.get("a")
    if not value.strip():
        return
    if tag == "035":
        made = idents.control(value)
    elif tag == "073" and idents.isbn(value).valid:
        made = idents.isbn(value)
    elif tag == "017":
        source = entry.get("2").lower()
        made = idents.number("doi" if source == "doi" else "local", value, "" if source == "doi" else source)
    elif tag in ("020", "021"):
        made = idents.number(
            "nbn" if tag == "020" else "local",
            f"{entry.get('a')} {value}".strip(),
            "" if tag == "020" else "legal deposit",
        )
    else:
        made = idents.number(
            {"013": "ismn", "071": "publisher", "073": "ean"}.get(tag, "local"),
            value,
            entry.get("b") if tag == "071" else "",
        )
    if all((made.scheme, made.value) != (other.scheme, other.value) for other in description.identifiers):
        description.identifiers.append(made)


def languages(description: Description, entry: Field, tag: str) -> None:
    """101: $a of the text, $c of the original work."""
    for code, value in entry.subfields:
        target = description.languages if code == "a" else description.original_languages if code == "c" else None
        if target is not None:
            for part in value.replace(",", " ").replace(";", " ").split():
                found = codes.language(part)
                if found and found not in target:
                    target.append(found)


def country(description: Description, entry: Field, tag: str) -> None:
    """102."""
    code = entry.get("a").strip()
    found = code if len(code) == 2 and code.isalpha() and code.isupper() else codes.country(code)
    description.country = description.country or found


def embedded(entry: Field) -> list[Field]:
    """The fields inside a linking field ($1: tag, indicators, then that field's own subfields)."""
    fields: list[Field] = []
    parts = entry.text.split(SF)[1:]
    tag, head, rest = "", "", []
    for part in [*parts, "1"]:
        if part[:1] == "1":
            if tag:
                fields.append(Field.of_text(tag, SF.join([head, *rest])))
            tag, head, rest = part[1:4], part[4:], []
        elif tag:
            rest.append(part)
    return fields


def _target(entry: Field) -> Link:
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


def link(description: Description, entry: Field, tag: str) -> None:
    """42X-48X; the title of a translated work is also an original title."""
    made = _target(entry)
    made.relation = _RELATIONS[tag]
    if made.title or made.agent or made.idents:
        description.links.append(made)
        if tag == "454" and made.title:
            description.titles.append(Title(kind="original", text=made.title))


def electronic(description: Description, entry: Field, tag: str) -> None:
    """856."""
    relation = {"0": "resource", "1": "version", "2": "related"}.get(entry.indicators[1:2], "")
    label = one_line(entry.get("y") or entry.get("2") or entry.get("z"))
    description.electronic += [
        Electronic(url=url.strip(), label=label, relation=relation) for url in entry.all("u") if url.strip()
    ]


_GROUPS: list[tuple[Handler, str]] = [
    (title, "200"),
    (other_title, " ".join(_TITLE_KINDS)),
    (agent, "700 701 702 710 711 712 720 721 722 730"),
    (edition, "205"),
    (publication, "210 214"),
    (physical, "215"),
    (series, "225 410 411"),
    (subject, " ".join(_SUBJECT_KINDS)),
    (work_subject, "604"),
    (keywords, "610"),
    (class_mark, "675 676 680 686"),
    (isbn, "010"),
    (issn, "011"),
    (other_number, "013 017 020 021 035 071 073"),
    (languages, "101"),
    (country, "102"),
    (link, " ".join(_RELATIONS)),
    (electronic, "856"),
    (
        note,
        "206 207 208 230 300 301 302 303 304 305 306 307 308 310 311 312 313 314 315 316 317 318 320 321 322 323 324 325",
    ),
    (note, "326 327 328 330 332 333 334 336 337 345 371"),
]
HANDLERS: dict[str, Handler] = {tag: handler for handler, tags in _GROUPS for tag in tags.split()}
