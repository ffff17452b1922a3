"""The command where only the library was installed."""

import pytest

from luoshi import cli


def test_without_the_sites_parts_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit, match=r"pip install 'luoshi\[web\]'"):
        cli.main()
