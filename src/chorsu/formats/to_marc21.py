"""Descriptions put into MARC 21: for records that were made here or came in another format."""

from __future__ import annotations

from chorsu.formats.codes import COUNTRIES, LANGUAGES
from chorsu.formats.description import Agent, Copy, Description, Title
from chorsu.formats.marc import Field, Record

_LEADERS = {
    "book": "am", "article": "aa", "serial": "as", "issue": "as", "newspaper": "as", "thesis": "am", "map": "em",
    "notated-music": "cm", "audio": "im", "video": "gm", "image": "km", "manuscript": "tm", "e-resource": "am",
    "object": "rm", "mixed": "pm",
}  # fmt: skip
_BIBLIOGRAPHIC: dict[str, str] = {}
for _long, _short in LANGUAGES.items():
    _BIBLIOGRAPHIC.setdefault(
        _short, _long
    )  # the bibliographic code of a language stands before the terminological one
_MARC_COUNTRIES: dict[str, str] = {}
for _code, _alpha in COUNTRIES.items():
    if len(_code) == 2 or _alpha == "GB":
        _MARC_COUNTRIES.setdefault(_alpha, _code)
_MARC_COUNTRIES |= {"US": "xxu", "GB": "xxk", "CA": "xxc", "RU": "ru", "DE": "gw", "VN": "vm", "UZ": "uz"}


def to_marc21(description: Description, copies: list[Copy] | None = None) -> Record:
    """A minimal-level MARC 21 record (encoding level 7): for records that were made here or came in another format."""
    kind = _LEADERS.get(description.kind, "am")
    record = Record(f"00000n{kind} a2200000 7 4500")
    add = record.add
    if description.control:
        add(Field("001", data=description.control))
    add(Field("008", data=_fixed(description)))
    for one in description.identifiers:
        if one.scheme == "isbn":
            add(Field("020", "  ", [("a" if one.valid else "z", one.value)]))
        elif one.scheme == "issn":
            add(Field("022", "  ", [("a" if one.valid else "y", one.value)]))
        elif one.scheme == "doi":
            add(Field("024", "7 ", [("a", one.value), ("2", "doi")]))
        elif one.scheme in ("control", "oclc"):
            add(Field("035", "  ", [("a", f"(OCoLC){one.value}" if one.scheme == "oclc" else one.value)]))
    codes = [_BIBLIOGRAPHIC.get(code, code) for code in description.languages]
    original = [_BIBLIOGRAPHIC.get(code, code) for code in description.original_languages]
    if len(codes) > 1 or original:
        add(
            Field(
                "041",
                "1 " if original else "0 ",
                [*(("a", code) for code in codes), *(("h", code) for code in original)],
            )
        )
    for mark in description.classes:
        tag = {"udc": "080", "ddc": "082", "lcc": "050"}.get(mark.scheme, "084")
        pairs = [("a", mark.value), ("b", mark.mark), ("2", "rubbk" if mark.scheme == "bbk" else mark.edition)]
        add(Field(tag, "04" if tag in ("050", "082") else "  ", [pair for pair in pairs if pair[1]]))
    links = _Other(record)
    main = next((agent for agent in description.agents if agent.main), None)
    if main is not None:
        links.add("100", main)
    title = description.title
    links.title(title, f"{1 if main else 0}")
    for entry in description.titles:
        if entry is not title:
            add(
                Field(
                    "246",
                    "31" if entry.kind == "parallel" else "3 ",
                    [("a", entry.text), *([("b", entry.rest)] if entry.rest else [])],
                )
            )
    for edition in description.editions:
        add(Field("250", "  ", [pair for pair in (("a", edition.text), ("b", edition.responsibility)) if pair[1]]))
    for place in description.publications:
        second = {"production": "0", "publication": "1", "distribution": "2", "manufacture": "3", "copyright": "4"}.get(
            place.kind, "1"
        )
        add(
            Field(
                "264",
                f" {second}",
                [pair for pair in (("a", place.place), ("b", place.publisher), ("c", place.date)) if pair[1]],
            )
        )
    for body in description.physical:
        add(
            Field(
                "300",
                "  ",
                [
                    pair
                    for pair in (("a", body.extent), ("b", body.details), ("c", body.size), ("e", body.accompanying))
                    if pair[1]
                ],
            )
        )
    for series in description.series:
        add(
            Field(
                "490",
                "0 ",
                [pair for pair in (("a", series.title), ("x", series.issn), ("v", series.number)) if pair[1]],
            )
        )
    tags = {
        "contents": "505",
        "abstract": "520",
        "bibliography": "504",
        "thesis": "502",
        "audience": "521",
        "language": "546",
        "access": "506",
    }
    for note in description.notes:
        add(Field(tags.get(note.kind, "500"), "  " if note.kind != "contents" else "0 ", [("a", note.text)]))
    tags = {
        "person": "600",
        "body": "610",
        "meeting": "611",
        "work": "630",
        "place": "651",
        "genre": "655",
        "time": "648",
        "keyword": "653",
    }
    for subject in description.subjects:
        tag = tags.get(subject.kind, "650")
        pairs = [("a", subject.text), *(("x", part) for part in subject.parts)]
        known = subject.scheme == "lcsh"
        if tag != "653" and subject.scheme and not known:
            pairs.append(("2", subject.scheme))
        second = " " if tag == "653" else "0" if known else "7" if subject.scheme else "4"
        add(Field(tag, ("1" if tag == "600" else " ") + second, pairs))
    for agent in description.agents:
        if agent is not main:
            links.add("700", agent)
    for link in description.links:
        tag = {
            "in": "773",
            "has-part": "774",
            "continues": "780",
            "continued-by": "785",
            "translation-of": "765",
            "translated-as": "767",
            "bound-with": "777",
            "supplement": "770",
        }.get(link.relation, "787")
        pairs = [("a", link.agent), ("t", link.title), ("g", link.place)]
        add(Field(tag, "0 ", [pair for pair in pairs if pair[1]]))
    for address in description.electronic:
        add(
            Field(
                "856",
                "40" if address.relation == "resource" else "4 ",
                [pair for pair in (("u", address.url), ("y", address.label)) if pair[1]],
            )
        )
    for copy in copies or ():
        pairs = [
            ("b", copy.library),
            ("c", copy.location),
            ("h", copy.call_number),
            ("p", copy.barcode),
            ("z", copy.note),
        ]
        add(Field("852", "  ", [pair for pair in pairs if pair[1]]))
    links.finish()
    # By hundreds only: within a block the order of the description tells what comes first.
    return Record(record.leader, sorted(record.all, key=lambda entry: entry.tag[0] if entry.tag > "1" else entry.tag))


def _fixed(description: Description) -> str:
    language = (
        _BIBLIOGRAPHIC.get(description.languages[0], description.languages[0])[:3] if description.languages else "und"
    )
    country = _MARC_COUNTRIES.get(description.country, "xx")
    first = f"{description.year:04}" if description.year else "uuuu"
    type_, second = (
        ("m", f"{description.year_to:04}")
        if description.year_to
        else ("s", "    ")
        if description.year
        else ("n", "uuuu")
    )
    form = "o" if description.kind == "e-resource" else " "
    nature = "m   " if description.kind == "thesis" else "    "
    return f"000000{type_}{first}{second}{country:<3}{'':5}{form}{nature}{'':7}{language:<3} d"


def _punctuated(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Title subfields with the ISBD signs that MARC 21 puts at their ends."""
    result = []
    for n, (code, value) in enumerate(pairs):
        following = pairs[n + 1][0] if n + 1 < len(pairs) else ""
        sign = {"b": " :", "c": " /", "n": ".", "p": "," if code == "n" else "."}.get(following, "")
        result.append((code, value + sign))
    return result


class _Other:
    """Collects the other writings of names and titles as 880 fields."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._later: list[Field] = []

    def title(self, title: Title, first: str) -> None:
        """245, its other writing as 880."""
        number = f"{len(self._later) + 1:02}"
        link = [("6", f"880-{number}")] if title.also else []
        self._record.add(Field("245", f"{first}{min(title.nonfiling, 9)}", [*link, *_title_pairs(title)]))
        for other in title.also[:1]:
            self._later.append(
                Field("880", f"{first}{min(other.nonfiling, 9)}", [("6", f"245-{number}"), *_title_pairs(other)])
            )

    def add(self, base: str, agent: Agent) -> None:
        """A name as 1XX or 7XX, its other writings as 880."""
        offset = {"body": 10, "meeting": 11}.get(agent.kind, 0)
        tag = f"{int(base) + offset:03}"
        first = (
            "3"
            if agent.kind == "family"
            else "1"
            if agent.kind == "person" and ", " in agent.name
            else "0"
            if agent.kind == "person"
            else "2"
        )
        number = f"{len(self._later) + 1:02}"
        link = [("6", f"880-{number}")] if agent.also else []
        self._record.add(Field(tag, f"{first} ", [*link, *_agent_pairs(agent)]))
        for other in agent.also[:1]:
            self._later.append(Field("880", f"{first} ", [("6", f"{tag}-{number}"), *_agent_pairs(other)]))

    def finish(self) -> None:
        """Append the 880 fields after all others."""
        self._record.add(*self._later)


def _agent_pairs(agent: Agent) -> list[tuple[str, str]]:
    pairs = [("a", agent.name), ("c", agent.qualifier), ("d", agent.dates), *(("4", role) for role in agent.roles)]
    return [pair for pair in pairs if pair[1]]


def _title_pairs(title: Title) -> list[tuple[str, str]]:
    pairs = [
        ("a", title.text),
        ("n", title.part_number),
        ("p", title.part_name),
        ("b", title.rest),
        ("c", title.responsibility),
    ]
    return _punctuated([pair for pair in pairs if pair[1]])
