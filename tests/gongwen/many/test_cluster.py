import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from plans import ENVIRONMENT, start, until, write_plans

from gongwen.many.local import on_this_machine
from gongwen.many.run import Watch, find, read_many


class Cluster:
    """The process of cluster_of_two.py."""

    def __init__(self) -> None:
        script = Path(__file__).parents[1] / "cluster_of_two.py"
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([sys.executable, script], env=ENVIRONMENT, stdin=pipe, stdout=pipe, text=True)
        self.address = self.told()

    def told(self) -> str:
        return next(line.split()[1] for line in self.process.stdout or () if line.startswith("cluster "))

    def kill_a_worker(self) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write("kill\n")
        self.process.stdin.flush()
        return self.told()


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.process.communicate(timeout=60)


def test_a_cluster_makes_the_same_table_though_a_worker_is_killed_midway(tmp_path: Path, cluster: Cluster) -> None:
    plans, table, here = write_plans(tmp_path / "公文", 1000), tmp_path / "集群.parquet", tmp_path / "本机.parquet"
    running = start(["many", plans, "--into", table, "--cluster", cluster.address])
    parts = tmp_path / "集群.parquet.parts"
    until(lambda: any(parts.glob("*.parquet")))
    assert cluster.kill_a_worker() == "1"
    assert not table.exists()
    _, said = running.communicate(timeout=120)
    assert running.returncode == 0, said
    read_many(find([plans], here), here, None, partial(on_this_machine, 1), Watch(lambda *_: None, print))
    assert table.read_bytes() == here.read_bytes()
