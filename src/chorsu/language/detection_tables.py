"""The small tables behind language detection: telling letters, frequent words, endings and letter pairs.

Weights are per occurrence; a negative one speaks against. From general knowledge of the languages.
"""

from __future__ import annotations

from typing import Final


def _letters() -> dict[str, dict[str, float]]:
    rows: list[tuple[str, dict[str, float]]] = [
        # Cyrillic
        ("ў", {"uz": 4, "kaa": 1.5, "ru": -6, "kk": -6, "tg": -6}),
        ("қ", {"uz": 1.5, "kaa": 1.2, "kk": 1.2, "tg": 1.2, "ru": -6}),
        ("ғ", {"uz": 1.2, "kaa": 1.2, "kk": 1.2, "tg": 1, "ru": -6}),
        ("ҳ", {"uz": 1.8, "kaa": 0.8, "tg": 1.8, "ru": -6, "kk": -6}),
        ("ә", {"kaa": 3, "kk": 3, "uz": -6, "ru": -6, "tg": -6}),
        ("ң", {"kaa": 2.5, "kk": 2.5, "uz": -6, "ru": -6, "tg": -6}),
        ("ө", {"kaa": 2.5, "kk": 2.5, "uz": -6, "ru": -6, "tg": -6}),
        ("ү", {"kaa": 2.5, "kk": 2.5, "uz": -6, "ru": -6, "tg": -6}),
        ("ұ", {"kk": 8, "kaa": -6, "uz": -6, "ru": -6, "tg": -6}),
        ("і", {"kk": 6, "kaa": -4, "uz": -6, "ru": -4, "tg": -6}),
        ("һ", {"kk": 4, "kaa": -2}),
        ("ӣ", {"tg": 8, "uz": -6, "ru": -6, "kk": -6, "kaa": -6}),
        ("ӯ", {"tg": 8, "uz": -6, "ru": -6, "kk": -6, "kaa": -6}),
        ("ҷ", {"tg": 8, "uz": -6, "ru": -6, "kk": -6, "kaa": -6}),
        ("ы", {"ru": 1.5, "kaa": 1.3, "kk": 1.3, "uz": -4, "tg": -4}),
        ("щ", {"ru": 3, "uz": -2, "tg": -3, "kaa": -1, "kk": -1}),
        ("ь", {"ru": 0.8, "uz": -0.4, "tg": -1, "kk": -0.5, "kaa": -0.5}),
        ("ц", {"ru": 0.4, "tg": -1}),
        # Latin
        ("ʻ", {"uz": 1.0, "vi": -1, "en": -0.2}),
        ("w", {"en": 0.8, "uz": -1.5, "vi": -2, "kaa": 0.5}),
        ("q", {"uz": 0.8, "kaa": 0.5, "en": -0.3}),
        ("x", {"uz": 0.4}),
        ("á", {"vi": 0.6, "kaa": 1.5, "uz": -2, "en": -1}),
        ("ń", {"kaa": 4, "uz": -4, "vi": -4, "en": -2}),
        ("ú", {"vi": 0.6, "kaa": 1.5, "uz": -2, "en": -1}),
        ("ó", {"vi": 0.6, "kaa": 1.0, "uz": 0.6, "en": -1}),
        ("ı", {"kaa": 3, "uz": -2, "vi": -3, "en": -2}),
        ("ǵ", {"kaa": 2, "uz": 2, "vi": -3, "en": -2}),
        ("ğ", {"uz": 2, "vi": -3, "en": -2}),
        ("ş", {"uz": 2, "vi": -3, "en": -2}),
        ("ŏ", {"uz": 3, "vi": -3, "en": -2}),
        ("ö", {"uz": 1.2, "vi": -3, "en": -0.5}),
    ]
    rows += [
        (sign, {"vi": 2.0, "uz": -3, "en": -2, "kaa": -2})
        for sign in "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỷỹỵý"
    ]
    rows += [(sign, {"vi": 1.0, "uz": -2, "en": -0.7, "kaa": -1}) for sign in "àèéìíòùãõ"]
    return dict(rows)


LETTERS: Final = _letters()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS: Final[dict[str, dict[str, frozenset[str]]]] = {
    "Cyrl": {
        "uz": _set(
            "ва билан учун бу ҳам бир эди деб эмас лекин аммо ҳақида бўлган бўлиб қилиб катта янги ёки эса керак мен сен у"
            " биз сиз улар унинг менинг ҳар бор йўқ нима қандай тарихи асарлар танланган ўзбек китоб роман қисса шеърлар"
            " достон тўплам икки уч тўрт беш каби кейин сўнг орқали бўйича ичида устида асосида даври масалалари"
            " халқ ўқув дарслик синф учинчи жилд нашр тил адабиёт деди унга уни бўлди экан эмиш ана мана энди ана шу"
        ),
        "ru": _set(
            "и в не на я с что он а как это по но они она мы вы из у за от к до для о об при или же бы был была было были"
            " его её ее их ему ей только так уже где когда чтобы все всё если ещё еще нет да то под над без про во со"
            " который которая которые история собрание сочинений избранное повесть роман рассказы том книга учебник"
            " язык языка литература труды пособие вопросы основы под ред мир"
        ),
        "kaa": _set(
            "ҳәм менен ушын бул бир еди деп емес бирақ ҳаққында болған болып қылып үлкен жаңа ямаса керек мен сен ол биз сиз"
            " олар оның бар жоқ не қандай тарийхы қарақалпақ китап халқы"
        ),
        "kk": _set(
            "және мен үшін бұл бір еді деп емес бірақ туралы болған болып жаңа немесе керек сен ол біз сіз олар оның бар"
            " жоқ не қандай тарихы қазақ кітап халқы"
        ),
        "tg": _set(
            "ва аз ба дар бо барои ин он ки як буд аст ҳам на таърихи забони тоҷик китоб халқи шудааст мекунад осори"
        ),
    },
    "Latn": {
        "uz": _set(
            "va bilan uchun bu ham bir edi deb emas lekin ammo haqida boʻlgan boʻlib qilib katta yangi yoki esa kerak men sen u"
            " biz siz ular uning mening har bor yoʻq nima qanday tarixi asarlar tanlangan oʻzbek kitob roman qissa"
            " sheʼrlar sheʻrlar doston toʻplam ikki uch toʻrt besh kabi keyin soʻng orqali boʻyicha ichida asosida davri"
            " masalalari xalq oʻquv darslik sinf uchinchi jild nashr til adabiyot dedi unga uni boʻldi ekan endi mana"
            " ozbek boldi bolib bolgan yoq kunlar"
        ),
        "vi": _set(
            "và của là có không được trong cho với các những một người này đã đến để khi ở từ như về tôi anh em chị ông bà nó"
            " họ thì mà cũng lại ra vào nhà nước truyện thơ tập lịch sử việt nam văn học tuyển sách kể nhưng"
            " nguyen viet truyen van hoc lich thi khong cua nhung nguoi"
        ),
        "en": _set(
            "the of and to in a is that it was for on are with as his they at be this from have or by one had not but what"
            " all were when we there can an your which their said if do will each about how up out them then she many"
            " some so these would other into has her two like him see time could no make than first been its who now"
            " people my made over did down only way find use may long little very after words called just where most"
            " history introduction book stories world life journal guide theory new"
        ),
        "kaa": _set(
            "hám menen ushın bul bir edi dep emes biraq haqqında bolǵan bolıp úlken jańa yamasa kerek ol oń olar onıń bar joq"
            " qaraqalpaq kitap tariyxı xalqı"
        ),
    },
}

ENDINGS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "Cyrl": {
        "uz": (
            "лар", "лари", "ларни", "ларнинг", "нинг", "ларга", "ган", "даги", "дан", "лик", "лиги", "ди", "ётган", "миз",
            "ингиз", "сини", "сига", "моқда", "моқ", "иши", "ишга", "чилик", "лаш", "лиш", "ларида", "ади", "масдан", "ида",
        ),
        "ru": (
            "ого", "его", "ому", "ему", "ться", "ать", "ить", "еть", "ние", "ния", "ный", "ная", "ное", "ные", "ных", "ным",
            "ского", "ская", "ский", "ские", "ость", "ости", "ция", "ции", "ого", "ыми", "ами", "ями", "ов", "ев", "ла",
            "ли", "лся", "лась", "ает", "ует", "ют", "ешь", "ах", "ях", "ой", "ей", "ство", "ства", "тель", "ка", "ки",
        ),
        "kaa": ("лар", "лер", "лары", "лери", "ның", "ниң", "ған", "ген", "дағы", "деги", "лық", "лик", "ды", "ди"),
        "kk": ("лар", "лер", "дар", "дер", "ның", "нің", "ған", "ген", "дағы", "дегі", "лық", "лік", "ды", "ді", "сы"),
        "tg": ("ҳои", "ҳо", "ият", "иён", "анд", "ашро", "шуд", "они", "ҳоро", "аи"),
    },
    "Latn": {
        "uz": (
            "lar", "lari", "larni", "larning", "ning", "larga", "gan", "dagi", "dan", "lik", "ligi", "yotgan", "miz", "ingiz",
            "sini", "siga", "moqda", "moq", "ishi", "chilik", "lash", "lish", "larida", "adi", "masdan", "ida", "iga", "ini",
        ),
        "vi": (),
        "en": (
            "ing", "tion", "tions", "ed", "ment", "ness", "ity", "ies", "ous", "ful", "ance", "ence", "ical", "ally", "ers",
            "ology", "ought", "ight", "ble", "ive", "ism",
        ),
        "kaa": ("lar", "ler", "ları", "leri", "nıń", "niń", "ǵan", "gen", "daǵı", "degi", "lıq"),
    },
}  # fmt: skip

PAIRS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "Cyrl": {
        "uz": ("нг", "чи", "ли", "ши", "ая", "иё", "дж", "лл"),
        "ru": ("ст", "пр", "ов", "ие", "ес", "вс", "сть", "тр", "ск", "ре"),
        "kaa": ("ый", "ыў", "иў"),
        "kk": ("ау", "ты"),
        "tg": ("ои", "аъ", "шт"),
    },
    "Latn": {
        "uz": ("oʻ", "gʻ", "ng", "sh", "iy", "qi", "qa", "yo", "lik", "xo", "aq"),
        "vi": ("ngu", "nh", "uy", "tr", "ph", "ươ", "iê"),
        "en": ("th", "ou", "ea", "ee", "ck", "wh", "oo", "ll", "tio", "he", "ce", "ct"),
        "kaa": ("aw", "ew", "ıw"),
    },
}
