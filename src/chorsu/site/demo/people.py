"""Accounts of the cast, and about 120 readers with invented names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from chorsu.people.accounts import actions as accounts
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation
from chorsu.people.patrons import actions as patrons
from chorsu.people.patrons.models import Patron, PatronCategory
from chorsu.site.demo.chance import between, pick, share

PASSWORD = "chorsu-demo-2026"  # noqa: S105 - printed on every screen of the demo


@dataclass(frozen=True)
class Member:
    """One of the cast: `role` at `place`; `card` for readers."""

    username: str
    given: str
    family: str
    language: str
    role: str
    place: str
    tries: str
    card: str = ""


CAST = (
    Member("aziza", "Aziza", "Rahimova", "uz", "desk", "NLUZ", "lend, take back and keep holds at the desk"),
    Member("olga", "Olga", "Kim", "ru", "cataloguer", "CHORSU", "import a file, merge records, look at the error sheet"),
    Member("rustam", "Rustam", "Saidov", "uz", "archivist", "NLUZ", "bring in a scan, set who may read it"),
    Member("gulnora", "Gulnora", "Yusupova", "uz", "manager", "NLUZ", "lending rules, roles, closing days"),
    Member("tam", "Tâm", "Nguyễn", "vi", "network-administrator", "CHORSU", "everything: libraries, jobs, the trail"),
    Member("lan", "Lan", "Trần", "vi", "desk", "NLV", "the desk in Hanoi"),
    Member("dilnoza", "Dilnoza", "Karimova", "uz", "reader", "NLUZ", "search, read, place a hold, see the loans", "U100001"),
    Member("minh", "Minh", "Lê", "vi", "reader", "NLV", "search and read in Vietnamese", "U700001"),
)  # fmt: skip
CATEGORIES = (
    ("adult", {"uz": "Kattalar", "ru": "Взрослые", "en": "Adults", "vi": "Người lớn"}, 12, False),
    ("student", {"uz": "Talabalar", "ru": "Студенты", "en": "Students", "vi": "Sinh viên"}, 12, False),
    ("child", {"uz": "Bolalar", "ru": "Дети", "en": "Children", "vi": "Thiếu nhi"}, 12, True),
    ("researcher", {"uz": "Tadqiqotchilar", "ru": "Исследователи", "en": "Researchers", "vi": "Nghiên cứu viên"}, 24, False),
)  # fmt: skip
#: readers of each library: grown-ups, children
READERS = {
    "NLUZ": (40, 0),
    "TSHC": (18, 3),
    "RCHL": (6, 10),
    "NUUL": (12, 0),
    "FERG": (8, 2),
    "NLV": (14, 0),
    "HCMC": (8, 2),
}
FAMILIES = (
    "Abdullayev", "Aliyev", "Azimov", "Ergashev", "Gʻaniyev", "Hamidov", "Ismoilov", "Joʻrayev", "Karimov", "Mahmudov",
    "Nazarov", "Olimov", "Poʻlatov", "Qosimov", "Rasulov", "Sobirov", "Toshmatov", "Umarov", "Xoliqov", "Yoʻldoshev",
    "Zokirov", "Shokirov", "Choriyev", "Usmonov",
)  # fmt: skip
MEN = (
    "Akmal",
    "Bobur",
    "Davron",
    "Eldor",
    "Farhod",
    "Jasur",
    "Kamol",
    "Laziz",
    "Otabek",
    "Sardor",
    "Temur",
    "Ulugʻbek",
)
WOMEN = (
    "Barno",
    "Feruza",
    "Gulbahor",
    "Hilola",
    "Iroda",
    "Kamola",
    "Lola",
    "Madina",
    "Nigora",
    "Oydin",
    "Sevara",
    "Zilola",
)
RUSSIANS = (
    ("Петров", "Андрей", "male"), ("Соколова", "Ирина", "female"), ("Ли", "Виктория", "female"), ("Пак", "Сергей", "male"),
    ("Иванова", "Наталья", "female"), ("Хасанов", "Тимур", "male"),
)  # fmt: skip
VIETNAMESE = ("Nguyễn", "Trần", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
VIETNAMESE_MEN = ("Văn An", "Quang Huy", "Đức Long", "Tuấn Kiệt", "Hữu Phước", "Gia Bảo")
VIETNAMESE_WOMEN = ("Thị Hoa", "Ngọc Mai", "Thu Hà", "Bích Phương", "Khánh Linh", "Thanh Thảo")


def accounts_of_cast(places: dict[str, Organisation]) -> dict[str, Account]:
    """Make the accounts and give the roles; answers them by name. The password is hashed once for all of them."""
    hashed = make_password(PASSWORD)
    made = {}
    for member in CAST:
        account = accounts.create_account(
            member.username, email=f"{member.username}@chorsu.example", given_name=member.given,
            family_name=member.family, language=member.language, check_password=False,
        )  # fmt: skip
        account.password = hashed
        account.save(update_fields=["password"])
        if member.role != "reader":
            accounts.grant_role(account, places[member.place], member.role)
        made[member.username] = account
    return made


def readers(places: dict[str, Organisation], cast: dict[str, Account], today: date) -> dict[str, list[Patron]]:
    """Register the readers; answers them by library, those of the cast first."""
    kinds = {
        code: patrons.create_category(code, names, card_months=months, needs_guardian=guarded)
        for code, names, months, guarded in CATEGORIES
    }
    made: dict[str, list[Patron]] = {code: [] for code in READERS}
    for member in CAST:
        if member.card:
            made[member.place].append(
                patrons.register(
                    places[member.place], family_name=member.family, given_name=member.given, category=kinds["adult"],
                    card=member.card, account=cast[member.username], birth_date=date(1996, 4, 12), language=member.language,
                    email=f"{member.username}@chorsu.example", consents={"data": patrons.TEXTS, "history": patrons.TEXTS},
                    expires=today + timedelta(days=300),
                )
            )  # fmt: skip
    for code, (grown, children) in READERS.items():
        for number in range(grown):
            made[code].append(_reader(places[code], code, number, kinds, today, None, len(made[code]) + 1))
        for number in range(children):
            guardian = made[code][number % grown]
            made[code].append(_reader(places[code], code, 500 + number, kinds, today, guardian, len(made[code]) + 1))
    _standing(made, cast)
    return made


def _reader(
    library: Organisation, code: str, number: int, kinds: dict[str, PatronCategory], today: date,
    guardian: Patron | None, serial: int,
) -> Patron:  # fmt: skip
    family, given, patronymic, sex, language = _name(code, number)
    category = "child" if guardian else pick(("adult", "adult", "adult", "student", "researcher"), code, number, "kind")
    if code == "NUUL":
        category = pick(("student", "student", "researcher"), code, number, "kind")
    age = between(7, 14, code, number) if guardian else between(18 if category == "student" else 22, 24 if category == "student" else 71, code, number)  # fmt: skip
    if guardian:
        family = guardian.family_name if guardian.sex == sex or code in ("NLV", "HCMC") else family
    expired = share(code, number, "expired") < 0.08
    values: dict[str, Any] = {
        "patronymic": patronymic, "sex": sex, "language": language,
        "birth_date": today - timedelta(days=age * 365 + between(10, 340, code, number, "day")),
        "phone": f"{'+84 90' if language == 'vi' else '+998 90'} {between(100, 999, code, number)} {between(10, 99, number)} {between(10, 99, code)}",
    }  # fmt: skip
    return patrons.register(
        library, family_name=family, given_name=given, category=kinds[category], guardian=guardian, known_apart=True,
        card=f"U{_LIBRARIES.index(code) + 1}{serial:05d}", consents={"data": patrons.TEXTS},
        expires=today + timedelta(days=-40 if expired else between(30, 350, code, number, "expires")), **values,
    )  # fmt: skip


_LIBRARIES = ("NLUZ", "TSHC", "RCHL", "NUUL", "FERG", "SAMQ", "NLV", "HCMC")


def _name(code: str, number: int) -> tuple[str, str, str, str, str]:
    """Family name, given name, patronymic, sex, language."""
    woman = share(code, number, "sex") < 0.55
    if code in ("NLV", "HCMC"):
        given = pick(VIETNAMESE_WOMEN if woman else VIETNAMESE_MEN, code, number)
        return pick(VIETNAMESE, number, code), given, "", "female" if woman else "male", "vi"
    if share(code, number, "russian") < 0.12:
        family, given, sex = pick(RUSSIANS, code, number)
        return family, given, "", sex, "ru"
    family, father = pick(FAMILIES, code, number), pick(MEN, number, code, "father")
    if woman:
        return f"{family}a", pick(WOMEN, code, number), f"{father} qizi", "female", "uz"
    return family, pick(MEN, code, number), f"{father} oʻgʻli", "male", "uz"


def _standing(made: dict[str, list[Patron]], cast: dict[str, Account]) -> None:
    """One reader is blocked, one lost the card, one asked to be forgotten, one reads as a guest elsewhere."""
    readers_here = made["NLUZ"]
    patrons.block(
        readers_here[5], "Ikki kitob namlangan holda qaytarildi; almashtirilishi kutilmoqda.", by=cast["gulnora"]
    )
    patrons.replace_card(readers_here[6].cards.get(), "U100907", by=cast["aziza"])
    patrons.ask_erasure(readers_here[7])
    patrons.add_card(readers_here[2], "U200907", made["TSHC"][0].home_library)
