"""The tree of the demo network: two countries, eight libraries, their branches, hours, closing days and settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from chorsu.people.accounts.actions.networks import add_network
from chorsu.people.libraries import actions
from chorsu.people.libraries.models import Organisation

#: code, kind, parent, names (uz, ru, en, vi), further values
TREE: list[tuple[str, str, str, tuple[str, str, str, str], dict[str, Any]]] = [
    ("CHORSU", "network", "", ("Chorsu tarmogʻi", "Сеть «Чорсу»", "Chorsu network", "Mạng lưới Chorsu"), {"timezone": "Asia/Tashkent"}),
    ("UZ", "country", "CHORSU", ("Oʻzbekiston", "Узбекистан", "Uzbekistan", "Uzbekistan"), {"timezone": "Asia/Tashkent"}),
    ("VN", "country", "CHORSU", ("Vyetnam", "Вьетнам", "Viet Nam", "Việt Nam"), {"timezone": "Asia/Ho_Chi_Minh"}),
    ("UZ-TK", "region", "UZ", ("Toshkent shahri", "Город Ташкент", "Tashkent city", "Thành phố Tashkent"), {}),
    ("UZ-FA", "region", "UZ", ("Fargʻona viloyati", "Ферганская область", "Fergana region", "Tỉnh Fergana"), {}),
    ("UZ-SA", "region", "UZ", ("Samarqand viloyati", "Самаркандская область", "Samarkand region", "Tỉnh Samarkand"), {}),
    ("VN-HN", "region", "VN", ("Xanoy", "Ханой", "Hanoi", "Hà Nội"), {}),
    ("VN-SG", "region", "VN", ("Xoshimin shahri", "Хошимин", "Ho Chi Minh City", "Thành phố Hồ Chí Minh"), {}),
    ("NLUZ", "library", "UZ-TK", ("Alisher Navoiy nomidagi Oʻzbekiston Milliy kutubxonasi", "Национальная библиотека Узбекистана имени Алишера Навои", "National Library of Uzbekistan named after Alisher Navoi", "Thư viện Quốc gia Uzbekistan mang tên Alisher Navoi"),
     {"isil": "UZ-NLU", "place": "Toshkent", "address": "Navoiy koʻchasi 1", "phone": "+998 71 200 00 01", "email": "salom@nluz.example", "website": "https://nluz.example", "latitude": 41.3146, "longitude": 69.2530}),
    ("NLUZ-LEND", "branch", "NLUZ", ("Abonement boʻlimi", "Абонемент", "Lending department", "Phòng mượn"), {"place": "Toshkent", "address": "Navoiy koʻchasi 1, 1-qavat"}),
    ("NLUZ-READ", "branch", "NLUZ", ("Umumiy oʻquv zali", "Общий читальный зал", "Main reading room", "Phòng đọc chính"), {"place": "Toshkent", "address": "Navoiy koʻchasi 1, 2-qavat"}),
    ("NLUZ-RARE", "branch", "NLUZ", ("Noyob kitoblar va qoʻlyozmalar zali", "Зал редких книг и рукописей", "Rare books and manuscripts", "Phòng sách quý và bản thảo"), {"place": "Toshkent", "address": "Navoiy koʻchasi 1, 3-qavat"}),
    ("NLUZ-MUS", "branch", "NLUZ", ("Nota va audio zali", "Нотно-музыкальный зал", "Music room", "Phòng âm nhạc"), {"place": "Toshkent", "address": "Navoiy koʻchasi 1, 3-qavat"}),
    ("TSHC", "library", "UZ-TK", ("Toshkent shahar markaziy kutubxonasi", "Ташкентская городская центральная библиотека", "Tashkent City Central Library", "Thư viện Trung tâm thành phố Tashkent"),
     {"isil": "UZ-TSHC", "place": "Toshkent", "address": "Buyuk Turon koʻchasi 41", "phone": "+998 71 200 00 02", "email": "salom@tshc.example", "latitude": 41.3123, "longitude": 69.2787}),
    ("TSHC-MAIN", "branch", "TSHC", ("Markaziy boʻlim", "Центральный отдел", "Central branch", "Chi nhánh trung tâm"), {"place": "Toshkent"}),
    ("TSHC-CHIL", "branch", "TSHC", ("Chilonzor filiali", "Чиланзарский филиал", "Chilonzor branch", "Chi nhánh Chilonzor"), {"place": "Toshkent", "address": "Chilonzor, 9-kvartal"}),
    ("TSHC-YUNU", "branch", "TSHC", ("Yunusobod filiali", "Юнусабадский филиал", "Yunusobod branch", "Chi nhánh Yunusobod"), {"place": "Toshkent", "address": "Yunusobod, 4-kvartal"}),
    ("RCHL", "library", "UZ-TK", ("Respublika bolalar kutubxonasi", "Республиканская детская библиотека", "Republican Children's Library", "Thư viện Thiếu nhi Cộng hòa"),
     {"isil": "UZ-RCHL", "place": "Toshkent", "address": "Oʻzbekiston shoh koʻchasi 98", "phone": "+998 71 200 00 03", "latitude": 41.2995, "longitude": 69.2720}),
    ("RCHL-MAIN", "branch", "RCHL", ("Bolalar abonementi", "Детский абонемент", "Children's lending", "Phòng mượn thiếu nhi"), {"place": "Toshkent"}),
    ("NUUL", "library", "UZ-TK", ("Oʻzbekiston Milliy universiteti kutubxonasi", "Библиотека Национального университета Узбекистана", "National University of Uzbekistan Library", "Thư viện Đại học Quốc gia Uzbekistan"),
     {"isil": "UZ-NUU", "place": "Toshkent", "address": "Universitet koʻchasi 4", "phone": "+998 71 200 00 04", "latitude": 41.3500, "longitude": 69.2050}),
    ("NUUL-LEND", "branch", "NUUL", ("Oʻquv adabiyotlari abonementi", "Абонемент учебной литературы", "Textbook lending", "Phòng mượn giáo trình"), {"place": "Toshkent"}),
    ("NUUL-READ", "branch", "NUUL", ("Ilmiy zal", "Научный зал", "Research room", "Phòng nghiên cứu"), {"place": "Toshkent"}),
    ("FERG", "library", "UZ-FA", ("Fargʻona viloyat axborot-kutubxona markazi", "Ферганский областной информационно-библиотечный центр", "Fergana Regional Library", "Thư viện tỉnh Fergana"),
     {"isil": "UZ-FER", "place": "Fargʻona", "address": "Mustaqillik koʻchasi 20", "phone": "+998 73 200 00 05", "latitude": 40.3864, "longitude": 71.7864}),
    ("FERG-MAIN", "branch", "FERG", ("Abonement", "Абонемент", "Lending", "Phòng mượn"), {"place": "Fargʻona"}),
    ("FERG-QOQN", "branch", "FERG", ("Qoʻqon filiali", "Кокандский филиал", "Kokand branch", "Chi nhánh Kokand"), {"place": "Qoʻqon"}),
    ("SAMQ", "library", "UZ-SA", ("Samarqand viloyat axborot-kutubxona markazi", "Самаркандский областной информационно-библиотечный центр", "Samarkand Regional Library", "Thư viện tỉnh Samarkand"),
     {"isil": "UZ-SAM", "place": "Samarqand", "address": "Universitet xiyoboni 15", "mode": "member", "latitude": 39.6547, "longitude": 66.9597}),
    ("NLV", "library", "VN-HN", ("Vyetnam Milliy kutubxonasi", "Национальная библиотека Вьетнама", "National Library of Vietnam", "Thư viện Quốc gia Việt Nam"),
     {"isil": "VN-NLV", "place": "Hà Nội", "address": "31 Tràng Thi, Hoàn Kiếm", "phone": "+84 24 2000 0007", "email": "xinchao@nlv.example", "latitude": 21.0265, "longitude": 105.8480}),
    ("NLV-LEND", "branch", "NLV", ("Abonement", "Абонемент", "Lending room", "Phòng mượn"), {"place": "Hà Nội"}),
    ("NLV-READ", "branch", "NLV", ("Oʻquv zali", "Читальный зал", "Reading room", "Phòng đọc"), {"place": "Hà Nội"}),
    ("HCMC", "library", "VN-SG", ("Xoshimin shahar umumiy fanlar kutubxonasi", "Библиотека общих наук города Хошимина", "General Sciences Library of Ho Chi Minh City", "Thư viện Khoa học Tổng hợp Thành phố Hồ Chí Minh"),
     {"isil": "VN-GSL", "place": "TP. Hồ Chí Minh", "address": "69 Lý Tự Trọng, Quận 1", "phone": "+84 28 2000 0008", "latitude": 10.7760, "longitude": 106.6975}),
    ("HCMC-MAIN", "branch", "HCMC", ("Markaziy boʻlim", "Центральный отдел", "Main branch", "Cơ sở chính"), {"place": "TP. Hồ Chí Minh"}),
    ("HCMC-TDUC", "branch", "HCMC", ("Thủ Đức filiali", "Филиал Тхудык", "Thủ Đức branch", "Chi nhánh Thủ Đức"), {"place": "TP. Hồ Chí Minh"}),
]  # fmt: skip

SAMPLES = (
    "Bu namoyish tarmogʻi: asarlar va mualliflar haqiqiy, nashrlarning chiqish maʼlumotlari, ISBN raqamlari, nusxalar, "
    "kitobxonlar va ijaralar namuna uchun toʻqilgan."
)
WELCOME = "Xush kelibsiz! Aʼzo boʻlish uchun pasport va bitta surat kifoya."
#: first, last, every year?, reason, by country
CLOSURES: dict[str, list[tuple[date, date | None, bool, str]]] = {
    "UZ": [
        (date(2026, 1, 1), None, True, "Yangi yil"), (date(2026, 3, 8), None, True, "Xotin-qizlar kuni"),
        (date(2026, 3, 21), None, True, "Navroʻz"), (date(2026, 5, 9), None, True, "Xotira va qadrlash kuni"),
        (date(2026, 9, 1), None, True, "Mustaqillik kuni"), (date(2026, 12, 8), None, True, "Konstitutsiya kuni"),
    ],
    "VN": [
        (date(2026, 1, 1), None, True, "Tết Dương lịch"), (date(2026, 2, 16), date(2026, 2, 20), False, "Tết Nguyên Đán"),
        (date(2027, 2, 5), date(2027, 2, 10), False, "Tết Nguyên Đán"), (date(2026, 4, 30), date(2026, 5, 1), True, "30/4 – 1/5"),
        (date(2026, 9, 2), None, True, "Quốc khánh"),
    ],
}  # fmt: skip
#: days (0 Monday), opens, closes
HOURS: dict[str, tuple[Sequence[int], int, int]] = {
    "UZ": (range(6), 9, 18), "VN": (range(6), 8, 17), "NLUZ": (range(7), 9, 20), "NLUZ-RARE": (range(5), 10, 17),
    "RCHL": (range(1, 7), 9, 17), "NUUL": (range(6), 8, 19), "NLV": (range(6), 8, 20), "HCMC": (range(7), 7, 19),
}  # fmt: skip


def build() -> dict[str, Organisation]:
    """Make the tree; answers every organisation by code."""
    made: dict[str, Organisation] = {}
    for code, kind, parent, names, values in TREE:
        told = dict(zip(("uz", "ru", "en", "vi"), names, strict=True))
        made[code] = actions.add_organisation(code, kind, told, parent=made.get(parent), **values)
    for code, (days, opens, closes) in HOURS.items():
        actions.set_own_hours(made[code], list(days), time(opens), time(closes))
    for code, closures in CLOSURES.items():
        for first, last, yearly, reason in closures:
            actions.add_closure(made[code], first, last, yearly=yearly, reason=reason)
    _settings(made)
    return made


def _settings(made: dict[str, Organisation]) -> None:
    actions.set_setting(made["CHORSU"], "libraries.welcome", SAMPLES)
    actions.set_setting(made["NLUZ"], "libraries.welcome", WELCOME)
    actions.set_setting(made["NLUZ"], "records.trust", 80)
    actions.set_setting(made["NLV"], "records.trust", 80)
    actions.set_setting(made["SAMQ"], "records.trust", 20)
    actions.set_module(made["SAMQ"], "lending", False)
    actions.set_module(made["NLUZ"], "deposit", True)
    actions.set_module(made["NLUZ"], "reference", True)
    group = actions.create_group("national", {"uz": "Milliy kutubxonalar", "en": "National libraries", "ru": "Национальные библиотеки", "vi": "Thư viện quốc gia"})  # fmt: skip
    actions.join_group(group, made["NLUZ"], made["NLV"])
    # TEST-NET-2 of RFC 5737: nobody's addresses. Asking from there counts as sitting in the reading room.
    add_network(made["NLUZ-READ"], "198.51.100.0/24", "Oʻquv zali kompyuterlari")
