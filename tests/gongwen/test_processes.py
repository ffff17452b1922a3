import os
import signal

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
