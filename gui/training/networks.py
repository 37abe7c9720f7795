"""Networks of a run as opponents, and the one that our engine plays with."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from gogame.board.variant import VariantSpec
from gui.game.engines import join_command
from gui.game.state import HUMAN, GameSetup, Player, PlayerKind
from gui.training.story import Round

_VISITS = 100


@dataclass(frozen=True, slots=True)
class CheckpointPlayer:
    """A network of a run to play against.

    Attributes:
        file: Its file.
        name: What the window calls it.
        visits: Its playouts a move.
    """

    file: Path
    name: str
    visits: int = _VISITS


def network_file(folder: Path, row: Round) -> Path:
    """Returns where a network of a run lies."""
    return folder / row.network


def setup_against(player: CheckpointPlayer, variant: VariantSpec) -> GameSetup:
    """Returns a game of a person, who has Black, against a network."""
    command = join_command((sys.executable, "-m", "gogame", "gtp", "--net", str(player.file)))
    opponent = Player(PlayerKind.AI, player.name, visits=player.visits, engine=command)
    return GameSetup(variant, black=HUMAN, white=opponent)


def parse_moment(text: str) -> float | None:
    """Returns the seconds of a moment such as ``10`` or ``1:30`` or ``1 h 5 min``, or None.

    A number alone counts minutes.
    """
    words = text.strip().lower()
    if match := re.fullmatch(r"(\d+):([0-5]\d)", words):
        return 3600.0 * int(match[1]) + 60.0 * int(match[2])
    if match := re.fullmatch(r"(?:(\d+) ?h)? ?(?:(\d+(?:\.\d+)?) ?(?:m|min)?)?", words):
        if match[1] is None and match[2] is None:
            return None
        return 3600.0 * int(match[1] or 0) + 60.0 * float(match[2] or 0)
    return None
