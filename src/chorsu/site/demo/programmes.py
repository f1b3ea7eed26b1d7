"""Books of the week and a running marathon."""

from __future__ import annotations

from datetime import date, timedelta

from chorsu.catalogue.records.models import Record
from chorsu.engagement.programmes import actions
from chorsu.people.accounts.models import Account
from chorsu.people.libraries.models import Organisation

BOOKS = (
    ("NLUZ", "Oʻtkan kunlar", {"uz": "Birinchi oʻzbek romani: sevgi va zamon haqida, bir oʻtirishda oʻqiladi.", "ru": "Первый узбекский роман: о любви и времени, читается за один вечер.", "en": "The first Uzbek novel: of love and its time, read at one sitting.", "vi": "Tiểu thuyết Uzbek đầu tiên: về tình yêu và thời đại."}, "Gulnora Yusupova"),
    ("NLUZ", "Shum bola", {"uz": "Kulib turib oʻylantiradigan bolalik.", "ru": "Детство, над которым смеёшься и задумываешься.", "en": "A childhood that makes you laugh and think."}, "Aziza Rahimova"),
    ("NLV", "Dế Mèn phiêu lưu ký", {"vi": "Chú dế nhỏ đi khắp thế gian và học cách làm bạn.", "en": "A small cricket crosses the world and learns to be a friend.", "uz": "Kichik chigirtka dunyo kezib, doʻstlikni oʻrganadi."}, "Trần Lan"),
)  # fmt: skip
MARATHON = {
    "uz": "Har kuni oʻttiz daqiqa: yigirma bir kunda «Yulduzli tunlar» ni birga oʻqiymiz.",
    "ru": "Полчаса в день: за двадцать один день вместе читаем «Звёздные ночи».",
    "en": "Thirty minutes a day: in twenty-one days we read “Starry nights” together.",
    "vi": "Ba mươi phút mỗi ngày: cùng đọc “Những đêm đầy sao” trong hai mươi mốt ngày.",
}


def build(places: dict[str, Organisation], cast: dict[str, Account], today: date) -> None:
    """Choose this week's and last week's books, open a marathon of which six days have passed, and let readers join."""
    for number, (library, title, texts, who) in enumerate(BOOKS):
        week = today - timedelta(days=7 if number == 1 else 0)
        actions.choose_book(places[library], titled(title), week, texts, who, cast["tam"])
    marathon = actions.open_marathon(
        places["NLUZ"], titled("Yulduzli tunlar"), today - timedelta(days=6), 21, MARATHON, cast["gulnora"], minutes=30
    )
    for name in ("dilnoza", "minh", "aziza"):
        actions.join(marathon, cast[name])


def titled(title: str) -> Record:
    """The newest edition that is shown under this title."""
    found = Record.objects.filter(title__startswith=title, status="shown").order_by("-year", "pk").first()
    if found is None:
        raise LookupError(f"The demo has no record “{title}”.")
    return found
