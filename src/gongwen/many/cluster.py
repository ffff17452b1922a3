"""The same work on a Ray cluster, which does it again elsewhere where a worker is lost (docs/decisions/0019).

The documents travel to the workers and the rows come back, so that no disk is shared; gongwen is installed on each.
"""

import logging
import os
import socket
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, cast

import ray
from ray.exceptions import RayError

from gongwen.many.flowing import flowing
from gongwen.many.work import Batch, Part
from gongwen.problems import Halted, UsageProblem

if TYPE_CHECKING:
    Handle = ray.ObjectRef[Part]

LOCAL = "local"
# A batch that costs so many workers their lives is to blame itself.
RETRIES = 4
WAIT = 5  # seconds
_REMEDY = "请检查地址，并确认本机已用 ray start 加入这个集群。"


def on_cluster(address: str, work: Callable[[Batch], Part], batches: Iterable[Batch]) -> Generator[Part, None, None]:
    """Each batch's part, in whatever order they are done; ``address`` is HOST:PORT, or ``local`` for this machine.

    Raises:
        UsageProblem: no cluster answers there, or none that has workers.
        Halted: the cluster was lost, or a batch costs one worker after another.
    """
    _join(address)
    try:
        task = ray.remote(max_retries=RETRIES)(_done)
        yield from flowing(batches, lambda batch: task.remote(work, batch), _first, _result, width=2 * _processors())
    except RayError as error:
        reason = f"集群没能读完（{type(error).__name__}）。"
        raise Halted(f"{reason}请检查各台机器的内存、连接，和装的 gongwen 是否与本机同一版本。") from error
    finally:
        ray.shutdown()


def _join(address: str) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing calls outside
    if address != LOCAL:
        _knock(address)
    dashboard = False if address == LOCAL else None
    try:
        ray.init(address, include_dashboard=dashboard, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageProblem(f"连不上集群 {address}。{_REMEDY}") from error


def _knock(address: str) -> None:
    """Ray itself tries for two minutes before it gives up."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal()):
        raise UsageProblem(f"--cluster {address} 不是地址。请写成 10.0.0.5:6379 的样子，或写 local。")
    try:
        socket.create_connection((host, int(port)), timeout=WAIT).close()
    except (OSError, OverflowError) as error:
        raise UsageProblem(f"连不上集群 {address}。{_REMEDY}") from error


def _processors() -> int:
    count = int(cast("dict[str, float]", ray.cluster_resources()).get("CPU", 0))  # type: ignore[no-untyped-call]
    if not count:
        raise UsageProblem("这个集群里没有能干活的机器。请先在各台机器上运行 ray start。")
    return count


def _done(work: Callable[[Batch], Part], batch: Batch) -> Part:
    return work(batch)


def _first(under_way: "list[Handle]") -> "Handle":
    return ray.wait(under_way)[0][0]


def _result(done: "Handle") -> Part:
    return ray.get(done)
