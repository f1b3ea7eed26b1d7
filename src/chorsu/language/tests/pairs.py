"""Hand-made pairs for the transliteration tests, grouped by the trouble they make."""


def _pairs(table: str) -> list[tuple[str, str]]:
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


BOTH_WAYS = _pairs(
    """
    Ўзбекистон Oʻzbekiston ЎЗБЕКИСТОН OʻZBEKISTON ўзбек oʻzbek ғоя gʻoya Ғафур Gʻafur қиз qiz ҳаво havo хабар xabar
    шаҳар shahar ШАҲАР SHAHAR Шаҳар Shahar чой choy ЧОЙ CHOY Чўлпон Choʻlpon тонг tong жон jon кўнгил koʻngil
    йўл yoʻl Йўл Yoʻl ЙЎЛ YOʻL йўқ yoʻq йўлдош yoʻldosh бойўғли boyoʻgʻli темирйўл temiryoʻl йўлбарс yoʻlbars
    ёш yosh Ёш Yosh ёзувчи yozuvchi дунё dunyo адабиёт adabiyot дарё daryo бўлаётган boʻlayotgan ётоқ yotoq
    яхши yaxshi Яхши Yaxshi янги yangi юрт yurt дуо duo оила oila маориф maorif юлдуз yulduz қуёш quyosh
    ер yer Ер Yer ерлар yerlar поезд poyezd қаерда qayerda етти yetti елка yelka кеча kecha мен men
    эл el Эл El эски eski элчи elchi поэма poema аэродром aerodrom поэзия poeziya ич-эти ich-eti
    маъно maʼno санъат sanʼat эътибор eʼtibor таълим taʼlim масъул masʼul қалъа qalʼa феъл feʼl шеър sheʼr даъво daʼvo
    Қуръон Qurʼon маълумот maʼlumot эълон eʼlon таъриф taʼrif инъом inʼom суръат surʼat жамъият jamʼiyat
    мўъжиза moʻjiza мўътабар moʻtabar мўътадил moʻtadil Нўъмон Noʻʼmon
    Исҳоқ Isʼhoq асҳоб asʼhob мусҳаф musʼhaf ташкил tashkil шеърият sheʼriyat
    милиция militsiya полиция politsiya медицина meditsina конституция konstitutsiya социал sotsial офицер ofitser
    доцент dotsent цирк sirk цемент sement цилиндр silindr центнер sentner цитата sitata цикл sikl цензура senzura
    француз fransuz концерт konsert Франция Fransiya рицарь ritsar марганец marganets
    кетса ketsa айтсин aytsin бахтсиз baxtsiz отса otsa кетсанг ketsang меҳнатсевар mehnatsevar қайтсинлар qaytsinlar
    пенсия pensiya версия versiya экспансия ekspansiya
    фильм film кинофильм kinofilm альбом albom компьютер kompyuter январь yanvar октябрь oktyabr сентябрда sentyabrda
    большевик bolshevik фольклор folklor факультет fakultet культура kultura Италия Italiya итальян italyan
    нефть neft роль rol автомобиль avtomobil результат rezultat ньютон nyuton рельс rels
    район rayon майор mayor Нью-Йорк Nyu-York мэр mer
    Мирзиёев Mirziyoyev Хўжаев Xoʻjayev Ўткан Oʻtkan кунлар kunlar Меҳробдан Mehrobdan чаён chayon
    Алишер Alisher Навоий Navoiy Бобур Bobur Амир Amir Темур Temur Тошкент Toshkent Самарқанд Samarqand
    Фарғона Fargʻona Қўқон Qoʻqon Хоразм Xorazm Бухоро Buxoro Қорақалпоғистон Qoraqalpogʻiston ЎзМУ OʻzMU ТошДУ ToshDU
    Ш. Sh. А. A. 1991-йил 1991-yil
    """
)

TO_LATIN_ONLY = _pairs(
    """
    щётка shyotka объект obʼekt съезд sʼezd Швейцария Shveytsariya пьеса pesa июнь iyun бор-е bor-e Ёлка Yolka
    функция funktsiya Ы I лагерь lager
    """
)

TO_CYRILLIC_ONLY = _pairs(
    """
    Şahar Шаҳар ÖZBEK ЎЗБЕК Çöl Чўл Ğafur Ғафур Ǵafur Ғафур Ózbek Ўзбек Ŏtkan Ўткан
    """
)
TO_CYRILLIC_ONLY = [(cyrillic, latin) for latin, cyrillic in TO_CYRILLIC_ONLY] + _pairs(
    "пьеса pyesa объект obyekt съезд syezd функция funksiya акция aksiya станция stansiya "
    "батальон batalyon Исҳоқ Ishoq ИСҲОҚ ISʼHOQ ш sh Ш Sh Ш SH Ё YO XXI-аср XXI-asr МЧЖ MChJ"
)

UNTOUCHED = [
    "", " ", "12 345,67", "https://natlib.uz/uz?q=a", "www.kitob.uz/asar", "info@natlib.uz", "XIX", "Windows",
    "Microsoft", "<b></b>", "&nbsp;", "natlib.uz", "asar.pdf", "%(count)s", "%s", "{name}", "漢字", "…—«»", "\x00", "Café",
]  # fmt: skip
