"""Pages are read with the pack that fits, again when the first reading finds little, and each fails alone."""

import json
import sys
import textwrap

import pytest
import pyvips

from chorsu.archive.ingest.tests import makers
from chorsu.archive.objects import ports as pages
from chorsu.archive.ocr import adapters, reading
from chorsu.archive.ocr.adapters import tessdata, tsv
from chorsu.archive.ocr.adapters.tesseract_program import TesseractProgram
from chorsu.archive.ocr.errors import EngineMissing, PageUnreadable
from chorsu.archive.ocr.pool import Pool


@pytest.fixture(scope="module")
def engine():
    try:
        found = adapters.engine()
    except EngineMissing:
        pytest.skip("no Tesseract with language packs is installed")
    if not {"uzb", "uzb_cyrl", "rus", "vie"} <= found.packs():
        pytest.skip("the packs uzb, uzb_cyrl, rus and vie are not all installed")
    return found


def printed(tmp_path, text):
    path = tmp_path / "page.png"
    makers.page_image(text).save(path)
    return pages.open_page(path, "image/png", 0)


@pytest.mark.parametrize(
    ("text", "pack", "words"),
    [
        (makers.UZBEK, "uzb", "kunlar romani"),
        (makers.CYRILLIC, "uzb_cyrl+rus", "романи қадимий"),
        (makers.VIETNAMESE, "vie", "được nhiều người"),
    ],
)
def test_the_pack_is_chosen_by_the_page_when_no_language_is_declared(engine, tmp_path, text, pack, words):
    found = reading.read(engine, printed(tmp_path, text))
    assert (found.state, found.pack) == ("recognised", pack)
    assert words in found.text.running_text
    assert found.text.confidence > 0.8


def test_a_page_in_another_language_than_the_one_before_is_read_again(engine, tmp_path):
    found = reading.read(engine, printed(tmp_path, makers.VIETNAMESE), expected="uzb_cyrl+rus")
    assert found.pack == "vie"
    assert "người yêu thích" in found.text.running_text


def test_an_expected_pack_is_used_without_trying_others(engine, tmp_path):
    assert reading.read(engine, printed(tmp_path, makers.UZBEK), expected="uzb").passes == ["uzb"]


def test_words_lie_where_they_are_printed(engine, tmp_path):
    found = reading.read(engine, printed(tmp_path, makers.UZBEK), ["uz"])
    first = found.text.words[0]
    assert 95 <= first.x <= 110
    assert 75 <= first.y <= 115
    assert first.h < 70
    assert (found.text.width, found.text.height) == (1600, 900)


def test_a_page_with_dark_stains_is_read_a_second_time_with_sauvola(engine, tmp_path):
    image = printed(tmp_path, makers.UZBEK).linear(0.25, 90)
    # A shadow from left to right: one threshold for the whole page cannot part print from paper.
    shadow = pyvips.Image.xyz(image.width, image.height)[0] * (-110 / image.width) + 55
    dark = (image + shadow).cast("uchar").copy(interpretation="b-w")
    found = reading.read(engine, dark, ["uz-latn"])
    assert any(one.endswith("/sauvola") for one in found.passes)
    assert "kunlar" in found.text.running_text


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("made", ["library", "program"])
def test_a_page_scanned_sideways_or_upside_down_is_read_with_words_where_they_lie(engine, tmp_path, turn, made):
    used = engine if made == "library" else TesseractProgram(tessdata.folder())
    straight = printed(tmp_path, (makers.UZBEK + " ") * 6)
    found = reading.read(used, straight.rot(f"d{turn}"))
    assert found.pack == "uzb"
    assert "kunlar romani" in found.text.running_text
    assert found.text.confidence > 0.8
    first = next(word for word in found.text.words if word.text == "kunlar")
    expected = next(word for word in reading.read(used, straight).text.words if word.text == "kunlar")
    x, y = expected.x + expected.w / 2, expected.y + expected.h / 2
    x, y = {90: (straight.height - y, x), 180: (straight.width - x, straight.height - y), 270: (y, straight.width - x)}[
        turn
    ]
    assert abs(first.x + first.w / 2 - x) < 6
    assert abs(first.y + first.h / 2 - y) < 6
    assert (first.w < first.h) == (turn != 180)
    size = (straight.width, straight.height) if turn == 180 else (straight.height, straight.width)
    assert (found.text.width, found.text.height) == size


def test_an_empty_page_is_blank_and_a_tiny_one_says_so(engine):
    paper = (pyvips.Image.black(800, 1000) + 245).cast("uchar").copy(interpretation="b-w")
    assert reading.read(engine, paper).state == "blank"
    with pytest.raises(PageUnreadable, match="1 × 1 pixels"):
        reading.read(engine, pyvips.Image.black(1, 1))


def test_the_program_reads_as_the_library_does(engine, tmp_path):
    import shutil

    if not shutil.which("tesseract"):
        pytest.skip("the program tesseract is not installed")
    grey, _ = reading._grey(printed(tmp_path, makers.UZBEK))
    found = TesseractProgram(tessdata.folder()).recognise(reading._bytes(grey), "uzb")
    assert "kunlar romani" in found.running_text


def test_a_table_of_words_becomes_blocks_and_lines():
    table = "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t96.5\tSalom\n5\t1\t1\t1\t2\t1\t10\t70\t30\t40\t50\tdunyo\n5\t1\t2\t1\t1\t1\t0\t0\t1\t1\t-1\t \n"
    page = tsv.parse(table, 100, 200, "uzb", "t")
    assert page.text == "Salom\ndunyo"
    assert [word.confidence for word in page.words] == [0.965, 0.5]


STUB = """
import json, os, sys, time
for line in sys.stdin:
    task = json.loads(line)
    if task["page"] == 3: os._exit(139)
    if task["page"] == 4: time.sleep(60)
    print(json.dumps({"page": task["page"], "state": "recognised"}), flush=True)
"""


def test_a_page_that_crashes_or_hangs_the_engine_fails_alone(tmp_path):
    stub = tmp_path / "stub.py"
    stub.write_text(textwrap.dedent(STUB))
    with Pool(2, timeout=1.5, command=[sys.executable, str(stub)]) as pool:
        found = {answer["page"]: answer for answer in pool.run({"page": number} for number in range(1, 8))}
    assert {page for page, answer in found.items() if answer["state"] == "recognised"} == {1, 2, 5, 6, 7}
    assert "stopped on this page" in found[3]["problem"]
    assert "longer than" in found[4]["problem"]


def test_real_scans_are_read(engine, shared):
    scans = shared / "data/ocr/nguyenq+VietOCR3/samples"
    if not scans.is_dir():
        pytest.skip("the Vietnamese scans are not in the shared data")
    found = reading.read(engine, pages.open_page(scans / "vietsample1.tif", "image/tiff", 0))
    assert found.pack == "vie"
    assert "Đôi Mắt Người Sơn Tây" in found.text.running_text
    assert json.dumps(found.passes)


def test_after_a_page_of_plain_russian_the_russian_pack_alone_is_expected(engine, tmp_path):
    russian = "Библиотека открывается каждое утро в девять часов. Читатели сами выбирают книги на полках. " * 5
    found = reading.read(engine, printed(tmp_path, russian), expected="uzb_cyrl+rus")
    assert (found.pack, found.next_pack) == ("uzb_cyrl+rus", "rus")
    declared = reading.read(engine, printed(tmp_path, russian), ["uz", "ru"], expected="uzb_cyrl+rus")
    assert declared.next_pack == "uzb_cyrl+rus"


def test_an_uzbek_page_after_russian_ones_keeps_its_own_letters(engine, tmp_path):
    found = reading.read(engine, printed(tmp_path, makers.CYRILLIC * 3), expected="rus", usual=0.96)
    assert found.pack == "uzb_cyrl+rus"
    assert "қадимий Тошкент шаҳри ҳақида" in found.text.running_text


def test_what_one_page_taught_goes_with_the_next_pages_of_the_same_book(tmp_path):
    stub = tmp_path / "stub.py"
    stub.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    task = json.loads(line)\n"
        '    answer = {"page": task["page"], "seen": task.get("hint"), "hint": ["vie", 0.9]}\n'
        "    print(json.dumps(answer), flush=True)\n"
    )
    tasks = [{"page": number, "object": number // 4} for number in range(8)]
    with Pool(1, command=[sys.executable, str(stub)]) as pool:
        seen = [answer["seen"] for answer in pool.run(tasks)]
    assert seen == [None, ["vie", 0.9], ["vie", 0.9], ["vie", 0.9]] * 2
