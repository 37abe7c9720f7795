"""Random games, ply by ply, beside two boards that know nothing of this one."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from sgfmill.boards import Board

from gogame.board import area, chains, legal, plain
from gogame.board.arrays import HEAD, KO_POINT, META, STONES, TO_PLAY, new_boards
from gogame.board.coords import BLACK, WHITE, Color
from gogame.board.position import Position
from gogame.board.row import clear, copy_board
from gogame.board.rules import Ko, Rules, WinCondition
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from tests.board.games import (
    any_variants,
    brute_game,
    crowded_board,
    drop_breathless,
    examples,
    score_variants,
    set_up,
)
from tests.oracles.brute_board import BruteGame, flood, unconditionally_alive

SEEDS = st.integers(0, 2**32 - 1)


def random_action(game: BruteGame, rng: random.Random) -> int:
    """Returns a legal action: captures are sought, so that kos arise, and passes are rare."""
    num_points, legal = len(game.colors), game.legal_actions()
    stones = legal[:-1] if legal[-1] == num_points else legal
    if not stones or (len(stones) < len(legal) and rng.random() < 0.03):
        return num_points
    few = rng.sample(stones, min(6, len(stones)))
    taking = [p for p in few if rng.random() < 0.7 and game.captures(p)]
    return (taking or few)[0]


def play_beside(
    variant: VariantSpec, seed: int, max_plies: int, density: float
) -> Iterator[tuple[Position, BruteGame]]:
    """Plays one random game on both boards and yields them after every ply."""
    rng, game = random.Random(seed), brute_game(variant)
    position = Position.start(variant)
    if density > 0:
        colors = crowded_board(game, density, rng)
        first = rng.choice(list(Color))
        position = set_up(variant, colors, first)
        game.setup(colors, first)
    assert_set_up_like_kernels(position)
    yield position, game
    for _ in range(max_plies):
        if game.over:
            return
        action = random_action(game, rng)
        before, position = position, position.play(action)
        assert_played_like_kernels(before, position, action)
        game.play(action)
        yield position, game


def assert_played_like_kernels(before: Position, after: Position, action: int) -> None:
    """Checks that kernels make of a move what plain Python makes of it, in every field."""
    variant = before.variant
    topo, rules = variant.topology, variant.kernel_rules
    assert chains.is_legal(before.board, action, topo, rules)
    board = before.board.copy()
    chains.play(board, action, topo, rules)
    assert np.array_equal(board, after.board)
    assert int(chains.position_key(board, rules)) == after.key
    mask = np.zeros(variant.num_actions, dtype=np.uint8)
    num_legal = legal.legal_mask(board, topo, rules, after.history, len(after.history), mask)
    assert mask.tolist() == after.legal().tolist()
    assert num_legal == np.count_nonzero(mask)
    for each in range(variant.num_actions):
        one = plain.is_legal(after.board, each, variant, after.history)
        assert one == bool(mask[each])
    for point in np.flatnonzero(after.grid.ravel() == 0):
        effect = chains.stone_effect(board, int(point), int(after.to_play), topo)
        assert effect == plain.stone_effect(board, int(point), int(after.to_play), variant)


def assert_set_up_like_kernels(position: Position) -> None:
    """Checks that kernels put stones on a board as plain Python does."""
    variant, grid = position.variant, position.grid.ravel()
    board = new_boards(1, variant.num_points)[0]
    for color in Color:
        for point in np.flatnonzero(grid == color):
            assert chains.place(board, point, int(color), variant.topology) == 0
    board[META, TO_PLAY] = position.to_play
    board[META, KO_POINT] = -1
    assert np.array_equal(board, position.board)


def assert_same_game(position: Position, game: BruteGame) -> None:
    """Checks stones, turn, prisoners, ko, legality and the end of the game."""
    assert position.grid.ravel().tolist() == game.colors
    assert position.to_play == game.to_play
    assert position.passes == game.passes
    assert {c: position.prisoners(Color(c)) for c in (BLACK, WHITE)} == game.taken
    has_ko_rule = position.variant.rules.ko is not Ko.NONE
    assert position.ko_point == (game.ko_point if has_ko_rule else None)
    assert np.flatnonzero(position.legal()).tolist() == game.legal_actions()
    assert position.is_over == game.over
    if game.over and position.variant.win is not WinCondition.SCORE:
        assert position.winner == game.winner
    assert chains.check_consistency(position.board, position.variant.topology) == 0


def assert_same_chains_and_area(position: Position, game: BruteGame) -> None:
    """Checks chains, liberties, area and the hash against flood fill."""
    variant, topo = position.variant, position.variant.topology
    liberties = np.zeros(variant.num_points, dtype=np.int32)
    area.chain_liberties(position.board, topo, liberties)
    key = 0
    for point, color in enumerate(game.colors):
        if color == 0:
            assert position.chain(point) == position.liberties(point) == ()
            assert liberties[point] == 0
            continue
        key ^= int(topo.zobrist[color, point])
        stones, around = flood(game.adjacency, game.colors, point)
        free = sorted(p for p in around if game.colors[p] == 0)
        assert position.chain(point) == tuple(sorted(stones))
        assert position.liberties(point) == tuple(free)
        assert liberties[point] == len(free)
        assert position.board[STONES, position.board[HEAD, point]] == len(stones)
        in_atari = chains.in_atari(position.board, position.board[HEAD, point])
        assert bool(in_atari) == (len(free) == 1)
    owner, expected = np.zeros(variant.num_points, dtype=np.int8), game.area()
    lead = area.area(position.board, topo, owner)
    assert owner.tolist() == expected
    assert lead == expected.count(BLACK) - expected.count(WHITE)
    turn_key = position.key ^ key
    assert (turn_key != 0) == (variant.rules.ko is Ko.SITUATIONAL and position.to_play == WHITE)


def assert_keys_foretold(position: Position) -> None:
    """Checks that `key_after` is the key that `play` then leads to, for every legal action."""
    variant = position.variant
    topo, rules = variant.topology, variant.kernel_rules
    after = new_boards(1, variant.num_points)[0]
    for action in np.flatnonzero(position.legal()):
        copy_board(after, position.board)
        chains.play(after, action, topo, rules)
        foretold = chains.key_after(position.board, action, topo, rules)
        assert foretold == chains.position_key(after, rules)


def test_an_empty_row_is_the_same_made_by_either_hand() -> None:
    for points in (4, 25, 361):
        rows = new_boards(2, points)
        for row in rows:
            cleared = np.full_like(row, 7)
            clear(cleared, points)
            assert np.array_equal(cleared, row)


@examples(5)
@given(any_variants(max_size=5), SEEDS, st.sampled_from([0.0, 0.0, 0.8]))
def test_small_boards_agree_with_brute_force(
    variant: VariantSpec, seed: int, density: float
) -> None:
    for position, game in play_beside(variant, seed, 80, density):
        assert_same_game(position, game)
        assert_same_chains_and_area(position, game)
        assert_keys_foretold(position)


@given(any_variants(min_size=2), SEEDS)
def test_crowded_boards_of_all_sizes_agree_with_brute_force(
    variant: VariantSpec, seed: int
) -> None:
    for ply, (position, game) in enumerate(play_beside(variant, seed, 60, 0.85)):
        assert_same_game(position, game)
        if ply % 20 == 0:
            assert_same_chains_and_area(position, game)


TROMP_TAYLOR_19 = VariantSpec(19, 19, rules=Rules(Ko.POSITIONAL, suicide=True))


@examples(0.2)
@given(score_variants(min_size=9), SEEDS)
@example(TROMP_TAYLOR_19, 1)
@example(VariantSpec(19, 19, Shape.TORUS, Rules(Ko.SITUATIONAL)), 2)
def test_whole_games_on_large_boards_agree_with_brute_force(
    variant: VariantSpec, seed: int
) -> None:
    for ply, (position, game) in enumerate(play_beside(variant, seed, 450, 0.0)):
        assert position.grid.ravel().tolist() == game.colors
        if ply % 10 == 0:
            assert_same_game(position, game)
        if ply % 50 == 0:
            assert_same_chains_and_area(position, game)
            assert_keys_foretold(position)


@examples(0.8)
@given(score_variants(shapes=st.just(Shape.PLANE)), SEEDS)
def test_planes_agree_with_sgfmill(variant: VariantSpec, seed: int) -> None:
    size = variant.height
    square = VariantSpec(size, size, rules=Rules(Ko.SIMPLE, variant.rules.suicide))
    board, rng = Board(size), random.Random(seed)
    position = Position.start(square)
    ko: tuple[int, int] | None = None
    for _ in range(min(4 * size * size, 500)):
        ko_point = None if ko is None else ko[0] * size + ko[1]
        assert position.ko_point == ko_point
        colors = [{None: 0, "b": 1, "w": 2}[board.get(r, c)] for r, c in board.board_points]
        assert position.grid.ravel().tolist() == colors
        assert position.score().lead_black + square.komi == board.area_score()
        choices = np.flatnonzero(position.legal()).tolist()
        if not choices:
            break
        stones = len(choices) > 1 and rng.random() > 0.02
        action = rng.choice(choices[:-1] if stones else choices)
        ko = None
        if action != square.pass_action:
            ko = board.play(*divmod(action, size), position.to_play.letter.lower())
        position = position.play(action)


@examples(8)
@given(st.integers(2, 5), st.integers(2, 4), st.sampled_from(list(Shape)), SEEDS)
def test_pass_alive_is_what_no_enemy_can_take(
    height: int, width: int, shape: Shape, seed: int
) -> None:
    rng = random.Random(seed)
    variant = VariantSpec(height, width, shape)
    edges = brute_game(variant).adjacency
    colors = [rng.choices((BLACK, WHITE), weights=(94, 6))[0] for _ in edges]
    for point in rng.sample(range(len(colors)), min(6, len(colors) // 2)):
        colors[point] = 0
    stones = drop_breathless(brute_game(variant), colors)
    owned = set_up(variant, stones).pass_alive().ravel().tolist()
    for color in (BLACK, WHITE):
        alive = unconditionally_alive(edges, stones, color)
        assert {p for p in edges if owned[p] == color and stones[p] == color} == alive
        inside = {p for p in edges if owned[p] == color and stones[p] != color}
        assert inside == _vital_regions(edges, stones, color, alive)


def _vital_regions(
    edges: dict[int, set[int]], stones: list[int], color: int, alive: set[int]
) -> set[int]:
    """Returns the points of the regions that give an alive chain one of its lasting liberties."""
    own = [1 if stone == color else 0 for stone in stones]
    found: set[int] = set()
    for point in edges:
        if own[point] or not alive:
            continue
        region, border = flood(edges, own, point)
        empties = [p for p in region if stones[p] == 0]
        heads = [flood(edges, stones, stone)[0] for stone in border]
        vital = any(all(edges[p] & chain for p in empties) for chain in heads)
        if border <= alive and vital and empties:
            found |= region
    return found


@given(score_variants(max_size=9), SEEDS)
def test_playing_never_changes_an_earlier_position(variant: VariantSpec, seed: int) -> None:
    line = [position for position, _ in play_beside(variant, seed, 30, 0.6)]
    before = [(p.board.copy(), p.legal().tolist(), p.key) for p in line]
    again = line[0]
    for move in line[-1].moves:
        again = again.play(move.action, move.color)
    assert again.key == line[-1].key
    assert again.history.tolist() == line[-1].history.tolist()
    for position, (board, mask, key) in zip(line, before, strict=True):
        assert (position.board == board).all()
        assert (position.legal().tolist(), position.key) == (mask, key)
        assert position.board[META, TO_PLAY] == position.to_play
