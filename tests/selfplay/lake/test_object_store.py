"""The lake in an object store: moto's S3 server, which refuses to overwrite when asked to."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfplay.lake.errors import LakeError
from selfplay.lake.query import run_sql
from selfplay.lake.reader import GameTail, load_window, read_games
from selfplay.lake.repair import repair
from selfplay.lake.tables import Lake
from selfplay.lake.upkeep import compact, vacuum, verify
from selfplay.lake.writer import GameWriter
from tests.selfplay.lake.games import make_batch

ROOT = Path(__file__).resolve().parents[3]
WORKERS = ("actor-0", "actor-1")

pytestmark = pytest.mark.slow


def _put(url: str, content: bytes = b"", **headers: str) -> None:
    request = urllib.request.Request(url, content, headers, method="PUT")
    urllib.request.urlopen(request, timeout=10).close()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                _put(f"{url}/bucket")
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None
                time.sleep(0.1)
            else:
                break
        yield url
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def options(endpoint: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "word",
    }


def test_the_server_refuses_a_second_object_of_one_name(endpoint: str) -> None:
    headers = {"If-None-Match": "*", "Authorization": "AWS key:word"}
    _put(f"{endpoint}/bucket/once", b"first", **headers)
    with pytest.raises(urllib.error.HTTPError, match="412"):
        _put(f"{endpoint}/bucket/once", b"second", **headers)


def test_killed_writers_in_an_object_store(options: dict[str, str], tmp_path: Path) -> None:
    root, spool = "s3://bucket/lake", tmp_path / "spool"

    def start(worker: str, num_batches: int) -> subprocess.Popen[str]:
        module = "tests.selfplay.lake.endless_writer"
        words = [root, worker, str(num_batches), str(spool), json.dumps(options)]
        command = [sys.executable, "-m", module, *words]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    killed = [start(worker, 10**6) for worker in WORKERS]
    lake = Lake(root, options)
    tail = GameTail(lake)
    for number, process in enumerate(killed):
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.5 + number / 3)
        process.kill()
        process.communicate()
    writers = [GameWriter(lake, "first", worker, spool) for worker in WORKERS]
    goal = max(writer.next_sequence for writer in writers) + 3
    for process in [start(worker, goal) for worker in WORKERS]:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert verify(lake) == []
    expected = [
        game.game_id
        for worker in WORKERS
        for number in range(goal)
        for game in make_batch(number, worker=worker, num_moves=5)
    ]
    assert Counter(read_games(lake).game_ids) == Counter(expected)
    fresh = tail.poll()
    assert fresh is not None
    assert Counter(fresh.game_ids) == Counter(expected)
    assert compact(lake) >= 2 * goal
    assert vacuum(lake, hours=0)
    assert tail.poll() is None
    assert load_window(Lake(root, options), 20).num_games == 4
    assert run_sql(lake, "SELECT count(*) FROM games").rows == ((len(expected),),)
    with pytest.raises(LakeError, match="only a lake in a folder"):
        repair(lake)


def test_a_bucket_that_is_not_there_is_told(options: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(LakeError, match="cannot be opened"):
        GameWriter(Lake("s3://nowhere/lake", options), "first", "actor-0", tmp_path)
