import pytest
from sample import SAMPLE

from luoshi.records import registry
from luoshi.records.declaration import RecordType


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> RecordType:
    """The tests' own pipeline, known only while a test runs."""
    monkeypatch.setitem(registry._TYPES, SAMPLE.name, SAMPLE)
    return SAMPLE
