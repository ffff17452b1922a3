import signal

from gongwen.processes import Workers


def test_ctrl_c_is_not_for_the_workers() -> None:
    """They print nothing of their own, not even while they start."""
    with Workers(1) as workers:
        assert signal.SIGINT in workers.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
