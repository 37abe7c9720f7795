"""`EngineTeam`: an `EnginePartner` for each engine of a game, told from outside as if it were one.

Our own engine is always there: it plays unless another was chosen, and finds the dead stones.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gogame.board.coords import Color
from gui.engine_client import EngineProgram
from gui.engines.partner import EnginePartner
from gui.game.clocks import Clocks
from gui.game.engines import EngineState, EngineStatus
from gui.game.remote import remote_name, remote_of
from gui.game.state import GameState

OURS = ""
Maker = Callable[[str], EnginePartner]


class EngineTeam(QObject):
    """All engines that play.

    Signals:
        moved: An engine's move as an action, None if it resigns.
        judged_dead: The points of the stones that our engine holds for dead.
        changed: The new `EngineState` of the engine that matters now.
        died: Why an engine is gone, one sentence.
        traffic: An engine's command line, a `Mark` and a line, for the console.
    """

    moved = Signal(object)
    judged_dead = Signal(object)
    changed = Signal(object)
    died = Signal(str)
    traffic = Signal(str, str, str)

    def __init__(self, make: Maker, parent: QObject | None = None) -> None:
        """Make our own engine's partner.

        Args:
            make: Makes the partner of an engine that is named by its command line, empty for
                our own.
            parent: The owner.
        """
        super().__init__(parent)
        self._make = make
        self._partners: dict[str, EnginePartner] = {}
        self._retired: list[EnginePartner] = []  # killed; their processes may still be going
        self._state: GameState | None = None
        self._shown = EngineState()
        self._add(OURS)

    def _add(self, command: str) -> EnginePartner:
        partner = self._make(command)
        partner.setParent(self)
        partner.moved.connect(self.moved)
        partner.judged_dead.connect(self.judged_dead)
        partner.changed.connect(self._tell)
        partner.died.connect(functools.partial(self._lost, command))
        partner.client.traffic.connect(functools.partial(self.traffic.emit, command))
        self._partners[command] = partner
        return partner

    @property
    def engine(self) -> EngineState:
        """How the engine is that matters now."""
        return self._partners[self._speaker()].engine

    @property
    def process_id(self) -> int:
        """The process id of the engine that matters now, 0 if it does not run."""
        return self._partners[self._speaker()].process_id

    @property
    def commands(self) -> tuple[str, ...]:
        """The engines that are there, ours first."""
        return tuple(self._partners)

    def start(self) -> None:
        """Starts our engine, or takes over the process that has been started already."""
        self._partners[OURS].start()

    def restart(self) -> None:
        """Starts the engines anew that have died, or else the one that matters now."""
        dead = [p for p in self._partners.values() if p.engine.status is EngineStatus.DEAD]
        for partner in dead or [self._partners[self._speaker()]]:
            partner.restart()

    def use(self, program: EngineProgram) -> None:
        """Starts our engine anew, by another program."""
        self._partners[OURS].client.use(program)
        self._partners[OURS].restart()

    def stop(self) -> None:
        """Ends all processes."""
        for partner in (*self._retired, *self._partners.values()):
            partner.stop()

    def give_up(self, reason: str) -> None:
        """Kills the engine that matters now because it cannot be trusted."""
        self._partners[self._speaker()].give_up(reason)

    def type_line(self, command: str, line: str) -> None:
        """Sends a line that a person has typed to one of `commands`."""
        partner = self._partners.get(command)
        if partner is not None:
            partner.type_line(line)

    def follow(self, state: GameState, clocks: Callable[[], Clocks | None]) -> None:
        """Asks the engines for what a state needs; those that play no part are ended."""
        self._state = state
        players = [state.setup.player(color) for color in Color]
        wanted = {player.engine for player in players if player.is_ai} | {OURS}
        self._free_gone()
        for command in [c for c in self._partners if c not in wanted]:
            partner = self._partners.pop(command)
            partner.retire()
            self._retired.append(partner)
        for command in wanted - self._partners.keys():
            self._add(command).start()
        for partner in list(self._partners.values()):
            partner.follow(state, clocks)
        self._tell()

    def _free_gone(self) -> None:
        """Lets go of the engines that were ended and whose processes are gone."""
        for partner in [p for p in self._retired if p.is_gone]:
            self._retired.remove(partner)
            partner.died.disconnect()  # what keeps a parent alive must not end within its child
            partner.client.traffic.disconnect()
            partner.client.deleteLater()
            partner.deleteLater()

    def _speaker(self) -> str:
        """Returns which engine is to be told of: who is to move, else one that plays, else ours."""
        state = self._state
        if state is None:
            return OURS
        mover = state.engine_player if state.is_ai_turn else state.setup.player(state.to_play)
        other = state.setup.player(state.to_play.opponent)
        for player in (mover, other):
            if player.is_ai and player.engine in self._partners:
                return player.engine
        return OURS

    def _tell(self) -> None:
        engine = self.engine
        if engine != self._shown:
            self._shown = engine
            self.changed.emit(engine)

    def _lost(self, command: str, reason: str) -> None:
        self._tell()
        self.died.emit(f"{_short(command)}: {reason}" if command else reason)


def _short(command: str) -> str:
    """Returns an engine's program for a sentence about it."""
    remote = remote_of(command)
    if remote is not None:
        return remote_name(remote)
    return command.split(" ", maxsplit=1)[0].strip("\"'").replace("\\", "/").rpartition("/")[2]
