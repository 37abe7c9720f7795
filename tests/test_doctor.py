"""The doctor's page: what it says of healthy and of broken machines."""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from gogame import doctor, warmup
from gogame.doctor import Machine, examine, page
from gogame.net.manifest import NETWORKS


def without(*broken: str, error: Exception | None = None) -> Callable[[str], ModuleType]:
    """Returns an import function that fails for packages whose name begins like these."""

    def load(name: str) -> ModuleType:
        if name.split(".", maxsplit=1)[0] in broken or name in broken:
            raise error or ImportError(f"No module named {name!r}")
        return importlib.import_module(name) if name in ("numpy", "numba") else ModuleType(name)

    return load


def finding(topic: str, machine: Machine) -> doctor.Finding:
    return next(found for found in examine(machine) if found.topic == topic)


def test_the_page_is_one_line_a_topic_and_says_whether_one_can_play() -> None:
    text, playable = page()
    assert playable
    assert text.endswith("A game can be played.")
    for topic in ("Python", "numpy", "numba", "openvino", "jax", "PySide6", "kernels", "networks",
                  "runtime", "display", "GNU Go"):  # fmt: skip
        assert f"  {topic}" in text


def test_broken_optional_packages_are_named_with_a_remedy_and_do_no_harm() -> None:
    machine = Machine(load=without("PySide6", "openvino", "jax", "flax", "gogame"))
    text, playable = page(machine)
    assert playable
    for name in ("PySide6-Essentials", "openvino", "jax", "runtime"):
        line = next(line for line in text.splitlines() if f"  {name} " in line)
        assert line.startswith("note")
        assert "-> run `uv sync`" in line


def test_a_broken_needed_package_fails() -> None:
    machine = Machine(load=without("numba", error=OSError("libllvm.so: cannot open\nmore")))
    text, playable = page(machine)
    assert not playable
    line = next(line for line in text.splitlines() if "  numba" in line)
    assert line.startswith("FAIL")
    assert "OSError: libllvm.so: cannot open;" not in line
    assert "libllvm.so: cannot open" in line
    assert "more" not in line
    assert "No game can be played" in text


def test_a_broken_engine_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warmup, "is_cold", lambda: False)
    monkeypatch.setattr("gogame.engine.Engine.genmove", lambda _self: 1 // 0)
    found = finding("a move", Machine())
    assert not found.ok
    assert found.needed
    assert "ZeroDivisionError" in found.text


def test_the_page_names_what_plays() -> None:
    found = finding("a move", Machine())
    assert "judging by wide b4c32 openvino" in found.text or "not tried" in found.text


def test_cold_kernels_are_said_and_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warmup, "is_cold", lambda: True)
    assert "not compiled yet" in finding("kernels", Machine()).text
    assert "not tried" in finding("a move", Machine()).text


def test_a_missing_display_names_the_terminal_game() -> None:
    machine = Machine(environment={})
    found = finding("display", machine)
    assert not found.ok
    assert "gogame-engine play" in found.remedy
    assert finding("display", replace(machine, environment={"DISPLAY": ":1"})).ok


def test_processor_features_are_read(tmp_path: Path) -> None:
    facts = tmp_path / "cpuinfo"
    facts.write_text("model name\t: Some CPU\nflags\t\t: fpu avx2 avx512_bf16 sse\n\n" * 2)
    assert finding("processor", Machine(cpu_facts=facts)).text == "Some CPU: avx2, avx512_bf16"
    assert finding("processor", Machine(cpu_facts=tmp_path / "none")).ok


def test_networks_and_gnugo_are_looked_for(tmp_path: Path) -> None:
    assert "none bundled" in finding("networks", Machine(networks=tmp_path)).text
    found = finding("networks", Machine())
    assert found.ok
    assert re.match(r"wide \(b4c32\) plays games won by count on plane boards", found.text)
    shutil.copytree(NETWORKS, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "wide.safetensors").open("ab") as file:
        file.write(b"?")
    found = finding("networks", Machine(networks=tmp_path))
    assert not found.ok
    assert "wide.safetensors: its SHA-256 is not" in found.line()
    assert "not found" in finding("GNU Go", Machine(which=lambda _: None)).text
    assert finding("GNU Go", Machine(which=lambda name: f"bin/{name}")).text == "bin/gnugo"
