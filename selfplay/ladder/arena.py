"""Matches: pairs of games from the same opening with colours swapped, many side by side.

A game ends by two passes, a resignation, a fault (which loses), its length, or as soon as nothing
can change its result: every point is pass-alive, or one side's pass-alive points alone win. The
count is by area with dead stones taken off. Which are dead is decided, in this order, by
pass-alive territory, by GNU Go if it played, and else by random games if another GTP engine
played; players of this process capture what is dead before they pass, so their boards are
counted as they stand.

Games do not wait for one another. Players in child processes think one game at a time, so many
at once as there are cores; meanwhile the players of this process answer, as one batch, in all
games that have got to them. Begin with `play_games`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial

import numpy as np

from gogame import judge
from gogame.board.coords import BLACK, EMPTY, WHITE, Color, action_to_gtp
from gogame.board.position import Position
from gogame.board.rules import Scoring, WinCondition
from gogame.board.variant import VariantSpec
from gogame.rollout import RolloutEvaluator
from selfplay.ladder.config import ArenaConfig
from selfplay.ladder.openings import draw_openings
from selfplay.ladder.players import Answer, Player, Turn

_PATIENCE_S = 0.5  # at most so long without noticing Ctrl-C, which some systems' waits do not


@dataclass(frozen=True, slots=True)
class PlannedGame:
    """A game to play.

    Attributes:
        number: Its number in the match; games 2n and 2n + 1 are a pair.
        start: Its first position, the opening's moves included.
        a_is_black: Whether player A has Black.
        seed: Of players that draw.
    """

    number: int
    start: Position
    a_is_black: bool
    seed: int


@dataclass(frozen=True, slots=True)
class PlayedGame:
    """A finished game.

    Attributes:
        number: Its number in the match; games 2n and 2n + 1 are a pair.
        a_is_black: Whether player A had Black.
        outcome_a: +1 if A won, 0 for a draw, -1 if A lost.
        end: ``passes``, ``settled``, ``decided``, ``resignation``, ``length``, ``win condition``
            or ``fault``.
        score_black: Points of Black minus White's, komi included; None where nothing was counted.
        fault: What went wrong, beginning with ``A`` or ``B``; None if nothing did.
        moves: GTP vertices, the opening's among them, separated by spaces.
        final: The last position.
        dead: Points of the stones that were taken off for the count.
    """

    number: int
    a_is_black: bool
    outcome_a: int
    end: str
    score_black: float | None
    fault: str | None
    moves: str
    final: Position
    dead: frozenset[int] = frozenset()


class _Verdict:
    """How a game ended; see `PlayedGame`."""

    __slots__ = ("dead", "end", "fault", "outcome_black", "score_black")

    def __init__(
        self,
        end: str,
        outcome_black: float,
        score_black: float | None = None,
        *,
        fault: str | None = None,
        dead: frozenset[int] = frozenset(),
    ) -> None:
        self.end, self.outcome_black, self.score_black = end, outcome_black, score_black
        self.fault, self.dead = fault, dead


@dataclass(slots=True)
class _Table:
    """A game under way at a seat."""

    plan: PlannedGame
    position: Position


def plan_games(
    variant: VariantSpec, games: int, seed: int, opening_moves: int
) -> list[PlannedGame]:
    """Returns the games of a match in pairs; the same for the same arguments."""
    openings = draw_openings(variant, (games + 1) // 2, opening_moves, seed)
    return [
        PlannedGame(number, openings[number // 2], number % 2 == 0, seed * 1_000_003 + number)
        for number in range(games)
    ]


def play_games(
    a: Player, b: Player, games: Sequence[PlannedGame], config: ArenaConfig
) -> Generator[PlayedGame, None, None]:
    """Plays games, several at once, and yields each as it ends; the caller closes the players.

    Short games come first: whoever stops early should count whole pairs in the order of their
    numbers, and close the generator, which ends the engines that are thinking.

    Raises:
        ConfigError: A player cannot play this game.
        EngineError: A player cannot be started, or an evaluator failed.
    """
    if not games:
        return
    num_external = a.is_external + b.is_external
    most = config.engines_at_once * (3 - num_external) if num_external else config.parallel
    seats = min(most, a.most_games, b.most_games, len(games))
    for player in (a, b):
        player.prepare(games[0].start.variant, seats)
    with ThreadPoolExecutor(config.engines_at_once, "engine") as pool:
        hall = _Hall(a, b, config, pool)
        try:
            waiting = list(reversed(games))
            while waiting or hall.tables:
                while waiting and len(hall.tables) < seats:
                    hall.seat(waiting.pop())
                yield from hall.go_on()
        finally:
            hall.clear()


class _Hall:
    """The games under way.

    Attributes:
        tables: By their seats.
    """

    def __init__(self, a: Player, b: Player, config: ArenaConfig, pool: ThreadPoolExecutor) -> None:
        self.tables: dict[int, _Table] = {}
        self._players, self._longest, self._pool = (a, b), config.longest, pool
        self._ready: list[int] = []
        self._jobs: dict[Future[Answer | _Verdict], int] = {}

    def seat(self, plan: PlannedGame) -> None:
        """Begins a game at the first free seat."""
        number = next(n for n in range(len(self.tables) + 1) if n not in self.tables)
        self.tables[number] = _Table(plan, plan.start)
        self._ready.append(number)
        for player in self._players:
            player.begin(number, plan.seed)

    def go_on(self) -> list[PlayedGame]:
        """Asks in the games where a move is due and returns those that ended by an answer."""
        found: list[tuple[int, Answer | _Verdict]] = list(self._ask())
        if self._jobs:
            timeout = 0.0 if found else _PATIENCE_S
            done, _ = wait(self._jobs, timeout=timeout, return_when=FIRST_COMPLETED)
            found += [(self._jobs.pop(job), job.result()) for job in done]
        played: list[PlayedGame] = []
        for number, outcome in found:
            table = self.tables[number]
            verdict = self._go_on(number, table, outcome)
            if verdict is not None:
                played.append(_played(table, verdict))
                del self.tables[number]
        return played

    def _ask(self) -> list[tuple[int, Answer]]:
        """Sends external players off and returns the answers of the others."""
        turns: tuple[list[Turn], list[Turn]] = ([], [])
        for number in self._ready:
            table = self.tables[number]
            turns[0 if _a_moves(table) else 1].append(Turn(number, table.position))
        self._ready = []
        answers: list[tuple[int, Answer]] = []
        players = sorted(
            zip(self._players, turns, strict=True), key=lambda pair: not pair[0].is_external
        )
        for player, asked in players:
            if player.is_external:
                for turn in asked:
                    self._later(turn.seat, partial(_answer, player, turn))
            elif asked:
                seats = [turn.seat for turn in asked]
                answers += zip(seats, player.answer(asked), strict=True)
        return answers

    def _go_on(self, number: int, table: _Table, outcome: Answer | _Verdict) -> _Verdict | None:
        """Plays a move; returns how the game ended, or None if it goes on or is being counted."""
        if isinstance(outcome, _Verdict):
            return outcome
        verdict = _play(table, outcome, "A" if _a_moves(table) else "B")
        position = table.position
        verdict = verdict or _decided(position)
        if verdict is not None:
            return verdict
        if not position.is_over and position.ply < int(self._longest * position.variant.num_points):
            self._ready.append(number)
            return None
        turn = Turn(number, position)
        if not any(player.is_external for player in self._players):
            return _count(turn, self._players)
        self._later(number, partial(_count, turn, self._players))
        return None

    def _later(self, number: int, work: Callable[[], Answer | _Verdict]) -> None:
        self._jobs[self._pool.submit(work)] = number

    def clear(self) -> None:
        """Ends the engines that are still thinking."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for _ in range(2 if self._jobs else 0):  # one may be starting while the others are ended
            for player in self._players:
                player.close()
            self._pool.shutdown()


def _a_moves(table: _Table) -> bool:
    return (table.position.to_play is Color.BLACK) == table.plan.a_is_black


def _answer(player: Player, turn: Turn) -> Answer:
    return player.answer([turn])[0]


def _play(table: _Table, answer: Answer, who: str) -> _Verdict | None:
    """Plays a move; returns a verdict if it could not be played."""
    position = table.position
    loss = -1.0 if position.to_play is Color.BLACK else 1.0
    if answer.fault is not None:
        return _Verdict("fault", loss, fault=f"{who} {answer.fault}")
    if answer.action is None:
        return _Verdict("resignation", loss)
    if not position.legal()[answer.action]:
        where = action_to_gtp(answer.action, position.variant.height, position.variant.width)
        fault = f"{who} illegal move: {where} at move {position.ply + 1}"
        return _Verdict("fault", loss, fault=fault)
    table.position = position.play(answer.action)
    return None


def _decided(position: Position) -> _Verdict | None:
    """Returns the result if it stands without a count of dead stones."""
    if position.variant.win is not WinCondition.SCORE:
        return _Verdict("win condition", position.outcome()) if position.is_over else None
    return _settled(position) if position.variant.rules.scoring is Scoring.AREA else None


def _count(turn: Turn, players: tuple[Player, Player]) -> _Verdict:
    """Returns the result of a game that is over or too long."""
    position = turn.position
    end = "passes" if position.is_over else "length"
    if position.variant.win is not WinCondition.SCORE:
        return _Verdict(end, 0.0)
    dead = dead_stones(turn, players)
    score = position.score(dead).lead_black
    return _Verdict(end, float(np.sign(score)), score, dead=dead)


def _settled(position: Position) -> _Verdict | None:
    """Returns the result if no move can change it any more."""
    owner = position.pass_alive().reshape(-1)
    black, white = int((owner == BLACK).sum()), int((owner == WHITE).sum())
    if black + white == 0:
        return None
    points, komi = len(owner), position.komi
    if black + white == points:
        score = black - white - komi
        return _Verdict("settled", float(np.sign(score)), score, dead=_caught(position))
    if 2 * black - points > komi:
        return _Verdict("decided", 1.0)
    if points - 2 * white < komi:
        return _Verdict("decided", -1.0)
    return None


def _caught(position: Position) -> frozenset[int]:
    """Returns the stones in the other player's pass-alive territory."""
    owner = position.pass_alive().reshape(-1)
    return frozenset(
        point
        for point in range(position.variant.num_points)
        if position.color_at(point) != EMPTY
        and owner[point] not in (EMPTY, position.color_at(point))
    )


def dead_stones(turn: Turn, players: tuple[Player, Player]) -> frozenset[int]:
    """Returns the points of the stones to take off before a finished game is counted.

    Args:
        turn: The game's seat and last position.
        players: Who played it.
    """
    caught = _caught(turn.position)
    for player in players:
        opinion = player.dead_stones(turn)
        if opinion is not None:
            return (opinion | caught) - _alive(turn.position)
    is_area = turn.position.variant.rules.scoring is Scoring.AREA
    if is_area and not any(player.is_external for player in players):
        return caught
    ownership = judge.expected_ownership(turn.position, RolloutEvaluator(seed=0))
    return judge.dead_stones(turn.position, ownership)


def _alive(position: Position) -> frozenset[int]:
    """Returns the stones that are pass-alive."""
    owner = position.pass_alive().reshape(-1)
    return frozenset(
        point
        for point in range(position.variant.num_points)
        if owner[point] != EMPTY and owner[point] == position.color_at(point)
    )


def _played(table: _Table, verdict: _Verdict) -> PlayedGame:
    plan, final = table.plan, table.position
    height, width = final.variant.height, final.variant.width
    return PlayedGame(
        plan.number,
        plan.a_is_black,
        int(verdict.outcome_black if plan.a_is_black else -verdict.outcome_black),
        verdict.end,
        verdict.score_black,
        verdict.fault,
        " ".join(action_to_gtp(move.action, height, width) for move in final.moves),
        final,
        verdict.dead,
    )
