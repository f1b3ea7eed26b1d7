"""What the UNIMARC fields of access add: subjects, classes, numbers, codes, links. One function for each group of tags."""

from __future__ import annotations

from chorsu.formats import codes, idents
from chorsu.formats.description import Classification, Description, Electronic, Subject, Title
from chorsu.formats.isbd import one_line, trim, unmark
from chorsu.formats.marc import Field
from chorsu.formats.pairing import Handler
from chorsu.formats.unimarc_links import embedded, person_name, target

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


def link(description: Description, entry: Field, tag: str) -> None:
    """42X-48X; the title of a translated work is also an original title."""
    made = target(entry)
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


GROUPS: list[tuple[Handler, str]] = [
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
]
