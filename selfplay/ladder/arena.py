"""Matches: pairs of games from the same opening with colours swapped, many side by side.

A game ends by two passes, a resignation, a fault (which loses), its length, or as soon as nothing
can change its result: every point is pass-alive, or one side's pass-alive points alone win. The
count is by area with dead stones taken off. Which are dead is decided, in this order, by
pass-alive territory, by GNU Go if it played, and else by random games if another GTP engine
played; players of this process capture what is dead before they pass, so their boards are
counted as they stand. Begin with `play_games`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
) -> Iterator[PlayedGame]:
    """Plays games, several at once, and yields each as it ends; the caller closes the players.

    Short games come first: whoever stops early should count whole pairs in the order of their
    numbers.

    Raises:
        ConfigError: A player cannot play this game.
        EngineError: A player cannot be started, or an evaluator failed.
    """
    if not games:
        return
    variant = games[0].start.variant
    most = config.gtp_parallel if a.is_external or b.is_external else config.parallel
    seats = min(most, a.most_games, b.most_games, len(games))
    for player in (a, b):
        player.prepare(variant, seats)
    waiting = list(reversed(games))
    tables: dict[int, _Table] = {}
    longest = int(config.longest * variant.num_points)
    while waiting or tables:
        for seat in range(seats):
            if seat not in tables and waiting:
                plan = waiting.pop()
                tables[seat] = _Table(plan, plan.start)
                for player in (a, b):
                    player.begin(seat, plan.seed)
        answers = _ask(a, b, tables)
        for seat, answer in answers.items():
            table = tables[seat]
            a_moves = _a_moves(table)
            verdict = _advance(table, answer, "A" if a_moves else "B")
            if verdict is None:
                verdict = _ended(table.position, longest, Turn(seat, table.position), (a, b))
            if verdict is not None:
                yield _played(table, verdict)
                del tables[seat]


def _a_moves(table: _Table) -> bool:
    return (table.position.to_play is Color.BLACK) == table.plan.a_is_black


def _ask(a: Player, b: Player, tables: dict[int, _Table]) -> dict[int, Answer]:
    """Returns every game's next move; external players think while ours do."""
    answers: dict[int, Answer] = {}
    asked: list[tuple[Player, list[Turn]]] = []
    for player, is_a in sorted(((a, True), (b, False)), key=lambda pair: not pair[0].is_external):
        turns = [Turn(s, t.position) for s, t in tables.items() if _a_moves(t) == is_a]
        if turns:
            player.start(turns)
            asked.append((player, turns))
    for player, turns in reversed(asked):
        for turn, answer in zip(turns, player.finish(), strict=True):
            answers[turn.seat] = answer
    return answers


def _advance(table: _Table, answer: Answer, who: str) -> _Verdict | None:
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


def _ended(
    position: Position, longest: int, turn: Turn, players: tuple[Player, Player]
) -> _Verdict | None:
    """Returns how a game has ended, or None if it goes on."""
    if position.variant.win is not WinCondition.SCORE:
        if position.is_over:
            return _Verdict("win condition", position.outcome())
        return _Verdict("length", 0.0) if position.ply >= longest else None
    if position.variant.rules.scoring is Scoring.AREA:
        verdict = _settled(position)
        if verdict is not None:
            return verdict
    if not position.is_over and position.ply < longest:
        return None
    dead = dead_stones(turn, players)
    score = position.score(dead).lead_black
    end = "passes" if position.is_over else "length"
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
