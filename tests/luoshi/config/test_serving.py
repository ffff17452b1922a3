"""The real server, as an office starts it."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from luoshi.supervision.jobs import JOBS

LUOSHI = [str(Path(sys.executable).with_name("luoshi"))]
OFFICE = ["--zone", "青岭高新区", "--username", "zhouning", "--name", "周宁"]
PATIENCE = 5  # seconds within which it must answer


def surroundings(data: Path) -> dict[str, str]:
    """The environment of a shell in which no test runs."""
    tests_own = ("LUOSHI_DATABASE", "DJANGO_SETTINGS_MODULE")
    return {k: v for k, v in os.environ.items() if k not in tests_own} | {"LUOSHI_DATA": str(data)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def port(office: Path) -> Iterator[int]:
    """That of a server over a database of its own, made by `luoshi init`."""
    own = surroundings(office)
    subprocess.run([*LUOSHI, "init", *OFFICE], env=own, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    with subprocess.Popen([*LUOSHI, "serve", "--port", str(number)], env=own, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(number)
            yield number
        finally:  # or a server that was slow to answer would be waited for without end
            server.terminate()


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert time.monotonic() < until, f"no answer within {PATIENCE} s"
            time.sleep(0.05)


def ask(port: int, path: str, **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def test_the_server_answers_within_five_seconds(port: int) -> None:
    assert ask(port, "/sign-in/").status == 200


def test_what_is_due_runs_in_the_servers_own_process(port: int, office: Path) -> None:
    until = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(office / "luoshi.sqlite3")) as database:
        done = "SELECT count(*) FROM supervision_jobrun WHERE outcome = 'done'"
        while database.execute(done).fetchone()[0] < len(JOBS):
            assert time.monotonic() < until, f"not done within {PATIENCE} s"
            time.sleep(0.05)


def test_a_worker_stops_when_it_is_asked_to(port: int, office: Path) -> None:
    with subprocess.Popen([*LUOSHI, "worker"], env=surroundings(office), stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert "定时任务已启动" in worker.stdout.readline()
        worker.terminate()
        assert worker.wait(timeout=PATIENCE) == 0


def test_stylesheets_come_compressed_and_are_kept_by_the_browser(port: int) -> None:
    page = ask(port, "/sign-in/").read().decode()
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        assert re.search(r"\.[0-9a-f]{12}\.", path), path
        answer = ask(port, path, **{"Accept-Encoding": "gzip"})
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip" or path.endswith(".svg")


def test_fifty_megabytes_are_refused_before_they_are_sent(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("POST", "/intake/hand-in/")
    connection.putheader("Content-Length", str(50 * 1024**2))
    connection.endheaders(b"only the beginning")
    answer = connection.getresponse()
    assert answer.status == 413
    assert "没有接收" in answer.read().decode()


def test_another_host_name_is_not_answered(port: int) -> None:
    assert ask(port, "/sign-in/", Host="elsewhere.example").status == 400


def test_a_second_server_on_the_port_says_so_without_a_traceback(port: int, tmp_path: Path) -> None:
    again = [*LUOSHI, "run", "--port", str(port)]
    second = subprocess.run(again, env=surroundings(tmp_path), capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert f"端口 {port} 打不开" in second.stderr
    assert "Traceback" not in second.stderr
