"""`VariantSpec`: everything that makes one game of Go differ from another.

It is frozen and hashable, round-trips through JSON, and is the *task* of the program's
learning parts: two games belong to the same task exactly if their `VariantSpec` is equal.
"""

from __future__ import annotations

import enum
import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar, cast

from gogame.board.rules import (
    DEFAULT_KOMI,
    KO_CODE,
    WIN_CODE,
    HandicapBonus,
    KernelRules,
    Ko,
    Rules,
    Scoring,
    WinCondition,
    rules_from_name,
)
from gogame.board.topology import Shape, Topology, topology
from gogame.errors import VariantError

MIN_SIZE, MAX_SIZE = 2, 19
MAX_KOMI = 1000.0

_Kind = TypeVar("_Kind", bound=enum.StrEnum)


def _member(kind: type[_Kind], key: str, value: object) -> _Kind:
    """Returns the member of a closed set that a JSON value names."""
    try:
        return kind(str(value))
    except ValueError as error:
        found = f"{str(value)[:40]!r}"
        raise VariantError(f"variant {key} {found}: expected one of {', '.join(kind)}") from error


def _rules_from_json(value: object) -> Rules:
    """Returns the rules that a preset's name or an object of single rules describes."""
    if isinstance(value, str):
        return rules_from_name(value)
    if not isinstance(value, dict):
        raise VariantError("variant rules: expected a preset's name or an object")
    rules: dict[str, Any] = dict(cast("dict[str, Any]", value))
    for key, kind in (("ko", Ko), ("scoring", Scoring), ("handicap_bonus", HandicapBonus)):
        if key in rules:
            rules[key] = _member(kind, key, rules[key])
    if not isinstance(rules.get("suicide", False), bool):
        raise VariantError("variant suicide: expected true or false")
    return Rules(**rules)


@dataclass(frozen=True, slots=True)
class VariantSpec:
    """A playable kind of Go.

    Attributes:
        height: Rows, 2 to 19.
        width: Columns, 2 to 19.
        shape: Plane, cylinder or torus.
        rules: Ko, suicide, scoring, handicap bonus.
        komi: White's points, a multiple of one half.
        win: What decides the game.
        capture_goal: Stones to capture in the capture games, else 0.

    Raises:
        VariantError: On construction, naming the field, its value and what was expected.
    """

    height: int = 9
    width: int = 9
    shape: Shape = Shape.PLANE
    rules: Rules = Rules()
    komi: float = 7.0
    win: WinCondition = WinCondition.SCORE
    capture_goal: int = 0

    def __post_init__(self) -> None:
        """Check every field, so that no kernel meets an impossible game."""
        for name, size in (("height", self.height), ("width", self.width)):
            if not MIN_SIZE <= size <= MAX_SIZE:
                raise VariantError(f"board {name} {size}: expected {MIN_SIZE} to {MAX_SIZE}")
        if not abs(self.komi) <= MAX_KOMI or (self.komi * 2) != int(self.komi * 2):
            raise VariantError(f"komi {self.komi}: expected a multiple of 0.5 within +-1000")
        is_capture = self.win in (WinCondition.CAPTURE, WinCondition.MISERE_CAPTURE)
        if is_capture and not 1 <= self.capture_goal <= self.num_points:
            raise VariantError(
                f"capture_goal {self.capture_goal}: expected 1 to {self.num_points} in {self.win}"
            )
        if not is_capture and self.capture_goal != 0:
            raise VariantError(
                f"capture_goal {self.capture_goal}: expected 0 when win is {self.win}"
            )

    @property
    def num_points(self) -> int:
        """Points of the board, P."""
        return self.height * self.width

    @property
    def num_actions(self) -> int:
        """Points and the pass, A = P + 1."""
        return self.height * self.width + 1

    @property
    def pass_action(self) -> int:
        """The action number of the pass, P."""
        return self.height * self.width

    @property
    def topology(self) -> Topology:
        """The neighbour tables, cached."""
        return topology(self.height, self.width, self.shape)

    @property
    def kernel_rules(self) -> KernelRules:
        """The rules as integers, for kernels."""
        return KernelRules(
            KO_CODE[self.rules.ko],
            int(self.rules.suicide),
            WIN_CODE[self.win],
            self.capture_goal,
            int(self.rules.scoring is Scoring.TERRITORY),
        )

    def to_json(self) -> str:
        """Returns the spec as one line of JSON with sorted keys."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> VariantSpec:
        """Returns the spec that `to_json` wrote; missing keys take their defaults.

        Raises:
            VariantError: Not a JSON object, an unknown key, or a value out of range.
        """
        try:
            parsed: object = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise VariantError(f"variant is not JSON: {error}") from error
        if not isinstance(parsed, dict):
            raise VariantError("variant: expected a JSON object")
        raw = cast("dict[str, Any]", parsed)
        unknown = set(raw) - {field.name for field in fields(cls)}
        if unknown:
            raise VariantError(f"variant has unknown keys: {', '.join(sorted(unknown))}")
        try:
            return cls._from_dict(raw)
        except TypeError as error:
            raise VariantError(f"variant has an unknown rule: {error}") from error

    @classmethod
    def _from_dict(cls, raw: dict[str, Any]) -> VariantSpec:
        values = dict(raw)
        if "rules" in values:
            values["rules"] = _rules_from_json(values["rules"])
        for key, kind in (("shape", Shape), ("win", WinCondition)):
            if key in values:
                values[key] = _member(kind, key, values[key])
        for key in ("height", "width", "capture_goal"):
            if key in values and type(values[key]) is not int:
                raise VariantError(f"variant {key}: expected a whole number")
        if "komi" in values:
            komi = values["komi"]
            if type(komi) not in (int, float) or not abs(komi) <= MAX_KOMI:
                raise VariantError(f"komi {str(komi)[:20]}: expected a number within +-1000")
            values["komi"] = float(komi)
        return cls(**values)

    def with_komi(self, komi: float) -> VariantSpec:
        """Returns the same game with another komi."""
        return replace(self, komi=komi)


def standard(size: int = 9, rules: str = "chinese", komi: float | None = None) -> VariantSpec:
    """Returns the ordinary square-board game under a preset, with that preset's komi if None."""
    preset = rules_from_name(rules)
    name = "-".join(rules.strip().lower().replace("_", " ").replace("-", " ").split())
    return VariantSpec(
        size, size, rules=preset, komi=DEFAULT_KOMI.get(name, 7.5) if komi is None else komi
    )
