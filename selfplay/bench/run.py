"""``gogame-selfplay bench``: one table after another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gogame.bench.run import heading
from gogame.bench.table import count, ratio, table
from gogame.errors import CheckpointError, ConfigError, EngineError
from gogame.net.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from gogame.net.measure import random_batch
from gogame.net.quantisation import has_ranges
from gogame.net.runtime import choose_runtime, find_network, load_evaluator, random_network
from selfplay.cores import num_cores
from selfplay.lake import Lake
from selfplay.sample import GameSample

_PRECISIONS = ("f32", "bf16", "int8")
_CALIBRATION = 512
_PLAYED = 10_000
_OF_A_RUN = 200_000


@dataclass(frozen=True, slots=True)
class Options:
    """What to measure with, and for how long.

    Attributes:
        network: Who plays and learns.
        lake: Where games are taken from; None to play some.
        sizes: Board sizes, None for the usual ones.
        visits: Playouts of a full search.
        games: Games side by side in an actor.
        seconds: For each figure, about.
        positions: Positions written into the measured lake and loaded from it.
        precisions: Of self-play; what this machine lacks is named and left out.
    """

    network: Checkpoint
    lake: Lake | None = None
    sizes: tuple[int, ...] | None = None
    visits: int = 32
    games: int = 256
    seconds: float = 5.0
    positions: int = 1_000_000
    precisions: tuple[str, ...] = _PRECISIONS


def network_named(name: str) -> Checkpoint:
    """Returns a network by its file, by the name of a bundled one, or an untrained one by shape.

    Raises:
        CheckpointError: The file is damaged.
        ConfigError: There is neither a file nor a shape of that name.
    """
    try:
        path = find_network(name)
    except CheckpointError:
        try:
            return random_network(name, seed=0)
        except ConfigError as error:
            raise ConfigError(
                f"--net {name}: expected a network's file, or a shape such as b4c32"
            ) from error
    return load_checkpoint(path)


def tables(what: str, options: Options) -> Iterator[str]:
    """Yields the lines of all tables of `what`: actor, learner, decode, lake, or all.

    The learner uses the devices that JAX has; a program calls `share_cores` before.

    Raises:
        GoError: A part of the program cannot be measured; the sentence says which.
    """
    yield from heading(options.seconds)
    if what in ("learner", "all"):
        yield from _learner(options)
    if what in ("actor", "all"):
        yield from _actor(options)
    if what in ("decode", "all"):
        yield from _decode(options)
    if what in ("lake", "all"):
        yield from _lake(options)


def _learner(options: Options) -> Iterator[str]:
    from selfplay.bench.learner import measure_learner

    cores = num_cores()
    rows: list[list[str]] = []
    for size in options.sizes or (7, 9):
        batch = cores * -(-512 // cores)
        speed = measure_learner(
            options.network, size, options.seconds, batch_size=batch + cores * (batch // cores % 2)
        )
        rows.append(
            [
                f"{size}x{size}",
                speed.kernels,
                count(speed.samples_per_s),
                count(speed.gflops_per_s),
                count(speed.xla_per_s),
                ratio(speed.samples_per_s, speed.xla_per_s),
            ]
        )
    name = options.network.config.name
    header = ["board", "kernels", "samples/s", "GFLOP/s", "with XLA's", "ours is"]
    yield from table(f"Whole steps of the learner, {name}, {cores} cores", header, rows)


def _actor(options: Options) -> Iterator[str]:
    from selfplay.bench.processes import ActorProcesses

    choice = choose_runtime().runtime
    processes = num_cores() if choice == "openvino" else 1
    skipped: dict[str, str] = {}
    for size in options.sizes or (9,):
        rows: list[list[str]] = []
        network = _calibrated(options.network, size) if choice == "openvino" else options.network
        with tempfile.TemporaryDirectory(prefix="gogame-bench-") as folder:
            file = Path(folder) / "network.safetensors"
            save_checkpoint(file, network.parameters, network.config, network.metadata)
            for precision in options.precisions:
                try:
                    load_evaluator(network, precision=precision, threads=1)
                except EngineError as error:
                    skipped[precision] = str(error)
                    continue
                shape = (size, options.visits, options.games)
                with ActorProcesses(file, precision, *shape, count=processes) as actors:
                    for together in sorted({1, processes}):
                        rows.append(actors.measure(together, options.seconds).row())
        title = f"Self-play, {network.config.name}, {size}x{size}, {options.visits} visits"
        header = ["evaluator", "processes", "positions/s", "evaluations/s", "alone", "share"]
        header += ["same sizes", "share"]
        header += ["a sample", "evaluating", "searching", "games"]
        yield from table(f"{title}, {options.games} games a process", header, rows)
    yield "  alone: the evaluator in batches of as many positions as games; share: of that"
    yield "  same sizes: alone in batches of the sizes that the actor asks for"
    yield "  a sample: evaluations for each move that is learnt from; then shares of the time"
    for precision, why in skipped.items():
        yield f"  skipped, {precision}: {why}"
    yield ""


def _calibrated(network: Checkpoint, size: int) -> Checkpoint:
    """Returns a network with int8 ranges, by random positions if it has none."""
    if has_ranges(network):
        return network
    from gogame.net.openvino_calibration import calibrate

    batch = random_batch(size, _CALIBRATION)
    return calibrate(network, batch.planes, batch.globals_)


def _decode(options: Options) -> Iterator[str]:
    from selfplay.bench.games import decoded_per_s

    rows: list[list[str]] = []
    for size in options.sizes or (7, 9):
        samples, source = _games(options, size)
        rate = decoded_per_s(samples, options.seconds)
        length = sum(sample.num_moves for sample in samples) / len(samples)
        rows.append([f"{size}x{size}", source, count(length), count(rate)])
    header = ["board", "games", "moves a game", "positions/s"]
    yield from table("Shuffled batches of 512, decoded on one core", header, rows)


def _games(options: Options, size: int) -> tuple[list[GameSample], str]:
    """Returns games on boards of one size, and whose they are."""
    if options.lake is not None:
        from selfplay.lake import load_window

        found = [
            sample
            for sample in load_window(options.lake, _OF_A_RUN).samples()
            if (sample.variant.height, sample.variant.width) == (size, size)
        ]
        if found:
            return found, "the run's"
    from selfplay.bench.games import play_games

    evaluator = load_evaluator(options.network)
    return play_games(evaluator, size, _PLAYED), f"of {options.network.config.name}"


def _lake(options: Options) -> Iterator[str]:
    from selfplay.lake import GameWriter
    from selfplay.lake.bench import measure

    with tempfile.TemporaryDirectory(prefix="gogame-bench-") as folder:
        source = options.lake
        if source is None:
            source = Lake(str(Path(folder) / "source"))
            samples, _ = _games(options, (options.sizes or (9,))[0])
            GameWriter(source, "bench", "bench").append(samples)
        found = measure(source, Path(folder), options.positions)
    rows = [
        ["positions", count(found.num_positions), ""],
        ["commits by two writers, 64 games each", count(found.num_commits), ""],
        ["a commit, half take less", f"{found.append_p50_ms:.0f}", "ms"],
        ["a commit, 95 of 100 take less", f"{found.append_p95_ms:.0f}", "ms"],
        ["the longest commit", f"{found.append_max_ms:.0f}", "ms"],
        ["on disk, as written", f"{found.bytes_per_position:.1f}", "bytes a position"],
        ["on disk, compacted", f"{found.compacted_bytes_per_position:.1f}", "bytes a position"],
        ["window, from disk to arrays", count(found.load_per_s), "positions/s"],
        ["window, from arrays to games", count(found.samples_per_s), "positions/s"],
        ["asking for new games", f"{found.poll_ms:.1f}", "ms"],
        ["SQL over all games", f"{found.sql_ms:.0f}", "ms"],
    ]
    yield from table("Lake", ["what", "figure", "unit"], rows)
