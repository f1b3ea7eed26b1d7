"""A MARC 21 record becomes a description a reader can understand, and loses nothing the reader looks for."""

from chorsu.formats.describing import type_of
from chorsu.formats.description import Title
from chorsu.formats.marc import Field, Record
from chorsu.formats.marc21 import describe
from chorsu.formats.tests.makers import marc21


def of(*fields: Field, kind: str = "am", fixed: str = "") -> Record:
    record = marc21("Title", author="", extent="", year=2001, kind=kind)
    rest = [entry for entry in record.all if entry.tag not in {one.tag for one in fields}]
    if fixed:
        rest = [entry if entry.tag != "008" else Field("008", data=fixed) for entry in rest]
    return Record(record.leader, [*rest, *fields])


def test_a_made_up_record_is_described_whole():
    record = marc21(
        "Oʻtkan kunlar", isbn="978-9943-00-123-7", copies=["0001", {"p": "0002", "a": "OLD", "o": "84(5Oʻz)", "d": "2020-05-01", "g": "15000", "1": "1"}],
        rest="roman", subjects=["Uzbek fiction"], control="77",
    )  # fmt: skip
    result = describe(record)
    got = result.description
    assert (got.kind, got.year, got.languages, got.country, got.control) == ("book", 2019, ["uz"], "UZ", "77")
    assert got.titles == [Title(script="Latn", text="Oʻtkan kunlar", rest="roman")]
    assert [(a.name, a.roles, a.main) for a in got.agents] == [("Qodiriy, Abdulla", ["aut"], True)]
    assert [(p.place, p.publisher, p.date) for p in got.publications] == [("Toshkent", "Sharq", "2019")]
    assert [(i.scheme, i.value) for i in got.identifiers] == [("control", "(UzTest)77"), ("isbn", "9789943001237")]
    assert [s.text for s in got.subjects] == ["Uzbek fiction"]
    assert [(c.barcode, c.library, c.call_number, c.acquired, c.price, c.status) for c in result.copies] == [
        ("0001", "MAIN", "", "", "", "available"),
        ("0002", "OLD", "84(5Oʻz)", "2020-05-01", "15000", "lost"),
    ]


def test_the_other_script_of_a_title_and_a_name_is_the_same_statement():
    got = describe(
        marc21("Oʻtkan kunlar", author="Qodiriy, Abdulla", other_title="Ўткан кунлар", other_author="Қодирий, Абдулла")
    ).description
    assert len(got.titles) == 1
    assert len(got.agents) == 1
    assert (got.title.script, got.title.also[0].text, got.title.also[0].script) == ("Latn", "Ўткан кунлар", "Cyrl")
    assert (got.agents[0].also[0].name, got.agents[0].also[0].roles) == ("Қодирий, Абдулла", ["aut"])
    assert got.scripts == ["Latn", "Cyrl"]


def test_an_880_without_partner_stands_for_itself():
    got = describe(of(Field("880", "  ", [("6", "500-00/(N"), ("a", "Изоҳ")]))).description
    assert [(n.text, n.script) for n in got.notes] == [("Изоҳ", "Cyrl")]


def test_card_punctuation_goes_and_initials_stay():
    got = describe(of(
        Field("245", "14", [("a", "The days gone by :"), ("b", "a novel in letters /"), ("c", "A. Qodiriy ; transl. by M. Reese, Jr.")]),
        Field("100", "1 ", [("a", "Qodiriy, A.,"), ("d", "1894-1938."), ("e", "author.")]),
        Field("260", "  ", [("a", "[Tashkent] :"), ("b", "Sharq Co. ;"), ("a", "London :"), ("b", "Bloomsbury,"), ("c", "c2001.")]),
    )).description  # fmt: skip
    title = got.title
    assert (title.text, title.rest, title.responsibility, title.nonfiling) == (
        "The days gone by",
        "a novel in letters",
        "A. Qodiriy ; transl. by M. Reese, Jr.",
        4,
    )
    assert (got.agents[0].name, got.agents[0].dates, got.agents[0].roles) == ("Qodiriy, A.", "1894-1938", ["aut"])
    assert [(p.place, p.publisher, p.date) for p in got.publications[1:]] == [
        ("Tashkent", "Sharq Co.", ""),
        ("London", "Bloomsbury", "c2001"),
    ]


def test_parallel_and_other_titles_are_kept_apart():
    got = describe(of(
        Field("245", "10", [("a", "Yulduzli tunlar ="), ("b", "Starry nights : a novel /"), ("c", "P. Qodirov")]),
        Field("240", "10", [("a", "Yulduzli tunlar."), ("l", "English")]),
        Field("246", "31", [("a", "Звёздные ночи")]),
        Field("246", "14", [("a", "Babur")]),
    )).description  # fmt: skip
    assert [(t.kind, t.text, t.rest) for t in got.titles] == [
        ("main", "Yulduzli tunlar", ""), ("parallel", "Starry nights", "a novel"), ("uniform", "Yulduzli tunlar", ""),
        ("parallel", "Звёздные ночи", ""), ("cover", "Babur", ""),
    ]  # fmt: skip


def test_non_sorting_marks_leave_the_title_and_count_for_sorting():
    got = describe(of(Field("245", "10", [("a", "\x98L'\x9cétranger")]))).description
    assert (got.title.text, got.title.nonfiling) == ("L'étranger", 2)


def test_letters_and_marks_sent_apart_are_joined():
    got = describe(of(Field("245", "10", [("a", "Truye\u0323\u0302n Kie\u0302\u0300u")]))).description
    assert got.title.text == "Truyện Kiều"


def test_roles_come_from_codes_numbers_words_and_addresses():
    agents = describe(of(
        Field("700", "1 ", [("a", "A"), ("4", "trl")]),
        Field("700", "1 ", [("a", "B"), ("e", "tarjimon.")]),
        Field("700", "1 ", [("a", "C"), ("4", "http://id.loc.gov/vocabulary/relators/ill")]),
        Field("710", "2 ", [("a", "Toshkent davlat universiteti."), ("b", "Kutubxona"), ("e", "issuing body")]),
        Field("711", "2 ", [("a", "Konferensiya"), ("n", "(2nd :"), ("d", "1999 :"), ("c", "Hà Nội)")]),
    )).description.agents  # fmt: skip
    assert [(a.kind, a.name, a.roles) for a in agents] == [
        ("person", "A", ["trl"]), ("person", "B", ["trl"]), ("person", "C", ["ill"]),
        ("body", "Toshkent davlat universiteti. Kutubxona", ["isb"]), ("meeting", "Konferensiya", []),
    ]  # fmt: skip
    assert agents[-1].qualifier == "2nd, 1999, Hà Nội"


def test_kinds_are_told_from_leader_008_and_notes():
    def kind(code, fixed="", *fields):
        return describe(of(*fields, kind=code, fixed=fixed)).description.kind

    online = "200101s2001    uz      o           uzb d"
    paper = "200101c20019999uz  n              0   uzb d"
    assert [kind("am"), kind("ab"), kind("as"), kind("em"), kind("cm"), kind("jm"), kind("gm"), kind("rm"), kind("tm")] == [
        "book", "article", "serial", "map", "notated-music", "audio", "video", "object", "manuscript",
    ]  # fmt: skip
    assert kind("am", online) == "e-resource"
    assert kind("as", paper[:21] + "n" + paper[22:]) == "newspaper"
    assert kind("am", "", Field("502", "  ", [("a", "Dissertatsiya")])) == "thesis"


def test_years_come_from_008_and_then_from_the_imprint():
    def years(fixed, date="2005"):
        got = describe(of(Field("264", " 1", [("c", date)]), fixed=fixed)).description
        return got.year, got.year_to

    tail = "uz " + " " * 17 + "uzb d"
    assert years("200101s1998    " + tail) == (1998, None)
    assert years("200101m19982003" + tail) == (1998, 2003)
    assert years("200101c19989999" + tail) == (1998, None)
    assert years("200101r20101926" + tail) == (2010, None)
    assert years("200101nuuuuuuuu" + tail, "[1931?]") == (1931, None)
    assert years("200101nuuuuuuuu" + tail, "б.г.") == (None, None)


def test_languages_packed_repeated_and_original():
    got = describe(
        of(Field("041", "1 ", [("a", "uzbrus"), ("h", "eng")]), fixed="200101s1998    uz " + " " * 17 + "rus d")
    ).description
    assert (got.languages, got.original_languages) == (["ru", "uz"], ["en"])


def test_identifiers_are_checked_and_bad_ones_kept():
    got = describe(of(
        Field("020", "  ", [("a", "5-02-013850-9 (в пер.) :")]), Field("020", "  ", [("a", "978-5-02-013850-0")]), Field("020", "  ", [("z", "9785020138506")]),
        Field("022", "  ", [("a", "0317-8471")]), Field("024", "7 ", [("a", "https://doi.org/10.1000/XYZ"), ("2", "doi")]), Field("035", "  ", [("a", "(OCoLC)ocm00012345")]),
    )).description.identifiers  # fmt: skip
    assert [(i.scheme, i.value, i.valid, i.qualifier) for i in got if i.scheme != "control"] == [
        ("isbn", "9785020138506", True, "в пер."), ("isbn", "9785020138500", False, ""), ("isbn", "9785020138506", False, ""),
        ("issn", "0317-8471", True, ""), ("doi", "10.1000/xyz", True, ""), ("oclc", "12345", True, ""),
    ]  # fmt: skip


def test_classes_subjects_series_links_and_addresses():
    got = describe(of(
        Field("080", "  ", [("a", "821.512.133")]), Field("082", "04", [("a", "894/.325"), ("2", "22")]), Field("084", "  ", [("a", "84(5Ўзб)"), ("2", "rubbk")]),
        Field("650", " 0", [("a", "Uzbek fiction"), ("x", "History."), ("z", "Uzbekistan.")]), Field("653", "  ", [("a", "roman"), ("a", "tarix")]),
        Field("490", "1 ", [("a", "Jahon adabiyoti ;"), ("v", "12")]), Field("830", " 0", [("a", "Jahon adabiyoti ;"), ("v", "12.")]),
        Field("773", "0 ", [("t", "Yoshlik."), ("g", "No. 3 (1999), p. 4-9"), ("x", "0000-0019"), ("w", "(UzTest)5")]),
        Field("856", "40", [("u", "https://example.uz/1"), ("y", "Full text")]),
    )).description  # fmt: skip
    assert [(c.scheme, c.value) for c in got.classes] == [
        ("udc", "821.512.133"),
        ("ddc", "894.325"),
        ("bbk", "84(5Ўзб)"),
    ]
    assert [(s.kind, s.text, s.parts, s.scheme) for s in got.subjects] == [
        ("topic", "Uzbek fiction", ["History", "Uzbekistan"], "lcsh"), ("keyword", "roman", [], ""), ("keyword", "tarix", [], ""),
    ]  # fmt: skip
    assert [(s.title, s.number) for s in got.series] == [("Jahon adabiyoti", "12")]
    assert [(x.relation, x.title, x.place, x.idents) for x in got.links] == [
        ("in", "Yoshlik", "No. 3 (1999), p. 4-9", ["issn:0000-0019", "control:(UzTest)5"])
    ]
    assert [(e.url, e.label, e.relation) for e in got.electronic] == [("https://example.uz/1", "Full text", "resource")]


def test_shelves_and_items_of_852_876_and_866():
    copies = describe(of(
        Field("852", "  ", [("8", "1"), ("b", "MAIN"), ("c", "Stacks"), ("h", "84"), ("i", "Q12")]), Field("876", "  ", [("8", "1.1"), ("p", "B1")]),
        Field("876", "  ", [("8", "1.2"), ("p", "B2")]), Field("866", " 0", [("a", "1999-2004")]),
    )).copies  # fmt: skip
    assert [(c.library, c.location, c.call_number, c.barcode, c.statement) for c in copies] == [
        ("MAIN", "Stacks", "84 Q12", "B1", "1999-2004"), ("MAIN", "Stacks", "84 Q12", "B2", ""),
    ]  # fmt: skip


def test_an_empty_record_is_described_without_an_error():
    got = describe(Record(" " * 24)).description
    assert (got.title.text, got.year, got.kind) == ("", None, "book")


def test_text_encoded_twice_and_broken_over_lines_is_put_right():
    twice = "München".encode().decode("latin-1")
    got = describe(
        of(
            Field("245", "10", [("a", twice)]),
            Field("500", "  ", [("a", "One\n      line")]),
            Field("246", "3 ", [("a", "Ça et là")]),
        )
    ).description
    assert [t.text for t in got.titles] == ["München", "Ça et là"]
    assert got.notes[0].text == "One line"


def test_authority_and_holdings_records_are_told_apart():
    kinds = {code: type_of(Record(f"00000n{code}  a2200000   4500"), "marc21") for code in "azuxw"}
    assert kinds == {"a": "bibliographic", "z": "authority", "u": "holdings", "x": "holdings", "w": "classification"}
    assert type_of(Record("00000nx  a2200000   4500"), "unimarc") == "authority"
