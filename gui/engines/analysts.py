"""`Analysts`: the engine that analyses and the one compared with it, told as if they were one."""

from __future__ import annotations

from dataclasses import replace

from gui.engines.analysis_engine import Maker
from gui.engines.analyst import Analyst
from gui.game.engines import EngineChoice
from gui.game.state import GameState


class Analysts:
    """Both engines that may analyse; without one, what is asked of it is left undone."""

    def __init__(self, first: Analyst | None, rival: Analyst | None) -> None:
        """Begin without a comparison.

        Args:
            first: The engine that analyses, None where positions are never analysed.
            rival: A second one beside it, which `compare` calls.
        """
        self.first = first
        self.rival = rival
        self._compares = False

    @property
    def _all(self) -> tuple[Analyst, ...]:
        return tuple(one for one in (self.first, self.rival) if one is not None)

    def shown_in(self, state: GameState) -> GameState:
        """Returns the state with what is known by now."""
        if self.first is not None:
            state = replace(state, analysis=self.first.state)
        return state if self.rival is None else replace(state, rival=self.rival.state)

    def follow(self, state: GameState) -> None:
        """Goes where the state is."""
        for one in self._all:
            one.follow(state)

    def switch(self, state: GameState, *, is_on: bool) -> None:
        """Begins or ends the analysis of the position shown."""
        self.follow(state)
        if self.first is not None:
            self.first.switch(is_on=is_on)
        if self.rival is not None:
            self.rival.switch(is_on=is_on and self._compares)

    def review(self, state: GameState) -> None:
        """Begins the analysis of the whole game, or ends it if it runs."""
        self.follow(state)
        if self.first is not None:
            self.first.review()
        if self.rival is not None and self._compares:
            self.rival.review()

    def compare(self, state: GameState, choice: EngineChoice | None) -> None:
        """Lets the second engine analyse beside the first one; None for none."""
        if self.rival is None:
            return
        self._compares = choice is not None
        if choice is not None:
            self.rival.choose(choice)
        self.rival.follow(state)
        self.rival.switch(is_on=self._compares and state.analysis.is_on)

    def use(self, make: Maker) -> None:
        """Starts both anew, by other programs."""
        for one in self._all:
            one.use(make)

    def stop(self) -> None:
        """Ends both."""
        for one in self._all:
            one.stop()
