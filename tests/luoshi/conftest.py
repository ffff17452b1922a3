import pytest
from people import People, settle


@pytest.fixture
def people(db: None) -> People:
    return settle()
