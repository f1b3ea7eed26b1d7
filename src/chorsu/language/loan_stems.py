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
    sirk$=цирк sirkn=циркн sirkk=циркк sirkd=циркд sirkch=циркч sirklar=цирклар sirkul=циркул silindr=цилиндр
    sement=цемент senzura=цензура sentner=центнер sitata=цитата sikl=цикл sivilizats=цивилизац sellyuloza=целлюлоза
    selluloza=целлюлоза sellofan=целлофан sitrus=цитрус sink$=цинк seylon=цейлон sex=цех sexr=сехр sunami=цунами
    selsiy=цельсий sitologiya=цитология sistern=цистерн sru$=цру sirroz=цирроз sianid=цианид sexi=цехи
    svetayev=цветаев sitadel=цитадел sokol$=цоколь sigan=циган fransuz=француз frantsuz=француз konsert=концерт
    konsern=концерн prinsip=принцип prins$=принц prinsessa=принцесса aksent=акцент aksiz=акциз vaksin=вакцин
    ensiklop=энциклоп kansler=канцлер kanselyar=канцеляр konsentr=концентр konsep=концеп konsess=концесс
    proses=процес lisey=лицей lisenz=лиценз litsenziya=лицензия ofiser=офицер resept=рецепт meditsin=медицин
    medisin=медицин litsa$=лица dosent=доцент prosent=процент ritsar$=рицарь ritsar=рицар motsart=моцарт
    provins=провинц shveysar=швейцар shveytsar=швейцар sovetsk=советск mer$=мэр meri$=мэри ser$=сэр
    per$=пэр ges$=гэс gesi=гэси geslar=гэслар tes$=тэс devid=дэвид deyv=дэйв sensey=сэнсэй gabriel$=габриэль
    emmanuel$=эммануэль mayor=майор rayon=район yogurt=йогурт yoga$=йога york$=йорк yorklik=йорклик yorkshir=йоркшир
    yoruba=йоруба yokogama=йокогама mo`jiz=мўъжиз mo`tab=мўътаб mo`tad=мўътад mo`min$=мўъмин mo`jaz=мўъжаз
    mo`ra$=мўъра mo`rad=мўърад mo`rat=мўърат mo`rag=мўъраг mo`rash=мўъраш mo`rab=мўъраб no`mon=нўъмон ishoq=исҳоқ
    ashob=асҳоб mushaf=мусҳаф tashih=тасҳиҳ mashara=масҳара ishol=исҳол rol$=роль rubl$=рубль iyul$=июль iyun$=июнь
    mebel$=мебель neft$=нефть nikel$=никель nol$=ноль gogol$=гоголь den$=день alp$=альп seld$=сельд volt$=вольт
    stil$=стиль parol$=пароль rul$=руль gorkiy=горький dalton=дальтон emil$=эмиль alber=альбер albert=альберт
    alfa=альфа alfred=альфред alger=альгер almira=альмира alpinist=альпинист alpin=альпин alyans=альянс
    altern=альтерн alt$=альт altruis=альтруис almanax=альманах alveol=альвеол albumin=альбумин adolf=адольф
    rudolf=рудольф arnold=арнольд balzak=бальзак belgiya=бельгия belgiyal=бельгиял bolsh=больш bilyard=бильярд
    bulvar=бульвар buldozer=бульдозер buldog=бульдог bulyon=бульон byulleten$=бюллетень batalyon=батальон vals=вальс
    veksel$=вексель velvet=вельвет vilnyus=вильнюс vulgar=вульгар volfram=вольфрам volter=вольтер volt=вольт
    volost$=волость vermishel$=вермишель gelsing=гельсинг gelmint=гельминт gilza=гильза golf=гольф gegel$=гегель
    geydelberg=гейдельберг galvan=гальван demyan=демьян delta=дельта delfin=дельфин dvigatel$=двигатель
    detal$=деталь dizel$=дизель intervyu=интервью impuls=импульс insult=инсульт italya=италья izrail$=израиль
    kalkul=калькул kaltsi=кальци kalsi=кальци kalka=калька karamel$=карамель kartel$=картель kisel$=кисель
    kobalt=кобальт kultur=культур kult$=культ kultiv=культив konsult=консульт koryer=курьер
    kolts=кольц korol$=король kreml$=кремль kanifol$=канифоль kapelmeyster=капельмейстер
    kastryul=кастрюль kompyut=компьют lager$=лагерь losos$=лосось lyos=льос medal$=медаль
    medalyon=медальон melnik=мельник menshev=меньшев mandelsh=мандельш multim=мультим multip=мультип
    model$=модель modul$=модуль monastir$=монастирь marya=марья maryam=марям milton=мильтон natalya=наталья
    nelson=нельсон nobel=нобель nalch=нальч nyuton=ньютон nyu$=нью oblast$=область ochered$=очередь
    osvald=освальд palto=пальто palma=пальма patsyent=пациент pavilyon=павильон pechen$=печень portfel$=портфель
    polka$=полька polsha=польша pulpit=пульпит pult=пульт puls=пульс profil$=профиль qoryer=қурьер
    rels=рельс rezult=результ revolver=револьвер royal$=рояль salto=сальто salmonell=сальмонелл
    sevastopol$=севастополь slovar$=словарь kalendar$=календарь sekretar$=секретарь bukvar$=букварь yantar$=янтарь
    fonar$=фонарь silvestr=сильвестр shampun$=шампунь shelf=шельф shtempel$=штемпель skalpel$=скальпель skalp=скальп
    spektakl$=спектакль ansambl$=ансамбль stelka=стелька stokgolm=стокгольм sulf=сульф sudya=судья statya=статья
    tatyan=татьян talk$=тальк ssenariy=сценарий stsenariy=сценарий instsen=инсцен tsenariy=ценарий
    tonnel$=тоннель tunnel$=туннель tolko=только ultimat=ультимат ultra=ультра ulyan=ульян uilyam=уильям uels$=уэльс
    fakult=факульт fals$=фальш falsh=фальш falsif=фальсиф feldsher=фельдшер feldmarshal=фельдмаршал filtr=фильтр
    folklor=фольклор fevral$=февраль goliv=голлив xarkov=харьков xrustal$=хрусталь shinel$=шинель
    shtil$=штиль elbrus=эльбрус elf$=эльф emulsiya=эмульсия emal$=эмаль asfalt=асфальт artel$=артель
    akvarel$=акварель aprel$=апрель april=апрел alkogol$=алкоголь aerozol$=аэрозоль lvov=львов kazan$=казань
    ryazan$=рязань tver$=тверь perm$=пермь yaroslavl$=ярославль simferopol$=симферополь mariupol$=мариуполь
    bryussel$=брюссель marsel$=марсель versal$=версаль neapol$=неаполь grenobl$=гренобль obyekt=объект
    subyekt=субъект syezd=съезд podyezd=подъезд adyutant=адъютант konyunk=конъюнк inyeks=инъекц inʼeks=инъекц
    obyom=объём
    """,
    "^",
)
ANYWHERE: Final = Stems(
    """
    film=фильм albom=альбом kompyuter=компьютер bolshev=большев avtomobil$=автомобиль yanvar$=январь fevral$=февраль
    sentyabr$=сентябрь oktyabr$=октябрь noyabr$=ноябрь dekabr$=декабрь
    """,
    "",
)
