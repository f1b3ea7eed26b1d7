"""axe-core on the look's own pages, in a real browser: light, dark, high contrast, phone and desktop."""

import os
import shutil
from pathlib import Path

import pytest

AXE = Path(__file__).resolve().parents[5] / "frontend/node_modules/axe-core/axe.min.js"
CHROMIUM = os.environ.get("CHORSU_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.is_file(), reason="the front end has not been installed"),
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


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("look", [{}, {"theme": "dark"}, {"contrast": "more"}], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize("address", ["/ui/", "/"])
def test_axe_finds_nothing(browser, live_server, address, look, width):
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in look.items()])
    page = context.new_page()
    page.goto(live_server.url + address)
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document)")["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    context.close()
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
    assert wide <= 0
