"""Which library holds which edition, in how many copies and in what state: samples, the same at every loading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from chorsu.site.demo.chance import between, number, pick, share
from chorsu.site.demo.editions import Edition, editions
from chorsu.site.demo.works import Article, Periodical, articles, periodicals

LIBRARIES = ("NLUZ", "TSHC", "RCHL", "NUUL", "FERG", "SAMQ", "NLV", "HCMC")
#: The branches that hold books for lending, and the one for reading on the spot.
LENDING = {
    "NLUZ": ("NLUZ-LEND",), "TSHC": ("TSHC-MAIN", "TSHC-CHIL", "TSHC-YUNU"), "RCHL": ("RCHL-MAIN",),
    "NUUL": ("NUUL-LEND",), "FERG": ("FERG-MAIN", "FERG-QOQN"), "SAMQ": ("",), "NLV": ("NLV-LEND",),
    "HCMC": ("HCMC-MAIN", "HCMC-TDUC"),
}  # fmt: skip
READING = {"NLUZ": "NLUZ-READ", "NUUL": "NUUL-READ", "NLV": "NLV-READ"}
#: How likely each library holds an edition in a language.
SHARES = {
    "uz": {"NLUZ": 0.8, "TSHC": 0.45, "NUUL": 0.28, "FERG": 0.35, "SAMQ": 0.3},
    "ru": {"NLUZ": 0.7, "TSHC": 0.4, "NUUL": 0.3, "FERG": 0.5, "SAMQ": 0.3, "NLV": 0.05},
    "vi": {"NLV": 0.94, "HCMC": 0.55, "NLUZ": 0.02},
    "en": {"NLUZ": 0.35, "NUUL": 0.5, "NLV": 0.4, "HCMC": 0.3},
    "de": {"NLUZ": 0.5, "NUUL": 0.5},
    "fa": {"NLUZ": 1.0, "NUUL": 0.6}, "ar": {"NLUZ": 1.0, "NUUL": 0.6}, "chg": {"NLUZ": 1.0, "NUUL": 0.5},
}  # fmt: skip
STATES = (
    ("damaged", 0.012), ("lost", 0.012), ("in-process", 0.02), ("withdrawn", 0.015), ("reference", 0.12),
    ("missing", 0.012),
)  # fmt: skip
Thing = Edition | Periodical | Article


@dataclass(frozen=True)
class Piece:
    """One copy; `status` in the words of `formats.description.Copy`, "" for one ready to be lent."""

    branch: str
    barcode: str
    inventory: str
    call: str
    status: str
    acquired: str
    price: str
    material: str
    note: str = ""
    count: int = 1


@dataclass(frozen=True)
class Entry:
    """What one library's catalogue says: the thing, its number there, its copies."""

    library: str
    number: int
    thing: Thing
    pieces: tuple[Piece, ...]

    @property
    def control(self) -> str:
        """The control number of the record in the library's own system."""
        return f"{self.library.lower()}{self.number:06d}"


@cache
def stock() -> dict[str, tuple[Entry, ...]]:
    """Every library's entries, in the order in which they are numbered."""
    things: list[Thing] = [*editions(), *periodicals().values(), *articles()]
    holders = [(thing, _holders(thing)) for thing in things]
    return {code: tuple(_entries(code, (thing for thing, who in holders if code in who))) for code in LIBRARIES}


def _name(thing: Thing) -> str:
    return thing.key if isinstance(thing, Edition) else f"{type(thing).__name__}:{thing.title}"


def _holders(thing: Thing) -> list[str]:
    lang = thing.lang
    subjects = thing.work.subjects if isinstance(thing, Edition) else ()
    shares = dict(SHARES[lang])
    if "bolalar" in subjects and lang in ("uz", "ru"):
        shares["RCHL"] = 0.95
    if isinstance(thing, Edition) and thing.script == "Cyrl" and lang == "uz" or not _fits_cp1251(thing):
        shares.pop("FERG", None)
    if not isinstance(thing, Edition):
        shares = {code: value for code, value in shares.items() if code in ("NLUZ", "NUUL", "NLV", "TSHC", "HCMC")}
    name = _name(thing)
    found = [code for code in LIBRARIES if share(name, code) < shares.get(code, 0)]
    return found or [max(shares, key=lambda code: shares[code])]


def _fits_cp1251(thing: Thing) -> bool:
    """Fergana's old system knows no letters outside its code page."""
    who = thing.work.author if isinstance(thing, Edition) else None
    words = [thing.title, *(who.names.values() if who else ())]
    if isinstance(thing, Edition):
        words += [thing.work.original_title, thing.publisher]
    try:
        plain(" ".join(words)).encode("cp1251")
    except UnicodeEncodeError:
        return False
    return True


def plain(text: str) -> str:
    """Uzbek letters as typed on an old keyboard.

    >>> plain("Oʻtkan kunlar")
    "O'tkan kunlar"
    """
    return text.replace("ʻ", "'").replace("ʼ", "'")


def _entries(code: str, things: Iterator[Thing]) -> Iterator[Entry]:
    serial = 0
    for place, thing in enumerate(things, start=1):
        pieces = tuple(_pieces(code, thing, serial))
        serial += len(pieces)
        yield Entry(code, place, thing, pieces)


def _pieces(code: str, thing: Thing, serial: int) -> Iterator[Piece]:
    name = _name(thing)
    if isinstance(thing, Article):
        return
    school = isinstance(thing, Edition) and "maktab" in thing.work.subjects
    if isinstance(thing, Periodical):
        count = 2 if thing.until is None else 1
    elif thing.lang == "ar" or thing.work.kind in ("manuscript", "image"):
        count = 1
    else:
        count = pick((1, 1, 2, 1, 3, 1), name, code, "copies")
    for turn in range(count):
        made = _piece(code, thing, serial + turn + 1, name, turn)
        if code == "SAMQ" and school:  # a set of textbooks is one entry of the register
            yield replace(made, count=between(15, 60, name, "set"))
            return
        yield made


def _piece(code: str, thing: Edition | Periodical, serial: int, name: str, turn: int) -> Piece:
    barcode = f"{LIBRARIES.index(code) + 1}{serial:07d}"
    status = _status(code, name, turn)
    kind = thing.work.kind if isinstance(thing, Edition) else thing.kind
    klass = thing.work.klass if isinstance(thing, Edition) else thing.klass
    branch = pick(LENDING[code], name, code, turn)
    if kind in ("serial", "newspaper", "manuscript", "image", "map") or getattr(thing, "script", "") == "Arab":
        status = status or "reference"
    if status == "reference":
        branch = READING.get(code, branch)
    if kind == "manuscript" and code == "NLUZ":
        branch = "NLUZ-RARE"
    if kind in ("notated-music", "audio") and code == "NLUZ":
        branch = "NLUZ-MUS"
    year = max(thing.year if isinstance(thing, Edition) else 2025, 1992)
    acquired = f"{min(year + number(name, code) % 3, 2025)}-{between(1, 12, name, code)}-{between(1, 28, name)}"
    acquired = "-".join(part.zfill(2) for part in acquired.split("-"))
    vietnam = code in ("NLV", "HCMC")
    price = f"{between(20, 180, name, 'price') * 1000} {'VND' if vietnam else 'UZS'}"
    mark = thing.work.author.names.get("en", "") if isinstance(thing, Edition) and thing.work.author else thing.title
    note = f"{'số' if vietnam else 'son'} {turn + 1}/2025" if isinstance(thing, Periodical) and not thing.until else ""
    return Piece(
        branch, barcode, f"{year % 100:02d}-{serial:06d}", f"{klass} {mark[:3]}".strip(), status, acquired, price,
        kind, note,
    )  # fmt: skip


def _status(code: str, name: str, turn: int) -> str:
    drawn = share(name, code, turn, "state")
    for state, likely in STATES:
        if state == "missing" and code != "NLV":  # only its format can say so
            continue
        if drawn < likely:
            return state
        drawn -= likely
    return ""
