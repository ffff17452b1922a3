"""The command as a terminal gives it, in this process."""

import sys

import pytest

import gongwen.cli

PLAN = "云川高新区行动方案\n\n（一）提升效能。6月底前上线并联审批系统，建设3个驿站。（区行政审批局牵头）\n"


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys.modules["__main__"], "__package__", None)  # as a script, also under python -m pytest
    monkeypatch.setattr(sys, "argv", ["gongwen", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        gongwen.cli.main()
    return int(ended.value.code or 0)
