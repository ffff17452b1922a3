from collections.abc import Iterator

import pytest
from desk import Desk
from django.db import transaction
from django.test import override_settings
from people import People, settle
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from luoshi.records.settled import SHELF


@pytest.fixture(autouse=True)
def _no_settings_of_the_test_before() -> None:
    """A process goes on for some seconds with the settings it read; the test before took its own back."""
    SHELF.forget()


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """What a module's own fixtures make under this is made once; what a test does to it is taken back after the test.

    Of the objects in memory each test is given copies (deepcopy). After making, ``connection.check_constraints()``:
    else PostgreSQL checks the keys of all that was made at each test's end.
    """
    SHELF.forget()
    folder = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(db: None) -> People:
    return settle()


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer) -> Iterator[Desk]:
    desk = Desk(browser, live_server.url)
    yield desk
    desk.close()
