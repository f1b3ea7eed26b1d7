"""Dilnoza looks for a book in her own alphabet, finds it in the other, and reads."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("house")]


def test_a_latin_query_finds_the_cyrillic_edition_and_a_cyrillic_query_the_latin_one(page):
    page.goto("/")
    page.fill("main input[name=q]", "o'tkan kunlar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    titles = page.locator(".hit h2, .hit h3").all_inner_texts()
    assert any("Ўткан кунлар" in title for title in titles), titles
    assert any("Oʻtkan kunlar" in title for title in titles), titles
    page.goto("/search?q=Ўткан+кунлар")
    assert any("Oʻtkan kunlar" in title for title in page.locator(".hit h2, .hit h3").all_inner_texts())


def test_vietnamese_is_found_without_its_marks(page):
    page.goto("/search?q=truyen+kieu")
    assert "Truyện Kiều" in page.locator(".hits").inner_text()


def test_a_title_page_says_where_the_copies_stand_and_who_says_what(page):
    page.goto("/search?q=o'tkan+kunlar")
    page.locator(".hit h2 a, .hit h3 a").first.click()
    page.wait_for_url("**/records/**")
    text = page.locator("main").inner_text()
    assert re.search(r"on the shelf|on loan|reading room", text, re.I)
    assert page.locator("main h1").count() == 1


def test_a_page_of_a_scan_is_found_in_the_other_alphabet_and_opens_with_boxes_on_the_words(page, house):
    page.goto("/search?q=chorsu+bozor")
    inside = page.locator(".inside a[href*='/read/']").first
    inside.wait_for()
    href = inside.get_attribute("href")
    assert "#page=" in href
    inside.click()
    page.wait_for_url("**/read/**")
    page.wait_for_selector("canvas, img", timeout=15000)
    page.wait_for_selector("[data-hit], .hitbox, .boxes > *, mark", timeout=15000)


def test_the_first_page_works_without_javascript(browser, house):
    context = browser.new_context(base_url=house.base, java_script_enabled=False)
    visitor = context.new_page()
    visitor.goto("/")
    visitor.fill("main input[name=q]", "navoiy")
    visitor.locator("main form button").first.click()
    assert visitor.locator(".hit").count() > 0
    visitor.locator(".hit h2 a, .hit h3 a").first.click()
    assert "/records/" in visitor.url
    context.close()


def test_a_reader_renews_and_sees_the_new_date(page):
    from tests.journeys.conftest import sign_in

    sign_in(page, "dilnoza")
    page.goto("/account/loans/")
    assert page.locator(".mine li").count() > 0
