"""The window gives back what went in, seen in every mirror image; nothing bad gets in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gogame.board.coords import Color
from gogame.board.position import Position
from gogame.board.rules import TROMP_TAYLOR, Rules
from gogame.board.topology import Shape
from gogame.board.variant import VariantSpec
from gogame.errors import ConfigError
from gogame.features import encode_positions
from selfplay.replay import Replay, ReplayConfig
from selfplay.rows import Picks, mirror_images
from selfplay.sample import WEIGHT_SUM, GameSample, SampleError
from tests.board.games import any_variants, examples
from tests.selfplay.games import position_at, random_sample

SEVEN = VariantSpec(7, 7, komi=9.0)


def mirrored(array: NDArray[Any], image: int) -> NDArray[Any]:
    """Returns `[..., H, W]` as `mirror_images` defines its row `image`."""
    turned = array[..., ::-1, :] if image & 1 else array
    turned = turned[..., ::-1] if image & 2 else turned
    return np.swapaxes(turned, -1, -2) if image & 4 else turned


def policy_at(sample: GameSample, ply: int) -> NDArray[np.float64]:
    policy = np.zeros(sample.variant.num_actions)
    if ply < sample.num_moves:
        part = slice(int(sample.policy_offsets[ply]), int(sample.policy_offsets[ply + 1]))
        policy[sample.policy_actions[part]] = sample.policy_weights[part] / WEIGHT_SUM
    return policy


def outcome_at(sample: GameSample, ply: int, share: float, horizon: float) -> NDArray[np.float64]:
    """Returns the target by its definition: a distribution over one of several estimates."""
    color = position_at(sample, ply).to_play
    black = sample.outcome_black if color is Color.BLACK else -sample.outcome_black
    result = np.eye(3)[1 - black]
    mean = np.zeros(3)
    weight = 1.0
    for i in range(ply, sample.num_moves):
        if sample.visits[i]:
            value = sample.root_value[i] / 127 * (-1) ** (i - ply)
            mean += weight / horizon * np.array([(1 + value) / 2, 0, (1 - value) / 2])
            weight *= 1 - 1 / horizon
    return (1 - share) * result + share * (mean + weight * result)


def check_row(replay: Replay, sample: GameSample, picks: Picks, row: int) -> None:
    """Compares one decoded row with the sample, by Python and NumPy alone."""
    batch = replay.decode(picks)
    ply, image = int(picks.ply[row]), int(picks.image[row])
    position = position_at(sample, ply)
    wanted = encode_positions([position])
    shape = (sample.variant.height, sample.variant.width)
    assert (batch.planes[row] == mirrored(wanted.planes[0], image)).all()
    np.testing.assert_array_equal(batch.globals_[row], wanted.globals_[0])
    for policy, weight, at in (
        (batch.policy, batch.policy_weight, ply),
        (batch.reply, batch.reply_weight, ply + 1),
    ):
        target = policy_at(sample, at)
        assert weight[row] == (1 if target.any() else 0)
        got = policy[row][:-1].reshape(shape)
        np.testing.assert_allclose(got, mirrored(target[:-1].reshape(shape), image), atol=1e-6)
        assert policy[row][-1] == pytest.approx(target[-1], abs=1e-6)
    sign = 1 if position.to_play is Color.BLACK else -1
    assert batch.score[row] == sign * np.float32(sample.score_black)
    owned = mirrored(sample.ownership_black.reshape(shape), image)
    assert (batch.ownership[row].reshape(shape) == sign * owned).all()
    config = replay.config
    target = outcome_at(sample, ply, config.search_share, config.search_horizon)
    np.testing.assert_allclose(batch.outcome[row], target, atol=2e-3)


def every_position(replay: Replay, sample: GameSample, game: int = 0) -> Picks:
    """Returns every position of a game in every image."""
    variant = sample.variant
    images = len(mirror_images(variant.height, variant.width, variant.shape))
    ply, image = np.divmod(np.arange(sample.num_moves * images), images)
    return Picks(np.full(len(ply), game), ply, image)


@examples(0.3)
@given(any_variants(max_size=7), st.integers(0, 10**6), st.floats(0, 1), st.floats(1, 30))
def test_rows_are_what_python_makes_of_the_game(
    variant: VariantSpec, seed: int, share: float, horizon: float
) -> None:
    sample = random_sample(variant, seed, max_moves=40)
    sample.check()
    replay = Replay(ReplayConfig(search_share=share, search_horizon=horizon))
    replay.add([random_sample(SEVEN, 1), sample])
    picks = every_position(replay, sample, game=1)
    rng = np.random.default_rng(seed)
    for row in rng.choice(len(picks.ply), size=min(3, len(picks.ply)), replace=False).tolist():
        check_row(replay, sample, picks, row)


def test_every_image_of_a_long_game_with_handicap() -> None:
    variant = VariantSpec(5, 5, rules=replace(TROMP_TAYLOR), komi=0.5)
    sample = random_sample(variant, 5, max_moves=120, handicap=(6, 18))
    assert sample.num_moves > 60
    replay = Replay()
    replay.add([sample])
    picks = every_position(replay, sample)
    assert len(picks.ply) == 8 * sample.num_moves
    for row in range(0, len(picks.ply), 37):
        check_row(replay, sample, picks, row)


def test_images_are_a_group_of_different_maps() -> None:
    for height, width, shape, count in (
        (3, 3, Shape.PLANE, 8),
        (3, 3, Shape.TORUS, 8),
        (3, 3, Shape.CYLINDER, 4),
        (2, 3, Shape.PLANE, 4),
    ):
        images = mirror_images(height, width, shape)
        maps = {tuple(image) for image in images.tolist()}
        assert len(maps) == len(images) == count
        assert {tuple(np.array(a)[list(b)].tolist()) for a in maps for b in maps} == maps


def test_the_window_keeps_the_newest_games() -> None:
    samples = [random_sample(SEVEN if i % 3 else VariantSpec(4, 6), i) for i in range(40)]
    replay = Replay(ReplayConfig(capacity=700))
    for start in range(0, 40, 7):
        replay.add(samples[start : start + 7])
    assert replay.num_positions <= 700 < replay.num_positions + 60
    kept = samples[-replay.num_games :]
    assert sum(sample.num_moves for sample in kept) == replay.num_positions
    assert sum(replay.boards().values()) == replay.num_positions
    for game in (0, replay.num_games // 2, replay.num_games - 1):
        picks = every_position(replay, kept[game], game)
        check_row(replay, kept[game], picks, len(picks.ply) // 2)
    replay.add([random_sample(SEVEN, 99, max_moves=400)] * 3)
    assert replay.num_games >= 1


def test_draws_are_recorded_positions_of_one_board() -> None:
    wide = VariantSpec(3, 5)
    samples = [random_sample(SEVEN if i % 2 else wide, i, recorded=0.3) for i in range(30)]
    replay = Replay()
    replay.add(samples)
    rng = np.random.default_rng(0)
    seen: set[VariantSpec] = set()
    for _ in range(20):
        picks = replay.sample_positions(rng, 50)
        assert len(picks.game) == 50
        boards = {samples[g].variant for g in picks.game.tolist()}
        assert len(boards) == 1
        seen |= boards
        pairs = zip(picks.game.tolist(), picks.ply.tolist(), strict=True)
        assert all(samples[g].recorded[ply] for g, ply in pairs)
        assert set(picks.image.tolist()) <= set(range(8 if SEVEN in boards else 4))
        assert replay.decode(picks).policy_weight.min() == 1
    assert len(seen) == 2
    last = sum(sample.num_moves for sample in samples[-2:])
    assert replay.sample_positions(rng, 200, newest=last).game.min() >= 28
    every = Replay(ReplayConfig(recorded_only=False))
    every.add(samples)
    assert set(every.batch(rng, 300).policy_weight.tolist()) == {0.0, 1.0}


def test_draws_are_even_and_repeatable() -> None:
    samples = [random_sample(SEVEN, i, max_moves=10, recorded=1.0) for i in range(5)]
    replay = Replay()
    replay.add(samples)
    picks = replay.sample_positions(np.random.default_rng(3), 20000)
    again = replay.sample_positions(np.random.default_rng(3), 20000)
    for one, two in zip(picks, again, strict=True):
        assert (one == two).all()
    counts = np.bincount(picks.game * 10 + picks.ply, minlength=50)
    assert counts.sum() == 20000
    assert counts.max() - counts.min() < 160  # eight standard deviations of 20
    assert np.bincount(picks.image).min() > 2200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"moves": np.array([3, 3, 4], dtype=np.uint16)}, r"move 1 \(D7\) is illegal"),
        ({"moves": np.array([3, 49, 50], dtype=np.uint16)}, "move 2 is action 50"),
        ({"moves": np.array([49, 49, 4], dtype=np.uint16)}, "move 2 .* is illegal"),
        ({"moves": np.array([3, 49], dtype=np.uint16)}, "differ in length"),
        ({"ownership_black": np.zeros(48, dtype=np.int8)}, "differ in length"),
        ({"handicap": (5, 5)}, "handicap"),
        ({"handicap": (49,)}, "handicap"),
        ({"recorded": np.array([True, True, True])}, "policies"),
        ({"policy_actions": np.array([50], dtype=np.uint16)}, "policies"),
        ({"policy_offsets": np.array([0, 1, 0, 1], dtype=np.uint32)}, "policies"),
    ],
)
def test_bad_games_are_refused_and_nothing_is_taken(changes: dict[str, Any], words: str) -> None:
    sample = replace(
        random_sample(SEVEN, 1, max_moves=3),
        moves=np.array([3, 49, 4], dtype=np.uint16),
        recorded=np.array([True, False, False]),
        policy_offsets=np.array([0, 1, 1, 1], dtype=np.uint32),
        policy_actions=np.array([3], dtype=np.uint16),
        policy_weights=np.array([WEIGHT_SUM], dtype=np.uint16),
    )
    replay = Replay()
    replay.add([sample])
    with pytest.raises(SampleError, match=words):
        replay.add([sample, replace(sample, **changes)])
    assert replay.num_games == 1


def test_a_move_against_superko_is_refused() -> None:
    # Two kos taken in turn, then the first position again.
    variant = VariantSpec(1 + 1, 3, rules=Rules())
    position = Position.start(variant)
    game = random_sample(variant, 0, max_moves=1, recorded=0)
    rng = np.random.default_rng(0)
    moves: list[int] = []
    for _ in range(1000):
        free = position.with_rules(replace(variant.rules, ko="simple"))  # type: ignore[arg-type]
        banned = free.legal() & ~position.legal()
        if banned.any():
            moves.append(int(np.flatnonzero(banned)[0]))
            break
        legal = np.flatnonzero(position.legal())
        action = int(rng.choice(legal))
        position = position.play(action)
        moves.append(action)
        if position.is_over:
            position, moves = Position.start(variant), []
    count = len(moves)
    bad = replace(
        game,
        moves=np.array(moves, dtype=np.uint16),
        recorded=np.zeros(count, dtype=np.bool_),
        policy_offsets=np.zeros(count + 1, dtype=np.uint32),
        root_value=np.zeros(count, dtype=np.int8),
        visits=np.zeros(count, dtype=np.uint16),
    )
    with pytest.raises(SampleError, match=f"move {count - 1} .* is illegal"):
        Replay().add([bad])


def test_what_cannot_be_decoded_is_refused() -> None:
    replay = Replay()
    with pytest.raises(ConfigError, match="none with a policy"):
        replay.batch(np.random.default_rng(0), 1)
    replay.add([random_sample(SEVEN, 0), random_sample(VariantSpec(3, 5), 1)])
    length = int(replay.sample_positions(np.random.default_rng(0), 500).ply.max())
    for game, ply, image, words in (
        ([], [], [], "at least one"),
        ([2], [0], [0], "outside the window"),
        ([0], [length + 60], [0], "after the last"),
        ([0, 1], [0, 0], [0, 0], "different size"),
        ([1], [0], [4], "mirror image 4"),
    ):
        picks = Picks(*(np.array(x, dtype=np.int64) for x in (game, ply, image)))
        with pytest.raises(ConfigError, match=words):
            replay.decode(picks)
    for bad in ({"capacity": 0}, {"search_share": 1.5}, {"search_horizon": 0.5}):
        with pytest.raises(ConfigError, match=next(iter(bad))):
            ReplayConfig(**bad)  # type: ignore[arg-type]
