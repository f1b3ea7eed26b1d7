"""Stems that Cyrillic writes with ц, ь, э or йо where the Latin word does not show it.

A stem is listed, never a form: whatever suffix follows is left to the rules. From general knowledge of the
language; most are Russian loans.
"""

from __future__ import annotations

import re
from typing import Final


class Stems:
    """Latin stems and what they become, matched longest first; `sub` rewrites a word."""

    def __init__(self, table: str, prefix: str) -> None:
        self.pairs: dict[str, str] = {}
        for line in table.split():
            latin, _, cyrillic = line.partition("=")
            self.pairs[latin.replace("'", "ʼ").replace("`", "ʻ")] = cyrillic
        longest_first = sorted(self.pairs, key=lambda stem: (-len(stem), stem))
        # A "$" at the end of a stem binds it to the end of the word.
        self._pattern = re.compile(prefix + "(?:" + "|".join(longest_first) + ")")
        self._ending = {stem.rstrip("$"): put for stem, put in self.pairs.items() if stem.endswith("$")}

    def sub(self, word: str) -> str:
        return self._pattern.sub(self._put, word)

    def _put(self, found: re.Match[str]) -> str:
        stem = found.group()
        if found.end() == len(found.string) and stem in self._ending:
            return self._ending[stem]
        return self.pairs.get(stem, stem)


AT_START: Final = Stems(
    """
    sirk=цирк silindr=цилиндр sement=цемент senzura=цензура senzor=цензор sentner=центнер sitata=цитата sikl=цикл
    sivilizats=цивилизац sellyuloza=целлюлоза sitrus=цитрус seylon=цейлон sezar=цезарь$ sex=цех sunami=цунами
    svet=цвет
    fransuz=француз konsert=концерт konsern=концерн prinsip=принцип
    mer$=мэр meri=мэри mer=мер ser$=сэр ges=гэс tes$=тэс aes=аэс devid=дэвид deyv=дэйв
    mayor=майор rayon=район yod$=йод yogurt=йогурт yoga$=йога york=йорк
    mo`jiz=мўъжиз mo`tab=мўътаб mo`tad=мўътад mo`min=мўъмин mo`jaz=мўъжаз
    ishoq=исҳоқ ashob=асҳоб mushaf=мусҳаф tashih=тасҳиҳ
    rol$=роль rubl=рубль iyul$=июль iyun$=июнь
    """,
    "^",
)
ANYWHERE: Final = Stems(
    """
    film=фильм albom=альбом kompyuter=компьютер bolshev=большев avtomobil$=автомобиль
    yanvar$=январь fevral$=февраль aprel$=апрель sentyabr$=сентябрь oktyabr$=октябрь noyabr$=ноябрь dekabr$=декабрь
    """,
    "",
)
