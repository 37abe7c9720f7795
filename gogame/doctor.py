"""One page on what works on this machine and what does not, each fault with its remedy.

Nothing here may fail: a package that cannot be imported is a line of the page. The page asks the
machine through `Machine`, so that tests can describe another one. Begin with `examine`.
"""

from __future__ import annotations

import importlib
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

from gogame import warmup
from gogame.errors import GoError
from gogame.net.manifest import NETWORKS, check_digest, read_manifest
from gogame.programs import find_gnugo

_MIN_PYTHON = (3, 11)
_REINSTALL = "run `uv sync` in the program's folder"


@dataclass(frozen=True, slots=True)
class Machine:
    """What the page is about.

    Attributes:
        load: Imports a module by its name.
        environment: Environment variables.
        cpu_facts: Path of Linux's description of the processor.
        which: Finds a program, or returns None.
        networks: Folder of the networks that come with the program.
    """

    load: Callable[[str], ModuleType] = importlib.import_module
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    cpu_facts: Path = Path("/proc/cpuinfo")
    which: Callable[[str], str | None] = shutil.which
    networks: Path = NETWORKS


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page.

    Attributes:
        topic: What was looked at.
        text: What was found, one sentence or less.
        ok: Whether it is as it should be.
        remedy: What to do otherwise.
        needed: Whether no game can be played without it.
    """

    topic: str
    text: str
    ok: bool = True
    remedy: str = ""
    needed: bool = False

    def line(self) -> str:
        """Returns the finding as the page shows it."""
        mark = "ok  " if self.ok else ("FAIL" if self.needed else "note")
        remedy = f" -> {self.remedy}" if self.remedy and not self.ok else ""
        return f"{mark}  {self.topic:<12} {self.text}{remedy}"


def examine(machine: Machine) -> Iterator[Finding]:
    """Yields the findings, in the order of the page."""
    yield _python()
    for name, purpose, needed in _PACKAGES:
        yield _package(machine, name, purpose, needed=needed)
    yield _processor(machine)
    yield _kernels()
    yield _game()
    yield _networks(machine)
    yield _runtime(machine)
    yield _display(machine)
    yield _gnugo(machine)


def page(machine: Machine | None = None) -> tuple[str, bool]:
    """Returns the page, and whether a game can be played on this machine."""
    findings = list(examine(machine or Machine()))
    playable = all(finding.ok for finding in findings if finding.needed)
    verdict = (
        "A game can be played."
        if playable
        else "No game can be played before what is marked FAIL is mended."
    )
    return "\n".join([*(finding.line() for finding in findings), "", verdict]), playable


_PACKAGES = (
    ("numpy", "boards and search", True),
    ("numba", "boards and search", True),
    ("openvino", "networks on this processor", False),
    ("safetensors", "network files", False),
    ("jax", "training, and networks on a GPU", False),
    ("flax", "training", False),
    ("PySide6.QtWidgets", "the window", False),
)
_DISTRIBUTIONS = {"PySide6.QtWidgets": "PySide6-Essentials"}


def _python() -> Finding:
    found = platform.python_version()
    good = sys.version_info >= _MIN_PYTHON
    where = f"{found} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return Finding("Python", where, good, "install Python 3.11 or newer", needed=True)


def _package(machine: Machine, name: str, purpose: str, *, needed: bool) -> Finding:
    distribution = _DISTRIBUTIONS.get(name, name)
    try:
        machine.load(name)
    except Exception as error:  # noqa: BLE001 - whatever a broken package raises is the finding
        text = f"cannot be imported ({_first_line(error)}); without it: no {purpose}"
        return Finding(distribution, text, ok=False, remedy=_REINSTALL, needed=needed)
    try:
        found = version(distribution)
    except PackageNotFoundError:
        found = "of unknown version"
    return Finding(distribution, f"{found}, for {purpose}")


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:120]}" if text else type(error).__name__


def _processor(machine: Machine) -> Finding:
    try:
        facts = machine.cpu_facts.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Finding("processor", platform.processor() or platform.machine())
    pairs = [line.partition(":") for line in facts.splitlines()]
    known = {key.strip(): value.strip() for key, _, value in reversed(pairs)}
    flags = set(known.get("flags", known.get("Features", "")).split())
    wanted = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8", "asimd")
    found = [flag for flag in wanted if flag in flags]
    name = known.get("model name", platform.machine())
    return Finding("processor", f"{name}: {', '.join(found) or 'no vector units that matter'}")


def _kernels() -> Finding:
    try:
        folder = warmup.choose_cache()
        cold = warmup.is_cold()
    except Exception as error:  # noqa: BLE001 - Numba itself may be what is broken
        return Finding(
            "kernels", f"cannot be compiled ({_first_line(error)})", ok=False, remedy=_REINSTALL
        )
    if cold:
        text = f"not compiled yet: the first move takes about {warmup.TYPICAL_S} s"
        return Finding("kernels", f"{text}; kept in {folder}")
    return Finding("kernels", f"compiled, kept in {folder}")


def _game() -> Finding:
    try:
        if warmup.is_cold():
            return Finding("a move", "not tried before the kernels are compiled")
        from gogame.board.variant import standard
        from gogame.engine import Engine, EngineConfig
        from gogame.judges import DefaultJudges
        from gogame.search.config import Limits

        config, game = EngineConfig(limits=Limits(visits=50)), standard(9)
        faults: list[str] = []
        evaluator = DefaultJudges(faults.append)(game)
        engine = Engine(evaluator, config, variant=game)
        engine.genmove()
    except Exception as error:  # noqa: BLE001 - the finding is that something is broken
        text = f"the engine cannot make one ({_first_line(error)})"
        return Finding("a move", text, ok=False, remedy=_REINSTALL, needed=True)
    text = f"the engine made one on 9x9, judging by {evaluator.name}"
    if faults:
        return Finding("a move", f"{text}: {faults[0]}", ok=False)
    return Finding("a move", text)


def _networks(machine: Machine) -> Finding:
    try:
        found = read_manifest(machine.networks)
        for network in found:
            check_digest(network, machine.networks)
    except GoError as error:
        return Finding("networks", str(error), ok=False)
    if not found:
        return Finding("networks", "none bundled; the engine judges by random games")
    first, *others = (f"{one.name} ({one.architecture})" for one in found)
    more = f"; also {', '.join(others)}" if others else ""
    return Finding("networks", f"{first} plays {_where(machine)}{more}")


def _where(machine: Machine) -> str:
    try:
        return str(machine.load("gogame.judges").GAMES)
    except Exception as error:  # noqa: BLE001 - as above
        return f"nowhere ({_first_line(error)})"


def _runtime(machine: Machine) -> Finding:
    try:
        runtime = machine.load("gogame.net.runtime")
        text = runtime.explain_choice()
    except Exception as error:  # noqa: BLE001 - as above
        text = f"no network can be run ({_first_line(error)}); the engine judges by random games"
        return Finding("runtime", text, ok=False, remedy=_REINSTALL)
    return Finding("runtime", text)


def _display(machine: Machine) -> Finding:
    environment = machine.environment
    if sys.platform not in ("linux", "freebsd"):
        return Finding("display", "the system's own")
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        if environment.get(name):
            return Finding("display", f"{name}={environment[name]}")
    remedy = "play with `gogame-engine play`, or log in to a desktop session"
    return Finding("display", "none: the window cannot open", ok=False, remedy=remedy)


def _gnugo(machine: Machine) -> Finding:
    found = find_gnugo(machine.which)
    if found is None:
        return Finding("GNU Go", "not found; only `gogame-engine bench gnugo` and tests want it")
    return Finding("GNU Go", found)
