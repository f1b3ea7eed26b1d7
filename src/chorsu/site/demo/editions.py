"""Makes editions of the works: in which languages, scripts and years, at which publisher. Imprints are samples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chorsu.kernel.numbers import isbn
from chorsu.language.transliteration import to_cyrillic
from chorsu.site.demo.chance import between, number, pick, share
from chorsu.site.demo.works import Work, works

LATIN = [
    ("Toshkent", "Sharq"), ("Toshkent", "Gʻafur Gʻulom nomidagi nashriyot"), ("Toshkent", "Yangi asr avlodi"),
    ("Toshkent", "Oʻzbekiston"), ("Toshkent", "Maʼnaviyat"), ("Toshkent", "Akademnashr"),
]  # fmt: skip
CYRILLIC = [
    ("Тошкент", "Ғафур Ғулом номидаги Адабиёт ва санъат нашриёти"), ("Тошкент", "Ёш гвардия"), ("Тошкент", "Шарқ"),
    ("Тошкент", "Ўзадабийнашр"),
]  # fmt: skip
SOVIET = [
    ("Москва", "Художественная литература"), ("Москва", "Советский писатель"), ("Ленинград", "Лениздат"),
    ("Москва", "Правда"), ("Ташкент", "Издательство литературы и искусства им. Гафура Гуляма"),
]  # fmt: skip
RUSSIAN = [("Москва", "Эксмо"), ("Москва", "АСТ"), ("Санкт-Петербург", "Азбука"), ("Москва", "Вече")]
VIETNAMESE = [("Hà Nội", "Văn học"), ("TP. Hồ Chí Minh", "Trẻ"), ("Hà Nội", "Hội Nhà văn"), ("Hà Nội", "Phụ nữ")]
ENGLISH = [("London", "Penguin Books"), ("Oxford", "Oxford University Press"), ("New York", "Vintage")]
SPECIAL = {
    ("uz", "bolalar"): [("Toshkent", "Choʻlpon"), ("Toshkent", "Yangi asr avlodi")],
    ("uz", "maktab"): [("Toshkent", "Oʻqituvchi")],
    ("uz", "darslik"): [("Toshkent", "Oʻqituvchi"), ("Toshkent", "Fan")],
    ("uz-Cyrl", "bolalar"): [("Тошкент", "Ёш гвардия"), ("Тошкент", "Чўлпон")],
    ("uz-Cyrl", "mumtoz"): [("Тошкент", "Фан"), ("Тошкент", "Ғафур Ғулом номидаги Адабиёт ва санъат нашриёти")],
    ("ru-old", "bolalar"): [("Москва", "Детская литература")],
    ("ru-old", "darslik"): [("Москва", "Наука"), ("Москва", "Мир")],
    ("vi", "bolalar"): [("Hà Nội", "Kim Đồng")],
    ("vi", "maktab"): [("Hà Nội", "Giáo dục Việt Nam")],
    ("vi", "mumtoz"): [("Hà Nội", "Khoa học xã hội"), ("Hà Nội", "Văn học")],
}
ARABIC = {"ar": ("بيروت", "دار الكتب العلمية"), "fa": ("تهران", "امیرکبیر"), "chg": ("Toshkent", "Fan")}
PREFIXES = {"uz": "9789943", "ru": "9785", "vi": "978604", "en": "978014"}


@dataclass(frozen=True)
class Edition:
    """One edition as libraries describe it; `lang` ISO 639 (two or three letters), `script` ISO 15924."""

    key: str
    work: Work
    lang: str
    script: str
    title: str
    year: int
    place: str
    publisher: str
    pages: int
    isbn: str

    @property
    def translated(self) -> bool:
        """Whether it is not in the work's own language."""
        return self.lang != self.work.lang and self.lang not in ("chg", self.work.original[0])


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition, in the order of the works."""
    return tuple(edition for work in works() for edition in _of(work))


def _of(work: Work) -> list[Edition]:
    born = work.year or 1000
    made: list[Edition] = []
    for lang, title in work.titles.items():
        own = lang == work.lang or (lang == "uz" and "mumtoz" in work.subjects)
        if not own and lang == "ru" and share(work.key, "into russian") < 0.3:
            continue
        if lang == "uz":
            if born < 1988 and share(work.key, "cyrillic") < (0.85 if own else 0.3):
                made.append(_edition(work, "uz-Cyrl", "Cyrl", to_cyrillic(title), max(born, 1956), 1993, 0))
            made.append(_edition(work, "uz", "Latn", title, max(born, 1998), 2025, 0))
            if own and share(work.key, "again") < 0.2:
                made.append(_edition(work, "uz", "Latn", title, max(born, 1998), 2025, 1))
        elif lang == "ru":
            if born < 1985 and (own or share(work.key, "soviet") < 0.3):
                made.append(_edition(work, "ru-old", "Cyrl", title, max(born, 1954), 1990, 0))
            if own and share(work.key, "new") < 0.3 or all(one.lang != "ru" for one in made):
                made.append(_edition(work, "ru", "Cyrl", title, max(born, 1997), 2025, 1))
        elif lang == "vi":
            if own or share(work.key, "vietnamese") < 0.6:
                made.append(_edition(work, "vi", "Latn", title, max(born, 1976), 2025, 0))
            if own and share(work.key, "again") < 0.35:
                made.append(_edition(work, "vi", "Latn", title, max(born, 1999), 2025, 1))
        elif own or share(work.key, "english") < 0.3:
            made.append(_edition(work, "en", "Latn", title, max(born, 1962), 2024, 0))
    code, original = work.original
    if code in ARABIC:
        made.append(_edition(work, code, "Arab", original, max(born, 1965), 2015, 0))
    return _once(made if work.kind == "book" else made[:1])


def _once(made: list[Edition]) -> list[Edition]:
    """Without those that could not be told from another one."""
    return list({(one.lang, one.script, one.year): one for one in reversed(made)}.values())[::-1]


def _edition(work: Work, manner: str, script: str, title: str, first: int, last: int, turn: int) -> Edition:
    lang = manner.partition("-")[0]
    key = f"{work.key}:{manner}:{turn}"
    year = between(first, max(first, last), key, "year")
    place, publisher = _imprint(work, manner, key)
    made = _isbn(lang, key) if year >= 2000 and lang in PREFIXES and work.kind == "book" else ""
    return Edition(key, work, lang, script, title, year, place, publisher, between(64, 620, work.key, manner), made)


def _imprint(work: Work, manner: str, key: str) -> tuple[str, str]:
    if manner in ARABIC:
        return ARABIC[manner]
    for term in work.subjects:
        if (manner, term) in SPECIAL:
            return pick(SPECIAL[(manner, term)], key, "house")
    houses = {"uz": LATIN, "uz-Cyrl": CYRILLIC, "ru": RUSSIAN, "ru-old": SOVIET, "vi": VIETNAMESE, "en": ENGLISH}
    return pick(houses[manner], key, "house")


def _isbn(lang: str, key: str) -> str:
    """A sample number in the language area's range, with a right check digit.

    >>> from chorsu.kernel.numbers import isbn
    >>> isbn(_isbn("uz", "x")) is not None
    True
    """
    body = PREFIXES[lang] + str(number(key, "isbn")).zfill(15)[-(12 - len(PREFIXES[lang])) :]
    total = sum(int(digit) * (1 if place % 2 == 0 else 3) for place, digit in enumerate(body))
    made = isbn(body + str(-total % 10))
    return made.hyphenated if made else ""
