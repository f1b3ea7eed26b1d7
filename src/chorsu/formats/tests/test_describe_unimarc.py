"""UNIMARC, RUSMARC and IRBIS records become the same kind of description as MARC 21 ones."""

import io

from chorsu.formats import irbis, iso2709, sniff
from chorsu.formats.marc import Field, Record
from chorsu.formats.tests.makers import unimarc
from chorsu.formats.unimarc import describe


def of(*fields: Field, **made) -> Record:
    record = unimarc("Сарлавҳа", author="", extent="", **made)
    return Record(record.leader, [*[e for e in record.all if e.tag not in {f.tag for f in fields}], *fields])


def test_a_made_up_record_is_described_whole():
    copies = [{"b": "MAIN", "f": "0001", "k": "84", "r": "BOOK", "5": "2020-05-01"}]
    result = describe(unimarc(isbn="978-9943-00-123-7", copies=copies, rest="роман", subjects=["Роман"], control="9"))
    got = result.description
    assert (got.kind, got.year, got.languages, got.country, got.scripts) == ("book", 2014, ["uz"], "UZ", ["Cyrl"])
    assert (got.title.text, got.title.rest) == ("Ўткан кунлар", "роман")
    assert [(a.name, a.roles, a.main) for a in got.agents] == [("Қодирий, Абдулла", ["aut"], True)]
    assert [(p.place, p.publisher, p.date) for p in got.publications] == [("Тошкент", "Шарқ", "2014")]
    assert [(i.scheme, i.value) for i in got.identifiers] == [("control", "(UzTest)9"), ("isbn", "9789943001237")]
    assert [(c.library, c.barcode, c.call_number, c.material, c.acquired) for c in result.copies] == [
        ("MAIN", "0001", "84", "BOOK", "2020-05-01")
    ]


def test_the_other_script_is_the_same_statement():
    got = describe(unimarc("Ўткан кунлар", other_title="Oʻtkan kunlar")).description
    assert [(t.text, t.script, t.also[0].text, t.also[0].script) for t in got.titles] == [
        ("Ўткан кунлар", "Cyrl", "Oʻtkan kunlar", "Latn")
    ]
    assert got.scripts == ["Cyrl", "Latn"]


def test_title_area_with_parallel_parts_and_responsibility():
    got = describe(
        of(
            Field(
                "200",
                "1 ",
                [
                    ("a", "\x88The \x89days"),
                    ("d", "Кунлар"),
                    ("e", "роман"),
                    ("h", "2-китоб"),
                    ("f", "А. Қодирий"),
                    ("g", "тарж. М. Рис"),
                ],
            )
        )
    ).description
    main, parallel = got.titles
    assert (main.text, main.nonfiling, main.responsibility) == ("The days", 4, "А. Қодирий ; тарж. М. Рис")
    assert (parallel.kind, parallel.text, parallel.rest, parallel.part_number) == (
        "parallel",
        "Кунлар",
        "роман",
        "2-китоб",
    )


def test_names_are_spelt_out_and_roles_translated():
    agents = describe(of(
        Field("700", " 1", [("a", "Козлов"), ("b", "А. Г."), ("g", "Александр Григорьевич"), ("f", "(1950-2010)"), ("4", "070")]),
        Field("702", " 1", [("a", "Хисматулин"), ("b", "А. А."), ("4", "730")]),
        Field("710", "02", [("a", "Ўзбекистон Миллий кутубхонаси"), ("b", "Илмий бўлим"), ("4", "650")]),
        Field("700", " 0", [("a", "Алишер Навоий")]),
    )).description.agents  # fmt: skip
    assert [(a.kind, a.name, a.dates, a.roles) for a in agents] == [
        ("person", "Козлов, Александр Григорьевич", "1950-2010", ["aut"]), ("person", "Хисматулин, А. А.", "", ["trl"]),
        ("body", "Ўзбекистон Миллий кутубхонаси. Илмий бўлим", "", ["pbl"]), ("person", "Алишер Навоий", "", ["aut"]),
    ]  # fmt: skip


def test_a_volume_is_titled_after_its_set_in_either_linking_technique():
    embedded = Field.of_text("461", " 0\x1f1001set-1\x1f12001 \x1faTurizm\x1fvT. 2")
    standard = Field("461", " 0", [("0", "set-1"), ("t", "Turizm"), ("v", "T. 2")])
    for link in (embedded, standard):
        record = of(link, Field("200", "1 ", [("a", "T. 2"), ("i", "Diplomatiya")]))
        record.leader = record.leader[:8] + "2" + record.leader[9:]
        got = describe(record).description
        assert (got.title.text, got.title.part_number, got.title.part_name) == ("Turizm", "T. 2", "Diplomatiya")
        assert [(x.relation, x.title, x.place, x.idents) for x in got.links] == [
            ("in", "Turizm", "T. 2", ["control:set-1"])
        ]


def test_translations_series_subjects_and_classes():
    got = describe(of(
        Field("101", "1 ", [("a", "uzb"), ("a", "rus"), ("c", "eng")]), Field.of_text("454", " 1\x1f12001 \x1faHamlet\x1f1700 1\x1faShakespeare\x1fbWilliam"),
        Field("225", "2 ", [("a", "Жаҳон адабиёти"), ("v", "3")]), Field.of_text("410", " 0\x1f12001 \x1faЖаҳон адабиёти\x1fv3"),
        Field("606", "0 ", [("a", "Адабиёт"), ("x", "Тарих"), ("y", "Ўзбекистон"), ("2", "uzsh")]), Field("610", "0 ", [("a", "роман"), ("a", "драма")]),
        Field("600", " 1", [("a", "Navoiy"), ("b", "Alisher"), ("f", "1441-1501")]),
        Field("675", "  ", [("a", "821.512.133"), ("v", "3")]), Field("686", "  ", [("a", "84(5Ўзб)"), ("2", "rubbk")]), Field("676", "  ", [("a", "894.325")]),
    )).description  # fmt: skip
    assert (got.languages, got.original_languages) == (["uz", "ru"], ["en"])
    assert [(t.kind, t.text) for t in got.titles] == [("main", "Сарлавҳа"), ("original", "Hamlet")]
    assert [(x.relation, x.title, x.agent) for x in got.links] == [("translation-of", "Hamlet", "Shakespeare, William")]
    assert [(s.title, s.number) for s in got.series] == [("Жаҳон адабиёти", "3")]
    assert [(s.kind, s.text, s.parts) for s in got.subjects] == [
        ("topic", "Адабиёт", ["Тарих", "Ўзбекистон"]), ("keyword", "роман", []), ("keyword", "драма", []), ("person", "Navoiy, Alisher, 1441-1501", []),
    ]  # fmt: skip
    assert [(c.scheme, c.value) for c in got.classes] == [
        ("udc", "821.512.133"),
        ("bbk", "84(5Ўзб)"),
        ("ddc", "894.325"),
    ]


def test_a_rusmarc_control_number_is_whole_already():
    got = describe(unimarc(control="RU\\NLR\\bibl\\1", country="RU")).description
    assert [(i.scheme, i.value) for i in got.identifiers] == [("control", "RU\\NLR\\bibl\\1")]


IRBIS = """#920: PAZK
#903: 84/Қ-53
#101: uzb
#102: UZ
#700: ^AҚодирий^BА.^GАбдулла
#200: ^AЎткан кунлар^Eроман
#210: ^D2014^AТошкент^CШарқ
#215: ^A384
#10: ^A978-9943-00-123-7^D15000
#621: 84(5Ўзб)
#610: РОМАН
#910: ^A0^B1759089^DФ104^U2018/45^Y45^C20180607
#910: ^AU^B100^1 25^DАБ
*****
#920: ASP
#200: ^AМақола
#463: ^CЁшлик^J1999^H№ 3^S4-9
"""


def test_an_irbis_export_is_read_with_its_copies_and_group_accounting():
    found = list(sniff.open_records(io.BytesIO(IRBIS.replace("\n", "\r\n").encode())))
    assert [(one.flavour, one.problem) for one in found] == [("irbis", None), ("irbis", None)]
    assert b"".join([one.raw for one in found]) == IRBIS.replace("\n", "\r\n").encode()
    book, article = (irbis.describe(one.record) for one in found)
    got = book.description
    assert (got.kind, got.year, got.title.text, got.title.rest, got.agents[0].name) == (
        "book",
        2014,
        "Ўткан кунлар",
        "роман",
        "Қодирий, Абдулла",
    )
    assert [(p.place, p.publisher, p.date) for p in got.publications] == [("Тошкент", "Шарқ", "2014")]
    assert [(i.scheme, i.value) for i in got.identifiers] == [("control", "84/Қ-53"), ("isbn", "9789943001237")]
    assert [(c.scheme, c.value) for c in got.classes] == [("bbk", "84(5Ўзб)")]
    assert [(c.inventory, c.location, c.acquired, c.count) for c in book.copies] == [
        ("1759089", "Ф104", "2018-06-07", 1),
        ("100", "АБ", "", 25),
    ]
    assert (article.description.kind, article.description.year) == ("article", 1999)
    assert [(x.relation, x.title, x.place) for x in article.description.links] == [("in", "Ёшлик", "1999, № 3, С. 4-9")]


def test_an_irbis_export_in_cp1251_is_recognised():
    text = IRBIS.replace("Қ", "К").replace("қ", "к").encode("cp1251", "replace")
    found = list(sniff.open_records(io.BytesIO(text)))
    assert [one.encoding for one in found] == ["cp1251", "cp1251"]
    assert found[0].record.get("200", "a") == "Ўткан кунлар"


def test_an_irbis_export_in_iso2709_is_known_by_its_worksheet():
    text = next(iter(sniff.open_records(io.BytesIO(IRBIS.encode())))).record
    pairs = [
        (
            f.tag.zfill(3),
            "\x1f".join(["", *[code.upper() + value for code, value in f.subfields]])
            if f.subfields[0][0]
            else f.text.strip(),
        )
        for f in text
    ]
    record = Record("00000nam0 2200000   450 ", [Field.of_text(tag, value) for tag, value in pairs])
    found = next(iter(iso2709.read(io.BytesIO(iso2709.write(record)))))
    assert found.flavour == "irbis"
    (again,) = sniff.open_records(io.BytesIO(found.raw), "irbis", found.encoding)  # as stored
    assert (again.flavour, again.record) == ("irbis", found.record)
    mine, other = irbis.describe(found.record), irbis.describe(text)
    assert mine == other
    assert mine.description.title.text == "Ўткан кунлар"
