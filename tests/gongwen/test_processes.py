import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gongwen.problems import Halted
from gongwen.processes import Workers


def test_ctrl_c_is_not_for_the_workers() -> None:
    """They print nothing of their own, not even while they start."""
    with Workers(1) as workers:
        assert signal.SIGINT in workers.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_process_that_is_gone_is_told() -> None:
    with pytest.raises(Halted, match="请减小 --jobs"), Workers(1) as workers:
        workers.submit(os._exit, 1).result()


def test_one_killed_while_it_hands_over_much_is_not_waited_for() -> None:
    command = [sys.executable, str(Path(__file__).with_name("dying.py"))]
    subprocess.run(command, timeout=60, check=True)


def test_what_was_handed_over_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Workers(2) as workers:
        assert list(workers.map(pow, [2, 3], [3, 2])) == [8, 9]
    assert list(tmp_path.iterdir()) == []
