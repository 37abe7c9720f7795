"""Rule sets: ko, suicide, scoring, and the named presets that players know.

`KernelRules` is the same thing as plain integers, the form that compiled kernels take.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

from gogame.errors import VariantError


class Ko(enum.StrEnum):
    """Which repetitions are forbidden."""

    NONE = "none"
    SIMPLE = "simple"
    POSITIONAL = "positional"
    SITUATIONAL = "situational"


class Scoring(enum.StrEnum):
    """How a finished game is counted."""

    AREA = "area"
    TERRITORY = "territory"


class HandicapBonus(enum.StrEnum):
    """What White gets under area scoring for Black's n handicap stones."""

    NONE = "none"
    N = "n"
    N_MINUS_ONE = "n-1"


class WinCondition(enum.StrEnum):
    """What decides a game.

    SCORE: two passes end the game, the count decides.
    CAPTURE: whoever first has captured `capture_goal` stones wins; two passes are a draw.
    MISERE_CAPTURE: whoever first has captured `capture_goal` stones loses; two passes are a draw.
    NO_CAPTURE: captures and suicide are forbidden, and so is passing while a stone can be
        played; who has no move must pass, and loses by it (the game known as NoGo).
    """

    SCORE = "score"
    CAPTURE = "capture"
    MISERE_CAPTURE = "misere-capture"
    NO_CAPTURE = "no-capture"


KO_CODE = {Ko.NONE: 0, Ko.SIMPLE: 1, Ko.POSITIONAL: 2, Ko.SITUATIONAL: 3}
WIN_CODE = {
    WinCondition.SCORE: 0,
    WinCondition.CAPTURE: 1,
    WinCondition.MISERE_CAPTURE: 2,
    WinCondition.NO_CAPTURE: 3,
}


class KernelRules(NamedTuple):
    """The rules as integers, for kernels.

    Attributes:
        ko: `KO_CODE` value (0 none, 1 simple, 2 positional, 3 situational superko).
        suicide: 1 if suicide is legal, else 0.
        win: `WIN_CODE` value.
        capture_goal: Stones to capture; 0 unless `win` is a capture game.
        territory: 1 for territory scoring, 0 for area scoring.
    """

    ko: int
    suicide: int
    win: int
    capture_goal: int
    territory: int


@dataclass(frozen=True, slots=True)
class Rules:
    """One rule set.

    Attributes:
        ko: Forbidden repetitions.
        suicide: Whether a move may remove its own chain.
        scoring: Area or territory.
        handicap_bonus: White's extra points under handicap (area scoring only).
    """

    ko: Ko = Ko.POSITIONAL
    suicide: bool = False
    scoring: Scoring = Scoring.AREA
    handicap_bonus: HandicapBonus = HandicapBonus.NONE


TROMP_TAYLOR = Rules(ko=Ko.POSITIONAL, suicide=True)
CHINESE = Rules(ko=Ko.POSITIONAL, handicap_bonus=HandicapBonus.N)
JAPANESE = Rules(ko=Ko.SIMPLE, scoring=Scoring.TERRITORY)
KOREAN = Rules(ko=Ko.SIMPLE, scoring=Scoring.TERRITORY)
AGA = Rules(ko=Ko.SITUATIONAL, handicap_bonus=HandicapBonus.N_MINUS_ONE)
NEW_ZEALAND = Rules(ko=Ko.SITUATIONAL, suicide=True)

PRESETS: dict[str, Rules] = {
    "tromp-taylor": TROMP_TAYLOR,
    "chinese": CHINESE,
    "japanese": JAPANESE,
    "korean": KOREAN,
    "aga": AGA,
    "new-zealand": NEW_ZEALAND,
}

DEFAULT_KOMI: dict[str, float] = {
    "tromp-taylor": 7.5,
    "chinese": 7.5,
    "japanese": 6.5,
    "korean": 6.5,
    "aga": 7.5,
    "new-zealand": 7.0,
}


def rules_from_name(name: str) -> Rules:
    """Returns a preset by its name; case, spaces and underscores do not matter.

    Raises:
        VariantError: No preset has that name.
    """
    key = "-".join(name.strip().lower().replace("_", " ").replace("-", " ").split())
    aliases = {"tt": "tromp-taylor", "nz": "new-zealand", "cn": "chinese", "jp": "japanese"}
    key = aliases.get(key, key)
    if key not in PRESETS:
        raise VariantError(f"unknown rules {name[:40]!r}: expected one of {', '.join(PRESETS)}")
    return PRESETS[key]


def name_of_rules(rules: Rules) -> str | None:
    """Returns the first preset equal to `rules`, or None (Korean equals Japanese)."""
    return next((name for name, preset in PRESETS.items() if preset == rules), None)
