"""A real Ray cluster on this machine: a head that only manages, and two workers. Not a test; tests run it as a process.

It prints its address. On a line from stdin it kills, with SIGKILL, a worker in the middle of its work, and prints how
many are left; when stdin ends it is gone.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ |= {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_health_check_initial_delay_ms": "500",  # as it is, a dead machine is noticed after half a minute
    "RAY_health_check_period_ms": "500",
    "RAY_health_check_timeout_ms": "1000",
    "RAY_health_check_failure_threshold": "3",
}

from ray.cluster_utils import Cluster

STORE = 100_000_000  # bytes
PATIENCE = 60  # seconds


def main() -> None:
    # Under /tmp: the paths of sockets may not be long.
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        # Where the cluster writes its own address: Ray does not make that folder when it is given another.
        os.environ["RAY_TMPDIR"] = folder
        Path(folder, "ray").mkdir()
        serve(folder)


def serve(folder: str) -> None:
    head = {"num_cpus": 0, "include_dashboard": False, "object_store_memory": STORE, "temp_dir": folder}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    workers = [cluster.add_node(wait=False, num_cpus=1, object_store_memory=STORE) for _ in range(2)]
    cluster.wait_for_nodes()
    tell(cluster.address)
    if sys.stdin.readline():
        cluster.remove_node(first_working(workers), allow_graceful=False)
        tell(len(cluster.worker_nodes))
        sys.stdin.read()
    cluster.shutdown()


def first_working(workers: list[Any]) -> Any:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for worker in filter(is_working, workers):
            return worker
    sys.exit("nobody works")


def is_working(node: Any) -> bool:
    """Whether a process of this node is at a batch: Ray names processes by what they do."""
    raylet = node.all_processes["raylet"][0].process.pid
    children = Path(f"/proc/{raylet}/task/{raylet}/children").read_text().split()
    return any(named(child).startswith("ray::_done") for child in children)


def named(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def tell(what: object) -> None:
    sys.stdout.write(f"cluster {what}\n")  # Ray writes there too
    sys.stdout.flush()


if __name__ == "__main__":
    main()
