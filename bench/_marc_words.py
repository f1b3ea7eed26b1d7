"""Synthetic MARC 21 records in several scripts, made of word lists and syllables: no real record, no real person.

Deterministic: the same number and seed give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SF, FT, RT = "\x1f", "\x1e", "\x1d"

UZ = [
    "kitob",
    "ona",
    "til",
    "tarix",
    "qush",
    "bahor",
    "kuz",
    "shahar",
    "daryo",
    "togʻ",
    "oʻlka",
    "yulduz",
    "tong",
    "oqshom",
    "yoʻl",
    "bilim",
    "maktab",
    "gulshan",
    "chinor",
    "olam",
    "qogʻoz",
    "soʻz",
    "hayot",
    "sevgi",
    "doʻst",
    "vatan",
    "gʻazal",
    "shoir",
    "ertak",
    "qissa",
]
UZ_CYRL = [
    "китоб",
    "она",
    "тил",
    "тарих",
    "қуш",
    "баҳор",
    "куз",
    "шаҳар",
    "дарё",
    "тоғ",
    "ўлка",
    "юлдуз",
    "тонг",
    "оқшом",
    "йўл",
    "билим",
    "мактаб",
    "гулшан",
    "чинор",
    "олам",
    "қоғоз",
    "сўз",
    "ҳаёт",
    "севги",
    "дўст",
    "ватан",
    "ғазал",
    "шоир",
    "эртак",
    "қисса",
]
RU = [
    "история",
    "город",
    "река",
    "гора",
    "звезда",
    "вечер",
    "дорога",
    "знание",
    "школа",
    "книга",
    "слово",
    "жизнь",
    "любовь",
    "друг",
    "родина",
    "поэт",
    "сказка",
    "повесть",
    "лес",
    "море",
    "хозяйство",
    "наука",
    "право",
    "физика",
    "химия",
    "язык",
    "культура",
    "народ",
]
EN = [
    "history",
    "city",
    "river",
    "mountain",
    "star",
    "evening",
    "road",
    "knowledge",
    "school",
    "book",
    "word",
    "life",
    "love",
    "friend",
    "homeland",
    "poet",
    "tale",
    "story",
    "forest",
    "sea",
    "economy",
    "science",
    "law",
    "physics",
    "chemistry",
    "language",
    "culture",
    "people",
]
VI = [
    "lịch",
    "sử",
    "thành",
    "phố",
    "dòng",
    "sông",
    "ngọn",
    "núi",
    "ngôi",
    "sao",
    "buổi",
    "chiều",
    "con",
    "đường",
    "tri",
    "thức",
    "trường",
    "học",
    "cuốn",
    "sách",
    "lời",
    "nói",
    "cuộc",
    "đời",
    "tình",
    "yêu",
    "người",
    "bạn",
    "quê",
    "hương",
    "nhà",
    "thơ",
    "truyện",
    "cổ",
    "rừng",
    "biển",
]
LANGUAGES = (("uzb", UZ, 40), ("uzb", UZ_CYRL, 20), ("rus", RU, 20), ("eng", EN, 10), ("vie", VI, 10))
SYLLABLES = [
    "bo",
    "ra",
    "shi",
    "mu",
    "da",
    "no",
    "qo",
    "li",
    "ta",
    "ja",
    "ho",
    "sa",
    "ru",
    "be",
    "ki",
    "yo",
    "za",
    "fa",
]
SYLLABLES_CYRL = [
    "бо",
    "ра",
    "ши",
    "му",
    "да",
    "но",
    "қо",
    "ли",
    "та",
    "жа",
    "ҳо",
    "са",
    "ру",
    "бе",
    "ки",
    "ё",
    "за",
    "фа",
]
PUBLISHERS = [
    "Sharq",
    "Oʻqituvchi",
    "Fan",
    "Oʻzbekiston",
    "Наука",
    "Просвещение",
    "Мир",
    "Yoshlar",
    "Adib",
    "Giáo&dục",
    "Press",
    "Akademnashr",
]
PLACES = ["Toshkent", "Samarqand", "Buxoro", "Москва", "Hanoi", "Fargʻona", "London", "Nukus"]


def records(count: int, seed: int = 1, repeats: float = 0.1) -> Iterator[bytes]:
    """`count` records; `repeats` of them describe an edition that came shortly before, under another number."""
    random = Random(seed)
    recent: list[dict] = []
    for number in range(count):
        if recent and random.random() < repeats:
            facts = random.choice(recent)
        else:
            facts = _facts(random, number)
            recent.append(facts)
            if len(recent) > 5000:
                recent.pop(random.randrange(len(recent)))
        yield _record(random, f"{seed}-{number:08d}", facts)


def _facts(random: Random, number: int) -> dict:
    code, words, _weight = random.choices(LANGUAGES, [entry[2] for entry in LANGUAGES])[0]
    cyrillic = words in (UZ_CYRL, RU)
    title = [random.choice(words) for _ in range(random.randint(2, 6))] + [_name(random, cyrillic).lower()]
    isbn = f"978{9943_000000 + number % 9_000_000:010d}"[:12]
    return {
        "lang": code,
        "title": " ".join(title).capitalize(),
        "rest": " ".join(random.choice(words) for _ in range(random.randint(2, 5))),
        "author": f"{_name(random, cyrillic)}, {_name(random, cyrillic)}",
        "year": random.randint(1950, 2024),
        "isbn": isbn + _check(isbn) if random.random() < 0.6 else "",
        "publisher": random.choice(PUBLISHERS).replace("&", " "),
        "place": random.choice(PLACES),
        "pages": random.randint(40, 700),
        "subjects": [" ".join(random.sample(words, 2)).capitalize() for _ in range(random.randint(1, 4))],
        "class": f"{random.randint(0, 9)}{random.randint(0, 9)}{random.randint(0, 9)}.{random.randint(1, 99)}",
        "note": " ".join(random.choice(words) for _ in range(random.randint(5, 40))),
    }


def _name(random: Random, cyrillic: bool) -> str:
    parts = SYLLABLES_CYRL if cyrillic else SYLLABLES
    return "".join(random.choice(parts) for _ in range(random.randint(2, 4))).capitalize()


def _check(twelve: str) -> str:
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(twelve))
    return str(-total % 10)


def _record(random: Random, control: str, facts: dict) -> bytes:
    fields = [
        ("001", control),
        ("005", "20240101120000.0"),
        ("008", f"{'240101s' + str(facts['year']) + '    uz ':<35}{facts['lang']} d"),
    ]
    if facts["isbn"]:
        fields.append(("020", f"  {SF}a{facts['isbn']}"))
    fields += [
        ("041", f"0 {SF}a{facts['lang']}"),
        ("080", f"  {SF}a{facts['class']}"),
        ("100", f"1 {SF}a{facts['author']}{SF}e muallif"),
        ("245", f"10{SF}a{facts['title']} :{SF}b{facts['rest']} /{SF}c{facts['author']}"),
        ("260", f"  {SF}a{facts['place']} :{SF}b{facts['publisher']},{SF}c{facts['year']}"),
        ("300", f"  {SF}a{facts['pages']} b. ;{SF}c20 sm"),
        ("500", f"  {SF}a{facts['note']}"),
        *[("650", f" 4{SF}a{subject}") for subject in facts["subjects"]],
    ]
    for copy in range(random.randint(1, 2)):
        fields.append(("952", f"  {SF}aBENCH{SF}o{facts['class']}{SF}p{control}-{copy}"))
    directory, body = [], bytearray()
    for tag, text in fields:
        data = (text + FT).encode()
        directory.append(f"{tag}{len(data):04d}{len(body):05d}")
        body += data
    listed = "".join(directory)
    base = 25 + len(listed)
    return f"{base + len(body) + 1:05d}nam a22{base:05d} i 4500{listed}{FT}".encode() + bytes(body) + RT.encode()
