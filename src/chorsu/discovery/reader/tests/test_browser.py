"""In a real browser: a scan opens, words are found and lie in boxes, the place is kept, keys turn pages."""

import os
import shutil
from pathlib import Path

import pytest

from chorsu.archive.ingest.actions import ingest
from chorsu.archive.ingest.tests import makers
from chorsu.archive.objects.tests.makers import make_library
from chorsu.discovery.reader.tests.makers import make_book

ROOT = Path(__file__).resolve().parents[5]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
BUNDLE = Path(__file__).resolve().parents[1] / "static/reader/dist/scan.js"
CHROMIUM = os.environ.get("CHORSU_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUNDLE.is_file(), reason="the front end has not been built"),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    # Playwright runs a loop in this thread, which Django takes for an async program; the test itself is not one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def until(page, expression):
    """Wait until something holds; Playwright's own waiting evaluates strings, which the pages' policy refuses."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {expression}")


@pytest.fixture
def open_page(browser, live_server):
    """Opens an address in a fresh browser; faults on the page fail the test."""
    contexts, faults = [], []

    def opened(address, width=1280, **more):
        context = browser.new_context(
            viewport={"width": width, "height": 860}, reduced_motion="reduce", locale="en-US", **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(live_server.url + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def test_a_scan_opens_and_words_in_the_other_script_lie_in_boxes(open_page):
    book = make_book()
    page = open_page(f"/read/{book.pid}#page=1")
    page.wait_for_selector("#viewer canvas")
    page.fill("#in", "o'tgan kunlar")
    page.press("#in", "Enter")
    page.wait_for_selector("#viewer .place.cur")
    assert page.locator("#found li").count() == 1
    assert page.locator("#found mark").inner_text() == "ўтган кунлар"
    assert "page=2" in page.url
    # The box lies on the words: their place on the image, seen at the size of the page on the screen.
    box, words = page.locator(".place.cur").bounding_box(), page.locator(".words")
    words.wait_for(state="attached")
    sheet = words.bounding_box()
    scale = sheet["width"] / 300
    assert abs(box["x"] - sheet["x"] - 130 * scale) < 3 and abs(box["y"] - sheet["y"] - 10 * scale) < 3
    assert abs(box["width"] - 115 * scale) < 3


def test_a_link_from_the_search_shows_the_places(open_page):
    book = make_book()
    page = open_page(f"/read/{book.pid}#page=3&q=otgan kunlar")
    page.wait_for_selector("#found li")
    assert page.input_value("#in") == "otgan kunlar"
    assert "page=3" in page.url


def test_keys_turn_pages_and_the_place_is_kept_for_visitors(open_page, live_server):
    book = make_book()
    page = open_page(f"/read/{book.pid}")
    page.wait_for_selector("#viewer canvas")
    page.keyboard.press("ArrowRight")
    until(page, "location.hash.includes('page=2')")
    page.keyboard.press("End")
    until(page, "location.hash.includes('page=3')")
    assert page.input_value("#go") == "3"
    until(page, f"localStorage.getItem('chorsu.reading.{book.pid}')")
    page.goto(live_server.url + "/ui/")
    page.goto(f"{live_server.url}/read/{book.pid}")
    page.wait_for_selector("#offer:not([hidden])")
    assert "page 3" in page.inner_text("#offer")
    page.click("#offer [data-go-on]")
    until(page, "location.hash.includes('page=3')")


def test_the_text_of_the_page_changes_its_script(open_page):
    book = make_book()
    page = open_page(f"/read/{book.pid}?page=2")
    page.wait_for_selector("#viewer canvas")
    page.click("[data-act=text]")
    assert "ўтган кунлар" in page.inner_text("#words")
    page.click("#scripts [data-script=latn]")
    until(page, "document.getElementById('words').innerText.includes('oʻtgan kunlar')")


def test_without_a_script_everything_is_a_link(open_page):
    book = make_book()
    page = open_page(f"/read/{book.pid}", java_script_enabled=False)
    page.click(".turn.next")
    assert page.url.endswith("?page=2")
    page.fill("#in", "otgan kunlar")
    page.press("#in", "Enter")
    assert page.locator("svg.hl rect").count() == 1
    assert page.locator("#found li a").count() == 1


@pytest.fixture
def own_store(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()


def test_an_e_book_opens_with_its_styles_and_words_are_marked_in_it(open_page, own_store, tmp_path):
    sheet = '<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" type="text/css" href="book.css"/>'
    opf = makers.OPF.replace("</manifest>", '<item id="css" href="book.css" media-type="text/css"/></manifest>')
    first = f"{sheet}<h1>Бир</h1><p class='q'>Ўтган кунлар ҳақида.</p>"
    more = {"OPS/book.css": ".q { font-style: italic }", "OPS/book.opf": opf}
    file = makers.epub(tmp_path / "book.epub", first, **more)
    book = ingest(file, make_library(), "Kitob", languages=["uz"])
    page = open_page(f"/read/{book.pid}#page=1&q=otgan kunlar")
    page.wait_for_selector("#found li")
    assert page.locator("#found mark").inner_text() == "Ўтган кунлар"
    chapter = "document.querySelector('foliate-view')?.renderer.getContents()[0]"
    until(page, f"{chapter}?.doc.body.innerText.includes('Ўтган кунлар')")
    assert page.evaluate(f"getComputedStyle({chapter}.doc.querySelector('.q')).fontStyle") == "italic"
    until(page, f"{chapter}.overlayer?.element.querySelector('rect, path') != null")
    page.click("[data-act=settings]")
    page.check("[name=paper][value=sepia]")
    until(page, f"getComputedStyle({chapter}.doc.documentElement).color === 'rgb(58, 44, 29)'")


def test_a_pdf_is_drawn_page_below_page_with_places_in_boxes(open_page, own_store, tmp_path):
    file = makers.pdf(tmp_path / "book.pdf", "Salom dunyo bu birinchi", "Ikkinchi bet va kitoblar haqida")
    book = ingest(file, make_library(), "Hujjat", languages=["uz"], recognise=False)
    page = open_page(f"/read/{book.pid}#q=китоб")
    page.wait_for_selector(".leaf canvas")
    page.wait_for_selector(".leaf:nth-of-type(2) .place.cur")
    assert page.locator(".leaf").count() == 2
    until(page, "location.hash.includes('page=2')")


@pytest.mark.skipif(not AXE.is_file(), reason="the front end has not been installed")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("look", [{}, {"theme": "dark"}], ids=["light", "dark"])
def test_axe_finds_nothing(open_page, live_server, width, look):
    book = make_book()
    state = {"cookies": [{"name": n, "value": v, "url": live_server.url} for n, v in look.items()], "origins": []}
    page = open_page(f"/read/{book.pid}?page=2&q=otgan", width, storage_state=state)
    page.wait_for_selector("#viewer canvas")
    page.wait_for_selector("#found li", state="attached")
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document)")["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
