"""Every kind of page, as each role, at the width of a phone and of a desk, in five languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("house")]

AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
LANGUAGES = ("uz", "uz-Cyrl", "ru", "en", "vi")
WIDTHS = (1280, 390)
HEAVIEST = 100_000
"""Bytes of HTML of one page, before compression."""

# A page is an address, or "start > selector": the address of the first such link on the start page.
PAGES: dict[str, tuple[str, ...]] = {
    "": (
        "/", "/search", "/search?q=navoiy", "/search?q=chorsu+bozor", "/search?q=zzqqxxw", "/search/advanced",
        "/search?q=o'tkan+kunlar > .hit h2 a", "/search?q=o'tkan+kunlar > .hit h2 a > a[href$='/marc']",
        "/search?q=o'tkan+kunlar > .hit h2 a > a[href$='/history']", "/search?q=o'tkan+kunlar > .hit h2 a > a[href^='/works/']",
        "/search?q=o'tkan+kunlar > .hit h2 a > a[href^='/agents/']", "/libraries/", "/libraries/NLUZ/", "/libraries/NLV/",
        "/weeks/", "/marathons/", "/marathons/ > a[href^='/marathons/']:not([href='/marathons/'])",
        "/account/login/", "/account/signup/", "/account/password/reset/", "/account/logout/", "/ui/",
        "/read/o12", "/read/o12?page=3", "/read/o6d", "/read/o48", "/read/o7g", "/read/o8j 403", "/read/obp 403",
        "/nothing/here 404", "/records/r000 404",
    ),
    "dilnoza": (
        "/account/", "/account/loans/", "/account/tokens/", "/account/shelf/", "/account/reading/", 
        "/account/email/", "/account/password/change/", "/account/mfa/", "/account/logout/",
        "/search?q=o'tkan+kunlar > .hit h2 a > .go a[href$='/hold/']", "/staff/lending/ 403",
    ),
    "aziza": (
        "/staff/", "/staff/lending/", "/staff/patrons/ > a[href^='/staff/patrons/'].name, td a[href^='/staff/patrons/'] > a[href*='lending/?patron']",
        "/staff/holds/", "/staff/overdue/", "/staff/rules/ 403",
        "/staff/patrons/", "/staff/patrons/?q=Karimova", "/staff/patrons/ > td a[href^='/staff/patrons/']", "/staff/patrons/new/",
        "/staff/patrons/ > td a[href^='/staff/patrons/'] > a[href$='/edit/']",
    ),
    "olga": (
        "/staff/", "/staff/imports/", "/staff/imports/ > a[href^='/staff/imports/']:not([href='/staff/imports/'])",
        "/staff/records/", "/search?q=o'tkan+kunlar > .hit h2 a",
    ),
    "rustam": ("/staff/objects/", "/staff/objects/ > td a[href^='/staff/objects/o']", "/staff/objects/new/", "/staff/jobs/", "/staff/libraries/NLUZ/move/ 403"),
    "gulnora": (
        "/staff/rules/", "/staff/rules/new/", "/staff/rules/ > a[href^='/staff/rules/']:not([href$='/new/']):not([href='/staff/rules/'])",
        "/staff/members/", "/staff/members/NLUZ/", "/staff/categories/", "/staff/erasures/",
        "/staff/programmes/books/", "/staff/programmes/books/add/", "/staff/programmes/marathons/", "/staff/programmes/marathons/add/",
    ),
    "tam": (
        "/staff/", "/staff/desk/", "/staff/jobs/", "/staff/jobs/ > a[href^='/staff/jobs/']:not([href='/staff/jobs/'])", "/staff/audit/",
        "/staff/events/", "/staff/libraries/", "/staff/libraries/NLUZ/", "/staff/libraries/NLUZ/add/", "/staff/libraries/NLUZ/edit/",
        "/staff/libraries/NLUZ/move/", "/staff/libraries/NLUZ/hours/", "/staff/libraries/NLUZ/policy/", "/staff/networks/NLUZ/",
        "/staff/members/NLUZ/",
    ),
}  # fmt: skip


def addresses(page, entries: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """(address, expected status) of each entry, links followed."""
    known: dict[str, str] = {}
    for entry in entries:
        wanted, status = (entry[:-4], int(entry[-3:])) if re.search(r" \d{3}$", entry) else (entry, 200)
        start, *selectors = wanted.split(" > ")
        address = start
        for depth, selector in enumerate(selectors):
            trail = " > ".join([start, *selectors[: depth + 1]])
            if trail not in known:
                page.goto(address)
                link = page.locator(selector)
                assert link.count(), f"no {selector} on {address}"
                known[trail] = link.first.get_attribute("href")
            address = known[trail]
        yield address, status


def visitor_of(browser, house, username: str):
    """One context a person: signed in, scripts' faults collected."""
    context = browser.new_context(
        base_url=house.base, viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    if username:
        sign_in(page, username)
    return context, page


def speak(context, house, language: str) -> None:
    """The interface in a language from the next page on."""
    context.add_cookies([{"name": "language", "value": language, "url": house.base}])


def troubles(page, what: str) -> list[str]:
    """What axe-core finds on the open page, and whether it is wider than the window."""
    found = page.evaluate(
        """async () => {
          const answer = await axe.run(document, {resultTypes: ["violations"]});
          const edge = document.documentElement.clientWidth;
          const held = e => {
            for (let box = e.parentElement; box && box !== document.body; box = box.parentElement)
              if (getComputedStyle(box).overflowX !== "visible") return true;
            return false;
          };
          const out = [...document.querySelectorAll("body *")].filter(
            e => e.checkVisibility() && e.getBoundingClientRect().width && e.getBoundingClientRect().right > edge + 1 && !held(e));
          const wide = Math.max(document.documentElement.scrollWidth - edge, ...out.map(e => e.getBoundingClientRect().right - edge), 0);
          const culprit = out.slice(0, 3).map(e => e.tagName + "." + e.className).join(" ");
          return {wide, culprit, faults: answer.violations.map(v => v.id + ": " + v.nodes.slice(0, 2).map(
            n => n.target.join(" ") + " " + n.any.concat(n.all, n.none).map(c => c.message).join("; ").slice(0, 200)).join(" | "))};
        }"""
    )
    told = [f"{what}: {fault}" for fault in found["faults"]]
    if found["wide"] > 1:
        told.append(f"{what}: {found['wide']} px too wide: {found['culprit']}")
    return told


def walked(page, context, house, address: str, status: int, width: int, language: str) -> list[str]:
    """Open one page at one width in one language and tell everything that is wrong with it."""
    what = f"{address} {width} px {language}"
    speak(context, house, language)
    page.faults.clear()
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(address)
    told = [] if answer.status == status else [f"{what}: answered {answer.status}, not {status}"]
    if answer.status >= 400 and status < 400:
        return told
    told += troubles(page, what)
    told += [f"{what}: {fault}" for fault in page.faults if status == 200 or "Failed to load resource" not in fault]
    return told


@pytest.mark.parametrize("username", PAGES, ids=lambda name: name or "visitor")
def test_every_page_can_be_used_by_everyone_at_every_width(browser, house, username):
    context, page = visitor_of(browser, house, username)
    told = []
    for number, (address, status) in enumerate(list(addresses(page, PAGES[username]))):
        for turn, width in enumerate(WIDTHS):
            language = LANGUAGES[(number + 2 * turn) % len(LANGUAGES)]
            told += walked(page, context, house, address, status, width, language)
    context.close()
    assert not told, "\n".join(told)


@pytest.mark.parametrize("username", PAGES, ids=lambda name: name or "visitor")
def test_every_page_speaks_every_language_and_is_light(browser, house, username):
    context, page = visitor_of(browser, house, username)
    told = []
    for address, status in list(addresses(page, PAGES[username])):
        for language in LANGUAGES:
            speak(context, house, language)
            answer = context.request.get(address)
            body = answer.body()
            if answer.status != status:
                told.append(f"{address} {language}: answered {answer.status}, not {status}")
            if f'<html lang="{language}"'.encode() not in body:
                told.append(f"{address}: not in {language}")
            if len(body) > HEAVIEST:
                told.append(f"{address} {language}: {len(body)} bytes of HTML")
    context.close()
    assert not told, "\n".join(told)


def test_a_refusal_at_the_desk_can_be_read_and_heard_at_every_width(browser, house):
    """Aziza scans a copy that is out, with no reader's card open: the desk says no, and why."""
    context, page = visitor_of(browser, house, "aziza")
    told = []
    for width, language in ((1280, "ru"), (390, "vi")):
        speak(context, house, language)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/staff/patrons/?q=U100001")
        page.goto(page.locator("td a[href^='/staff/patrons/']").first.get_attribute("href"))
        page.goto(page.locator("a[href*='/staff/lending/?patron']").first.get_attribute("href"))
        page.fill("#scan", "10000278")
        page.keyboard.press("F3")
        page.wait_for_selector(".no[role=alert]")
        told += troubles(page, f"a refusal {width} px {language}")
    context.close()
    assert not told, "\n".join(told)
