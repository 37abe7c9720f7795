"""What a configuration accepts, what it refuses, and that it explains itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

import pytest

from gogame.board.topology import Shape
from gogame.errors import ConfigError
from gogame.search.config import Method, SearchConfig
from selfplay.config import GamesConfig, PlayConfig, VariantShare
from selfplay.settings import describe, resolve, to_table

TOML = """
limit = 3
[games]
komi_spread = 6
[[games.variants]]
share = 8
[[games.variants]]
height = 7
width = 7
shape = "torus"
komi = 9.0
[search]
method = "gumbel"
keep_ownership = false
"""


@dataclass(frozen=True, slots=True)
class Whole:
    """All of it.

    Attributes:
        limit: Games at most,
            or none.
        games: Which games.
        play: How.
        search: Likewise.
    """

    limit: int | None = None
    games: GamesConfig = field(default_factory=GamesConfig)
    play: PlayConfig = field(default_factory=PlayConfig)
    search: SearchConfig = field(default_factory=SearchConfig)


def test_defaults_then_toml_then_changes() -> None:
    assert resolve(Whole) == Whole()
    config = resolve(Whole, TOML, ["play.visits=64", "search.c_puct = 2", "games.opening=0"])
    assert config.limit == 3
    assert config.games.variants == (
        VariantShare(share=8.0),
        VariantShare(height=7, width=7, shape=Shape.TORUS, komi=9.0),
    )
    assert config.games.komi_spread == 6.0
    assert isinstance(config.games.komi_spread, float)
    assert config.search == replace(
        SearchConfig(), method=Method.GUMBEL, keep_ownership=False, c_puct=2.0
    )
    assert config.play == PlayConfig(visits=64)
    assert resolve(Whole, TOML, ["limit=4"]).limit == 4
    assert resolve(Whole, "", ["search.method=gumbel"]).search.method is Method.GUMBEL


def test_what_was_resolved_resolves_again() -> None:
    config = resolve(Whole, TOML, ["play.decided=0.5"])
    table = to_table(config)
    assert json.loads(json.dumps(table)) == table
    changes = [f"{key}={json.dumps(value)}" for key, value in flat(table)]
    variants = [f"games.variants=[{', '.join(map(inline, table['games']['variants']))}]"]
    assert resolve(Whole, "", changes + variants) == config


def flat(table: dict[str, object], path: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += flat(value, f"{path}{key}.")
        elif not isinstance(value, list):
            found.append((path + key, value))
    return found


def inline(table: dict[str, object]) -> str:
    return "{" + ", ".join(f"{key} = {json.dumps(value)}" for key, value in table.items()) + "}"


@pytest.mark.parametrize(
    ("toml", "change", "words"),
    [
        ("games = ", "", "not TOML"),
        ("speed = 1", "", r"unknown key 'speed': expected one of games, limit, play, search"),
        ("", "play.visit=3", r"unknown key 'play.visit'"),
        ("[[games.variants]]\nsize = 9", "", r"unknown key 'games.variants\[0\].size'"),
        ("", "play.visits=3.5", "play.visits '3.5': expected a whole number"),
        ("", "play.visits=true", "play.visits 'True': expected a whole number"),
        ("", "games.opening=big", "games.opening 'big': expected a number"),
        ("", "play.prune_targets=1", "play.prune_targets '1': expected true or false"),
        ("", "search.method=best", "search.method 'best': expected one of puct, gumbel"),
        ("", "search=3", "search '3': expected a table"),
        ("", "games.variants=3", "games.variants '3': expected an array"),
        ("search = 3", "search.c_puct=1", "search is not a table"),
        ("", "play.visits", "expected key=value"),
        ("", "play.policy_steps=100", "policy_steps 100: expected a divisor of 65535"),
        ("", "play.visits=0", "play: visits 0: expected 1 to 65535"),
        ("", "play.fast_share=nan", "fast_share nan"),
        ("", "search.c_puct=-1", "search: search c_puct -1.0"),
        ("[[games.variants]]\nheight = 1", "", r"games.variants\[0\]: board height 1"),
        ("[[games.variants]]\nrules = 'mine'", "", r"games.variants\[0\]: unknown rules 'mine'"),
        ("", "games.variants=[]", "games: games variants: expected at least one"),
    ],
)
def test_what_is_refused_is_named(toml: str, change: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        resolve(Whole, toml, [change] if change else [])


def test_every_key_explains_itself() -> None:
    lines = describe(Whole)
    keys = [line.key for line in lines]
    assert len(set(keys)) == len(keys)
    assert {"limit", "games.komi_spread", "play.visits", "search.c_puct"} <= set(keys)
    assert all(line.text.endswith(".") and len(line.text) > 8 for line in lines)
    first = lines[0]
    assert first == ("limit", "None", "Games at most, or none.")
    by_key = {line.key: line for line in lines}
    assert by_key["search.method"].default == '"puct"'
    assert by_key["play.visits"].default == "32"
