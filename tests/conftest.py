"""Fixtures of every test, and no skips under CI. Django's settings for tests are in site_settings.py."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

CI = os.environ.get("CI") == "true"
SHARED = Path(__file__).resolve().parents[2] / "shared"
NO_SHARED = "no ../shared beside this checkout"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# How long something takes says how busy the machine is: CI runs two suites on two cores. There the examples are the
# same in every run (as in hypothesis's own profile of CI): what is pushed is not refused for an old, rare case.
hypothesis.settings.register_profile(
    "luoshi", deadline=None, derandomize=CI, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("luoshi")
expect.set_options(timeout=30_000)
# Playwright's loop makes Django think that it is called asynchronously.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI everything can be installed, so a skipped test fails the run; only ../shared cannot be fetched."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if CI and reporter else []
    if any(NO_SHARED not in str(report.longrepr) for report in skipped):
        reporter.write_line("\nCI=true: a skipped test fails the run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The documents that lie beside the checkout."""
    if not SHARED.exists():
        pytest.skip(NO_SHARED)
    return SHARED


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium, headless."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    launched = playwright_driver.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
    yield launched
    launched.close()
