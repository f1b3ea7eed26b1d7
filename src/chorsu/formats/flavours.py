"""Which member of the MARC family a record belongs to.

MARC 21 and UNIMARC are told apart by the tags only one of them has; RUSMARC and UZMARC are UNIMARC kept by Russian and
Uzbek agencies, told by the agency's country; IRBIS exports are told by their worksheet. A field list of the Uzbek format was not to be had: such records are read
as UNIMARC, and only the name is kept apart so that a difference can be given a place once it is known.
"""

from __future__ import annotations

from chorsu.formats.marc import Record

FLAVOURS = ("marc21", "unimarc", "rusmarc", "uzmarc")
_MARC21 = frozenset(
    ["008", "040", "240", "245", "246", "250", "260", "264", "490", "650", "651", "655", "336", "337", "338", "880"]
)
_UNIMARC = frozenset(
    [
        "101",
        "102",
        "105",
        "106",
        "200",
        "205",
        "215",
        "225",
        "601",
        "606",
        "607",
        "686",
        "801",
        "675",
        "210",
        "920",
        "899",
    ]
)
# The worksheets of IRBIS (field 920): its ISO 2709 exports carry its own tags, not those of RUSMARC.
_SHEETS = frozenset(
    [
        "PAZK",
        "SPEC",
        "PVK",
        "PAZK42",
        "SPEC42",
        "ASP",
        "ASP42",
        "OJ",
        "OJK",
        "OJ42",
        "NJ",
        "NJK",
        "NJP",
        "J",
        "KN42",
        "MUSP42",
        "MUSP",
        "AUD",
        "IBIS",
    ]
)


class Guesser:
    """Decides for each record; a record without telling tags follows its neighbours."""

    __slots__ = ("_fixed", "_last")

    def __init__(self, flavour: str = "auto") -> None:
        """flavour: "auto", "irbis" or one of FLAVOURS; raises ValueError for another."""
        if flavour not in ("", "auto", "irbis", *FLAVOURS):
            raise ValueError(flavour)
        self._fixed = "" if flavour in ("", "auto") else flavour
        self._last = "marc21"

    def is_unimarc(self, directory: bytes) -> bool:
        """Whether the directory (entries of 12 bytes) lists a UNIMARC record."""
        if self._fixed:
            return self._fixed != "marc21"
        place = directory.find(b"245")
        if place >= 0 and place % 12 == 0 and self._last == "marc21":
            return False
        return self.of_tags([directory[i : i + 3].decode("latin-1") for i in range(0, len(directory), 12)])

    def of_tags(self, tags: list[str]) -> bool:
        """The same from a list of tags."""
        if self._fixed:
            return self._fixed != "marc21"
        here = set(tags)
        unimarc, marc21 = len(here & _UNIMARC), len(here & _MARC21)
        if "245" in here and "200" not in here:
            marc21 += 5
        elif "200" in here and "245" not in here:
            unimarc += 5
        if unimarc == marc21:
            return self._last != "marc21"
        return unimarc > marc21

    def name(self, unimarc: bool, record: Record) -> str:
        """The flavour's name, by the agency's country in 801 $a and the form of the control number."""
        if self._fixed:
            return self._fixed
        if not unimarc:
            self._last = "marc21"
            return "marc21"
        sheet = record.first("920")
        if sheet is not None and sheet.text.strip() in _SHEETS:
            return "irbis"
        control = record.get("001")
        countries = record.values("801", "a")
        if "UZ" in countries or control.startswith(("UZ\\", "UZ/")):
            self._last = "uzmarc"
        elif "RU" in countries or control.startswith("RU\\"):
            self._last = "rusmarc"
        elif countries or self._last == "marc21":
            self._last = "unimarc"
        return self._last
