"""Processes that are killed at some moment of handing over what they made: python dying.py, which ends all the same."""

import os
import signal
from threading import Timer

from gongwen.problems import Halted
from gongwen.processes import Workers

LARGE = 100_000_000  # bytes; a tenth of a second goes by while they are handed over
MOMENTS = (0.02, 0.05, 0.08, 0.11)  # seconds


def hand_over_and_die(moment: float) -> bytes:
    Timer(moment, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(LARGE)


if __name__ == "__main__":
    for moment in MOMENTS:
        try:
            with Workers(1) as workers:
                workers.submit(hand_over_and_die, moment).result()
        except Halted:
            continue
