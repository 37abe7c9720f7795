"""The command line: help, exit statuses, and each command once."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gogame import cli, doctor, engine, options, warmup
from gogame.gtp.lines import ListedLines
from gogame.net import manifest, runtime
from gogame.net.checkpoint import save_checkpoint
from gogame.net.runtime import random_network
from gogame.options import build_parser
from gogame.review import reviewed_file

COMMANDS = ["", "gtp", "analysis", "play", "review", "bench", "doctor", "net", "net list",
            "net info", "net verify", "net export"]  # fmt: skip


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A file of an untrained network."""
    checkpoint = random_network("b2c16", seed=1)
    save_checkpoint(tmp_path / "tiny", checkpoint.parameters, checkpoint.config)
    return tmp_path / "tiny.safetensors"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_a_worked_example_that_parses(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*command.split(), "--help"]) == 0
    text = capsys.readouterr().out
    example = re.search(r"^example:\n +(.+)$", text, re.M)
    assert example is not None
    assert f"gogame-engine {command}".strip() in example[1]
    words = example[1].split("gogame-engine ")[1].split()
    assert build_parser().parse_args(words).command


@pytest.mark.parametrize(
    "words",
    [
        "",
        "fly",
        "gtp --visits many",
        "gtp --seed -1",
        "bench gnugo --games 0",
        "gtp --runtime abacus",
        "net",
        "bench chess",
        "gtp extra",
    ],
)
def test_wrong_use_is_status_2(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words.split()) == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("gtp --size 99", "board height 99: expected 2 to 19"),
        ("gtp --size nine", "size 'nine': expected a number such as 9"),
        ("gtp --size 9x", "size '9x'"),
        ("gtp --rules draughts", "unknown rules 'draughts'"),
        ("gtp --komi 0.3", "komi 0.3"),
        ("gtp --visits 0", "visits 0: expected 1 or more"),
        ("gtp --net missing-network", "no network 'missing-network'"),
        ("play --handicap 40", "fixed handicap 40"),
        ("net info missing.safetensors", "missing.safetensors"),
        ("net verify missing.safetensors", "missing.safetensors"),
        ("net export missing.safetensors x", "missing.safetensors"),
    ],
)
def test_faults_are_one_sentence_and_status_1(
    words: str, message: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert cli.main(words.split()) == 1
    assert capsys.readouterr().out == ""
    assert message in caplog.text
    assert "Traceback" not in caplog.text


def test_play_reads_a_script_and_writes_a_transcript(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("c3\nundo\nd2\nquit"))
    words = "play --size 5x4 --visits 20 --komi 0 --seed 3 --net rollouts"
    assert cli.main(words.split()) == 0
    out = capsys.readouterr().out
    assert "Black> c3\n" in out
    assert "White (engine) plays" in out
    assert "    A B C D E\n" in out
    assert "Komi 0." in out


def test_play_ends_with_its_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    words = "play --color white --handicap 2 --visits 5 --net rollouts"
    assert cli.main(words.split()) == 0
    assert capsys.readouterr().out.count("X") == 2


@pytest.mark.parametrize(("color", "moves"), [("both", 0), ("none", 1)])
def test_play_sides(
    color: str,
    moves: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("quit"))
    words = f"play --size 2 --visits 5 --color {color} --net rollouts"
    assert cli.main(words.split()) == 0
    assert ("(engine) plays" in capsys.readouterr().out) == bool(moves)


def test_gtp_with_a_network_file(
    network: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = ["boardsize 5", "genmove b", "kata-get-param maxVisits", "quit", "name"]
    monkeypatch.setattr("gogame.gtp.lines.DescriptorLines", lambda: ListedLines(commands))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert cli.main(["gtp", "--net", str(network), "--visits", "12"]) == 0
    replies = capsys.readouterr().out.split("\n\n")
    assert re.fullmatch(r"= ([A-E][1-5]|pass)", replies[1])
    assert replies[2] == "= 12"
    assert len(replies) == 5


def test_net_commands(network: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["net", "info", str(network)]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["architecture"]
    assert shown["positions"] == 0
    assert cli.main(["net", "verify", str(network)]) == 0
    assert "sound" in capsys.readouterr().out
    content = bytearray(network.read_bytes())
    content[-1] ^= 1
    network.write_bytes(content)
    assert cli.main(["net", "verify", str(network)]) == 1
    assert capsys.readouterr().out == ""


def test_bundled_networks_are_listed_shown_and_verified(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["net", "list"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    name, _, rest = first.partition(": ")
    assert "b4c32, from 9x9 chinese" in rest
    assert cli.main(["net", "info", name]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["bundled"]["run_id"] == shown["run_id"]
    assert shown["bundled"]["settings"]["net"] == shown["architecture"]["name"]
    assert cli.main(["net", "verify"]) == 0
    assert f"{name}: sound, b4c32\n" in capsys.readouterr().out
    monkeypatch.setattr(manifest, "read_manifest", tuple)
    assert cli.main(["net", "list"]) == 0
    assert "no network is bundled" in capsys.readouterr().out


def test_verify_names_a_bundled_file_that_another_took_the_place_of(
    network: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (entry,) = (one for one in manifest.read_manifest() if one.name == "wide")
    for file in (network, network.with_suffix(".json")):
        file.rename(tmp_path / f"wide{file.suffix}")
    for module in (manifest, runtime):
        monkeypatch.setattr(module, "NETWORKS", tmp_path)
    monkeypatch.setattr(manifest, "read_manifest", lambda: (entry,))
    assert cli.main(["net", "verify"]) == 1
    assert "wide.safetensors: its SHA-256 is not the one in manifest.json" in caplog.text


def test_export_copies_a_network_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    (entry, *_) = manifest.read_manifest()
    words = ["net", "export", entry.name, str(tmp_path / "mine.safetensors")]
    assert cli.main(words) == 0
    digest = hashlib.sha256((tmp_path / "mine.safetensors").read_bytes()).hexdigest()
    assert digest == entry.sha256
    assert cli.main(["net", "verify", str(tmp_path / "mine")]) == 0
    assert "sound, b4c32" in capsys.readouterr().out
    assert cli.main(words) == 1
    assert "is there already: choose another name" in caplog.text


def test_the_help_tells_the_visits_that_the_engine_takes() -> None:
    assert options.NETWORK_VISITS == engine.NETWORK_VISITS
    assert options.ROLLOUT_VISITS == engine.ROLLOUT_VISITS
    assert options.REVIEW_VISITS == reviewed_file.NETWORK_VISITS
    assert options.REVIEW_ROLLOUT_VISITS == reviewed_file.ROLLOUT_VISITS


def test_doctor_and_its_status(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "page", lambda: ("all is well", True))
    assert cli.main(["doctor"]) == 0
    assert capsys.readouterr().out == "all is well\n"
    monkeypatch.setattr(doctor, "page", lambda: ("all is lost", False))
    assert cli.main(["doctor"]) == 1


def test_bench_prints_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main("bench search --size 5 --seconds 0.01".split()) == 0
    assert "playouts/s" in capsys.readouterr().out


def test_bench_gnugo_needs_gnugo(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gogame.bench.gnugo.find_gnugo", lambda: None)
    assert cli.main("bench gnugo --games 1 --visits 5".split()) == 1
    assert "GNU Go is not installed" in caplog.text


def test_the_wait_for_kernels_is_announced_on_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    monkeypatch.setattr(warmup, "compile_kernels", lambda report: report("compiling, once"))
    caplog.set_level("INFO")
    assert cli.main("play --color both --net rollouts".split()) == 0
    assert "compiling, once" in caplog.text


def test_no_character_stops_it_in_any_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gogame", "play", "--size", "5", "--color", "both"],
        input=b"\xff\xfe\xe9\nsave \xec\x97\x86/\xec\x97\x86.sgf\nc3\nquit\n",
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "invalid vertex" in done.stdout.decode()
    assert "(X)" in done.stdout.decode()
    assert b"Traceback" not in done.stderr


def test_it_runs_as_a_module_and_loads_no_runtime_to_play_without_a_network() -> None:
    program = (
        "import runpy, sys\n"
        "sys.argv = ['gogame', 'gtp', '--net', 'rollouts', '--visits', '5']\n"
        "try:\n"
        "    runpy.run_module('gogame', run_name='__main__')\n"
        "except SystemExit as stop:\n"
        "    heavy = {'jax', 'flax', 'openvino', 'PySide6', 'safetensors'} & set(sys.modules)\n"
        "    print('status', stop.code, sorted(heavy))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input="boardsize 5\ngenmove b\nquit\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("=\n\n= ")
    assert done.stdout.endswith("status 0 []\n")
