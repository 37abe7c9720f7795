"""`LevelPlayer`: the program's own engine at a level of its dial, as people meet it.

Each seat has an engine of its own, so that what is measured is what is played, draws and passes
included; only the count as the stones stand is believed, for that is the arena's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gogame.board.variant import VariantSpec
from gogame.engine import Engine
from gogame.engine_config import EngineConfig
from gogame.evaluation import Evaluator
from gogame.levels import Level
from selfplay.ladder.players import Answer, Turn


class LevelPlayer:
    """A level as a player.

    Attributes:
        name: See `Player`.
        visits: Search visits a move, those of a network.
        is_external: False.
        most_games: Few: every game has a search of its own.
    """

    is_external, most_games = False, 4

    def __init__(self, name: str, level: Level, judges: Callable[[VariantSpec], Evaluator]) -> None:
        """Prepare a player without games.

        Args:
            name: Its name in results.
            level: How strong it is to be.
            judges: Says what judges positions of a game.
        """
        self.name, self.visits = name, level.network.visits
        self._config = EngineConfig(level=level, resign_below=0.0, friendly_pass=False)
        self._judges = judges
        self._engines: dict[int, Engine] = {}
        self._variant: VariantSpec | None = None

    def prepare(self, variant: VariantSpec, seats: int) -> None:
        """Remembers the game."""
        self._variant = variant

    def begin(self, seat: int, seed: int) -> None:
        """Gives the seat a fresh engine; the seed makes its draws."""
        assert self._variant is not None, "prepare comes first"
        evaluator = self._judges(self._variant)
        self._engines[seat] = Engine(evaluator, self._config, variant=self._variant, seed=seed)

    def answer(self, turns: Sequence[Turn]) -> list[Answer]:
        """See `Player.answer`."""
        answers: list[Answer] = []
        for turn in turns:
            engine = self._engines[turn.seat]
            engine.load([turn.position])
            answers.append(Answer(engine.choose().action))
        return answers

    def dead_stones(self, turn: Turn) -> frozenset[int] | None:
        """Returns None: a player is no judge in its own case."""
        return None

    def close(self) -> None:
        """Gives the searches back."""
        self._engines.clear()
