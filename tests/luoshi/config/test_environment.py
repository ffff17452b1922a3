"""Where the site keeps its data, as its environment says."""

from pathlib import Path

import pytest

from luoshi.config.environment import database


def test_postgresql_compiles_no_query_unless_its_address_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_DATABASE", "postgresql://luoshi@/luoshi?host=/run/postgresql")
    assert database(Path())["OPTIONS"] == {"host": "/run/postgresql", "options": "-c jit=off"}
    monkeypatch.setenv("LUOSHI_DATABASE", "postgresql://luoshi@db/luoshi?options=-c%20jit%3Don")
    assert database(Path())["OPTIONS"] == {"options": "-c jit=on"}
