"""Which character set a record is written in, told from its bytes, its own claims and the records around it.

Claims are weak evidence: leader/09 and UNIMARC 100 $a are copied from templates. UTF-8 proves itself; the eight-bit
sets are weighed by how well the letters they give look like language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import islice
from math import log

from chorsu.formats import marc8

# What may be asked for, and under which other names.
NAMES = {
    "utf8": "utf-8", "utf-8": "utf-8", "unicode": "utf-8", "cp1251": "cp1251", "windows-1251": "cp1251",
    "win-1251": "cp1251", "cp866": "cp866", "ibm866": "cp866", "koi8-r": "koi8-r", "koi8r": "koi8-r",
    "koi8-u": "koi8-u", "latin1": "latin-1", "latin-1": "latin-1", "iso-8859-1": "latin-1", "cp1252": "cp1252",
    "marc8": "marc-8", "marc-8": "marc-8", "ansel": "marc-8", "iso5426": "iso5426", "iso-5426": "iso5426",
    "cp1258": "cp1258",
}  # fmt: skip

CYRILLIC = ("cp1251", "cp866", "koi8-r")
# UNIMARC 100 $a/26-27; 79, 89 and 99 are RUSMARC's own codes.
_UNIMARC_CODES = {b"50": "utf-8", b"89": "cp1251", b"79": "cp866", b"99": "koi8-r", b"03": "iso5426"}

# Occurrences in a thousand letters, Russian and Uzbek Cyrillic taken together; what is not named counts as rare.
_FREQUENT = {
    "а": 95, "б": 16, "в": 38, "г": 19, "д": 32, "е": 75, "ж": 8, "з": 17, "и": 85, "й": 13, "к": 38, "л": 42, "м": 33, "н": 70, "о": 95, "п": 25, "р": 50, "с": 48, "т": 58,
    "у": 24, "ф": 4, "х": 11, "ц": 4, "ч": 13, "ш": 10, "щ": 3, "ъ": 2, "ы": 15, "ь": 15, "э": 4, "ю": 6, "я": 18, "ё": 1, "ў": 6, "і": 6, "ї": 3, "є": 2,
}  # fmt: skip
_LATIN_LETTERS = "éèêëàâäáãåçîïíìôöóòõøûüúùñßæœÉÈÀÂÄÖÜÇÅØÁÍÓÚÑ°«»©–—’“”…·§"
# ANSEL mark → the letters it commonly stands before.
_ANSEL_PAIRS = {
    0xE0: b"aeiouyAEIOUY", 0xE1: b"aeiouAEIOU", 0xE2: b"aeiouycnszrlgkmAEIOUYCNSZRLGKM\xe3\xe6\xf2\xbd\xbc",
    0xE3: b"aeiouwygjscAEIOUWYGJSC\xf2", 0xE4: b"naoeiuNAOEIU\xe3\xe6", 0xE5: b"aeiouAEIOUng", 0xE6: b"aegouiAEGOUI",
    0xE7: b"zecgIZECG", 0xE8: b"aeiouyAEIOUY", 0xE9: b"cszrendtagCSZRENDT", 0xEA: b"auAU", 0xEB: b"iI",
    0xEC: b"auAU", 0xEE: b"ouOU", 0xF0: b"csteghCSTEGH", 0xF1: b"aeiouAEIOU",
    0xF2: b"aeioustdhrlnmkgzyAEIOUSTDHRLNMKGZY\xe3\xe6", 0xF3: b"uU", 0xF6: b"abcdefghijklmnopqrstuvwxyz",
    0xF7: b"stST",
}  # fmt: skip
_ANSEL_ALONE = frozenset(
    b"\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xaa\xab\xac\xad\xae\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbc\xbd\xc0\xc3\xc7\x88\x89"
)
_ISO5426_ALONE = frozenset(b"\xaa\xab\xbb\xea\xf1\xf9\xfa\xfb\x88\x89")
_ISO5426_PAIRS = {
    0xC1: b"aeiouAEIOU", 0xC2: b"aeiouycnszAEIOUYCNSZ", 0xC3: b"aeiouAEIOU", 0xC4: b"naoNAO", 0xC5: b"aeiouAEIOU",
    0xC6: b"aegouAEGOU", 0xC7: b"zecgZECGI", 0xC8: b"aeiouyAEIOUY", 0xC9: b"aeiouyAEIOUY", 0xCA: b"auAU",
    0xCD: b"ouOU", 0xCF: b"cszrendtCSZRENDT", 0xD0: b"csteghCSTEGH", 0xD3: b"aeiuAEIU",
}  # fmt: skip
_HIGH = re.compile(rb"[\x80-\xff]+")
_FOLLOWED = re.compile(rb"[\x80-\xff]+[A-Za-z]")
_TOUCHING = re.compile(rb"(?<!\x1f)[A-Za-z][\x80-\xff]+|[\x80-\xff]+[A-Za-z]")
_CUT = re.compile(rb"([\x1e\x1f])")
_NONSORT = re.compile("€([^€‰\x1e\x1f]{1,15})‰")


def _weights(encoding: str) -> dict[int, float]:
    """For each byte 80-FF, how likely it is in running text of this set, as a logarithm."""
    result = {}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(encoding, "replace")
        lower = letter.lower()
        if lower in _FREQUENT:
            weight = log(_FREQUENT[lower] / 1000) - (0 if letter == lower else 2.2)
        elif letter in "№«»–—…’“” ":
            weight = -5.5
        elif letter.isalpha():
            weight = -8.0
        else:
            weight = -10.0
        result[byte] = weight
    return result


_TABLES = {encoding: _weights(encoding) for encoding in CYRILLIC}
_LATIN_TABLE = {
    b: -3.0 if bytes([b]).decode("cp1252", "replace") in _LATIN_LETTERS else -8.0 for b in range(0x80, 0x100)
}
_SMALL, _CAPITAL = "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ"
_TURNS = {
    e: re.compile(b"[" + re.escape(_SMALL.encode(e)) + b"][" + re.escape(_CAPITAL.encode(e)) + b"]") for e in CYRILLIC
}
_SAMPLE = 60  # runs of high bytes looked at in one record


def weigh(data: bytes) -> dict[str, float]:
    """How well each eight-bit set explains these bytes: the mean logarithm per high byte (0 is best, -10 nonsense)."""
    runs = [(m.start(), m.group()) for m in islice(_HIGH.finditer(data), _SAMPLE)]
    high = b"".join([run for _, run in runs])
    if not high:
        return {}
    count = len(high)
    bytes_ = Counter(high).items()
    # Latin text has lone high bytes that touch ASCII letters; Cyrillic words do not touch them.
    lone = sum([1 for _, run in runs if len(run) == 1]) / len(runs)
    touching = min(len(_TOUCHING.findall(data)) / len(runs), 1.0)
    result = {}
    for encoding, table in _TABLES.items():
        total = sum([table[byte] * times for byte, times in bytes_])
        # Inside a word a capital after a small letter is a sign of the wrong set (KOI8-R and CP1251 swap the cases).
        turns = len(_TURNS[encoding].findall(high))
        result[encoding] = (total - 1.5 * turns) / count - 5 * touching
    if touching < 0.15 and max([len(run) for _, run in runs]) > 2:
        return result
    result["latin-1"] = sum([_LATIN_TABLE[byte] * times for byte, times in bytes_]) / count - (1 - lone) * 6
    result["marc-8"] = _pairs(data, runs, _ANSEL_PAIRS, _ANSEL_ALONE) / count
    result["iso5426"] = _pairs(data, runs, _ISO5426_PAIRS, _ISO5426_ALONE) / count - 0.3
    return result


def _pairs(data: bytes, runs: list[tuple[int, bytes]], pairs: dict[int, bytes], alone: frozenset[int]) -> float:
    total = 0.0
    for start, run in runs:
        for place, byte in enumerate(run, start):
            follower = data[place + 1 : place + 2]
            if follower and follower in pairs.get(byte, b""):
                total -= 2.6
            elif byte in alone:
                total -= 4.0
            elif byte in pairs and follower.isalpha():
                total -= 7.0
            else:
                total -= 10.0
    return total


def decoder(encoding: str) -> Callable[[bytes], str]:
    """The function that turns a record's bytes into text; never fails, U+FFFD stands for what has no letter."""
    if encoding == "marc-8":
        return lambda data: _by_piece(data, marc8.decode)
    if encoding == "iso5426":
        return lambda data: _by_piece(data, marc8.decode_iso5426)
    if encoding in ("cp1251", "cp1252"):
        return lambda data: _NONSORT.sub("\x98\\1\x9c", data.decode(encoding, "replace"))
    return lambda data: data.decode(encoding, "replace")


def _by_piece(data: bytes, decode: Callable[[bytes], str]) -> str:
    # Escape sequences end with the subfield; a mark never reaches over a delimiter.
    return "".join(
        [
            decode(piece) if len(piece) > 1 else piece.decode("latin-1") if piece.isascii() else decode(piece)
            for piece in _CUT.split(data)
        ]
    )


class Detector:
    """Decides record by record and remembers, so that a record with two high bytes is read like its neighbours."""

    __slots__ = ("_fixed", "_prior", "_sure", "_total")

    def __init__(self, encoding: str = "auto") -> None:
        """encoding: "auto" or a name in NAMES; raises KeyError for another."""
        self._fixed = None if encoding in ("", "auto") else NAMES[encoding.lower().replace("_", "-")]
        self._prior: dict[str, float] = {}
        self._total = 0.0
        self._sure = ""  # a Cyrillic set that the neighbours leave no doubt about

    def look_ahead(self, records: list[bytes]) -> None:
        """Weigh the records at the head of a file together before the first of them is decided."""
        if self._fixed:
            return
        for raw in records:
            if not raw.isascii() and _utf8(raw) is None:
                self._learn(weigh(raw), min(len(_HIGH.findall(raw)), 40))

    def _learn(self, weights: dict[str, float], size: int) -> None:
        for encoding in (*CYRILLIC, "latin-1", "marc-8", "iso5426"):
            self._prior[encoding] = self._prior.get(encoding, 0.0) + weights.get(encoding, -10.0) * size
        self._total += size
        if self._total > 4000:  # older neighbours fade
            self._prior = {encoding: weight / 2 for encoding, weight in self._prior.items()}
            self._total /= 2
        if self._total > 100:
            first, second = sorted(self._prior, key=self._prior.__getitem__)[:-3:-1]
            lead = (self._prior[first] - self._prior[second]) / self._total
            self._sure = first if first in CYRILLIC and lead > 0.8 else ""

    def text(self, raw: bytes, base: int, unimarc: bool) -> tuple[str, str]:
        """(text, encoding) of a whole record. base: where the fields begin; unimarc: the flavour is of that family."""
        if self._fixed:
            return decoder(self._fixed)(raw), self._fixed
        marked = raw[9:10]
        if b"\x1b" not in raw or marked == b"a":
            try:
                return raw.decode(), "utf-8"
            except UnicodeDecodeError:
                pass
        elif (text := _utf8(raw)) is not None and not raw.isascii():
            return text, "utf-8"
        else:
            return decoder("marc-8")(raw), "marc-8"
        encoding = self._decide(raw, base, marked, unimarc)
        return decoder(encoding)(raw), encoding

    def _alike(self, body: bytes, runs: list[bytes]) -> bool:
        """Whether a record resembles its neighbours so much that nothing else need be weighed."""
        if len(runs) < 3 or len(_FOLLOWED.findall(body)) * 6 > len(runs):
            return False
        high = b"".join(runs[:_SAMPLE])
        table = _TABLES[self._sure]
        mean = sum([table[byte] * times for byte, times in Counter(high).items()]) / len(high)
        return mean > self._prior[self._sure] / self._total - 0.8

    def _decide(self, raw: bytes, base: int, marked: bytes, unimarc: bool) -> str:
        body = raw[base:]
        runs = _HIGH.findall(body)
        if self._sure and self._alike(body, runs):
            return self._sure
        if _damaged_utf8(body):
            return "utf-8"
        weights = weigh(body)
        size = min(len(runs), 40)
        worst = -10.0
        prior, total = self._prior, self._total
        claimed = _claimed(body) if unimarc else "marc-8" if marked == b" " else None
        best, most = "cp1251" if unimarc else "marc-8", float("-inf")
        for encoding in (*CYRILLIC, "latin-1", "marc-8", "iso5426"):
            score = weights.get(encoding, worst) * size
            if encoding == ("marc-8" if unimarc else "iso5426"):
                score -= 2.0 * size
            if encoding == claimed:
                score += 4.0 if unimarc else 1.5
            if total:
                # The neighbours weigh as much as a dozen letters of the record itself.
                score += 12 * prior.get(encoding, worst * total) / total
            if score > most:
                best, most = encoding, score
        self._learn(weights, size)
        return best


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _damaged_utf8(body: bytes) -> bool:
    """Whether it is UTF-8 with a few bad bytes: many whole sequences, few strays."""
    good = _SEQUENCE.findall(body)
    if len(good) < 3:
        return False
    strays = sum(map(len, _HIGH.findall(body))) - sum(map(len, good))
    # CP866 and MARC-8 have chance sequences too, but never three times as many as strays.
    return len(good) >= 3 * strays


def _claimed(body: bytes) -> str | None:
    """The set UNIMARC 100 $a/26-29 names, where it names one."""
    # 100 $a is 36 characters that open with the date of entry.
    found = re.search(rb"\x1fa[0-9 ]{8}[a-z |u].{17}([0-9 ]{2})([0-9 ]{2})", body, re.S)
    if not found:
        return None
    codes = found.groups()
    return next((_UNIMARC_CODES[c] for c in reversed(codes) if c in _UNIMARC_CODES), None)
