"""A whole installation for the journeys: the demo network loaded by the command, served by the command, seen in Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("CHORSU_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
PASSWORD = "chorsu-demo-2026"


class House:
    """Where the installation answers and where its data lies."""

    def __init__(self, base: str, folder: Path) -> None:
        self.base = base
        self.folder = folder
        self.environment = {**os.environ, "CHORSU_DATA_DIR": str(folder)}
        self.environment.pop("CHORSU_DATABASE_URL", None)

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess:
        """A `chorsu` command on this installation."""
        return subprocess.run(
            [sys.executable, "-m", "chorsu.site.cli", *words],
            env=self.environment, check=check, capture_output=True, text=True, timeout=300,
        )  # fmt: skip


@pytest.fixture(scope="session")
def house(tmp_path_factory) -> House:
    """The demo network, loaded once a session and served with worker and scheduler."""
    folder = tmp_path_factory.mktemp("house")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = House(f"http://127.0.0.1:{port}", folder)
    made.environment["CHORSU_SITE_URL"] = made.base
    made.run("demo", "--no-serve")
    log = (folder / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "chorsu.site.cli", "serve", "--port", str(port)],
        env=made.environment,
        stdout=log,
        stderr=log,
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{made.base}/healthz", timeout=2)
                break
            except OSError:
                if server.poll() is not None:
                    pytest.fail(f"the server ended: {(folder / 'serve.log').read_text()[-2000:]}")
                time.sleep(0.2)
        yield made
    finally:
        server.terminate()
        server.wait(30)
        log.close()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all journeys; its own attempts to reach the network are switched off."""
    if not CHROMIUM:
        pytest.fail("Chromium is missing; make setup-dev installs it.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, house):
    """A fresh visitor at a desk, interface in English; errors of scripts fail the journey."""
    context = browser.new_context(base_url=house.base, viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.add_cookies([{"name": "language", "value": "en", "url": house.base}])
    visitor = context.new_page()
    faults: list[str] = []
    visitor.on("pageerror", lambda error: faults.append(str(error)))
    visitor.on(
        "console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None
    )
    yield visitor
    context.close()
    assert not faults, faults


def sign_in(page, username: str) -> None:
    """Sign in as one of the demo's people."""
    page.goto("/account/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button.main, main form button[type=submit], main form .btn.main").first.click()
    page.wait_for_url(lambda url: "/login" not in url)
