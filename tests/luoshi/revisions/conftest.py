"""Both versions stored, on a day of their year."""

from __future__ import annotations

import datetime as dt

import pytest
from newer_version import NEW, OLD
from people import People

from luoshi.core import clock
from luoshi.documents.actions import store
from luoshi.documents.models import Document


@pytest.fixture(autouse=True)
def on_a_day() -> object:
    with clock.at(dt.date(2026, 5, 6)):
        yield


@pytest.fixture
def older(people: People) -> Document:
    return store(OLD, people.wang).document


@pytest.fixture
def newer(older: Document, people: People) -> Document:
    return store(NEW, people.wang).document
