import pytest
from people import People, settle

from luoshi.records.settled import SHELF


@pytest.fixture(autouse=True)
def _no_settings_of_the_test_before() -> None:
    """A process goes on for some seconds with the settings it read; the test before took its own back."""
    SHELF.forget()


@pytest.fixture
def people(db: None) -> People:
    return settle()
